"""Cards: the lines of a file become people and organisations, and broken ones a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import BinaryIO

from data.feeds.contacts.lines import Line, read_lines
from data.feeds.contacts.values import parts_of, text_of
from data.feeds.mail.addresses import parse_addresses
from data.model.matching import BookEntry
from data.model.names import tidy_name
from data.values import frozen

_MOST_LINES = 2_000
"""Properties kept of one card; more is no card of a person."""
_MOST_POINTS = 50
_VERSIONS = ("2.1", "3.0", "4.0")
_DIGITS = re.compile(r"\d")
_PREFERRED_NONE = 200


@frozen
class SkippedCard:
    """A card that could not be taken, and why."""

    line: int
    """Where it begins in its file."""
    title: str
    """Whom it is about, as far as it says."""
    reason: str


@dataclass(slots=True)
class _Open:
    """A card that is being read."""

    line: int
    lines: list[Line] = field(default_factory=list)
    inner: int = 0
    """How many cards within the card (AGENT of version 2.1) are open."""
    too_long: bool = False


def read_cards(file: BinaryIO) -> Iterator[BookEntry | SkippedCard]:
    """Yield every card of a file in order. Memory holds one card at a time, without its photo."""
    card: _Open | None = None
    last = ""
    for line in read_lines(file):
        mark = (line.name, line.value.strip().upper())
        if mark == ("BEGIN", b"VCARD"):
            if card is not None and last == "AGENT":
                card.inner += 1
            else:
                if card is not None:
                    yield SkippedCard(card.line, _title(card), "it has no end")
                card = _Open(line.number)
        elif mark == ("END", b"VCARD"):
            if card is not None and card.inner:
                card.inner -= 1
            elif card is not None:
                yield _made(card)
                card = None
        elif card is not None and not card.inner:
            card.too_long = card.too_long or len(card.lines) >= _MOST_LINES
            if not card.too_long:
                card.lines.append(line)
        last = line.name
    if card is not None:
        yield SkippedCard(card.line, _title(card), "it has no end")


def _made(card: _Open) -> BookEntry | SkippedCard:
    version = _first(card, "VERSION") or "3.0"
    title = _title(card)
    if card.too_long:
        return SkippedCard(card.line, title, f"it has more than {_MOST_LINES:,} lines")
    if version not in _VERSIONS:
        return SkippedCard(card.line, title, f"its version {version} is none of {', '.join(_VERSIONS)}")
    kind = (_first(card, "KIND") or _first(card, "X-ADDRESSBOOKSERVER-KIND")).lower()
    if kind in ("group", "location"):
        return SkippedCard(card.line, title, f"it is a {kind}, not a person")
    old = version == "2.1"
    addresses, phones = _addresses(card, old), _phones(card, old)
    organisation = _organisation(card, old)
    name = _name(card, old) or organisation or next(iter((*addresses, *phones)), "")
    if not tidy_name(name):
        return SkippedCard(card.line, "", "it names nobody, and has no address and no number")
    entry = BookEntry(
        tidy_name(name),
        organisation=organisation,
        role=tidy_name(_first(card, "TITLE", old=old) or _first(card, "ROLE", old=old))[:200],
        addresses=addresses,
        phones=phones,
        post_address=_post_address(card, old),
    )
    return _with_uid(entry, _first(card, "UID"))


def _with_uid(entry: BookEntry, uid: str) -> BookEntry:
    """Give the entry its UID; without one, a digest of whom it is about, so that it is known again."""
    known_by = uid or "\0".join((entry.name, entry.organisation, *entry.addresses[:1]))
    made = uid[:200] or blake2b(known_by.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return replace(entry, uid=made)


def _lines(card: _Open, name: str) -> list[Line]:
    """Give the properties of a name, the preferred ones first."""
    return sorted((line for line in card.lines if line.name == name), key=_preference)


def _preference(line: Line) -> int:
    """Give the rank: PREF=1 of version 4 before PREF=2; the bare mark of the older ones comes first."""
    rank = line.parameter("PREF")
    if rank.isdecimal() and rank.isascii():
        return int(rank[:3])
    return 0 if "pref" in line.types else _PREFERRED_NONE


def _first(card: _Open, name: str, *, old: bool = False) -> str:
    return next((found for line in _lines(card, name) if (found := text_of(line, old=old))), "")


def _title(card: _Open) -> str:
    return tidy_name(_first(card, "FN") or _first(card, "N").replace(";", " "))[:100]


def _name(card: _Open, old: bool) -> str:
    """Give the name as it is shown; without one, given and family name in the order they are spoken."""
    shown = _first(card, "FN", old=old)
    if shown:
        return shown[:200]
    for line in _lines(card, "N"):
        family, given, middle, *_rest = (*parts_of(line, old=old), "", "", "")
        if found := " ".join(part for part in (given, middle, family) if part):
            return found[:200]
    return _first(card, "NICKNAME", old=old)[:200]


def _organisation(card: _Open, old: bool) -> str:
    """Give the organisation without its departments."""
    for line in _lines(card, "ORG"):
        if found := tidy_name(parts_of(line, old=old)[0]):
            return found[:200]
    return ""


def _addresses(card: _Open, old: bool) -> tuple[str, ...]:
    """Give the e-mail addresses; addresses of other systems (Exchange, X.400) are none."""
    found: dict[str, None] = {}
    for line in _lines(card, "EMAIL"):
        text = re.sub(r"(?i)^\s*mailto:", "", text_of(line, old=old)).replace(" ", "")
        if "<" in text:
            text = text[text.index("<") :]
        for box in parse_addresses(text):
            if "." in box.address.rpartition("@")[2]:
                found[box.address.lower()] = None
    return tuple(found)[:_MOST_POINTS]


def _phones(card: _Open, old: bool) -> tuple[str, ...]:
    """Give the telephone numbers as they are written; no fax and no pager."""
    found: dict[str, None] = {}
    for line in _lines(card, "TEL"):
        if line.types & {"fax", "pager"} and not line.types & {"voice", "cell"}:
            continue
        text = re.sub(r"(?i)^\s*tel:", "", text_of(line, old=old)).partition(";")[0].strip()
        if len(_DIGITS.findall(text)) >= 3:
            found[text[:40]] = None
    return tuple(found)[:_MOST_POINTS]


def _post_address(card: _Open, old: bool) -> str:
    """Give the address a letter goes to, on one line: where they work before where they live."""
    lines = sorted(_lines(card, "ADR"), key=lambda line: "work" not in line.types)
    for line in lines:
        box, more, street, town, region, code, country, *_ = (*parts_of(line, old=old), *[""] * 7)
        parts = (box, more, street, f"{code} {town}".strip(), region, country)
        if found := ", ".join(part for part in parts if part.strip(" ,")):
            return found[:300]
    return ""
