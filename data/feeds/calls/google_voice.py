"""Google Voice, as Takeout gives it: a folder of HTML files, or the .zip they come in.

One file is one call (`haudio`) or one conversation (`hChatLog`). What kind of call it was is read from the
labels' addresses (…/voice#missed), which are the same in every language; the words are not.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from data.feeds.calls.events import Entries, Entry, How, NotThisKind, Skipped, Unfinished, beginning
from data.feeds.calls.when import NoInstant, instant, seconds
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome

MAX_PAGE_BYTES = 16_000_000
_MAX_PAGES = 200_000
_IN, _OUT = Direction.IN, Direction.OUT
_KINDS = {
    "placed": (_OUT, Outcome.SPOKE),
    "received": (_IN, Outcome.SPOKE),
    "recorded": (_IN, Outcome.SPOKE),
    "missed": (_IN, Outcome.MISSED),
    "voicemail": (_IN, Outcome.VOICEMAIL),
}
_NUMBER_IN_NAME = re.compile(r"\+\d{7,15}(?=\s-\s)")
_PAGES = (".html", ".htm")
_ME = "me"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
"""What a damaged or sealed .zip raises, by the place of its wound."""


def read_page(path: Path, how: How) -> Entries:
    """Give what one file tells."""
    with path.open("rb") as file:
        content = file.read(MAX_PAGE_BYTES + 1)
    yield from _page(content, path.name, how)


def read_zip(path: Path, how: How) -> Entries:
    """Give what the files in a Takeout .zip tell, without unpacking it."""
    try:
        with zipfile.ZipFile(path) as archive:
            pages = [item for item in archive.infolist() if is_page(item.filename)]
            if not pages:
                raise NotThisKind("there is no Google Voice call or message in it")
            for item in pages[:_MAX_PAGES]:
                yield from _packed(archive, item, how)
    except BROKEN:
        yield Unfinished()


def _packed(archive: zipfile.ZipFile, item: zipfile.ZipInfo, how: How) -> Iterator[Entry]:
    name = PurePosixPath(item.filename).name
    try:
        with archive.open(item) as file:
            content = file.read(MAX_PAGE_BYTES + 1)
    except BROKEN as error:
        yield Skipped(name, f"it cannot be unpacked ({error})")
        return
    try:
        yield from _page(content, name, how)
    except NotThisKind as error:
        yield Skipped(name, str(error))


def is_page(name: str) -> bool:
    """Whether it is a call or a conversation, and not the list of bills or of greetings."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _PAGES and "Calls" in path.parts[:-1]


def _page(content: bytes, name: str, how: How) -> Iterator[Entry]:
    if len(content) > MAX_PAGE_BYTES:
        yield Skipped(name, f"it is bigger than {MAX_PAGE_BYTES // 1_000_000} MB")
        return
    page = _Page()
    damaged = False
    try:
        page.feed(content.decode("utf-8-sig", errors="replace"))
        page.close()
    except AssertionError:
        # What html.parser says to a declaration that is none (python/cpython#77057).
        damaged = True
    if page.messages or page.is_chat:
        yield from _conversation(page, name, how)
    elif page.is_call:
        yield from _call(page, name, how)
    else:
        raise NotThisKind("it is no call or conversation of Google Voice")
    if damaged:
        yield Skipped(name, "its HTML is damaged from some place on")
    elif not page.ended:
        yield Unfinished()


def _call(page: _Page, name: str, how: How) -> Iterator[Entry]:
    kind = next((_KINDS[label] for label in page.labels if label in _KINDS), None)
    if kind is None:
        if page.ended:
            yield Skipped(name, "it does not say what kind of call it was")
        return
    direction, outcome = kind
    try:
        at, _ = instant(page.published, how)
    except NoInstant as error:
        yield Skipped(name, str(error))
        return
    long = seconds(page.duration)
    if direction is _OUT and not long:
        outcome = Outcome.NO_ANSWER
    number, who = page.party
    yield CallRecord(
        Channel.CALL,
        direction,
        at,
        number=number or _in_name(name),
        name=who,
        seconds=long if outcome in (Outcome.SPOKE, Outcome.VOICEMAIL) else None,
        outcome=outcome,
    )


def _conversation(page: _Page, name: str, how: How) -> Iterator[Entry]:
    """Give the messages; one of the freelancer's own goes to everybody else in the conversation."""
    others = {said.number: said.who for said in page.messages if not said.mine and said.number}
    others = others or dict(page.participants) or ({_in_name(name): ""} if _in_name(name) else {})
    for place, said in enumerate(page.messages, start=1):
        where = f"{name}, message {place}"
        try:
            at, _ = instant(said.at, how)
        except NoInstant as error:
            yield Skipped(where, str(error))
            continue
        to = others if said.mine else {said.number: said.who}
        if not to:
            yield Skipped(where, "it does not say to whom it went")
        for number, who in to.items():
            direction = _OUT if said.mine else _IN
            yield CallRecord(Channel.SMS, direction, at, number=number, name=who, text=beginning(said.text))


def _in_name(name: str) -> str:
    """Give the number a file is called after: "+15550100 - Text - 2026-…"."""
    found = _NUMBER_IN_NAME.match(name)
    return found[0] if found else ""


class _Said:
    """One message."""

    def __init__(self) -> None:
        self.at = self.number = self.who = self.text = ""
        self.mine = False


class _Page(HTMLParser):
    """Takes the few places of a page that say something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_chat = self.is_call = self.ended = False
        self.labels: list[str] = []
        self.published = self.duration = ""
        self.party = ("", "")
        self.participants: list[tuple[str, str]] = []
        self.messages: list[_Said] = []
        self._said: _Said | None = None
        self._depth = 0
        self._message_depth = 0
        self._into: list[str] | None = None
        self._into_what = ""
        self._number = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag says by its class."""
        has = {name: value or "" for name, value in attrs}
        classes = has.get("class", "").split()
        if tag == "div":
            self._depth += 1
            self.is_chat = self.is_chat or "hChatLog" in classes
            self.is_call = self.is_call or "haudio" in classes
            if "message" in classes:
                self._said, self._message_depth = _Said(), self._depth
        elif tag == "abbr":
            self._abbreviation(classes, has.get("title", ""))
        elif tag == "a":
            if "tel" in classes:
                self._number = has.get("href", "").removeprefix("tel:")[:60]
            elif has.get("rel") == "tag":
                self.labels.append(has.get("href", "").rpartition("#")[2])
        if tag == "q" or (tag in ("span", "abbr") and "fn" in classes):
            self._into, self._into_what = [], tag
        elif tag == "br" and self._into is not None:
            self._into.append(" ")

    def _abbreviation(self, classes: list[str], title: str) -> None:
        if "dt" in classes and self._said is not None:
            self._said.at = title
        elif "published" in classes:
            self.published = title
        elif "duration" in classes:
            self.duration = title

    def handle_endtag(self, tag: str) -> None:
        """Take what lies between two tags, once it is whole."""
        if tag == self._into_what and self._into is not None:
            self._inside("".join(self._into), tag)
            self._into = None
        elif tag == "a":
            if self._number and self._said is None:
                self._somebody(self._number, "")
            self._number = ""
        elif tag == "div":
            if self._said is not None and self._depth == self._message_depth:
                self.messages.append(self._said)
                self._said = None
            self._depth -= 1
        elif tag == "html":
            self.ended = True

    def handle_data(self, data: str) -> None:
        """Take text where it is wanted."""
        if self._into is not None and sum(map(len, self._into[-4:])) < 4_000:
            self._into.append(data)

    def _inside(self, text: str, tag: str) -> None:
        said = self._said
        if tag == "q":
            if said is not None:
                said.text = text
            return
        who = text.strip()[:120]
        if said is None:
            if self._number:
                self._somebody(self._number, who)
                self._number = ""
            return
        said.number, said.who = self._number, who
        # One's own name is an abbreviation, whatever the language writes for "Me".
        said.mine = tag == "abbr" or who.casefold() == _ME

    def _somebody(self, number: str, who: str) -> None:
        if self.is_chat:
            self.participants.append((number, who))
        else:
            self.party = (number, "" if who == number else who)
