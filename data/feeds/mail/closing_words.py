"""The words of thanks and OK, and those that ask for something, in the languages of European mail (R17).

Everything is case-folded. A message is a closing only with a word of thanks and without a single word that
asks, so the second list may be generous: too much there costs a glance, too little a client who waits.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(word for line in text.split("\n") for word in line.partition("#")[2].split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in text.split("\n") for phrase in line.split("|") if phrase.strip())


THANKS = _words(
    """
    en # thanks thank thx thanx tnx ty tysm tks thnx ok okay okey okie
    de # danke dank dankeschön dankschön merci
    fr # merci mercis remerciements ok daccord
    es # gracias
    it # grazie
    pt # obrigado obrigada obg valeu
    nl # bedankt dank dankjewel dankuwel akkoord oké
    sv # tack tackar
    da # tak takker
    no # takk
    fi # kiitos kiitti kiitoksia
    pl # dziękuję dziekuje dzieki dzięki dziękujemy
    cs # děkuji dekuji děkujeme díky diky dík
    sk # ďakujem dakujem ďakujeme vďaka
    hu # köszönöm köszi köszönjük
    ro # mulțumesc mulţumesc multumesc mersi
    tr # teşekkürler teşekkür sağol sağolun
    hr # hvala
    ru # спасибо благодарю ок
    uk # дякую дякуємо
    el # ευχαριστώ ευχαριστούμε
    """
)
"""Thanks or OK wherever they stand."""

AGREED = _words(
    """
    en # k kk great perfect excellent wonderful super awesome brilliant lovely fantastic amazing
    en # fine noted appreciated received understood cool agreed nice good yay hooray sorted splendid
    en # superb deal
    de # passt perfekt prima klasse toll einverstanden spitze bestens gut erhalten angekommen
    de # wunderbar ausgezeichnet verstanden notiert gerne
    fr # parfait entendu noté reçu génial impeccable nickel bien accord
    es # perfecto vale genial estupendo recibido entendido excelente fenomenal anotado
    it # perfetto ricevuto ottimo benissimo bene capito fantastico
    pt # perfeito ótimo recebido certo beleza combinado
    nl # top fijn geweldig ontvangen begrepen goed mooi
    sv # toppen utmärkt bra mottaget
    da # fint modtaget godt
    no # flott mottatt
    fi # hyvä selvä loistavaa mahtavaa
    pl # świetnie dobrze otrzymałem otrzymałam jasne
    cs # výborně dobře výborne dobre
    hu # rendben szuper
    tr # tamam
    ru # отлично хорошо понял поняла получил получила супер добре чудово
    el # τέλεια εντάξει
    """
)
"""OK as the first word of a clause, or in a handful of words: "Great, see you then", not "the great hall"."""

BRIEFLY = AGREED | {"cheers"}
"""OK in a handful of words only: further down "cheers" is how letters end."""

# Scripts without blanks between words, and marks that say it all.
THANKS_ANYWHERE = (
    "ありがとう", "了解", "承知", "かしこまりました", "谢谢", "謝謝", "多谢", "好的", "收到", "감사", "고맙",
    "👍", "🙏", "👌", "✅", "✔", "🎉", "🙌", "👏", "💯", "❤", "🤝", "🆗",
    "😊", "🙂", "😀", "😃", "😁", "🥳", "🤩",
)  # fmt: skip

THANKS_PHRASES = _phrases(
    """
    got it | will do | sounds good | looks good | all good | all set | much obliged | works for me
    that works | see you then | no problem | no worries | you're welcome | my pleasure | alles klar
    in ordnung | geht klar | passt so | hat geklappt | sieht gut aus | d'accord | ça marche | c'est bon
    très bien | bien reçu | ça roule | de acuerdo | muy bien | todo bien | está bien | va bene
    d'accordo | tutto bene | tutto ok | tudo bem | está bem | de nada | dank je | dank u | komt goed
    is goed
    """
)

# Taken out before anything is looked for: they hold a "not" or a "need" that asks for nothing.
HARMLESS = _phrases(
    """
    no need to reply | no need to answer | no need to respond | no reply needed | no answer needed
    no need | no reply necessary | no response needed | not necessary | not a problem | not at all
    why not | if not | don't worry | dont worry | do not worry | don't need to reply | don't bother
    nothing else | nothing more | can't thank you enough | cannot thank you enough | couldn't be better
    couldn't be happier | could not be better | that's all i need | all i need | all we need
    all i needed | all we needed | just what i need | what i needed | exactly what we needed
    just what we needed | exactly what i needed | what we needed | will do | can do | have a | you too
    keep up the | look forward to it | look forward to seeing | if you need anything | looking forward
    when it's done | last but not least | needless to say | what a | how nice | how kind | how lovely
    would be great | would be perfect | that would be fine | nicht nötig | nicht notwendig
    kein problem | nicht schlecht | bitte sehr | bitteschön | gern geschehen | keine ursache
    pas de problème | pas de souci | pas besoin de répondre | no hay problema | nessun problema
    non c'è problema | sem problema | geen probleem | graag gedaan | inga problem | intet problem
    ingen problem
    """
)

ASKS = _words(
    """
    en # please pls plz kindly but however although though except unless until yet still not cannot
    en # never need needs want wants could would should shall may might wondering wonder asap urgent
    en # urgently unfortunately forgot forget missing wrong broken error problem issue question
    en # questions confirm clarify explain resend too typo mistake instead attached attachment below
    en # fail fails failed failing crash crashes crashed blank stuck bug bugs hangs freezes
    en # quote offer invoice remind let's isn't aren't wasn't don't doesn't didn't can't couldn't
    en # wouldn't shouldn't won't haven't hasn't whether either
    de # bitte aber jedoch allerdings leider sondern trotzdem nicht noch kein keine keinen könnte
    de # könnten könntest könnt kannst können würde würden würdest sollte sollten müssen muss müsste
    de # möchte möchten brauche brauchen schick schicke schicken sende senden frage fragen falls
    de # wann wie warum wieso weshalb wer wo ob anbei fehlt falsch dringend anhang statt außer
    fr # mais cependant toutefois pourtant malheureusement svp stp pourriez pourrais pouvez peux
    fr # pourrait faut voudrais voudrait souhaite souhaitons besoin question questions quand comment
    fr # pourquoi combien quel quelle joint ci-joint manque sauf urgent veuillez encore
    es # pero sino todavía aún aunque podrías podría puedes puede podéis necesito necesitamos quiero
    es # quisiera cuándo cómo pregunta preguntas adjunto falta urgente excepto desgraciadamente
    it # ma però tuttavia purtroppo ancora può puoi potresti potrebbe potete vorrei bisogno quando
    it # come perché domanda domande allegato manca urgente tranne
    pt # mas porém ainda embora infelizmente pode poderia podem preciso precisamos quero queria
    pt # gostaria quando pergunta anexo falta urgente exceto
    nl # maar echter helaas alsjeblieft alstublieft aub graag nog niet geen kun kunt kunnen kan zou
    nl # wil wilt moet wanneer hoe waarom vraag vragen bijlage ontbreekt dringend behalve
    sv # men dock tyvärr inte ännu kan kunde skulle vill behöver snälla när hur varför fråga frågor
    sv # bifogat saknas
    da # men dog desværre ikke endnu kan kunne skulle vil venligst hvornår hvordan hvorfor spørgsmål
    da # mangler
    no # dessverre ennå kunne vennligst når hvordan hvorfor spørsmål trenger
    fi # mutta kuitenkin vielä voitko voisitko voitteko milloin miten miksi kysymys puuttuu ei
    pl # ale jednak niestety proszę prosimy nie jeszcze czy możesz może można kiedy jak dlaczego
    pl # pytanie brakuje
    cs # ale však bohužel prosím prosíme ještě můžete můžeš kdy jak proč dotaz chybí
    sk # avšak bohužiaľ ešte môžete môžeš kedy ako prečo otázka chýba
    hu # kérem sajnos még azonban tudna tudnál mikor hogyan miért kérdés
    ro # însă dar totuși puteți poți când cum întrebare
    tr # ama fakat lütfen henüz değil
    hr # ali molim još
    ru # но однако пожалуйста нет не ещё еще можете можешь могли когда как почему вопрос нужно надо
    uk # але проте будь ще можете коли чому питання потрібно
    el # αλλά όμως παρακαλώ δεν μπορείτε πότε
    """
)

ASKS_PHRASES = _phrases(
    """
    go ahead | let me know | let us know | get back to me | get back to us | can you | can we | can i
    could you | will you | would you | do you | did you | have you | are you | is it | is there
    shall we | as soon as | in advance | by the way | one more | one thing | another thing
    some changes | a few changes | call me | looking forward to hearing | look forward to hearing
    look forward to your | waiting for | i'd like | we'd like | i would like | we would like | next step
    next steps | follow up | not yet | im voraus | noch nicht | noch was | noch etwas | kannst du
    können sie | gib mir | lass mich | sag mir | ruf mich | d'avance | pas encore | s'il vous plaît
    s'il te plaît | peux-tu | merci de me | merci de nous | merci de bien | merci de le | merci de la
    merci de les | merci de m' | merci de vérifier | merci de confirmer | merci d'envoyer | por favor
    de antemano | por adelantado | sin embargo | todavía no | aún no | me puede | per favore
    per cortesia | in anticipo | non ancora | fammi sapere | mi faccia sapere | ainda não
    antecipadamente | me avise | nog niet | alvast bedankt | laat me weten | kun je | kan je | inte än
    ännu inte | i förväg | på förhand | ikke endnu | på forhånd | ennå ikke | gi beskjed | hör av dig
    ei vielä | etukäteen | jeszcze nie | z góry | proszę o | ještě ne | předem | ešte nie | vopred
    előre is | ещё не | еще не | заранее | дайте знать
    """
)

# A clause that begins with one of these asks for something to be done.
ORDERS = _words(
    """
    en # send call check fix change add remove update review tell give proceed start wait hold stop
    en # cancel move make put use try look find ask reply answer write order pay sign print publish
    en # deploy keep bring show include correct replace adjust continue finish what when where why
    en # who how which is are does
    de # sende ruf prüfe prüf ändere ändern korrigiere ergänze streiche melde sag gib mach lass nimm
    de # warte
    fr # envoyez envoie appelez appelle vérifiez corrigez changez ajoutez faites dites donnez
    fr # rappelez rappelle
    es # envía envíe manda llama llame revisa revise cambia cambie añade haz dime dígame
    it # manda mandi invia invii chiama chiami controlla correggi cambia aggiungi fammi dimmi
    pt # envie manda ligue verifique mude adicione faça diga
    nl # stuur bel check controleer wijzig voeg verwijder maak geef zeg
    sv # skicka ring kolla ändra
    """
)
