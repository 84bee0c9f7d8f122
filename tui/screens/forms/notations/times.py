"""Instants and days, ahead and behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tui.screens.forms.notations.refusals import refused, wrong
from tui.screens.forms.past import read_day, read_past
from tui.widgets.fields import Notation, Understood
from tui.wording.row import Part
from tui.wording.times import exact, full_day, hours, local, long_ago, moment

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.working_time import WorkingTime


def due(desk: Desk) -> Notation[datetime]:
    """Write instants ahead, said as "Fri 27 Nov 15:00 · 20 h open"."""
    return due_at(desk.now(), desk.working_time, day_first=desk.settings.day_first)


def due_at(now: datetime, working_time: WorkingTime, *, day_first: bool = True) -> Notation[datetime]:
    """Write instants ahead of `now`."""

    def say(at: datetime) -> tuple[Part, ...]:
        work = working_time.between(now, at) / 60
        left = f" · {hours(work)} open" if at > now else " · that was before now"
        return ((exact(at, now, working_time.zone), "plain"), (left, "dim" if at > now else "late"))

    def read(text: str) -> Understood[datetime]:
        from data.rules.when import read_when

        reading = read_when(text, now, working_time, day_first=day_first)
        if reading is None:
            return _past_due(text, now, working_time, say, day_first=day_first)
        said = say(reading.at)
        if reading.warning:
            said = (said[0], (f" · {reading.warning}", "due"))
        return Understood(reading.at, said)

    def write(at: datetime) -> str:
        there = local(at, working_time.zone)
        return f"{there:%Y-%m-%d %H:%M}"

    return Notation(read, write, say)


def _past_due(
    text: str,
    now: datetime,
    working_time: WorkingTime,
    say: Callable[[datetime], tuple[Part, ...]],
    *,
    day_first: bool,
) -> Understood[datetime]:
    """Understand what can only be meant as behind, such as "yesterday", and say that it is."""
    from data.rules.days import day_start

    zone = working_time.zone
    at = read_past(text, now, zone, day_first=day_first)
    on = read_day(text, local(now, zone).date(), day_first=day_first) if at is None else None
    if on is not None:
        at = working_time.day_closing(on) or day_start(on + timedelta(days=1), zone) - timedelta(minutes=1)
    return Understood(at, say(at)) if at is not None else wrong("fri 3pm")


def day_ahead(desk: Desk) -> Notation[date]:
    """Write days ahead, such as the one aimed for."""
    at = due(desk)
    zone = desk.settings.zone
    today = local(desk.now(), zone).date()

    def read(text: str) -> Understood[date]:
        reading = at.read(text)
        if reading.value is None:
            return refused(reading.problem)
        on = local(reading.value, zone).date()
        return Understood(on, say(on))

    def say(on: date) -> tuple[Part, ...]:
        return ((full_day(on, today), "plain"), (" · that is past" if on < today else "", "late"))

    return Notation(read, date.isoformat, say)


def day_behind(desk: Desk) -> Notation[date]:
    """Write days that were, such as the one a project began on; a day ahead only with its year."""
    today = local(desk.now(), desk.settings.zone).date()

    def say(on: date) -> tuple[Part, ...]:
        ago = f" · {long_ago(today - on)}" if (today - on).days > 1 else ""
        return ((full_day(on, today), "plain"), (ago, "dim"))

    def read(text: str) -> Understood[date]:
        on = read_day(text, today, day_first=desk.settings.day_first)
        return Understood(on, say(on)) if on else wrong("12 nov")

    return Notation(read, date.isoformat, say)


def any_day(desk: Desk) -> Notation[date]:
    """Write days, the ones ahead first: for days off."""
    ahead, back = day_ahead(desk), day_behind(desk)

    def read(text: str) -> Understood[date]:
        understood = ahead.read(text)
        if understood.value is None:
            earlier = back.read(text)
            return earlier if earlier.value is not None else understood
        return understood

    return Notation(read, date.isoformat, ahead.say)


def behind(desk: Desk) -> Notation[datetime]:
    """Write instants that were: when a contact happened."""
    zone, now = desk.settings.zone, desk.now()

    def say(at: datetime) -> tuple[Part, ...]:
        return ((exact(at, now, zone), "plain"),)

    def read(text: str) -> Understood[datetime]:
        at = read_past(text, now, zone, day_first=desk.settings.day_first)
        if at is None:
            return wrong("mon 16:00")
        if at > now:
            sentence = f"{moment(at, now, zone)} is still ahead."
            return refused(sentence)
        return Understood(at, say(at))

    return Notation(read, lambda at: f"{local(at, zone):%Y-%m-%d %H:%M}", say)
