"""Texts to clients, made of what the store knows. Nothing is sent; no date aimed for is among the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.promises import Promises
from data.errors import NotFound
from data.model.letter import Draft, DraftFacts, DraftKind, Finding
from data.model.promise import ToldKind
from data.model.today import Room, SlackItem
from data.model.work import Deliverable
from data.rules.days import local_date, local_time
from data.rules.obligations import days_late, would_become
from data.store import clients, deliverables, find_outs, obligations, people, projects, promises, steps

if TYPE_CHECKING:
    from datetime import datetime

    from data.desk.core import Core
    from data.model.client import Client
    from data.rules.courtesy import CourtesyFacts

_DELIVERED_LATELY = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft, and what looks it through while it is changed."""

    draft: Draft
    client_id: int
    client: str
    check: Callable[[str], tuple[Finding, ...]]
    """Finds target dates, other clients and blame (SERVICE.md 2.3, 3.2)."""
    new_promise_at: datetime | None = None
    """The date it tells anew: once it is sent, that is what they were told."""


class Drafts:
    """Composes drafts, looks them through, and takes them where mail is written."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._promises = Promises(core)

    def heads_up(self, deliverable_id: int) -> Composed:
        """Say before it slips that a date will not be kept, and which one will be."""
        what = self._deliverable(deliverable_id)
        told, sure = self._day(what.promised_at), self._first_sure(what)
        new = self._day(sure)
        later = new is not None and (told is None or new > told)
        composed = self._compose(
            DraftKind.HEADS_UP,
            what.client_id,
            what=what.name,
            promised_on=told,
            new_promise_on=new if later else None,
            done=self._steps_done(what.project_id),
        )
        return replace(composed, new_promise_at=sure if later else None)

    def update(self, client_id: int, items: Iterable[SlackItem] = ()) -> Composed:
        """Say where a client's open work stands: done, next, what is needed, is the date still good.

        A date that does not hold is not asked about as if it did: the first one that can be promised is said.
        """
        db, now = self._core.reader, self._core.now()
        mine = deliverables.of_client(db, client_id, open_only=False)
        owed = [each for each in mine if each.open]
        lately = [
            each.name
            for each in mine
            if each.delivered_at is not None and now - each.delivered_at < _DELIVERED_LATELY
        ]
        needs = obligations.of_client(db, client_id)
        first = owed[0] if owed else None
        item = next((i for i in items if first is not None and i.deliverable.id == first.id), None)
        holds, new = self._standing(item)
        return self._compose(
            DraftKind.UPDATE,
            client_id,
            what=first.name if first is not None else "",
            promised_on=self._day(first.promised_at) if first is not None else None,
            new_promise_on=new,
            date_holds=holds,
            done=tuple(lately),
            next=tuple(each.name for each in owed),
            needs=tuple(each.text for each in needs),
            needed_on=min((each.needed_on for each in needs), default=None),
        )

    def nudge(self, obligation_id: int) -> Composed:
        """Remind a client kindly of what they owe; a day is told only if it can be promised."""
        owed = obligations.get(self._core.reader, obligation_id)
        if owed is None:
            raise NotFound("That obligation is not in the store any more. Reload and try again.")
        work = self._core.working_time()
        late = days_late(owed, self._core.today(), work)
        what = deliverables.get(self._core.reader, owed.deliverable_id) if owed.deliverable_id else None
        told = what.promised_at if what is not None else None
        moved = None
        if what is not None and told is not None and late:
            days = (would_become(told, late, work), self._first_sure(what))
            moved = max((day for day in days if day is not None), default=None)
        return self._compose(
            DraftKind.NUDGE,
            owed.client_id,
            what=what.name if what is not None else "",
            needs=(owed.text,),
            asked_on=self._day(owed.asked_at),
            needed_on=owed.needed_on,
            days_late=late,
            promised_on=self._day(told),
            new_promise_on=self._day(moved),
        )

    def find_out(self, find_out_id: int) -> Composed:
        """Say that you are still on a question, and when they hear from you."""
        asked = find_outs.get(self._core.reader, find_out_id)
        if asked is None or asked.client_id is None:
            raise NotFound("There is no client to write to about that question.")
        ahead = asked.come_back_at > self._core.now()
        return self._compose(
            DraftKind.FIND_OUT,
            asked.client_id,
            question=asked.question,
            asked_on=self._day(asked.asked_at),
            come_back=local_time(asked.come_back_at, self._core.settings.zone) if ahead else None,
        )

    def mistake(self, client_id: int, deliverable_id: int | None = None) -> Composed:
        """Own a mistake: what happened, what was done about it, what happens next."""
        what = self._deliverable(deliverable_id) if deliverable_id is not None else None
        return self._compose(DraftKind.MISTAKE, client_id, what=what.name if what is not None else "")

    def save(self, draft: Draft, client: str) -> Path:
        """Save a draft as a mail beside the store, and give its path."""
        from data.drafts import save_eml

        settings = self._core.settings
        return save_eml(
            draft,
            self._core.store.path.parent / "drafts",
            client=client,
            sender_name=settings.name,
            sender_address=settings.email,
            now=local_time(self._core.now(), settings.zone),
        )

    def open_mail(self, draft: Draft) -> None:
        """Open a draft in the mail program."""
        from data.drafts import open_in_mail_program

        open_in_mail_program(draft, self._core.settings.drafts.open_with)

    def folder(self) -> Path | None:
        """Give where the user's own templates lie; None without a settings file."""
        from data.drafts import drafts_folder

        path = self._core.settings_path
        return drafts_folder(path) if path is not None else None

    def _compose(self, kind: DraftKind, client_id: int, **said: object) -> Composed:
        from data.drafts import render
        from data.rules.courtesy import check

        db = self._core.reader
        client = clients.get(db, client_id)
        if client is None:
            raise NotFound("That client is not in the store any more. Reload and try again.")
        there = people.of_client(db, client_id)
        first = there[0] if there else None
        to = client.addresses[:1] or (first.addresses[:1] if first is not None else ())
        facts = DraftFacts(
            kind=kind,
            client=client.name,
            today=self._core.today(),
            greeting=first.name.split()[0] if first is not None and first.name.split() else client.name,
            me=self._core.settings.name,
            **said,  # type: ignore[arg-type]  # the names of its fields, each of its own type
        )
        not_to_be_said = self._courtesy(client_id, facts)
        return Composed(
            render(facts, to, self.folder()), client_id, client.name, lambda text: check(text, not_to_be_said)
        )

    def _courtesy(self, client_id: int, said: DraftFacts) -> CourtesyFacts:
        """Gather what must not be in a text to a client, and which days they know of."""
        from data.rules.courtesy import CourtesyFacts, known_days, told_days

        db = self._core.reader
        everybody = clients.everybody(db)
        own = deliverables.of_client(db, client_id)
        history = [row for each in own for row in promises.of_deliverable(db, each.id)]
        told = [row.promised_at for row in history if row.kind in (ToldKind.PROMISED, ToldKind.MOVED)]
        asked = {self._day(row.promised_at) for row in history if row.kind is ToldKind.ASKED}
        owed = {each.needed_on for each in obligations.of_client(db, client_id)}
        there = tuple(person.name for person in people.of_client(db, client_id))
        return CourtesyFacts(
            targets=frozenset(each.target_on for each in own if each.target_on is not None),
            promised=(*(day for at in told if (day := self._day(at)) is not None), *told_days(said)),
            known=frozenset({*owed, *known_days(said), *(day for day in asked if day is not None)}),
            today=self._core.today(),
            own_names=(*self._names(each for each in everybody if each.id == client_id), *there),
            other_names=tuple(self._names(each for each in everybody if each.id != client_id)),
            day_first=self._core.settings.day_first,
        )

    def _names(self, those: Iterable[Client]) -> Iterable[str]:
        """Give the names, domains and projects of clients, also of those that are over."""
        those = list(those)
        whose = {client.id for client in those}
        for client in those:
            yield client.name
            yield from client.domains
        for project in projects.list_(self._core.reader, open_only=False):
            if project.client_id in whose:
                yield project.name

    def _standing(self, item: SlackItem | None) -> tuple[bool | None, date | None]:
        """Say whether the date of a deliverable holds, and which one would where it does not."""
        if item is None or item.slack_minutes is None or item.room is Room.UNKNOWN:
            return None, None
        if item.room not in (Room.LATE, Room.SHORT):
            return True, None
        return False, self._day(self._first_sure(item.deliverable))

    def _first_sure(self, what: Deliverable) -> datetime | None:
        """Give the first day that can be promised for a deliverable, whatever was told so far."""
        if not what.work_left:
            return None
        left = what.work_left if what.finished_at is None else what.pending_minutes
        spent = what.spent_minutes if what.finished_at is None else 0
        judged = self._promises.board(what.id).weigh(left, spent).first_sure() if left else None
        return judged.at if judged is not None else None

    def _steps_done(self, project_id: int) -> tuple[str, ...]:
        return tuple(s.text for s in steps.of_project(self._core.reader, project_id) if s.done_on)

    def _deliverable(self, deliverable_id: int) -> Deliverable:
        what = deliverables.get(self._core.reader, deliverable_id)
        if what is None:
            raise NotFound("That deliverable is not in the store any more. Reload and try again.")
        return what

    def _day(self, at: datetime | None) -> date | None:
        return local_date(at, self._core.settings.zone) if at is not None else None
