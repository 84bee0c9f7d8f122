"""The answers of a WebDAV server (RFC 4918 section 13), read while they come in.

Document types are refused whole, so that no entity is ever expanded or fetched, and what is nested absurdly
is refused too; every other unknown element is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from data.feeds.caldav.errors import NotUnderstood

DAV = "DAV: "
CALDAV = "urn:ietf:params:xml:ns:caldav "
CALENDARSERVER = "http://calendarserver.org/ns/ "

_MULTISTATUS, _RESPONSE, _PROPSTAT = DAV + "multistatus", DAV + "response", DAV + "propstat"
_PROP, _HREF, _STATUS, _SYNC_TOKEN = DAV + "prop", DAV + "href", DAV + "status", DAV + "sync-token"
_PROPERTY_DEPTH = 5
"""multistatus, response, propstat, prop, and the property itself."""
_NO_DATA = "answered with something that is no calendar data"
_MAX_DEPTH = 40
_MAX_ENTRIES = 200_000


@dataclass(slots=True)
class Prop:
    """The value of one property."""

    text: str = ""
    hrefs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of the elements in it: their `name` where they have one, else what they are called."""


@dataclass(slots=True)
class Entry:
    """What the answer says of one place."""

    href: str = ""
    status: int = 200
    props: dict[str, Prop] = field(default_factory=dict)
    """Those the server has, by namespace, a space and name."""

    def text(self, name: str) -> str:
        """Give the text of a property, empty when there is none."""
        return self.props[name].text if name in self.props else ""

    def hrefs(self, name: str) -> list[str]:
        """Give the places a property names."""
        return self.props[name].hrefs if name in self.props else []

    def names(self, name: str) -> list[str]:
        """Give what is named within a property."""
        return self.props[name].names if name in self.props else []


class Multistatus:
    """One answer; `feed` takes it piece by piece, `close` says that it is whole."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.sync_token = ""
        self._stack: list[str] = []
        self._text: list[str] = []
        self._entry = Entry()
        self._pending: dict[str, Prop] = {}
        self._prop: Prop | None = None
        self._status = 200
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def feed(self, data: bytes) -> None:
        """Take a piece of the answer; NotUnderstood when it is no XML of this kind."""
        self._parse(data, final=False)

    def close(self) -> None:
        """Take the end; NotUnderstood when it came too early."""
        self._parse(b"", final=True)

    def _parse(self, data: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(data, final)
        except (expat.ExpatError, LookupError, ValueError):
            broken = "broke off in the middle of an answer" if final and self._stack else _NO_DATA
            raise NotUnderstood(broken) from None

    def _doctype(self, *_: object) -> None:
        raise NotUnderstood("answered with a document type, which no calendar server does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        if not stack and name != _MULTISTATUS:
            raise NotUnderstood(_NO_DATA)
        if len(stack) >= _MAX_DEPTH or len(self.entries) >= _MAX_ENTRIES:
            raise NotUnderstood("answered with more than a calendar can be")
        stack.append(name)
        self._text.clear()
        if len(stack) == 2 and name == _RESPONSE:
            self._entry = Entry()
        elif len(stack) == 3 and name == _PROPSTAT:
            self._pending, self._status = {}, 200
        elif len(stack) == _PROPERTY_DEPTH and stack[1:4] == [_RESPONSE, _PROPSTAT, _PROP]:
            self._prop = self._pending[name] = Prop()
        elif self._prop is not None:
            self._prop.names.append(attributes.get("name") or name)

    def _end(self, name: str) -> None:
        stack, text = self._stack, "".join(self._text)
        if self._prop is not None:
            if len(stack) == _PROPERTY_DEPTH:
                self._prop.text, self._prop = text, None
            elif name == _HREF:
                self._prop.hrefs.append(text.strip())
        elif len(stack) == 2 and name == _RESPONSE:
            self.entries.append(self._entry)
        elif len(stack) == 2 and name == _SYNC_TOKEN:
            self.sync_token = text.strip()
        elif len(stack) == 3:
            self._end_of_part(name, text)
        elif len(stack) == 4 and stack[2] == _PROPSTAT and name == _STATUS:
            self._status = _status(text)
        stack.pop()
        self._text.clear()

    def _end_of_part(self, name: str, text: str) -> None:
        if name == _HREF:
            self._entry.href = self._entry.href or text.strip()
        elif name == _STATUS:
            self._entry.status = _status(text)
        elif name == _PROPSTAT and 200 <= self._status < 300:
            self._entry.props.update(self._pending)


def _status(line: str) -> int:
    """Read "HTTP/1.1 404 Not Found"; what is no status line counts as one of failure."""
    words = line.split()
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 500
