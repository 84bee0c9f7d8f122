"""What the day asks for: promises with a time, deliveries, appointments and visits, and what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from data.model.calendar import Appointment
from data.model.client import Client
from data.model.today import AgendaItem, AgendaKind, Stage
from data.model.work import Commitment, CommitmentKind, Deliverable
from data.rules.days import day_span, local_date
from data.rules.working_time import WorkingTime
from data.values import frozen

SOON = timedelta(hours=1)
"""What is due within this time is due; what is due at closing is so from the middle of the working day."""

_KINDS = {
    CommitmentKind.COMMITMENT: AgendaKind.COMMITMENT,
    CommitmentKind.FOLLOW_UP: AgendaKind.FOLLOW_UP,
    CommitmentKind.CALLBACK: AgendaKind.CALLBACK,
}


def agenda(
    commitments: Iterable[Commitment],
    deliverables: Iterable[Deliverable],
    appointments: Iterable[Appointment],
    clients: Mapping[int, Client],
    now: datetime,
    working_time: WorkingTime,
) -> tuple[AgendaItem, ...]:
    """Give the entries of today: late ones first, then by time, then what was kept today.

    In it are open commitments and deliveries due until the end of the local day or overdue, appointments
    that touch the day and are not over (they leave when they end; all-day ones stay), and what was done
    within the local day. What was dropped is gone.
    """
    day = _Day.of(now, clients, working_time)
    items = [
        *(item for commitment in commitments if (item := day.commitment(commitment))),
        *(item for deliverable in deliverables if (item := day.delivery(deliverable))),
        *(item for appointment in appointments if (item := day.appointment(appointment))),
    ]
    return in_order(items)


def in_order(items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Sort: late first by time, then what is ahead by time, then what is done in the order it was done."""
    return tuple(sorted(items, key=_order))


@frozen
class _Day:
    """The local day every entry is held against."""

    now: datetime
    start: datetime
    end: datetime
    closing: datetime | None
    """Last closing of today's hours: where a promise for "today" lands."""
    middle: datetime | None
    """When half of today's working time is over."""
    clients: Mapping[int, Client]

    @classmethod
    def of(cls, now: datetime, clients: Mapping[int, Client], working_time: WorkingTime) -> _Day:
        """Work out the day `now` lies in."""
        today = local_date(now, working_time.zone)
        start, end = day_span(today, working_time.zone)
        opening, closing = working_time.day_opening(today), working_time.day_closing(today)
        middle = None
        if opening is not None and closing is not None:
            middle = working_time.add(opening, working_time.between(opening, closing) / 2)
        return cls(now, start, end, closing, middle, clients)

    def commitment(self, commitment: Commitment) -> AgendaItem | None:
        """Give the entry of a commitment, if it has one today."""
        if not self._belongs(commitment.due_at, commitment.done_at, commitment.dropped_at):
            return None
        return AgendaItem(
            key=f"commitment:{commitment.id}",
            kind=_KINDS[commitment.kind],
            text=commitment.text,
            client=self._client(commitment.client_id),
            client_id=commitment.client_id,
            at=commitment.due_at,
            stage=self._stage(commitment.due_at, commitment.done_at),
            done_at=commitment.done_at,
        )

    def delivery(self, deliverable: Deliverable) -> AgendaItem | None:
        """Give the entry of a deliverable promised for today, late, or delivered today."""
        promise = deliverable.promised_at or deliverable.delivered_at
        if promise is None or not self._belongs(promise, deliverable.delivered_at, deliverable.dropped_at):
            return None
        return AgendaItem(
            key=f"deliverable:{deliverable.id}",
            kind=AgendaKind.DELIVERY,
            text=deliverable.name,
            client=self._client(deliverable.client_id),
            client_id=deliverable.client_id,
            at=promise,
            stage=self._stage(promise, deliverable.delivered_at),
            done_at=deliverable.delivered_at,
        )

    def appointment(self, appointment: Appointment) -> AgendaItem | None:
        """Give the entry of an appointment that touches today and is not over."""
        over = appointment.ends_at <= (self.start if appointment.all_day else self.now)
        if over or appointment.starts_at >= self.end:
            return None
        client = self.clients.get(appointment.client_id) if appointment.client_id is not None else None
        soon = not appointment.all_day and appointment.starts_at <= self.now + SOON
        return AgendaItem(
            key=f"appointment:{appointment.key}",
            kind=AgendaKind.VISIT if appointment.visit else AgendaKind.APPOINTMENT,
            text=appointment.title,
            client=client.name if client else "",
            client_id=appointment.client_id,
            at=appointment.starts_at,
            stage=Stage.DUE if soon else Stage.FRESH,
            ends_at=appointment.ends_at,
            all_day=appointment.all_day,
            coffee=client.coffee if client and appointment.visit else "",
        )

    def _belongs(self, due_at: datetime, done_at: datetime | None, dropped_at: datetime | None) -> bool:
        """Whether a promise is one of today's: done in it, or open and due before it ends."""
        if dropped_at is not None:
            return False
        if done_at is not None:
            return self.start <= done_at < self.end
        return due_at < self.end

    def _stage(self, due_at: datetime, done_at: datetime | None) -> Stage:
        """Say how far a promise is."""
        if done_at is not None:
            return Stage.DONE
        if due_at < self.now:
            return Stage.LATE
        half_gone = due_at == self.closing and self.middle is not None and self.middle <= self.now
        return Stage.DUE if half_gone or due_at <= self.now + SOON else Stage.FRESH

    def _client(self, client_id: int | None) -> str:
        """Give a client's name, or nothing."""
        client = self.clients.get(client_id) if client_id is not None else None
        return client.name if client else ""


def _order(item: AgendaItem) -> tuple[int, datetime, str]:
    rank = {Stage.LATE: 0, Stage.DONE: 2}.get(item.stage, 1)
    return rank, item.done_at or item.at, item.key
