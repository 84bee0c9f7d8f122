"""What the writer of a message wrote: quote, attribution, signature and device lines cut away (R17)."""

from __future__ import annotations

import re

from data.feeds.mail.text import Text


def _any(*names: str) -> str:
    return "|".join(name for line in names for name in line.split("/"))


_WROTE = _any(
    r"wrote/writes/schrieb/schreibt/schrieben/a écrit/escribió/escribio/ha scritto/scrisse/escreveu/schreef",
    r"skrev/kirjoitti/napisał(?:\(a\)|a)?/napsal(?:\(a\)|a)?/napísal(?:\(a\)|a)?/írta/a scris/yazdı",
    r"пишет/писал(?:\(а\)|а)?/написал(?:\(а\)|а)?/написав/έγραψε/quoting/zitat von/citando a",
)
_ORIGINAL = _any(
    "original message/forwarded message/original-nachricht/ursprüngliche nachricht/weitergeleitete nachricht",
    "message d'origine/message original/mensaje original/messaggio originale/mensagem original",
    "oorspronkelijk bericht/ursprungligt meddelande/opprinnelig melding/oprindelig meddelelse",
    "wiadomość oryginalna/původní zpráva/исходное сообщение",
)
_FROM = _any("from/von/de/da/van/från/fra/od/от/lähettäjä")
_SENT = _any(
    "sent/date/gesendet/datum/envoyé/enviado/enviado el/fecha/inviato/data/verzonden/skickat/sendt/wysłano",
    "odesláno/отправлено/дата/lähetetty/to/an/à/para/a/aan/till/til",
    "subject/betreff/objet/asunto/oggetto/assunto/onderwerp/ämne/emne",
)
_BY_DEVICE = _any(
    "sent (?:from|with|via|using) (?:my|outlook|mail|proton|a |gmail|yahoo|samsung|android|iphone)",
    r"get outlook for/gesendet (?:von|mit)/von meinem \w+ gesendet/envoyé (?:de|depuis|à partir)",
    "enviado (?:desde|do|de) /inviato (?:da|dal) /verzonden (?:vanaf|met|via)/verstuurd vanaf/skickat från",
    "sendt fra/lähetetty /wysłane z/odesláno z/отправлено ",
)

_QUOTE = re.compile(r"\s*(?:>|\|\s)")
# "On Mon, 2 Nov 2026 at 11:00, Jo wrote:" as the usual programs have it; it may run over three lines.
_ATTRIBUTION = re.compile(
    rf"(?:\b(?:{_WROTE})\b[^\n]{{0,80}}|写道|寫道|のメッセージ|님이 작성)\s*[:：]\s*\Z", re.IGNORECASE
)
_ATTRIBUTION_STARTS = re.compile(
    r"\s*(?:(?:on|at|in|am|le|el|il|em|op|den|på|dne|dňa|dnia|w dniu|a|la|в)\b|"
    r"\d{1,4}[-./ ]\S|[^\W\d_]{2,10}[,.] \d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BLOCK_BEGINS = re.compile(rf"\s*(?:[-_=*]{{2,}}\s*(?:{_ORIGINAL})|[-_=*]{{20,}}\s*\Z)", re.IGNORECASE)
# Outlook quotes without a mark: From: … then Sent: or Date: … in the next lines.
_FROM_LINE = re.compile(rf"\s*\*?(?:{_FROM})\s*:\*?\s+\S", re.IGNORECASE)
_SENT_LINE = re.compile(rf"\s*\*?(?:{_SENT})\s*:", re.IGNORECASE)
_SIGNATURE = re.compile(r"\s?(?:--|—|__)\s*\Z")
_DEVICE = re.compile(rf"\s*(?:{_BY_DEVICE})", re.IGNORECASE)
_ATTRIBUTION_LINES = 3
_LONGEST_ATTRIBUTION = 400


def own_text(text: Text, most_words: int) -> str | None:
    """Give what the writer wrote; None when it may go on beyond what was seen: then nothing can be said.

    Reading stops once there are more than `most_words` words.
    """
    lines = text.words.split("\n")
    own: list[str] = []
    quoted = below = ended = False
    number = words = 0
    while number < len(lines) and not ended and words <= most_words:
        line = lines[number]
        number += 1
        if _QUOTE.match(line):
            quoted = True
        elif height := _attribution_height(lines, number - 1):
            number += height - 1
            ended = bool(own) and not _quote_follows(lines, number)
        elif _SIGNATURE.match(line) or _BLOCK_BEGINS.match(line) or _is_header_block(lines, number - 1):
            ended = True
        elif line.strip() and not _DEVICE.match(line):
            own.append(line.strip())
            words += len(line.split())
            below = below or quoted
    seen = text.whole or ended or (quoted and bool(own) and not below)
    return "\n".join(own) if seen else None


def _attribution_height(lines: list[str], number: int) -> int:
    """How many lines an attribution takes that begins here; 0 when none does."""
    joined = ""
    for height, line in enumerate(lines[number : number + _ATTRIBUTION_LINES], start=1):
        if joined and (not line.strip() or _ATTRIBUTION_STARTS.match(line)):
            return 0
        joined += f"{line.strip()} "
        if joined.rstrip()[-1:] in (":", "：") and _ATTRIBUTION.search(joined):
            dated = _ATTRIBUTION_STARTS.match(joined) and _DIGIT.search(joined)
            telling = "@" in joined or dated or _quote_follows(lines, number + height)
            return height if telling else 0
        if len(joined) > _LONGEST_ATTRIBUTION or not _ATTRIBUTION_STARTS.match(joined):
            return 0
    return 0


def _quote_follows(lines: list[str], number: int) -> bool:
    """Whether the next line with something on it is quoted."""
    following = next((line for line in lines[number:] if line.strip()), "")
    return _QUOTE.match(following) is not None


def _is_header_block(lines: list[str], number: int) -> bool:
    """Whether From: … Sent: … begins here, the way Outlook quotes."""
    if not _FROM_LINE.match(lines[number]):
        return False
    return any(_SENT_LINE.match(line) for line in lines[number + 1 : number + 5])
