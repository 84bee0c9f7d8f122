"""What one says aloud on the phone after hours, and what the call form says beside it (SERVICE.md 2.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from data.model.after_hours import AwaitedMail, LateContacts
from data.model.agreement import PRICE
from tui.wording.marks import KEPT
from tui.wording.plain import plain
from tui.wording.row import Part
from tui.wording.times import WEEKDAYS, exact, local, moment, past

Spans = Sequence[tuple[str, str]]
"""From and to on the wall clock, such as ("09:00", "12:30")."""

AFTER_HOURS = "after hours"
"""Marks a contact outside working hours."""

_MAIL = "Would you mind mailing me to confirm?"


def hours_said(hours: Mapping[str, Spans]) -> str:
    """Say working hours without their breaks: "Mon–Thu 9 to 17:30, Fri 9 to 16"; empty when there are none.

    `hours` is by the weekday's short name, as in the settings; midnight that ends a day is "24:00".
    """
    days = [(name, _from_to(hours.get(name.lower(), ()))) for name in WEEKDAYS]
    said = []
    for from_to, run in groupby(days, key=lambda day: day[1]):
        names = [name for name, _ in run]
        if from_to:
            said.append(f"{names[0]}{f'–{names[-1]}' if len(names) > 1 else ''} {from_to}")
    return ", ".join(said)


def always_true(hours: str, opens_at: datetime | None, now: datetime, zone: str) -> str:
    """Give the hint that is always true: the office hours and when the next ones begin."""
    office = f"my office hours are {plain(hours, 120)}" if hours else ""
    again = f"I open again {moment(opens_at, now, zone)}" if opens_at is not None else ""
    return ", ".join(part for part in (office, again) if part) or "I am not at work"


def say_aloud(hints: Iterable[str], always: str, due_at: datetime | None, now: datetime, zone: str) -> str:
    """Give what to say: a hint, when it is seen to, and the question for a mail.

    `hints` are those that are true now, `always` is said where none of them is.
    """
    true = [plain(hint, 60).rstrip(" .") for hint in hints]
    first = ", ".join(true or [always])
    seen_to = f" I'll see to it {_when(due_at, now, zone)}." if due_at is not None else ""
    return f"{first[:1].upper()}{first[1:]}.{seen_to} {_MAIL}"


def tomorrow_said(due_at: datetime | None, now: datetime, zone: str, *, put_off: bool) -> tuple[Part, ...]:
    """Say what the one key does, or has done: "√ Mon 30 Nov 09:30 is promised, their mail awaited"."""
    if due_at is None:
        return (("After hours", "closed"),)
    when = exact(due_at, now, zone)
    if put_off:
        return ((f"{KEPT} {when} is promised", "kept"), (", their mail awaited  ", "plain"), *_key("undoes"))
    return (("After hours  ", "closed"), *_key("promises"), (f" {when}", "plain"), (", awaits a mail", "dim"))


def terms_said(lacking: Sequence[str] | None, percent: int, hourly: str = "") -> tuple[Part, ...]:
    """Say what to agree about emergencies before anything is worked: the price first (SERVICE.md 2.10).

    `lacking` is what the policy lacks, None where there is none; whole, there is nothing to say. `hourly` is
    what an hour costs then.
    """
    key: tuple[Part, ...] = (("  ctrl+g", "key"), (" notes it", "dim"))
    if lacking is None:
        price = f"{plain(hourly, 20)} an hour" if hourly else f"{percent} % more"
        return ((f"No emergency terms: agree on {price} first", "dim"), *key)
    if not lacking:
        return ()
    price_first = sorted(lacking, key=lambda each: each != PRICE)
    return ((f"Emergency terms lack {', '.join(price_first)}", "dim"), *key)


def evening_lines(spoken: str, state: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Give the lines of the call form after hours, but for the hints to tick."""
    return tuple(state), (("Say: ", "dim"), (f"“{spoken}”", "plain"))


def put_off_said(due_at: datetime, now: datetime, zone: str) -> str:
    """Say after a call what was promised in it: "Promised for Mon 30 Nov 09:30, their mail is awaited."."""
    return f"Promised for {exact(due_at, now, zone)}, their mail is awaited."


def awaited_part(awaited: AwaitedMail, now: datetime, zone: str) -> Part:
    """Say how it is with the mail that confirms a promise; `came_at` is when it came, whichever way."""
    if awaited.came_at is not None:
        return (f"came {past(awaited.came_at, now, zone)}", "kept")
    if awaited.written_at is not None:
        return (f"you wrote it up {past(awaited.written_at, now, zone)}", "kept")
    if awaited.dropped_at is not None:
        return (
            f"not needed: {plain(awaited.dropped_why, 100)}" if awaited.dropped_why else "not needed",
            "dim",
        )
    if awaited.write_up_at <= now:
        return ("did not come", "due")
    return (f"awaited until {exact(awaited.write_up_at, now, zone)}", "wait")


def late_parts(found: LateContacts) -> tuple[Part, ...]:
    """Say how often a client got in touch after hours, before and after one was answered; nothing of none."""
    if not found.came:
        return ()
    many = f"{found.came} after hours in {found.days} days"
    if found.answered_at is None:
        return ((many, "plain"), (", none answered then", "dim"))
    since = str(found.since_answered) if found.since_answered else "none"
    return ((many, "plain"), (f", {since} since you answered", "due" if found.since_answered else "dim"))


def _key(what: str) -> tuple[Part, ...]:
    return ("ctrl+n", "key"), (f" {what}", "dim")


def _when(at: datetime, now: datetime, zone: str) -> str:
    """Say a day in full, as it is said to somebody else: "Mon 30 Nov 09:30", "today 09:30"."""
    there = local(at, zone)
    return f"today {there:%H:%M}" if there.date() == local(now, zone).date() else exact(at, now, zone)


def _from_to(spans: Spans) -> str:
    """Say from when to when: "9 to 17:30"; empty of a free day."""
    ordered = sorted(spans)
    return f"{_clock(ordered[0][0])} to {_clock(ordered[-1][1])}" if ordered else ""


def _clock(text: str) -> str:
    """Say a time as one says it: "9", "17:30", "midnight"."""
    hour, _, minute = text.partition(":")
    if text == "24:00":
        return "midnight"
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"
