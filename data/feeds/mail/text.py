"""The first words of a message: at most 2 KB of its text part, whatever it is wrapped in (R16, R17)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from data.feeds.mail.encoded import decode_bytes, unbase64
from data.feeds.mail.headers import Headers, find_end, read_headers
from data.feeds.mail.robots import content_type

TEXT_LIMIT = 2048
"""Bytes of text that are looked at."""
BODY_WINDOW = 8192
"""Bytes of a body in which the text part is looked for."""

_DEEPEST = 8
_MOST_PARTS = 20
_TEXTS = ("text/plain", "text/html")
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*\"?\s*([\w.:+-]{1,40})", re.IGNORECASE)
_LINE_ENDS = re.compile(rb"[ \t]*(\r\n|\n|\r)(\r\n|\n|\r)?")
_SEALED = (
    "multipart/encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
)


class Text(NamedTuple):
    """Text of a message, and whether all of it was seen."""

    words: str
    whole: bool


_NOTHING = Text("", whole=False)


class _Part(NamedTuple):
    """A message or a part of one: headers, the beginning of its content, and whether that is all of it."""

    headers: Headers
    content: bytes
    whole: bool

    @property
    def kind(self) -> str:
        return content_type(self.headers)


def message_text(headers: Headers, body: bytes, *, whole: bool) -> Text:
    """Give the beginning of the text of a message.

    `body` is its first BODY_WINDOW bytes, `whole` whether that is all of it. Encrypted mail, and mail whose
    text part is not within reach, gives an empty text.
    """
    part: _Part | None = _Part(headers, body, whole)
    html: _Part | None = None
    for _ in range(_DEEPEST):
        if part is None or not part.kind.startswith("multipart/") or part.kind in _SEALED:
            break
        part, instead = _choose(part)
        html = html or instead
    if part is None or (part.kind not in _TEXTS and part.kind not in _SEALED):
        part = html
    return _decoded(part) if part is not None and part.kind in _TEXTS else _NOTHING


def _choose(parent: _Part) -> tuple[_Part | None, _Part | None]:
    """Choose the part to go on with: the first text; HTML, given second, if there is nothing plainer."""
    html: _Part | None = None
    for part in _parts(parent):
        if part.kind == "text/html" and parent.kind == "multipart/alternative":
            html = html or part
        elif part.kind in _TEXTS or part.kind in _SEALED or part.kind.startswith("multipart/"):
            return part, html
    return None, html


def _parts(parent: _Part) -> Iterator[_Part]:
    """Cut a multipart body into its parts, as far as they are within reach; attachments are left out."""
    match = _BOUNDARY.search(parent.headers.get(b"content-type"))
    if match is None:
        return
    line = b"--" + (match.group(1) or match.group(2)).encode("utf-8", "replace")
    pieces = re.split(rb"(?:\A|\r?\n|\r)" + re.escape(line) + rb"(?=--|[ \t\r\n])", parent.content)
    for number, piece in enumerate(pieces[1:_MOST_PARTS], start=1):
        if piece.startswith(b"--"):
            return
        first = _LINE_ENDS.match(piece)
        if first is None:
            continue
        piece = piece[first.end(1) :]
        # A part may begin with its empty line: then it has no headers.
        end, start = (0, first.end(2) - first.end(1)) if first.group(2) else find_end(piece)
        if end < 0:
            continue
        headers = read_headers(piece[:end])
        if not headers.get(b"content-disposition").lower().startswith("attachment"):
            yield _Part(headers, piece[start:], parent.whole or number < len(pieces) - 1)


def _decoded(part: _Part) -> Text:
    content = part.content[:TEXT_LIMIT]
    whole = part.whole and len(part.content) <= TEXT_LIMIT
    encoding = part.headers.get(b"content-transfer-encoding").strip().lower()
    if encoding == "base64":
        content = unbase64(content)
    elif encoding == "quoted-printable":
        content = binascii.a2b_qp(content)
    match = _CHARSET.search(part.headers.get(b"content-type"))
    text = decode_bytes(content, match.group(1) if match else "")
    if part.kind == "text/html":
        text = html_text(text)
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), whole)


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


class _Words(HTMLParser):
    """Keeps the words of HTML, one block a line; quoted blocks become quoted lines."""

    _LINES = _tags("p div br tr li h1 h2 h3 h4 h5 h6 table ul ol hr blockquote")
    _SILENT = _tags("head style script title")
    _EMPTY = _tags("br hr img meta link input")
    _QUOTES = (
        "gmail_quote",
        "yahoo_quoted",
        "moz-cite-prefix",
        "gmail_attr",
        "divrplyfwdmsg",
        "appendonsend",
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent: list[str] = []
        self.quoted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._LINES:
            self.out.append("\n> " if self.quoted else "\n")
        if tag in self._EMPTY:
            return
        marks = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        if tag in self._SILENT:
            self.silent.append(tag)
        elif self.quoted:
            self.quoted.append(tag)
        elif tag == "blockquote" or any(mark in marks for mark in self._QUOTES):
            self.quoted.append(tag)
            self.out.append("\n> ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            self.silent.remove(tag)
        elif self.quoted and tag in self.quoted:
            while self.quoted.pop() != tag:
                pass
            if not self.quoted:
                self.out.append("\n")
        elif tag in self._LINES:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def html_text(markup: str) -> str:
    """Give the words of HTML; what is quoted there comes as lines with `> `. Never fails."""
    parser = _Words()
    try:
        parser.feed(markup)
        parser.close()
    except (AssertionError, ValueError):  # what the standard parser raises on declarations it cannot read
        pass
    return "".join(parser.out)
