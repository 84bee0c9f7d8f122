"""Header bytes to text: raw 8-bit text, encoded words, and nothing that could drive a terminal (R16)."""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,40}\?[bBqQ]\?)")
_SPACES = re.compile(r"\s+")
_QUOTED_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")

# Codecs of Python that are no charset of any mail program, warn, or take far too long on hostile text.
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})

# The characters that turn the reading direction around: a name such as "gnp.exe" shown as "exe.png".
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def to_text(raw: bytes) -> str:
    """Decode header bytes: UTF-8, else Latin-1, which never fails."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


@lru_cache(maxsize=256)
def charset(name: str) -> str:
    """Give the Python codec for a charset name as it came, "utf-8" where there is none to trust."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
        if codec.name.replace("-", "_") in _NO_CHARSETS:
            return "utf-8"
        b"a".decode(codec.name, "replace")  # refuses those that turn bytes into bytes, such as zlib
    except (LookupError, ValueError):
        return "utf-8"
    return codec.name


def decode_bytes(raw: bytes, name: str) -> str:
    """Decode bytes said to be in the charset `name`; what does not fit becomes a replacement mark."""
    codec = charset(name) if name else "utf-8"
    if codec in ("utf-8", "ascii"):
        return to_text(raw)
    try:
        return raw.decode(codec, "replace")
    except ValueError:
        return raw.decode("latin-1")


def unbase64(raw: bytes) -> bytes:
    """Decode base64 that may be cut off or padded wrongly; empty when it is none."""
    body = raw.translate(None, b" \t\r\n").rstrip(b"=")
    if len(body) % 4 == 1:
        body = body[:-1]
    try:
        return binascii.a2b_base64(body + b"=" * (-len(body) % 4))
    except binascii.Error:
        return b""


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "bB":
        return unbase64(raw)
    return _QUOTED_BYTE.sub(lambda m: bytes([int(m.group(1), 16)]), raw.replace(b"_", b" "))


def decode_words(text: str) -> str:
    """Decode the encoded words (RFC 2047) of a header; neighbours in one charset are joined first.

    Joining matters because some programs cut a character in the middle.
    """
    if "=?" not in text:
        return text
    text = _BETWEEN_WORDS.sub(r"\1", text)
    out: list[str] = []
    pending, pending_charset, done = b"", "", 0
    for match in _WORD.finditer(text):
        name, encoding, content = match.groups()
        between = text[done : match.start()]
        if pending and (between or charset(name) != pending_charset):
            out.append(decode_bytes(pending, pending_charset))
            pending = b""
        out.append(between)
        pending_charset = charset(name)
        pending += _word_bytes(encoding, content)
        done = match.end()
    if pending:
        out.append(decode_bytes(pending, pending_charset))
    out.append(text[done:])
    return "".join(out)


def clean(text: str, limit: int) -> str:
    """Make text from outside safe to store and show: one line, no control characters, at most `limit` long.

    Markup such as `[red]` stays as it is: whoever shows it must not interpret it.
    """
    text = text[: limit * 4]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(character) for character in text)
    return _SPACES.sub(" ", text).strip()[:limit].rstrip()


def _shown(character: str) -> str:
    if character in _DIRECTION:
        return ""
    kind = unicodedata.category(character)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind == "Cc":
        return " " if character in "\t\n\r\v\f\x85" else ""
    return "" if kind == "Cs" else character
