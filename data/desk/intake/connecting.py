"""Sources coming and going: what is there, what it would bring, and its section in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.core import Core
from data.desk.intake.outcome import broken
from data.desk.intake.reading import Progress, Stop, look_around, take_in
from data.desk.people.address_book import AddressBook
from data.desk.setup import Setup, settings_file
from data.errors import FeedError, FrontdeskError, NotFound
from data.model.kinds import AUTO, CALL_LOGS, TIME_TRACKERS
from data.model.source import Around, SourceState, Trial
from data.store import address_book, appointments, mail, senders, skips, time_log, time_to_place
from data.store.rehearsal import contacts, rehearsal, waiting

if TYPE_CHECKING:
    from data.feeds.discover import Candidate
    from data.settings import FeedSettings


class Connecting:
    """Adding, trying out, changing and removing sources. Nothing outside is ever changed."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def found(self) -> tuple[Candidate, ...]:
        """Give the mailboxes, calendars and the like on this machine that are not in the settings yet."""
        from data.feeds.discover import find_feeds

        used = {getattr(feed, "path", None) for feed in self._core.settings.feeds()}
        return tuple(candidate for candidate in find_feeds(Path.home()) if candidate.path not in used)

    def at(self, path: Path) -> Candidate:
        """Say what lies at a path; NotFound when it is nothing that can be read."""
        from data.feeds.discover import candidate_at

        candidate = candidate_at(path.expanduser().absolute())
        if candidate is None:
            raise NotFound(
                f"Nothing at {path} that frontdesk can read. It reads a Maildir, an mbox, an .ics file "
                "or a folder of them, Timewarrior's folder, a detailed report of Toggl as .csv, "
                "an address book of vCards, "
                "or a log of calls (SMS Backup & Restore, Google Voice, Asterisk, CSV, JSON lines)."
            )
        return candidate

    def proposal(self, candidate: Candidate, me: Sequence[str] | None = None) -> FeedSettings:
        """Give the settings under which a candidate would be read.

        `me` are the user's addresses in it; None: those that its newest sent messages were written from.
        """
        from data.settings import (
            CalendarSettings,
            CallsSettings,
            ContactsSettings,
            MailSettings,
            TimeLogSettings,
        )

        own = candidate.me if me is None else tuple(me)
        if candidate.kind in TIME_TRACKERS:
            return TimeLogSettings(name=candidate.name, kind=candidate.kind, path=candidate.path)
        if candidate.kind in (AUTO, *CALL_LOGS):
            return CallsSettings(name=candidate.name, kind=candidate.kind, path=candidate.path)
        if candidate.kind == "vcard":
            return ContactsSettings(name=candidate.name, kind=candidate.kind, path=candidate.path)
        if candidate.is_mail:
            return MailSettings(name=candidate.name, kind=candidate.kind, path=candidate.path, me=own)
        return CalendarSettings(name=candidate.name, kind=candidate.kind, path=candidate.path)

    def feed(self, name: str) -> FeedSettings:
        """Give the settings of a source; NotFound when there is none of that name."""
        return self._place(name)[1]

    def try_out(
        self, feed: FeedSettings, progress: Progress | None = None, stop: Stop = lambda: False
    ) -> Trial:
        """Read a source into a store of its own and say what it would bring; nothing of it is kept.

        Happens in any thread. What cannot be read is said in the state's error; SettingsError for what could
        not stand in the settings, such as a password that would cross the net in the clear.
        """
        from data.settings.reading import as_read

        settings, file = self._core.settings, self._core.settings_path
        named = as_read(feed, settings.email, file.parent if file is not None else Path())
        now = self._core.now()
        with self._core.reading() as reader, rehearsal(reader, now) as store:
            core = Core(store, settings.with_feed(named), self._core.clock, None)
            state, around = SourceState(named.name, named.kind), Around()
            try:
                around = look_around(named, now, stop)
                state = take_in(core, named, state, progress or (lambda _: None), stop)
            except FeedError as error:
                state = replace(state, error=str(error))
            except FrontdeskError:
                raise
            except OSError as error:
                state = replace(state, error=f"It could not be read: {error.strerror or error}.")
            except Exception as error:
                state = broken(state, error)
            return self._trial(core, state, around, stopped=stop())

    def add(self, feed: FeedSettings) -> str:
        """Write a source into the settings; it is read from the next round on."""
        from data.settings.feed_edit import add_feed

        add_feed(settings_file(self._core), feed)
        Setup(self._core).reload()
        name = next(name for name, each in reversed(self._named()) if each.SECTION == feed.SECTION)
        return f"{name} is read from now on."

    def adopt(self, candidate: Candidate, me: Sequence[str] | None = None) -> None:
        """Write a candidate into the settings."""
        self.add(self.proposal(candidate, me))

    def change(self, name: str, feed: FeedSettings) -> str:
        """Write the settings of a source anew; what was read from it stays, as far as it still is so."""
        from data.settings.feed_edit import change_feed

        place, _before = self._place_now(name)
        change_feed(settings_file(self._core), place, feed)
        Setup(self._core).reload()
        return f"{feed.name or name} is changed."

    def remove(self, name: str) -> str:
        """Take a source out of the settings; contacts and time it brought stay, its appointments go."""
        from data.settings.feed_edit import remove_feed

        place, feed = self._place_now(name)
        remove_feed(settings_file(self._core), feed.SECTION, place)
        Setup(self._core).reload()
        return f"{name} is not read any more."

    def _place_now(self, name: str) -> tuple[int, FeedSettings]:
        """Give the same by the file as it lies there: whoever wrote it since may have moved its sections."""
        Setup(self._core).follow()
        return self._place(name)

    def _place(self, name: str) -> tuple[int, FeedSettings]:
        """Give where in its section a source stands, and its settings."""
        feed = self._core.settings.named_feeds().get(name)
        if feed is None:
            raise NotFound(f"No source is called {name}. `frontdesk sources` lists them.")
        same = [each for each in self._core.settings.feeds() if feed.SECTION == each.SECTION]
        return same.index(feed), feed

    def _named(self) -> list[tuple[str, FeedSettings]]:
        return list(self._core.settings.named_feeds().items())

    def _trial(self, core: Core, state: SourceState, around: Around, *, stopped: bool) -> Trial:
        """Sum up what came into the store of a trial, which is this thread's own."""
        db, now = core.reader, core.now()
        waits, before = waiting(db)
        entries, minutes = time_log.totals(db)
        return Trial(
            state=state,
            around=around,
            contacts=tuple(contacts(db)),
            waiting=waits,
            from_before=before,
            unknown=senders.count(db, now),
            appointments=appointments.count(db),
            time_entries=entries,
            time_minutes=minutes,
            time_to_place=time_to_place.count(db),
            my_addresses=tuple(sorted(mail.me(db, state.name))),
            book=AddressBook(core).counts(cards) if (cards := address_book.all_(db)) else None,
            skipped=tuple(skips.of_source(db, state.name)),
            stopped=stopped,
        )
