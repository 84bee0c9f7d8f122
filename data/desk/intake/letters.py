"""Keeps what reading a mailbox brings, wherever it lies: events become letters, and those are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.desk.intake.mail_before import Before, begun_marks, finished_marks, old_mark, position_mark
from data.errors import FeedError
from data.model.source import SourceState
from data.store import clusters, mail, mail_counts, sources
from data.store.mail import FileKey, StoredLetter

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.mail.events import Event
    from data.feeds.mail.letter import Letter
    from data.settings import Mailbox
    from data.store.engine.looking import Looking
    from data.store.mail_counts import Counts

AT_ONCE = 1_000
"""Letters in one transaction."""
_MINE = '["mine"]'
"""Mark: with which addresses as mine everything was judged."""


class LetterIntake:
    """Stores what a reading brings, batch by batch, and has it judged.

    What is stored and not judged yet has no verdict: a reading that is cut off is made good by the next.
    """

    def __init__(self, core: Core, source: str, before: Before, now: datetime) -> None:
        self._core, self._source, self._before, self._now = core, source, before, now
        self._missing = set(before.stale)
        self.aliases: set[str] = set()
        """Addresses that mail came to and that may be mine."""

    def begin(self, box: Mailbox, state: SourceState) -> None:
        """Write down that this reading has begun."""
        with self._core.store.intake(self._now) as db:
            sources.save_state(db, replace(state, first_read_at=state.first_read_at or self._now))
            sources.save_marks(db, self._source, begun_marks(box, self._before))

    def read_all(
        self, events: Iterator[Event], progress: Callable[[int], None], stop: Callable[[], bool]
    ) -> FeedError | None:
        """Store batch after batch; give the error that ended it, for what was read until then is kept."""
        read, error = 0, None
        while error is None and not stop():
            batch, error = _next(events)
            if not batch:
                break
            self._store(batch)
            read += len(batch)
            progress(read)
        if error is None and not stop() and self._missing:
            with self._core.store.intake(self._now) as db:
                mail.set_gone(db, self._source, self._missing, self._now)
        return error

    def judge(self, state: SourceState, progress: Callable[[str], None]) -> None:
        """Judge what has no verdict, or everything when more addresses are known to be mine."""
        with self._core.reading() as db:
            own = _own_addresses(self._core, db)
            everything = sources.mark(db, self._source, _MINE) != own
            dirty = mail.all_clusters(db) if everything else mail.unjudged(db)
        if not dirty:
            return
        with self._core.store.intake(self._now) as db:
            sources.save_state(db, state)
        self.aliases = judging.judge(
            self._core,
            dirty,
            lambda done, of: progress(f"{self._source}: sorting, {100 * done // of} %"),
        )
        with self._core.store.intake(self._now) as db:
            # All of it was judged, what the other mailboxes brought, too: they need not do it once more.
            for name in _judged_before(db) | {self._source} if everything else {self._source}:
                sources.save_marks(db, name, {_MINE: own})

    def finish(self, box: Mailbox, files: str) -> None:
        """Write down that the mailbox was read to its end."""
        with self._core.store.intake(self._now) as db:
            sources.save_marks(db, self._source, finished_marks(box, files))

    def _store(self, events: Iterable[Event]) -> None:
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
                case Changed(folder, key, file, flags) if (folder, key) in self._before.old:
                    marks.update([old_mark(folder, key, file, flags)])
                case Changed(folder, key, file, flags):
                    changed[folder, key] = (file, flags)
                case Gone(folder, key):
                    gone.append((folder, key))
                case TooOld(folder, key, file, flags):
                    marks.update([old_mark(folder, key, file, flags)])
                case Mark(file, mark):
                    marks.update([position_mark(file, mark)])
        with self._core.store.intake(self._now) as db:
            self._add(db, letters)
            mail.set_files(db, self._source, changed)
            mail.set_gone(db, self._source, gone, self._now)
            sources.save_marks(db, self._source, marks)

    def _add(self, db: Database, letters: list[Letter]) -> None:
        from data.feeds.mail.letter import tokens
        from data.feeds.mail.people import learn_me

        self._missing.difference_update((letter.folder, letter.key) for letter in letters)
        mail.learn_me(db, self._source, learn_me(letters) - mail.me(db, self._source))
        found = clusters.join_all(db, [tokens(letter) for letter in letters])
        rows = [self._row(letter, cluster) for letter, cluster in zip(letters, found, strict=True)]
        mail.add(db, rows)

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


def _next(events: Iterator[Event]) -> tuple[list[Event], FeedError | None]:
    """Give the next batch, and what cut it off: over a line that always breaks, a reading still gets on."""
    batch: list[Event] = []
    try:
        for event in islice(events, AT_ONCE):
            batch.append(event)  # noqa: PERF402 - what came before an error is kept
    except FeedError as error:
        return batch, error
    return batch, None


def summed_up(core: Core, state: SourceState, now: datetime, aliases: set[str]) -> SourceState:
    """Give how a mailbox is doing after it was read."""
    with core.reading() as db:
        counts = mail_counts.counts(db, state.name)
    return replace(
        state,
        last_read_at=now,
        error="",
        offline_since=None,
        read=counts.read,
        skipped=counts.skipped,
        not_client=counts.not_client,
        note=_note(counts, aliases) or (state.note if state.note.startswith(_ALIAS) else ""),
    )


def all_judged(core: Core, db: Looking, source: str) -> bool:
    """Whether a mailbox was judged with the addresses that are mine now, and no letter is left over."""
    return sources.mark(db, source, _MINE) == _own_addresses(core, db) and not mail.unjudged(db)


def _judged_before(db: Database) -> set[str]:
    """Give the mailboxes that were judged at least once."""
    return {state.name for state in sources.states(db) if sources.mark(db, state.name, _MINE)}


def _own_addresses(core: Core, db: Looking) -> str:
    """Say which addresses count as mine now."""
    return " ".join(sorted(judging.my_addresses(core, db)))


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
