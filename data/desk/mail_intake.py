"""Takes a mailbox in: what is new in it becomes letters, and the letters it touches are judged anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from data.desk import mail_judge
from data.errors import FeedError
from data.model.source import SourceState
from data.store import clusters, mail, mail_derived, sources
from data.store.mail import FileKey, StoredLetter

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.mail.events import Event
    from data.feeds.mail.letter import Letter
    from data.settings import MailSettings
    from data.store.mail_derived import Counts

_AT_ONCE = 1_000
"""Files in one transaction."""
_OLD = "old"
_MBOX = "mbox"


def take_in(
    core: Core,
    box: MailSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> SourceState:
    """Read what is new in one mailbox; give how it went. Stopped in between, the next reading goes on."""
    now = core.now()
    with core.reading() as db:
        before = _Before.of(db, state.name)
    events = iter(_events(box, before, now))
    intake = _Intake(core, state.name, before, now)
    error: FeedError | None = None
    try:
        while not stop() and (batch := list(islice(events, _AT_ONCE))):
            intake.store(batch)
            progress(f"{box.name}: {intake.read} messages read")
    except FeedError as problem:
        # What was read until then is judged all the same.
        error = problem
    state = replace(state, first_read_at=state.first_read_at or now)
    if intake.dirty or intake.whole:
        with core.store.intake(now) as db:
            sources.save_state(db, state)
        intake.judge(progress)
    if error is not None:
        return replace(state, error=str(error))
    if state.last_read_at is not None and not state.error and not intake.anything:
        return replace(state, last_read_at=now)
    return _summed_up(core, state, now, intake.aliases)


@dataclass(frozen=True, slots=True)
class _Before:
    """What earlier readings of a mailbox left behind."""

    letters: dict[FileKey, tuple[str, str]]
    old: dict[FileKey, tuple[str, str]] = field(default_factory=dict)
    """Files from before the look-back: opened once, never kept."""
    marks: dict[str, str] = field(default_factory=dict)
    """How far each mbox file was read."""

    @classmethod
    def of(cls, db: Database, source: str) -> _Before:
        """Gather it."""
        old: dict[FileKey, tuple[str, str]] = {}
        marks: dict[str, str] = {}
        for place, mark in sources.marks(db, source).items():
            kind, *rest = json.loads(place)
            if kind == _OLD:
                folder, key = rest
                file, flags = json.loads(mark)
                old[folder, key] = (file, flags)
            else:
                marks[rest[0]] = mark
        return cls(mail.known(db, source), old, marks)

    @property
    def known(self) -> dict[FileKey, tuple[str, str]]:
        """Give every file that need not be opened again."""
        return {**self.old, **self.letters} if self.old else self.letters


def _events(box: MailSettings, before: _Before, now: datetime) -> Iterator[Event]:
    from data.feeds.mail.maildir import read_maildir
    from data.feeds.mail.mbox import read_mbox

    since = now - timedelta(days=box.look_back_days) if box.look_back_days else None
    if box.kind == "maildir":
        return read_maildir(box.path, box.watch, box.sent, before.known, since, now)
    return read_mbox(box.path, box.watch, box.sent, before.known, since, now, before.marks)


class _Intake:
    """Stores batches of events and remembers which clusters they touch."""

    def __init__(self, core: Core, source: str, before: _Before, now: datetime) -> None:
        self._core, self._source, self._before, self._now = core, source, before, now
        self.read = 0
        self.anything = False
        self.dirty: set[int] = set()
        self.aliases: set[str] = set()
        """Addresses that mail came to and that may be mine."""
        self.whole = False
        """Whether every letter has to be judged anew, because more addresses are known to be mine."""

    def store(self, events: Iterable[Event]) -> None:
        """Store one batch in one transaction."""
        from data.feeds.mail.events import Changed, Found, Gone, Mark, TooOld

        letters: list[Letter] = []
        changed: dict[FileKey, tuple[str, str]] = {}
        gone: list[FileKey] = []
        marks: dict[str, str] = {}
        for event in events:
            match event:
                case Found(letter):
                    letters.append(letter)
                case Changed(folder, key, file, flags):
                    if (folder, key) in self._before.old:
                        marks[json.dumps([_OLD, folder, key])] = json.dumps([file, flags])
                    else:
                        changed[folder, key] = (file, flags)
                case Gone(folder, key):
                    gone.append((folder, key))
                case TooOld(folder, key, file, flags):
                    marks[json.dumps([_OLD, folder, key])] = json.dumps([file, flags])
                case Mark(file, mark):
                    marks[json.dumps([_MBOX, file])] = mark
        with self._core.store.intake(self._now) as db:
            self._add(db, letters)
            self.dirty |= mail.set_files(db, self._source, changed)
            self.dirty |= mail.set_gone(db, self._source, gone, self._now)
            sources.save_marks(db, self._source, marks)
        self.read += len(letters)
        self.anything = True

    def judge(self, progress: Callable[[str], None]) -> None:
        """Judge what was touched."""
        progress(f"{self._source}: sorting")
        if self.whole:
            self.aliases = mail_judge.judge_all(self._core)
        else:
            self.aliases = mail_judge.judge(self._core, self.dirty)

    def _add(self, db: Database, letters: list[Letter]) -> None:
        from data.feeds.mail.letter import tokens
        from data.feeds.mail.people import learn_me

        own = learn_me(letters) - mail.me(db, self._source)
        if own:
            mail.learn_me(db, self._source, own)
            self.whole = True
        found = clusters.join_all(db, [tokens(letter) for letter in letters])
        mail.add(
            db,
            [self._row(letter, cluster) for letter, cluster in zip(letters, found, strict=True)],
        )
        self.dirty.update(found)

    def _row(self, letter: Letter, cluster: int) -> StoredLetter:
        return StoredLetter(
            source=self._source,
            folder=letter.folder,
            key=letter.key,
            file=letter.file,
            flags=letter.flags,
            message_id=letter.ident,
            cluster_id=cluster,
            sender=letter.senders[0] if letter.senders else "",
            sender_name=letter.name,
            subject=letter.subject,
            base_subject=letter.base,
            arrived_at=None if letter.skipped else letter.arrived.replace(microsecond=0),
            facts=letter.to_json(),
        )


def _summed_up(core: Core, state: SourceState, now: datetime, aliases: set[str]) -> SourceState:
    with core.reading() as db:
        counts = mail_derived.counts(db, state.name)
    return replace(
        state,
        last_read_at=now,
        error="",
        read=counts.read,
        skipped=counts.skipped,
        not_client=counts.not_client,
        note=_note(counts, aliases) or (state.note if state.note.startswith(_ALIAS) else ""),
    )


def _note(counts: Counts, aliases: set[str]) -> str:
    if counts.read and not counts.mine:
        return (
            "No message of yours was found: is there a Sent folder? "
            "Set `sent` and `me` of this mailbox in the settings."
        )
    if aliases:
        return f"{_ALIAS}{', '.join(sorted(aliases)[:3])}: if that is you, add it to `me` in the settings."
    return ""


_ALIAS = "Mail also comes to "
