"""Android's "SMS Backup & Restore": calls.xml and sms.xml.

Fields: https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/ and, for the numbers of types,
android.provider.CallLog.Calls and Telephony.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from data.feeds.calls.events import Entries, Entry, How, NotThisKind, Skipped, Unfinished, beginning
from data.feeds.calls.when import NoInstant, millis
from data.feeds.calls.xml_text import pieces
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome

_IN, _OUT = Direction.IN, Direction.OUT
_CALLS: Mapping[str, tuple[Direction, Outcome]] = {
    "1": (_IN, Outcome.SPOKE),
    "2": (_OUT, Outcome.SPOKE),
    "3": (_IN, Outcome.MISSED),
    "4": (_IN, Outcome.VOICEMAIL),
    "5": (_IN, Outcome.DECLINED),
    "7": (_IN, Outcome.SPOKE),  # answered on another device
}
_BLOCKED = "6"
_MESSAGES: Mapping[str, Direction] = {"1": _IN, "2": _OUT}
_MMS_FROM, _MMS_TO = "137", "151"
_NONE = frozenset({"", "null", "(Unknown)", "-1", "-2", "-3"})
"""What stands where there is nothing: a withheld number is -2, an unknown one -1, a pay phone -3."""
_ROOTS = frozenset({"calls", "smses", "allsms"})
_SHOWN = "1"


def read(path: Path, how: How) -> Entries:
    """Give the calls and messages of a backup, as they stand in it."""
    log = _Log(how)
    try:
        for piece in pieces(path):
            log.feed(piece)
            yield from log.taken()
        log.close()
        # Newer expats wait with what came in small pieces until more comes, or the end.
        yield from log.taken()
    except _Refused as refused:
        yield from log.taken()
        yield Skipped("the file", str(refused))
        return
    except expat.ExpatError as error:
        yield from log.taken()
        if log.root is None:
            raise NotThisKind("it is no XML") from None
        if how.whole and error.code not in _CUT_OFF:
            yield Skipped(f"line {error.lineno}", "the XML is damaged from here on")
        else:
            yield Unfinished()
    if log.root is None:
        raise NotThisKind("it is empty")


_CUT_OFF = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
"""What expat says of a file that ends too soon."""


class _Refused(Exception):
    """Something that no backup holds, and that could harm."""


class _Log:
    """Takes the elements of a backup as they come."""

    def __init__(self, how: How) -> None:
        self.root: str | None = None
        self._how = how
        self._taken: list[Entry] = []
        self._mms: dict[str, str] | None = None
        self._text = ""
        self._people: list[tuple[str, str]] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        # Entities could make a gigabyte of a line; a backup has none.
        self._parser.EntityDeclHandler = self._entity

    def feed(self, piece: str) -> None:
        """Take one more piece of the file."""
        self._parser.Parse(piece, False)

    def close(self) -> None:
        """Take the end of the file."""
        self._parser.Parse("", True)

    def taken(self) -> list[Entry]:
        """Give what came since the last time."""
        taken, self._taken = self._taken, []
        return taken

    def _entity(self, *_: object) -> None:
        raise _Refused("it declares entities, which no backup does; nothing after them was read")

    def _start(self, name: str, has: dict[str, str]) -> None:
        if self.root is None:
            self.root = name
            if name not in _ROOTS:
                raise NotThisKind(f"it is XML, but no backup of calls or messages (<{name[:20]}>)")
        try:
            if name == "call":
                self._call(has)
            elif name == "sms":
                self._sms(has)
            elif name == "mms":
                self._mms, self._text, self._people = has, "", []
            elif name == "part" and self._mms is not None and has.get("ct") == "text/plain":
                self._text = self._text or _said(has.get("text", ""))
            elif name == "addr" and self._mms is not None:
                self._people.append((has.get("type", ""), has.get("address", "")))
        except NoInstant as error:
            self._skip(str(error))

    def _end(self, name: str) -> None:
        if name == "mms" and self._mms is not None:
            has, self._mms = self._mms, None
            try:
                self._multimedia(has)
            except NoInstant as error:
                self._skip(str(error))

    def _call(self, has: dict[str, str]) -> None:
        kind = has.get("type", "")
        if kind == _BLOCKED:
            return
        if kind not in _CALLS:
            self._skip(f"type {kind[:10]!r} is no kind of call")
            return
        direction, outcome = _CALLS[kind]
        long = has.get("duration", "")
        spoken = int(long) if long.isascii() and long.isdecimal() and len(long) < 8 else None
        if direction is _OUT and not spoken:
            outcome = Outcome.NO_ANSWER
        shown = has.get("presentation", _SHOWN) == _SHOWN
        self._taken.append(
            CallRecord(
                Channel.CALL,
                direction,
                millis(has.get("date", ""), self._how),
                number=_given(has.get("number", "")) if shown else "",
                name=_given(has.get("contact_name", "")),
                seconds=spoken if outcome in (Outcome.SPOKE, Outcome.VOICEMAIL) else None,
                outcome=outcome,
            )
        )

    def _sms(self, has: dict[str, str]) -> None:
        # Drafts and what was never sent are no contacts.
        if (direction := _MESSAGES.get(has.get("type", ""))) is not None:
            self._message(has, direction, has.get("address", ""), _said(has.get("body", "")))

    def _multimedia(self, has: dict[str, str]) -> None:
        direction = _MESSAGES.get(has.get("msg_box", ""))
        if direction is None:
            return
        others = [
            number for kind, number in self._people if kind == (_MMS_FROM if direction is _IN else _MMS_TO)
        ]
        if not others or (direction is _IN and not _given(others[0])):
            others = has.get("address", "").split("~")
        for number in dict.fromkeys(others[:1] if direction is _IN else others[:50]):
            self._message(has, direction, number, self._text)

    def _message(self, has: dict[str, str], direction: Direction, number: str, text: str) -> None:
        self._taken.append(
            CallRecord(
                Channel.SMS,
                direction,
                millis(has.get("date", ""), self._how),
                number=_given(number),
                name=_given(has.get("contact_name", "")),
                text=text,
            )
        )

    def _skip(self, reason: str) -> None:
        self._taken.append(Skipped(f"line {self._parser.CurrentLineNumber}", reason))


def _given(text: str) -> str:
    text = text.strip()
    return "" if text in _NONE else text[:120]


def _said(body: str) -> str:
    return "" if body == "null" else beginning(body)
