"""The base subject: what is left when reply and forward prefixes and [tags] are cut (R8)."""

from __future__ import annotations

import re

# Reply: en re, de aw/antw, sv/da/no sv, fi vs, pt res, it rif/r, pl odp, tr ynt, hu vá, cs/sk odp,
# et vs, el απ/σχετ, ru отв, zh 回复/回覆/答复, ja 返信, ko 회신/답장, he תגובה, ar رد.
# Forward: en fw/fwd, de wg, fr tr, sv vb, da/no vs, fi vl, it i, es rv, pt enc, nl doorst, pl pd,
# tr ilt, hu továbbítás, el πρθ, ro redirecționat, ru пер, zh 转发/轉寄, ja 転送, ko 전달.
_PREFIXES = (
    "re|aw|antw|antwort|sv|vs|res|resp|rif|r|ref|odp|odpověď|ynt|cevap|vá|válasz|rép|réf|réponse|απ|σχετ|"
    "отв|ответ|atb|回复|回覆|答复|答覆|返信|회신|답장|תגובה|השב|رد|"
    "fw|fwd|fwrd|wg|weiterleitung|tr|vb|videresendt|vl|i|rv|rén|enc|doorst|pd|ilt|i̇lt|tov|továbbítás|πρθ|redir|"
    "пер|пересылка|转发|轉寄|轉發|転送|전달|إعادة توجيه|הועבר"
)
_PREFIX = re.compile(rf"(?:{_PREFIXES})\s*(?:[\[(]\d+[\])]|\^\d+|\*\d+)?\s*[:：]\s*", re.IGNORECASE)
_TAG = re.compile(r"\[[^\[\]]{0,80}\]\s*")
_TAIL = re.compile(r"\s*\((?:fwd|fw|re)\)\s*$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_LONGEST = 150
_MOST_PREFIXES = 60


def base_subject(subject: str) -> str:
    """Give the case-folded base subject, empty when nothing but prefixes is there.

    `subject` is decoded text; at most 150 characters of the base are kept.
    """
    text = _SPACES.sub(" ", subject[:2000]).strip()
    for _ in range(_MOST_PREFIXES):
        match = _PREFIX.match(text) or _TAG.match(text)
        if match is None:
            break
        text = text[match.end() :]
    return _TAIL.sub("", text)[:_LONGEST].strip().casefold()
