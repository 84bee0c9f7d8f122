"""What the writer wrote, and whether it is nothing but thanks (R17)."""

from __future__ import annotations

import pytest

from data.feeds.mail.closing import MOST_WORDS, is_closing
from data.feeds.mail.headers import read_headers
from data.feeds.mail.own_text import own_text
from data.feeds.mail.text import TEXT_LIMIT, Text, html_text, message_text


def own(words: str, *, whole: bool = True) -> str | None:
    return own_text(Text(words, whole), MOST_WORDS)


@pytest.mark.parametrize(
    "rest",
    [
        "\nOn Mon, 2 Nov 2026 at 11:00, Jo Miller wrote:\n> Shall I?\n",
        "\nOn Mon, 2 Nov 2026 at 11:00, Jo Miller\n<jo@studio.example> wrote:\n\n> Shall I?\n> \n> Jo\n",
        "\nAm Mo., 2. Nov. 2026 um 11:00 Uhr schrieb Jo Miller <jo@studio.example>:\n> Soll ich?\n",
        "\nLe lun. 2 nov. 2026 à 11:00, Jo Miller <jo@studio.example> a écrit :\n> Je ?\n",
        "\nEl lun, 2 nov 2026 a las 11:00, Jo (<jo@studio.example>) escribió:\n> ?\n",
        "\nOp ma 2 nov. 2026 om 11:00 schreef Jo Miller <jo@studio.example>:\n> ?\n",
        "\n2026-11-02 11:00 skrev Jo:\n> ?\n",
        "\nJo Miller wrote:\n> Shall I?\n",
        "\nJo Miller <jo@studio.example> wrote:\n\nShall I?\nCould you?\n",
        "\n-----Original Message-----\nFrom: Jo\nShall I?\n",
        "\n-----Ursprüngliche Nachricht-----\nVon: Jo\nSoll ich?\n",
        "\n________________________________\nFrom: Jo <jo@studio.example>\nSent: Monday\nTo: A\n\nWell?\n",
        "\nFrom: Jo Miller <jo@studio.example>\nSent: Monday, 2 November 2026 11:00\nTo: Ann\n\nShall I?\n",
        "\nVon: Jo Miller <jo@studio.example>\nGesendet: Montag\nAn: Ann\n\nSoll ich?\n",
        "\n-- \nAnn Bell\nHave you seen our site? https://birch.example\n",
        "\n--\nAnn Bell\nHave you seen our site?\n\nOn Mon, Jo wrote:\n> Shall I?\n",
        "\nQuoting Jo Miller <jo@studio.example>:\n\nShall I?\n",
        "\n---------------------------------------------------------------------\nTo unsubscribe, ask?\n",
        "\nSent from my iPhone\n",
        "\nVon meinem iPhone gesendet\n\n> Am 02.11.2026 um 11:00 schrieb Jo:\n> \n> Soll ich?\n",
        "\nGet Outlook for iOS<https://aka.example>\n",
    ],
)
def test_quotes_signatures_and_devices_are_cut(rest: str) -> None:
    assert own(f"Thanks a lot!\n{rest}") == "Thanks a lot!"
    assert is_closing(own(f"Thanks a lot!\n{rest}"))


def test_what_is_written_below_or_between_quotes_is_kept() -> None:
    assert own("> Yes, on Friday.\nthanks, see you then\n") == "thanks, see you then"
    assert own("On 2 Nov, Jo wrote:\n> One?\nYes\n> Two?\nNo\n") == "Yes\nNo"


def test_a_sentence_with_wrote_is_no_attribution() -> None:
    assert own("As you wrote, 5 is fine:\nthanks\n") == "As you wrote, 5 is fine:\nthanks"
    assert own("On it, thanks!\nOn 2 Nov 2026, Jo wrote:\n> x\n") == "On it, thanks!"


def test_text_that_was_not_seen_to_its_end_says_nothing() -> None:
    assert own("Thanks!", whole=False) is None
    assert own("> quote\n> quote", whole=False) is None
    assert own("> quote\nThanks!", whole=False) is None
    assert own("Thanks!\n> quote\nOne more\n> quote", whole=False) is None
    assert own("Thanks!\n\nOn 2 Nov, Jo wrote:\n> quote\n> quo", whole=False) == "Thanks!"
    assert own("Thanks!\n-- \nAnn", whole=False) == "Thanks!"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Thank you so much, Jo.\n\nBest,\nAnn",
        "Perfect, thanks a lot! Have a nice weekend.",
        "OK",
        "Ok, great. No need to reply.",
        "Got it. Will do.",
        "Sounds good, see you then.",
        "Great!",
        "Cheers Jo!",
        "Received, thanks. Don't worry about the delay.",
        "Thank you, that was exactly what we needed. Cheers",
        "👍",
        "👍🏽🙏",
        "Danke, passt!",
        "Vielen Dank, alles klar. Schönes Wochenende!\nLiebe Grüße\nAnn",
        "Super, besten Dank",
        "Merci beaucoup !",
        "Parfait, bonne journée",
        "¡Muchas gracias, perfecto!",
        "Grazie mille, va bene.",
        "Muito obrigada!",
        "Dank je wel, helemaal goed",
        "Tack så mycket!",
        "Mange tak",
        "Tusen takk!",
        "Kiitos paljon!",
        "Dziękuję bardzo",
        "Děkuji moc",
        "Спасибо большое!",
        "了解しました。ありがとうございます。",
        "谢谢",
    ],
)
def test_closings(text: str) -> None:
    assert is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks! When can we have it?",
        "Thanks. When can we have it",
        "Thanks, but this is not what we agreed.",
        "Thanks for your help, I'm closer but not there yet - see below.",
        "OK, please go ahead.",
        "OK go ahead",
        "Great, send it to Bob then.",
        "Thanks. Could you also look at the footer.",
        "Thank you, however the header is wrong.",
        "Thanks, it doesn't work on my phone.",
        "Thanks, let me know when it is done.",
        "Thanks in advance",
        "Thanks, I'd like another one.",
        "Thanks, see https://birch.example/draft",
        "Worked with {HTTP:x}, thanks",
        "Thanks. The draft is attached.",
        "Danke, aber das passt noch nicht.",
        "Danke. Bitte noch das Logo ändern.",
        "Merci, mais il manque le logo.",
        "Merci de me rappeler demain.",
        "Merci d'avance",
        "Gracias, pero falta el logo.",
        "Grazie, però manca il logo.",
        "Obrigado, mas falta o logo.",
        "Bedankt, maar het logo ontbreekt.",
        "Tack, men loggan saknas.",
        "Tak, men logoet mangler.",
        "Dzięki, ale brakuje logo.",
        "Спасибо, но логотипа нет.",
        "ありがとうございます。いつですか？",
        "The great hall on the left side looks empty to most visitors.",
        "Monday at ten.",
        "It is on the linear scale, plogis gets you the rest. Hope that helps.\ncheers, Ann",
        "Thanks " + "for this and that " * 12,
    ],
)
def test_no_closings(text: str) -> None:
    assert not is_closing(text)


def test_nothing_seen_closes_nothing() -> None:
    assert not is_closing(None)


# where the text comes from


def text_of(head: str, body: str | bytes, *, whole: bool = True) -> Text:
    raw = body.encode() if isinstance(body, str) else body
    return message_text(read_headers(head.encode()), raw, whole=whole)


def test_the_plain_part_is_chosen() -> None:
    body = (
        'preamble\r\n--b\r\nContent-Type: multipart/alternative; boundary="c"\r\n\r\n--c\r\n'
        "Content-Type: text/html\r\n\r\n<p>Html</p>\r\n--c\r\n\r\nPlain\r\n--c--\r\n--b\r\n"
        "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nAttached\r\n--b--\r\n"
    )
    assert text_of("Content-Type: multipart/mixed; boundary=b", body) == Text("Plain", whole=True)


def test_html_is_read_when_there_is_nothing_else() -> None:
    body = (
        "--b\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<html><head><style>p {}</style></head><body><p>Gr=FC=DFe,<br>danke!</p>"
        "<blockquote><p>Soll ich?</p><blockquote>Wann?</blockquote></blockquote></body></html>\n--b\n"
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\nAttached\n--b--\n"
    )
    text = text_of("Content-Type: multipart/mixed; boundary=b", body)
    assert own_text(text, MOST_WORDS) == "Grüße,\ndanke!"


@pytest.mark.parametrize(
    "markup",
    [
        '<div>Thanks!</div><div class="gmail_quote"><div class="x">On Mon, Jo wrote:</div>Shall I?</div>',
        '<div>Thanks!</div><div id="divRplyFwdMsg"><b>From:</b> J<br><b>Sent:</b> M</div><div>Shall I?</div>',
        "<p>Thanks!</p><p><b>From:</b> Jo Miller<br><b>Sent:</b> Monday<br><b>To:</b> Ann</p><p>Shall I?</p>",
        "<p>Thanks!</p><blockquote type=cite>Shall I?",
        "Thanks!<script>ask()?</script>",
        "Thanks!<!-- ? --><![CDATA[ ]]>",
    ],
)
def test_quoted_html_is_cut(markup: str) -> None:
    text = own(html_text(markup)) or ""
    assert text.startswith("Thanks!")
    assert "Shall" not in text or "From" in markup


def test_long_text_is_cut_and_known_to_be() -> None:
    text = text_of("", "word " * 1000)
    assert len(text.words) == TEXT_LIMIT
    assert not text.whole
    assert not text_of("", "short", whole=False).whole


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=none",
        "Content-Type: multipart/encrypted; boundary=b",
        "Content-Type: image/png",
        "Content-Type: multipart/mixed; boundary=b",
    ],
)
def test_there_may_be_no_text(head: str) -> None:
    nested = "--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 30
    assert text_of(head, nested).words == ""
