"""The one object that screens and commands talk to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from data.desk.concern import concern
from data.desk.core import Core
from data.errors import ReadOnly, WrongUse
from data.store import Store

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from data.clock import Clock
    from data.desk.days import DaysOff
    from data.desk.gestures import Gestures
    from data.desk.health import Health
    from data.desk.intake.call_log import CallLog
    from data.desk.intake.connecting import Connecting
    from data.desk.intake.sources import Sources
    from data.desk.people.address_book import AddressBook
    from data.desk.people.agreements import Agreements
    from data.desk.people.clients import Clients
    from data.desk.people.matching import Matching
    from data.desk.people.merging import Merging
    from data.desk.setup import Setup
    from data.desk.talk.after_hours import AfterHours
    from data.desk.talk.contacts import Contacts
    from data.desk.talk.drafts import Drafts
    from data.desk.talk.mail_checks import MailChecks
    from data.desk.talk.waiting import Waiting
    from data.desk.week.reviews import Reviews
    from data.desk.work.cards import Cards
    from data.desk.work.effort import Effort
    from data.desk.work.export import Export
    from data.desk.work.find_outs import FindOuts
    from data.desk.work.promises import Promises
    from data.desk.work.records import Work
    from data.desk.work.scope import Scope
    from data.desk.work.time_log import TimeLog
    from data.model.facts import Facts
    from data.model.found import Found
    from data.model.today import Today
    from data.rules.working_time import WorkingTime
    from data.settings import Settings


class Desk:
    """Everything the program can be asked or told, by concern.

    Each verb is one transaction; each raises a `FrontdeskError` whose text can be shown as it is.
    """

    clients: Clients = concern("people.clients", "Clients")
    work: Work = concern("work.records", "Work")
    promises: Promises = concern("work.promises", "Promises")
    effort: Effort = concern("work.effort", "Effort")
    scope: Scope = concern("work.scope", "Scope")
    find_outs: FindOuts = concern("work.find_outs", "FindOuts")
    cards: Cards = concern("work.cards", "Cards")
    drafts: Drafts = concern("talk.drafts", "Drafts")
    contacts: Contacts = concern("talk.contacts", "Contacts")
    waiting: Waiting = concern("talk.waiting", "Waiting")
    after_hours: AfterHours = concern("talk.after_hours", "AfterHours")
    mail: MailChecks = concern("talk.mail_checks", "MailChecks")
    gestures: Gestures = concern("gestures", "Gestures")
    days_off: DaysOff = concern("days", "DaysOff")
    sources: Sources = concern("intake.sources", "Sources")
    connecting: Connecting = concern("intake.connecting", "Connecting")
    export: Export = concern("work.export", "Export")
    matching: Matching = concern("people.matching", "Matching")
    merging: Merging = concern("people.merging", "Merging")
    address_book: AddressBook = concern("people.address_book", "AddressBook")
    agreements: Agreements = concern("people.agreements", "Agreements")
    time_log: TimeLog = concern("work.time_log", "TimeLog")
    call_log: CallLog = concern("intake.call_log", "CallLog")
    setup: Setup = concern("setup", "Setup")

    def __init__(
        self, store: Store, settings: Settings, clock: Clock, *, settings_path: Path | None = None
    ) -> None:
        self._core = Core(store, settings, clock, settings_path)

    @classmethod
    def open(cls, path: Path, settings: Settings, clock: Clock, *, settings_path: Path | None = None) -> Desk:
        """Open the store at `path` (made when missing) and sit down at it.

        A store that cannot be written is shown all the same; the snapshot says so, and every act does.
        """
        try:
            store = Store.open(path, now=clock())
        except ReadOnly:
            store = Store.open(path, now=clock(), read_only=True)
        return cls(store, settings, clock, settings_path=settings_path)

    @classmethod
    def look(cls, path: Path, settings: Settings, clock: Clock) -> Desk:
        """Open the store at `path` only to look at it; ReadOnly when an older frontdesk made it."""
        return cls(Store.open(path, now=clock(), read_only=True), settings, clock)

    @property
    def settings(self) -> Settings:
        """Give the settings in use."""
        return self._core.settings

    @property
    def working_time(self) -> WorkingTime:
        """Give the freelancer's working time, days off included."""
        return self._core.working_time()

    @cached_property
    def reviews(self) -> Reviews:
        """Weeks looked back on; loaded when the first one is, so that no start waits for it."""
        from data.desk.week.reviews import Reviews

        return Reviews(self._core, self.today)

    def offers_review(self) -> bool:
        """Whether the running week wants its review: from Friday afternoon until it is closed."""
        from data.desk.week.offer import is_offered

        return is_offered(self._core)

    @property
    def trouble(self) -> str:
        """Give what could not follow the last act outside the store; empty when everything did."""
        return self._core.trouble

    def now(self) -> datetime:
        """Give the present instant in UTC."""
        return self._core.now()

    def today(self) -> Today:
        """Give the snapshot of this instant that the dashboard shows."""
        from data.desk.dashboard import today

        return today(self._core)

    def glance(self) -> Today:
        """Give the snapshot of this instant as an open dashboard has it, whoever only looks at the store."""
        from data.desk.dashboard import glance

        return glance(self._core)

    def facts(self, now: datetime) -> Facts:
        """Gather the rows a snapshot at `now` is computed from."""
        from data.desk.dashboard import facts

        return facts(self._core, now, self.working_time)

    def done(self, key: str) -> str:
        """Mark what a row of Today or Slack stands for as done, and say so in one sentence."""
        kind, _, number = key.partition(":")
        if kind == "commitment":
            return self.work.done_commitment(int(number))
        if kind == "deliverable":
            return self.work.deliver(int(number))
        if kind == "find_out":
            raise WrongUse("Say what you told them: press space on the question in the dashboard.")
        if kind != "appointment":
            raise WrongUse("A card goes when what it asks for is done; open it in the dashboard.")
        raise WrongUse("An appointment is over by itself; there is nothing to tick off.")

    def undo(self) -> str:
        """Take the latest act back and say which it was."""
        from data.desk.undo import undo

        return undo(self._core)

    def settle(self) -> None:
        """Have what was done until now stay done: undo reaches back to here and no further."""
        self._core.store.settle()

    def find(self, text: str) -> tuple[Found, ...]:
        """Find clients, work, what was agreed or asked, and contacts by words in them, newest first."""
        from data.store import search

        return search.find(self._core.reader, text)

    def health(self) -> Health:
        """Look at the whole store and say how it is."""
        from data.desk.health import examine

        return examine(self._core)

    def backup(self) -> None:
        """Make today's backup unless there is one; takes a second, so call it from a thread."""
        if not self._core.store.read_only:
            self._core.store.backup(self.now())

    def data_version(self) -> int:
        """Give a number that moves when any process has written."""
        return self._core.store.data_version()

    def close(self) -> None:
        """Close the store."""
        self._core.store.close()
