"""Texts to clients, made of what the store knows. Nothing is sent; no date aimed for is among the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.guards import there
from data.desk.people.sheet import sheet
from data.desk.work.find_outs import FindOuts
from data.desk.work.promises import Promises
from data.errors import NotFound, WrongUse
from data.model.letter import Draft, DraftFacts, DraftKind, Finding
from data.model.today import Room, SlackItem
from data.model.work import Deliverable
from data.rules.days import local_date, local_time
from data.rules.obligations import days_late, would_become
from data.store import (
    awaited_mails,
    clients,
    commitments,
    deliverables,
    find_outs,
    obligations,
    people,
    steps,
    weeks,
)
from data.values import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from data.desk.core import Core
    from data.model.scope import Obligation

_DELIVERED_LATELY = timedelta(days=21)
_NEXT_STEPS = 3


@frozen
class Composed:
    """A draft, and what looks it through while it is changed."""

    draft: Draft
    client_id: int
    client: str
    check: Callable[[str], tuple[Finding, ...]]
    """Finds target dates, other clients and blame (SERVICE.md 2.3, 3.2)."""
    new_promise_at: datetime | None = None
    """The date it tells anew: once it is sent, that is what they were told."""
    come_back_at: datetime | None = None
    """When it says they hear from you, where that is another time than they were told before."""


class Drafts:
    """Composes drafts, looks them through, and takes them where mail is written."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._promises = Promises(core)
        self._find_outs = FindOuts(core)

    def heads_up(self, deliverable_id: int, items: Iterable[SlackItem] = ()) -> Composed:
        """Say before it slips that a date will not be kept, and which one will be.

        WrongUse where the date holds: there is nothing to warn about.
        """
        what = self._deliverable(deliverable_id)
        missing = self._missing(what)
        if not missing and self._standing(what, items)[0]:
            raise WrongUse(
                f"{what.name} keeps its day: there is nothing to warn about. If you know better, judge "
                "the work left anew (l) or move the promise (p)."
            )
        told, sure = self._day(what.promised_at), self._can_be(what, missing)
        new = self._day(sure)
        later = new is not None and (told is None or new > told)
        done, after = self._steps(what.project_id)
        composed = self._compose(
            DraftKind.HEADS_UP,
            what.client_id,
            what=what.name,
            promised_on=told,
            new_promise_on=new if later else None,
            done=done,
            next=after,
            needs=tuple(each.text for each in missing),
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
        missing = self._missing(first) if first is not None else ()
        holds, new = self._standing(first, items) if first is not None else (None, None)
        if first is not None and missing:
            holds, new = False, self._can_be(first, missing)
        done, after = self._steps(first.project_id) if first is not None else ((), ())
        return self._compose(
            DraftKind.UPDATE,
            client_id,
            what=first.name if first is not None else "",
            promised_on=self._day(first.promised_at) if first is not None else None,
            new_promise_on=self._day(new),
            date_holds=holds,
            done=(*lately, *done),
            next=(*after, *(each.name for each in owed[1:])),
            needs=tuple(each.text for each in needs),
            needed_on=min((each.needed_on for each in needs), default=None),
            days_late=max((self._late(each) for each in needs), default=0),
        )

    def nudge(self, obligation_id: int) -> Composed:
        """Remind a client kindly of what they owe; a day is told only if it can be promised."""
        owed = there(obligations.get(self._core.reader, obligation_id), "obligation")
        late = self._late(owed)
        what = deliverables.get(self._core.reader, owed.deliverable_id) if owed.deliverable_id else None
        told = what.promised_at if what is not None else None
        moved = None
        if what is not None and told is not None and late:
            moved = self._can_be(what, (owed,))
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
        zone, passed = self._core.settings.zone, asked.come_back_at <= self._core.now()
        anew = self._find_outs.usual_come_back() if passed else None
        composed = self._compose(
            DraftKind.FIND_OUT,
            asked.client_id,
            question=asked.question,
            asked_on=self._day(asked.asked_at),
            come_back=local_time(anew or asked.come_back_at, zone),
            missed=local_time(asked.come_back_at, zone) if passed else None,
        )
        return replace(composed, come_back_at=anew)

    def write_up(self, awaited_id: int) -> Composed:
        """Say in writing what was agreed on the phone after hours: what, and by when, or that it is done."""
        db, zone = self._core.reader, self._core.settings.zone
        awaited = there(awaited_mails.get(db, awaited_id), "call")
        promise = commitments.get(db, awaited.commitment_id) if awaited.commitment_id else None
        done = promise is not None and promise.done_at is not None
        due, passed = local_time(awaited.due_at, zone), awaited.due_at <= self._core.now()
        return self._compose(
            DraftKind.WRITE_UP,
            awaited.client_id,
            agreed=awaited.text,
            called=local_time(awaited.asked_at, zone),
            done=(awaited.text,) if done else (),
            missed=due if passed and not done else None,
            come_back=None if passed or done else due,
        )

    def mistake(self, client_id: int, deliverable_id: int | None = None) -> Composed:
        """Own a mistake: what happened, what was done about it, what happens next."""
        what = self._deliverable(deliverable_id) if deliverable_id is not None else None
        return self._compose(DraftKind.MISTAKE, client_id, what=what.name if what is not None else "")

    def agreements(self, client_id: int) -> Composed:
        """Say what was agreed about working together, to have it in writing; WrongUse while nothing is."""
        said = sheet(self._core.reader, client_id, self._core.today())
        return self._compose(DraftKind.AGREEMENTS, client_id, **said)

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

    def count_check(self, hints: int, followed: int) -> None:
        """Count what the courtesy check pointed at in a text that was sent, and what of it was changed."""
        if hints:
            with self._core.store.intake(self._core.now()) as db:
                weeks.count_check(db, self._core.now(), hints, followed)

    def folder(self) -> Path | None:
        """Give where the user's own templates lie; None without a settings file."""
        from data.drafts import drafts_folder

        path = self._core.settings_path
        return drafts_folder(path) if path is not None else None

    def _compose(self, kind: DraftKind, client_id: int, **said: object) -> Composed:
        from data.desk.talk.courtesy import courtesy_facts
        from data.drafts import render
        from data.rules.courtesy import check

        db = self._core.reader
        client = there(clients.get(db, client_id), "client")
        first = next(iter(people.of_client(db, client_id)), None)
        to = client.addresses[:1] or (first.addresses[:1] if first is not None else ())
        facts = DraftFacts(
            kind=kind,
            client=client.name,
            today=self._core.today(),
            greeting=first.name.split()[0] if first is not None and first.name.split() else client.name,
            me=self._core.settings.name,
            **said,  # type: ignore[arg-type]  # the names of its fields, each of its own type
        )
        not_to_be_said = courtesy_facts(db, client_id, facts, self._core.settings)
        return Composed(
            render(facts, to, self.folder()), client_id, client.name, lambda text: check(text, not_to_be_said)
        )

    def _standing(self, what: Deliverable, items: Iterable[SlackItem]) -> tuple[bool | None, datetime | None]:
        """Say whether the date of a deliverable holds, and which one would where it does not."""
        item = next((each for each in items if each.deliverable.id == what.id), None)
        if item is None or item.slack_minutes is None or item.room is Room.UNKNOWN:
            return None, None
        if item.room not in (Room.LATE, Room.SHORT):
            return True, None
        return False, self._first_sure(item.deliverable)

    def _missing(self, what: Deliverable) -> tuple[Obligation, ...]:
        """Give what the client owes for a deliverable and is late with."""
        owed = obligations.of_client(self._core.reader, what.client_id)
        return tuple(each for each in owed if each.deliverable_id == what.id and self._late(each))

    def _late(self, owed: Obligation) -> int:
        return days_late(owed, self._core.today(), self._core.working_time())

    def _can_be(self, what: Deliverable, missing: Iterable[Obligation]) -> datetime | None:
        """Give the first day to promise, moved by as much as what is missing is late; came it today."""
        days = [self._first_sure(what)]
        late = max(map(self._late, missing), default=0)
        if what.promised_at is not None and late:
            days.append(would_become(what.promised_at, late, self._core.working_time()))
        return max((day for day in days if day is not None), default=None)

    def _first_sure(self, what: Deliverable) -> datetime | None:
        """Give the first day that can be promised for a deliverable, whatever was told so far."""
        if not what.work_left:
            return None
        left = what.work_left if what.finished_at is None else what.pending_minutes
        spent = what.spent_minutes if what.finished_at is None else 0
        judged = self._promises.board(what.id).weigh(left, spent).first_sure() if left else None
        return judged.at if judged is not None else None

    def _steps(self, project_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the steps of a project that are done, and the next ones."""
        ordered = steps.of_project(self._core.reader, project_id)
        ahead = [step.text for step in ordered if not step.done_on]
        return tuple(step.text for step in ordered if step.done_on), tuple(ahead[:_NEXT_STEPS])

    def _deliverable(self, deliverable_id: int) -> Deliverable:
        return there(deliverables.get(self._core.reader, deliverable_id), "deliverable")

    def _day(self, at: datetime | None) -> date | None:
        return local_date(at, self._core.settings.zone) if at is not None else None
