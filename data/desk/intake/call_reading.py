"""Reads one file of a log into entries, batch by batch, and remembers what was not understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

from data.desk.intake.callers import BY_NAME
from data.store import call_records
from data.store.call_records import StoredCall

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.feeds.calls import How, LogFile
    from data.model.call import CallRecord
    from data.settings import CallsSettings, Settings

_AT_ONCE = 2_000
"""Entries in one transaction."""
_REASONS = 40
"""Of the entries of one file that were skipped, so many are remembered by their place."""
_PAGES = (".html", ".htm")
_EXACT_LOGS = frozenset({"android", "google_voice", "asterisk"})
"""Formats of which the freelancer has one log each, with times to the second, whatever it was exported to."""


@dataclass(slots=True)
class FileReading:
    """What one file said, beside its entries."""

    place: str
    file: str = ""
    """How the file lay there: its size and time of change."""
    kind: str = ""
    skipped: int = 0
    reasons: list[tuple[str, str]] = field(default_factory=list)
    """Where and why, the first ones."""
    withheld: int = 0
    """Entries with nobody who could ever be a client."""
    naive: bool = False
    """Whether its times name no zone."""
    homely: bool = False
    """Whether it has numbers without a country code, in no country that is known."""
    unfinished: bool = False
    """Whether it ends in the middle."""
    peers: set[str] = field(default_factory=set)
    """The numbers of which something new was read; not remembered."""

    @property
    def mark(self) -> str:
        """Give what is remembered of it."""
        return json.dumps(
            [
                self.file,
                self.kind,
                self.skipped,
                self.reasons,
                self.withheld,
                self.naive,
                self.homely,
                self.unfinished,
            ]
        )

    @classmethod
    def from_mark(cls, place: str, mark: str) -> FileReading | None:
        """Give what was remembered of a file; None when it was never read."""
        if not mark:
            return None
        file, kind, skipped, reasons, withheld, naive, homely, unfinished = json.loads(mark)
        return cls(
            place,
            file,
            kind,
            skipped,
            [(where, reason) for where, reason in reasons],
            withheld,
            naive,
            homely,
            unfinished,
        )

    def still_holds(self, file: LogFile) -> bool:
        """Whether the file is as it was read, and need not be read again now that it is at rest."""
        return self.file == file.mark and not (self.may_be_whole and file.whole)

    @property
    def may_be_whole(self) -> bool:
        """Whether it ended in a line that may be whole all the same, once the file is at rest."""
        return self.unfinished and self.kind in _LINES

    def skip(self, where: str, reason: str) -> None:
        """Count an entry that was not understood."""
        self.skipped += 1
        if len(self.reasons) < _REASONS:
            self.reasons.append((where, reason))


_LINES = frozenset({"asterisk", "csv", "jsonl"})
"""Formats of which a last line without an end may be whole all the same."""


def how(log: CallsSettings, settings: Settings, now: datetime, *, whole: bool) -> How:
    """Say how the files of a log are read."""
    from data.feeds.calls import How

    return How(log.zone or settings.zone, now, log.mine, settings.day_first, whole)


def peer_of(number: str, name: str, country: str) -> str:
    """Give by what somebody is known: the number, or else the name; empty for who could be no client."""
    from data.rules.match import plain_name
    from data.rules.phones import key_of

    if number:
        return key_of(number, country)
    plain = plain_name(name)
    return BY_NAME + plain if plain else ""


def entries_of(told: FileReading, file: LogFile, kind: str, how: How) -> Iterator[CallRecord]:
    """Give the entries of a file, of which kind it be; all else goes into what is told of it."""
    from data.feeds.calls import NotThisKind, NoZone, Skipped, Unfinished, kind_of, reader_of
    from data.model.call import CallRecord
    from data.model.kinds import AUTO

    try:
        if not file.path.stat().st_size:
            return  # somebody is about to write it
        told.kind = kind_of(file.path) if kind == AUTO else kind
        for entry in reader_of(file.path, told.kind)(file.path, how):
            match entry:
                case CallRecord():
                    yield entry
                case Skipped(where, reason):
                    told.skip(where, reason)
                case NoZone():
                    told.naive = True
                case Unfinished():
                    told.unfinished = True
    except NotThisKind as error:
        # A Takeout folder holds the pages of everything else, too.
        if file.path.suffix.lower() not in _PAGES:
            told.skip("", str(error))
    except OSError as error:
        told.skip("", f"it could not be read: {(error.strerror or str(error)).lower()}")


def read_file(
    core: Core,
    source: str,
    log: CallsSettings,
    file: LogFile,
    since: datetime,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> FileReading:
    """Store what is new in a file; entries from `since` on may let somebody wait."""
    told = FileReading(file.place, file.mark)
    read = 0
    for batch in batches(core, source, log, file, told, since):
        store(core, source, told, batch)
        read += len(batch)
        progress(f"{log.name}: {read} read")
        if stop():
            break
    return told


def batches(
    core: Core, source: str, log: CallsSettings, file: LogFile, told: FileReading, since: datetime
) -> Iterator[list[StoredCall]]:
    """Give the entries of a file as they are stored, some thousand at a time."""
    entries = entries_of(told, file, log.kind, how(log, core.settings, core.now(), whole=file.whole))
    keys = _Keys(log.country)
    while batch := list(islice(entries, _AT_ONCE)):
        yield list(_stored(batch, source, told, keys, since))


def store(core: Core, source: str, told: FileReading, stored: Sequence[StoredCall]) -> None:
    """Store what of a batch is new, and remember in what is told whom it is about."""
    with core.store.intake(core.now()) as db:
        known = call_records.known(db, source, [each.digest for each in stored])
        fresh = [each for each in stored if each.digest not in known or each.name > known[each.digest]]
        call_records.add(db, fresh)
    told.peers.update(each.peer for each in fresh)


class _Keys:
    """Gives the key of each number, worked out once."""

    def __init__(self, country: str) -> None:
        self._country = country
        self._known: dict[tuple[str, str], str] = {}

    def of(self, record: CallRecord) -> str:
        """Give by what the other side of an entry is known."""
        who = (record.number, "" if record.number else record.name)
        if who not in self._known:
            self._known[who] = peer_of(*who, self._country)
        return self._known[who]


def _stored(
    records: Iterable[CallRecord], source: str, told: FileReading, keys: _Keys, since: datetime
) -> Iterator[StoredCall]:
    log = told.kind if told.kind in _EXACT_LOGS else f"{told.kind} {source}"
    for record in records:
        peer = keys.of(record)
        if not peer:
            # Nobody is asked about, so nothing is kept: not the code a bank sent, either.
            told.withheld += 1
            continue
        told.homely = told.homely or peer.startswith("?")
        yield StoredCall(
            source=source,
            digest=digest_of(record, log),
            log=log,
            place=told.place,
            peer=peer,
            channel=record.channel,
            direction=record.direction,
            at=record.at,
            number=record.number,
            name=record.name,
            seconds=record.seconds,
            outcome=record.outcome,
            text=record.text,
            clocked=record.at >= since,
        )


def digest_of(record: CallRecord, log: str) -> str:
    """Sum up what an entry of a log says, without the name in the telephone's book, for that changes."""
    digits = "".join(letter for letter in record.number if letter.isalnum() or letter == "+")
    said = (
        log,
        record.channel.value,
        record.direction.value,
        int(record.at.timestamp()),
        digits or record.name.casefold(),
        record.seconds,
        record.outcome and record.outcome.value,
        record.text,
    )
    return blake2b(repr(said).encode("utf-8", "replace"), digest_size=8).hexdigest()
