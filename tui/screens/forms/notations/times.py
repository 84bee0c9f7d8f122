"""Instants and days, ahead and behind."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tui.screens.forms.notations.refusals import refused, wrong
from tui.screens.forms.past import read_day, read_past
from tui.widgets.fields import Notation, Understood
from tui.wording.row import Part
from tui.wording.times import exact, full_day, local, long_ago, moment, span

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.working_time import WorkingTime


def due(desk: Desk) -> Notation[datetime]:
    """Write instants ahead, said as "Fri 27 Nov 15:00 · 19 h 45 m of work from now"."""
    return due_at(desk.now(), desk.working_time, day_first=desk.settings.day_first)


def due_at(now: datetime, working_time: WorkingTime, *, day_first: bool = True) -> Notation[datetime]:
    """Write instants ahead of `now`."""

    def say(at: datetime) -> tuple[Part, ...]:
        work = working_time.between(now, at) / 60
        left = f" · {span(work)} of work from now" if at > now else " · that was before now"
        return ((exact(at, now, working_time.zone), "plain"), (left, "dim" if at > now else "late"))

    def read(text: str) -> Understood[datetime]:
        from data.rules.when import read_when

        reading = read_when(text, now, working_time, day_first=day_first)
        if reading is None:
            return wrong("fri 3pm")
        said = say(reading.at)
        if reading.warning:
            said = (said[0], (f" · {reading.warning}", "due"))
        return Understood(reading.at, said)

    def write(at: datetime) -> str:
        there = local(at, working_time.zone)
        return f"{there:%Y-%m-%d %H:%M}"

    return Notation(read, write, say)


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
        return Understood(on, ((full_day(on, today), "plain"),))

    return Notation(read, date.isoformat, lambda on: ((full_day(on, today), "plain"),))


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
