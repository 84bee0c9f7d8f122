"""What mail programs call their folders, in many languages, case-folded (R1)."""

from __future__ import annotations

from data.feeds.mail.letter import Role


def _names(text: str) -> frozenset[str]:
    return frozenset(
        " ".join(name.split()).casefold() for name in text.replace("\n", "|").split("|") if name.strip()
    )


INBOX = _names(
    """
    inbox | posteingang | boîte de réception | bandeja de entrada | recibidos | posta in arrivo
    in arrivo | caixa de entrada | entrada | recebidos | postvak in | inkorgen | inkorg | indbakke
    innboks | saapuneet | odebrane | skrzynka odbiorcza | doručená pošta | doručené | prijatá pošta
    beérkezett üzenetek | mesaje primite | gelen kutusu | входящие | вхідні | εισερχόμενα | 受信トレイ
    收件箱 | 收件匣 | 받은편지함
    """
)

BY_ROLE: dict[Role, frozenset[str]] = {
    Role.TRASH: _names(
        """
        trash | deleted | deleted items | deleted messages | bin | rubbish | wastebasket
        papierkorb | gelöschte elemente | gelöschte objekte | gelöscht | corbeille
        éléments supprimés | messages supprimés | papelera | elementos eliminados | eliminados
        cestino | posta eliminata | elementi eliminati | lixo | lixeira | itens excluídos
        itens eliminados | prullenbak | verwijderde items | papperskorgen | borttagna objekt
        borttaget | papirkurv | slettet post | slettede elementer | slettet | papperskorg
        roskakori | poistetut | kosz | elementy usunięte | koš | odstraněná pošta | kôš
        odstránená pošta | kuka | törölt elemek | coș de gunoi | elemente șterse | çöp kutusu
        silinmiş öğeler | корзина | удаленные | удалённые | кошик | κάδος | διαγραμμένα | ゴミ箱
        削除済みアイテム | 已删除邮件 | 垃圾桶 | 휴지통
        """
    ),
    Role.JUNK: _names(
        """
        junk | spam | bulk mail | junk e-mail | junk email | junk mail | unwanted | spamverdacht
        spam verdacht | unerwünscht | junk-e-mail | werbung | indésirables | courrier indésirable
        pourriel | correo no deseado | no deseado | posta indesiderata | indesiderata
        lixo eletrônico | lixo eletrónico | correio eletrónico não solicitado | ongewenste e-mail
        ongewenst | skräppost | uønsket post | uønsket e-post | søppelpost | roskaposti
        wiadomości-śmieci | wiadomości śmieci | niechciane | nevyžádaná pošta | nevyžiadaná pošta
        levélszemét | mesaje nedorite | istenmeyen | gereksiz | спам | нежелательная почта
        небажана пошта | ανεπιθύμητα | 迷惑メール | 垃圾邮件 | 垃圾郵件 | 스팸함
        """
    ),
    Role.DRAFTS: _names(
        """
        drafts | draft | entwürfe | entwurf | brouillons | borradores | bozze | rascunhos
        concepten | klad | utkast | kladder | udkast | luonnokset | szkice | wersje robocze
        wersje robocze wiadomości | koncepty | rozpracované | rozepsané | piszkozatok | ciorne
        taslaklar | черновики | чернетки | πρόχειρα | 下書き | 草稿 | 草稿箱 | 임시보관함
        """
    ),
    Role.OUTBOX: _names(
        """
        outbox | unsent messages | unsent | scheduled | postausgang | boîte d'envoi
        bandeja de salida | posta in uscita | in uscita | caixa de saída | a enviar | postvak uit
        utkorgen | utboks | udbakke | lähtevät | skrzynka nadawcza | pošta k odeslání | k odeslání
        odosielané | postázandó üzenetek | mesaje de trimis | giden kutusu | исходящие | вихідні
        εξερχόμενα | 送信トレイ | 发件箱 | 寄件匣 | 보낼편지함
        """
    ),
    Role.TEMPLATES: _names(
        """
        templates | vorlagen | modèles | plantillas | modelli | modelos | sjablonen | mallar
        skabeloner | maler | mallit | szablony | šablony | sablonok | șabloane | şablonlar | шаблоны
        шаблони | テンプレート | 模板
        """
    ),
    Role.SENT: _names(
        """
        sent | sent items | sent mail | sent messages | sent-mail | sentmail | gesendet
        gesendete elemente | gesendete objekte | gesendete nachrichten | postausgang gesendet
        envoyés | messages envoyés | éléments envoyés | enviados | elementos enviados
        mensajes enviados | correo enviado | inviata | inviati | posta inviata | elementi inviati
        itens enviados | mensagens enviadas | e-mails enviados | verzonden | verzonden items
        verzonden berichten | verstuurd | skickat | skickade | skickade objekt
        skickade meddelanden | sendt | sendt post | sendte elementer | sendte meddelelser
        sendte meldinger | lähetetyt | wysłane | elementy wysłane | wysłane wiadomości | odeslané
        odeslaná pošta | odoslané | odoslaná pošta | elküldött | elküldött elemek
        elküldött üzenetek | trimise | mesaje trimise | elemente trimise | gönderilmiş
        gönderilmiş öğeler | gönderilenler | gönderilmiş postalar | отправленные
        отправленные элементы | надіслані | изпратени | απεσταλμένα | poslano | poslane poruke
        saadetud | 送信済み | 送信済みアイテム | 送信済みメール | 已发送 | 已发送邮件 | 寄件備份 | 보낸편지함
        """
    ),
}
"""Roles by name; the first role whose names hold a folder's name has it."""
