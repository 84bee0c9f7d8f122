"""Two clients that are one are merged; one that is two is split. Each is one act, and judges mail anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.intake import calendar, judging
from data.desk.people.belonging import insert_client
from data.errors import NotFound, WrongUse
from data.model.names import tidy_name
from data.store import belongings, clients, contact_points, people

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.client import Client, Person
    from data.model.merging import SplitDraft


class Merging:
    """Makes one client of two, and two of one."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def moves(self, into: int, gone: int) -> dict[str, int]:
        """Give how many rows of each table would go from one client to the other."""
        self._two(into, gone)
        return belongings.counts(self._core.reader, gone)

    def merge(self, into: int, gone: int) -> str:
        """Make one client part of another: all of it goes there, and it is off every list.

        Where there can be only one (a time zone, a limit, a decision about the same card), the client that
        stays keeps its own and takes the other's where it has none. Notes are put one under the other; who
        may take no gifts in either takes none; the earlier first day counts.
        """
        kept, going = self._two(into, gone)
        with judging.following(self._core, f"merge {going.name} into {kept.name}") as db:
            contact_points.put(db, gone, None, {})
            left = belongings.move_all(db, gone, into)
            clients.update(db, _joined(kept, going))
            clients.hide(db, gone, self._core.now())
            for other in clients.all_(db):
                if other.referred_by and other.referred_by.casefold() == going.name.casefold():
                    clients.update(db, replace(other, referred_by=kept.name))
            calendar.match_anew(self._core, db)
        stays = f" {left} of its decisions gave way to {kept.name}'s own." if left else ""
        return f"{going.name} is part of {kept.name} now.{stays}"

    def split(self, draft: SplitDraft) -> Client:
        """Make some people, addresses and projects of a client a client of its own; give the new one.

        What was said with the people goes with them, and so does what hangs on it and on the projects; mail
        follows the addresses. Zone, limits and first day are as the old one's.
        """
        old = self._client(draft.client_id)
        going = self._going(draft)
        name = tidy_name(draft.name)
        if not name:
            raise WrongUse("A client needs a name.")
        with judging.following(self._core, f"split {name} off {old.name}") as db:
            clients.update(db, _without(old, draft))
            new = insert_client(self._core, db, _begun(old, draft, name))
            for person in going:
                people.update(db, replace(person, client_id=new.id))
            belongings.move_projects(db, old.id, new.id, draft.projects)
            belongings.move_said_by(db, old.id, new.id, [person.name for person in going])
            belongings.move_threads(db, old.id, new.id, _their_threads(db, old.id, new.id))
            belongings.follow(db, old.id, new.id)
            calendar.match_anew(self._core, db)
        return new

    def _going(self, draft: SplitDraft) -> list[Person]:
        """Give the people who go; WrongUse when nobody and nothing does."""
        going = [
            person
            for person in people.of_client(self._core.reader, draft.client_id)
            if person.id in draft.people
        ]
        if len(going) != len(set(draft.people)):
            raise NotFound("Somebody of them is not there any more. Reload and try again.")
        if not any((going, draft.addresses, draft.domains, draft.phones, draft.projects)):
            raise WrongUse("Say who or what becomes a client of its own: a person, an address, a project.")
        return going

    def _two(self, into: int, gone: int) -> tuple[Client, Client]:
        if into == gone:
            raise WrongUse("That is one and the same client.")
        return self._client(into), self._client(gone)

    def _client(self, client_id: int) -> Client:
        found = next((each for each in clients.all_(self._core.reader) if each.id == client_id), None)
        if found is None:
            raise NotFound("That client is not on the lists any more. Reload and try again.")
        return found


def _joined(kept: Client, going: Client) -> Client:
    """Give the client that stays with all the other had."""
    notes = dict.fromkeys(note for note in (kept.note.strip(), going.note.strip()) if note)
    days = [day for day in (kept.since, going.since) if day is not None]
    return replace(
        kept,
        addresses=tuple(dict.fromkeys((*kept.addresses, *going.addresses))),
        domains=tuple(dict.fromkeys((*kept.domains, *going.domains))),
        phones=tuple(dict.fromkeys((*kept.phones, *going.phones))),
        zone=kept.zone or going.zone,
        reply_limit_minutes=_or(kept.reply_limit_minutes, going.reply_limit_minutes),
        keep_in_touch_days=_or(kept.keep_in_touch_days, going.keep_in_touch_days),
        takes_gifts=kept.takes_gifts and going.takes_gifts,
        coffee=kept.coffee or going.coffee,
        post_address=kept.post_address or going.post_address,
        referred_by=kept.referred_by or going.referred_by,
        note="\n".join(notes),
        since=min(days, default=None),
    )


def _or(one: int | None, other: int | None) -> int | None:
    return one if one is not None else other


def _without(old: Client, draft: SplitDraft) -> Client:
    return replace(
        old,
        addresses=tuple(each for each in old.addresses if each not in draft.addresses),
        domains=tuple(each for each in old.domains if each not in draft.domains),
        phones=tuple(each for each in old.phones if each not in draft.phones),
    )


def _begun(old: Client, draft: SplitDraft, name: str) -> Client:
    """Give the new client, with those of the wished addresses that were the old one's."""
    return replace(
        old,
        id=0,
        name=name,
        addresses=tuple(each for each in draft.addresses if each in old.addresses),
        domains=tuple(each for each in draft.domains if each in old.domains),
        phones=tuple(each for each in draft.phones if each in old.phones),
        coffee="",
        post_address="",
        referred_by="",
        note="",
    )


def _their_threads(db: Database, old: int, new: int) -> list[int]:
    """Give the mail exchanges of the old client in which only the new one's people wrote."""
    from data.feeds.mail.addresses import normal

    book = judging.client_book(db)
    return [
        thread
        for thread, senders in belongings.senders_by_thread(db, old).items()
        if all(book.find(normal(sender)) == new for sender in senders)
    ]
