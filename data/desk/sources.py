"""Mailboxes and calendars: reading them, how they are doing, and who in them is no client yet."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from data.desk import calendar_intake, mail_before, mail_intake
from data.errors import FeedError, FrontdeskError, WrongUse
from data.model.client import Client
from data.model.source import SourceState, UnknownSender
from data.store import clients, mail, senders, sources

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.settings import CalendarSettings, MailSettings
    from data.store.mail import StoredLetter

Progress = Callable[[str], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class LetterVerdict:
    """What became of one file of a mailbox."""

    message_id: str
    file: str
    folder: str
    verdict: str
    reason: str
    rule: str
    source: str
    client: str
    subject: str


class Sources:
    """What comes in from outside. Reading happens in any thread; nothing outside is ever changed."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def states(self) -> tuple[SourceState, ...]:
        """Give how each source of the settings is doing, in their order; unread ones too."""
        known = {state.name: state for state in sources.states(self._core.reader)}
        return tuple(known.get(name, SourceState(name, feed.kind)) for name, feed in self._feeds())

    def sync(self, progress: Progress | None = None, stop: Stop = lambda: False) -> tuple[SourceState, ...]:
        """Read every source of the settings; one that fails says so in its state and stops no other.

        `progress` is told in words how far it is, a few times a second; `stop` is asked between batches, and
        what was read until then stays read.
        """
        if self._core.store.read_only:
            return self.states()
        with self._core.reading() as db:
            self._follow_settings({state.name for state in sources.states(db)})
            known = {state.name: state for state in sources.states(db)}
        tell = progress or (lambda _: None)
        with _few_collections():
            return tuple(
                self._read(feed, known.get(name, SourceState(name, feed.kind)), tell, stop)
                for name, feed in self._feeds()
                if not stop()
            )

    def unknown_senders(self) -> tuple[UnknownSender, ...]:
        """Give who wrote and is no client, the latest first: the "who is this?" tray."""
        return tuple(senders.unknown(self._core.reader, self._core.now()))

    def make_client(self, address: str, name: str) -> Client:
        """Make somebody from the tray a client."""
        from data.desk.clients import Clients

        return Clients(self._core).add(Client(name=name.strip() or address, addresses=(address,)))

    def add_to_client(self, address: str, client_id: int) -> Client:
        """Give a client one more address."""
        from data.desk.clients import Clients

        book = Clients(self._core)
        client = book.get(client_id)
        if address in client.addresses:
            raise WrongUse(f"{address} is {client.name}'s already.")
        return book.edit(replace(client, addresses=(*client.addresses, address)))

    def ignore(self, address: str) -> str:
        """Leave somebody out of the tray from now on."""
        with self._core.act(f"ignore {address}") as db:
            senders.ignore(db, address)
        return f"{address} will not be asked about again."

    def verdicts(self, source: str | None = None) -> tuple[LetterVerdict, ...]:
        """Give what became of each file that was read, of one mailbox or of all."""
        names = {client.id: client.name for client in clients.all_(self._core.reader)}
        return tuple(_told(row, names) for row in mail.verdicts(self._core.reader, source))

    def why(self, name: str) -> tuple[str, ...]:
        """Say in sentences what was made of a message, found by its Message-ID or its file."""
        from data.feeds.mail.explain import explain
        from data.feeds.mail.letter import Letter
        from data.feeds.mail.verdict import Kind, Verdict

        rows = mail.by_message_id(self._core.reader, name)
        rows = rows or [
            full
            for row in mail.verdicts(self._core.reader)
            if name in (row.file, row.key, row.file.rpartition("/")[2])
            for full in mail.by_message_id(self._core.reader, row.message_id)
            if full.id == row.id
        ]
        return tuple(
            f"{row.folder}: "
            + explain(
                Verdict(Kind(row.verdict or "skipped"), row.reason, row.rule, row.client_id, row.sender),
                Letter.from_json(row.facts),
            )
            for row in rows
        )

    def _feeds(self) -> list[tuple[str, MailSettings | CalendarSettings]]:
        """Give every source with a name that is its own, even where a calendar is called like a mailbox."""
        settings = self._core.settings
        taken = {box.name for box in settings.mail}
        return [
            *((box.name, box) for box in settings.mail),
            *(
                (f"{cal.name} (calendar)" if cal.name in taken else cal.name, cal)
                for cal in settings.calendar
            ),
        ]

    def _read(
        self, feed: MailSettings | CalendarSettings, state: SourceState, progress: Progress, stop: Stop
    ) -> SourceState:
        before = state
        try:
            if feed.kind in ("ics", "vdir"):
                state = calendar_intake.take_in(self._core, feed, state)  # type: ignore[arg-type]
            else:
                state = mail_intake.take_in(self._core, feed, state, progress, stop)  # type: ignore[arg-type]
        except FeedError as error:
            state = replace(state, error=str(error))
        except FrontdeskError:
            raise
        except OSError as error:
            state = replace(state, error=f"{feed.name} could not be read: {error.strerror or error}.")
        if _worth_writing(before, state):
            with self._core.store.intake(self._core.now()) as db:
                sources.save_state(db, state)
        return state

    def _follow_settings(self, known: set[str]) -> None:
        """Let what is stored follow the settings: a mailbox under another name, one that is gone."""
        used = dict(self._feeds())
        for name in known - set(used):
            with self._core.store.intake(self._core.now()) as db:
                digest = mail_before.read_as(db, name)
                new = [
                    other
                    for other, feed in used.items()
                    if other not in known
                    and digest
                    and feed in self._core.settings.mail
                    and mail_before.digest(feed) == digest
                ]
                if new:
                    sources.rename(db, name, new[0])
                else:
                    sources.forget(db, name)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage in cycles less often: letters are many and have none; a sixth of a first reading."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _worth_writing(before: SourceState, after: SourceState) -> bool:
    """Whether a state says something new; that it worked once more, every ten minutes only.

    Each write makes every open dashboard look again.
    """
    if replace(before, last_read_at=None) != replace(after, last_read_at=None):
        return True
    if before.last_read_at is None or after.last_read_at is None:
        return before.last_read_at != after.last_read_at
    return after.last_read_at - before.last_read_at >= timedelta(minutes=10)


def _told(row: StoredLetter, names: dict[int, str]) -> LetterVerdict:
    return LetterVerdict(
        message_id=row.message_id,
        file=row.file,
        folder=row.folder,
        verdict=row.verdict or "skipped",
        reason=row.reason,
        rule=row.rule,
        source=row.source,
        client=names.get(row.client_id, "") if row.client_id else "",
        subject=row.subject,
    )
