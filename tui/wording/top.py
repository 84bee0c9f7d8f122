"""The one line of truth on top, and whether it is evening."""

from __future__ import annotations

from datetime import timedelta

from data.model.today import Today
from data.values import frozen
from tui.wording.plain import plain
from tui.wording.row import Part, Tone
from tui.wording.shares import percent
from tui.wording.times import MONTHS, WEEKDAYS, clock_time, hours, local, moment, span
from tui.wording.waiting import mail_time

_EVENING = timedelta(hours=3)
"""A break is shorter than this, and so is the early morning before opening: neither turns the colours."""

_FULL, _BRIM = 0.8, 1.0
"""Load of the week from which it is said in amber, and in red."""


@frozen
class Segment:
    """One statement of the top line, with a shorter way to say it."""

    parts: tuple[Part, ...]
    short: tuple[Part, ...]
    rank: int
    """Higher goes first when the line is too narrow."""


def is_evening(today: Today) -> bool:
    """Whether the desk is closed for a good while: after closing, at night, on a day off."""
    return not today.is_open and (today.opens_at is None or today.opens_at - today.now >= _EVENING)


def top_segments(today: Today, doing: str = "") -> tuple[Segment, ...]:
    """Say day and time, open or closed, work left, load and the next mail; `doing` takes the last place."""
    here = local(today.now, today.zone)
    day = f"{WEEKDAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]}"
    parts: list[Segment | None] = [
        Segment((("frontdesk", "key"),), (("frontdesk", "key"),), 4),
        Segment(((f"{day}  {here:%H:%M}", "plain"),), ((f"{day} {here:%H:%M}", "plain"),), 0),
        _open(today),
        _running(today),
        _left(today),
        _load(today),
        _mail(today, doing),
    ]
    return tuple(segment for segment in parts if segment is not None)


def notice_parts(today: Today, extra: str = "") -> tuple[Part, ...]:
    """Say the first thing that went wrong, how many more there are and their key; empty when all is well."""
    texts = [(notice.text, notice.serious) for notice in sorted(today.notices, key=lambda n: not n.serious)]
    if extra:
        texts.insert(0, (extra, True))
    if not texts:
        return ()
    (text, serious), *more = texts
    tone: Tone = "late" if serious else "due"
    tail: tuple[Part, ...] = ((f"  and {len(more)} more · S", "dim"),) if more else ()
    return (("● " if serious else "◐ ", tone), (plain(text), "plain"), *tail)


def _open(today: Today) -> Segment:
    """Say whether the desk is open: "● open till 17:30", "closed · opens tomorrow 09:00"."""
    if today.is_open:
        head: tuple[Part, ...] = (("● ", "kept"), ("open", "kept"))
        until = f" till {clock_time(today.open_until, today.zone)}" if today.open_until else ""
        return Segment((*head, (until, "dim")), (*head, (until, "dim")), 1)
    if today.opens_at is None:
        return Segment((("○ closed", "closed"),), (("○ closed", "closed"),), 1)
    here, there = local(today.now, today.zone), local(today.opens_at, today.zone)
    ahead = (there.date() - here.date()).days
    if ahead <= 0:
        opens = f"{there:%H:%M}"
    elif ahead == 1:
        opens = f"tomorrow {there:%H:%M}"
    else:
        opens = moment(today.opens_at, today.now, today.zone)
        opens = opens if opens.endswith(f"{there:%H:%M}") else f"{opens} {there:%H:%M}"
    word = "closed" if is_evening(today) or today.open_until is None else "not open"
    said: tuple[Part, ...] = ((f"○ {word}", "closed"), (" · opens ", "dim"), (opens, "plain"))
    return Segment(said, said, 1)


def _running(today: Today) -> Segment | None:
    """Say what the clock counts: "› Checkout redesign 25 m"."""
    if today.running is None:
        return None
    minutes = span((today.now - today.running.entry.started_at) / timedelta(minutes=1))
    name, short = (plain(today.running.name, longest) for longest in (24, 12))
    return Segment(
        (("› ", "accent"), (f"{name} ", "plain"), (minutes, "accent")),
        (("› ", "accent"), (f"{short} ", "plain"), (minutes, "accent")),
        1,
    )


def _left(today: Today) -> Segment | None:
    """Say the working time left today."""
    if not today.work_left_minutes:
        return None
    left = span(today.work_left_minutes)
    return Segment(((left, "plain"), (" of work left today", "dim")), ((left, "plain"), (" left", "dim")), 2)


def _load(today: Today) -> Segment | None:
    """Say how full the week is."""
    said, load = load_said(today), today.load
    if not said:
        return None
    over = today.week_over_minutes or (load is not None and load > _BRIM)
    tone: Tone = "late" if over else "due" if load is not None and load >= _FULL else "dim"
    short = (
        said.removesuffix(" this week") if not load else said.removesuffix(" full") if "%" in said else said
    )
    return Segment(((said, tone),), ((short, tone),), 3)


def load_said(today: Today) -> str:
    """Say how full the rest of the week is: "week 72 % full"; empty when there is neither time nor work."""
    if not today.load and not today.week_over_minutes:
        return "" if today.load is None else "nothing owed this week"
    return f"week {full_said(today.load or 0, today.week_over_minutes)}"


def load_tone(load: float) -> Tone:
    """Give the tone in which a load is said: amber where it is nearly full, red where it is over."""
    return "late" if load > _BRIM else "due" if load >= _FULL else "plain"


def full_said(load: float, over_minutes: int) -> str:
    """Say how full a stretch of time is: "72 % full", "over-full by 9 h".

    What is owed beyond the time there is is said in hours: a share of the last quarter of an hour of a week
    says nothing.
    """
    if over_minutes:
        return f"over-full by {hours(over_minutes)}"
    return f"{percent(load)} full" if load < _BRIM else "full"


def _mail(today: Today, doing: str) -> Segment | None:
    """Say until when mail is read, or when it is next; or what is being fetched right now."""
    if doing:
        return Segment(((doing, "accent"),), ((doing, "accent"),), 2)
    if today.mail_shown_until is not None:
        until = clock_time(today.mail_shown_until, today.zone)
        return Segment(((f"mail until {until}", "accent"),), ((f"mail until {until}", "accent"),), 5)
    if today.next_mail_window is None:
        return None
    at = mail_time(today)
    return Segment(((f"mail {at}", "dim"),), ((f"mail {at}", "dim"),), 5)
