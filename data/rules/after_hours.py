"""A call after hours: when it is seen to, which mail confirms it, who calls then (SERVICE.md 2.5, 2.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from data.model.after_hours import CONFIRM_WITHIN, AwaitedMail, LateContacts
from data.model.touch import Direction, Outcome, Touch
from data.rules.days import instant, local_date, next_working_day
from data.rules.working_time import WorkingTime

LATELY = timedelta(days=90)
"""How far back contacts after hours are counted."""


def tomorrow(at: datetime, working_time: WorkingTime, minutes: int) -> datetime | None:
    """Give when a call that began at `at` is seen to: so many minutes after the next opening.

    None while it is open, for then nothing has to wait, and where it never opens again.
    """
    if working_time.is_open(at):
        return None
    opens_at = working_time.next_open(at)
    return None if opens_at is None else opens_at + timedelta(minutes=minutes)


def write_up_at(due_at: datetime, working_time: WorkingTime, clock: time) -> datetime:
    """Give until when the confirming mail is waited for: the first `clock` of a working day after `due_at`.

    As a rule that is noon of the day on which it was said to be seen to.
    """
    day = local_date(due_at, working_time.zone)
    noon = instant(day, clock, working_time.zone)
    if noon > due_at and working_time.has_hours(day):
        return noon
    later = next_working_day(day, working_time) or day + timedelta(days=1)
    return instant(later, clock, working_time.zone)


def confirmed_at(awaited: AwaitedMail) -> datetime | None:
    """Give when the confirmation came; None when it has not.

    It is the first mail of that client, from any person and address of theirs, that a person wrote (no
    automatic one: MAIL.md R5), that arrived after the call began, within `CONFIRM_WITHIN` of it, and before
    the freelancer wrote it up or let it go. What it says is not read, so whatever they write next counts;
    one mail confirms every call before it. What the freelancer says came counts from when that was said.
    """
    ends = [at for at in (awaited.written_at, awaited.dropped_at) if at is not None]
    last = min([awaited.asked_at + CONFIRM_WITHIN, *ends])
    mail = awaited.first_mail_at
    matched = mail if mail is not None and awaited.asked_at < mail <= last else None
    return min((at for at in (matched, awaited.came_at) if at is not None), default=None)


def to_write_up(awaited: AwaitedMail, now: datetime) -> bool:
    """Whether its noon has passed without a mail, and nobody has settled it."""
    if not awaited.open or now < awaited.write_up_at:
        return False
    came = confirmed_at(awaited)
    return came is None or came > now


def outside(touches: Iterable[Touch], working_time: WorkingTime) -> tuple[Touch, ...]:
    """Give the contacts outside working hours, in either direction."""
    return tuple(touch for touch in touches if not working_time.is_open(touch.at))


def late_contacts(touches: Iterable[Touch], working_time: WorkingTime) -> LateContacts:
    """Count a client's contacts outside working hours, and those since one of them was answered.

    An answer is whatever the freelancer did then: a message or a call to them, or their call picked up. The
    contact that was answered so is none of those since.
    """
    late = sorted(outside(touches, working_time), key=lambda touch: (touch.at, touch.id))
    came = [touch for touch in late if touch.direction is Direction.IN]
    answered_at = next((touch.at for touch in late if _answers(touch)), None)
    since = [touch for touch in came if answered_at is not None and touch.at > answered_at]
    return LateContacts(len(came), answered_at, len(since), days=LATELY.days)


def _answers(touch: Touch) -> bool:
    return touch.direction is Direction.OUT or touch.outcome is Outcome.SPOKE
