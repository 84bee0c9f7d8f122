"""Makes XML of what SMS Backup & Restore writes, piece by piece.

Its files hold emoji as two halves (&#55357;&#56832;), which no XML has, control characters, and pictures of
many megabytes in an attribute. The halves become one character, the controls blanks, and the pictures go, so
that a backup of any size is read in little memory.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_PIECE = 1 << 16
_REFERENCE = re.compile(r"&#(?:(\d{1,8})|x([0-9a-fA-F]{1,6}));", re.ASCII)
_HALF = re.compile("[\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")
_BASE64 = r"[A-Za-z0-9+/=\s&#;]*"
"""What a picture is written in, line ends as references. Only that goes: a message may say data=", too."""
_PICTURE = re.compile(rf'(?<=\sdata="){_BASE64}')
_TO_THE_END = re.compile(rf'\sdata="{_BASE64}\Z')
_MORE = re.compile(rf"\A{_BASE64}")
_HELD = 40
"""Letters at the end of a piece that may belong to something that goes on in the next."""


def pieces(path: Path) -> Iterator[str]:
    """Give the text of a file, piece by piece, as expat takes it."""
    decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
    held, in_picture = "", False
    with path.open("rb") as file:
        while block := file.read(_PIECE):
            text = held + decode(block)
            if in_picture:
                text, held = _MORE.sub("", text, count=1), ""
                if not text:
                    continue
                in_picture = False
            text, held, in_picture = _cut(text)
            text = _resolved(text)
            if text and "\ud800" <= text[-1] < "\udc00":
                # The first half of a character; the other one comes.
                text, held = text[:-1], text[-1] + held
            yield _mended(text)
    if held:
        yield _mended(_resolved(held))


def _cut(text: str) -> tuple[str, str, bool]:
    """Give what can be handed on, what waits for the next piece, and whether a picture goes on there."""
    start = text.rfind('data="')
    if start > 0 and _TO_THE_END.match(text, start - 1):
        return text[: start + 6], "", True
    # A reference, its second half, or the beginning of `data="` may be cut in two.
    cut = max(len(text) - _HELD, 0)
    mark = text.find("&", cut)
    blank = text.rfind(" ", max(len(text) - 8, 0))
    ends = [place for place in (mark, blank) if place >= 0]
    place = min(ends) if ends else len(text)
    return text[:place], text[place:], False


def _resolved(text: str) -> str:
    return _REFERENCE.sub(_character, _PICTURE.sub("", text))


def _mended(text: str) -> str:
    text = text.translate(_CONTROLS)
    if _HALF.search(text):
        # Two halves beside each other become one character, a half alone a replacement mark.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _character(match: re.Match[str]) -> str:
    """Give what a reference stands for, or a reference that XML allows."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    if 0xD800 <= code < 0xE000:
        return chr(code)
    if (code < 32 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return "\ufffd"
    return f"&#{code};"
