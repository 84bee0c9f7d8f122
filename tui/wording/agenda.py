"""The words of the Today pane."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.model.today import CARD_KINDS, AgendaItem, AgendaKind, Stage, Today
from tui.wording.marks import ASKS, KIND, STAGE, WAITS
from tui.wording.plain import named, plain
from tui.wording.row import Cell, Part, Row, Tone, joined
from tui.wording.times import WEEKDAYS, clock_time, day_name, days, local, relative, span

APPOINTMENT = "◇"
_SOON = 60
"""Minutes ahead that are counted; the time of day stands in the row anyway."""

CARD_ASKS: dict[AgendaKind, str] = {
    AgendaKind.HEADS_UP: "writes a heads-up with the new date",
    AgendaKind.UPDATE: "writes where it stands",
    AgendaKind.NUDGE: "writes a kind reminder, or says that it is here",
    AgendaKind.ARRIVED: "tells the date from today on",
    AgendaKind.DONE_EARLY: "delivers, polishes or holds it",
    AgendaKind.SCOPE: "opens what was asked besides",
    AgendaKind.WRITE_UP: "writes what you agreed on the phone, or says that it is here",
    AgendaKind.AGREEMENTS: "notes what you agreed: hours, process, rates, what they bring",
    AgendaKind.EMERGENCY_CHECK: "says that you looked whether somebody rang in an emergency",
}
"""What Enter does on each card."""

DONE_WORDS: dict[AgendaKind, str] = {
    AgendaKind.HEADS_UP: "told",
    AgendaKind.UPDATE: "told",
    AgendaKind.FIND_OUT: "told",
    AgendaKind.ARRIVED: "told",
    AgendaKind.SCOPE: "talked",
    AgendaKind.AGREEMENTS: "agreed, not needed …",
    AgendaKind.NUDGE: "reminded, here …",
    AgendaKind.WRITE_UP: "told, here …",
    AgendaKind.DONE_EARLY: "deliver, hold …",
    AgendaKind.DELIVERY: "delivered",
    AgendaKind.EMERGENCY_CHECK: "looked",
}
"""What ticking off says of each kind; what is not named here is "kept"."""

_CALENDAR = (AgendaKind.APPOINTMENT, AgendaKind.VISIT)


def agenda_rows(today: Today) -> tuple[Row, ...]:
    """Say what today asks for, one row each."""
    return tuple(agenda_row(item, today.now, today.zone) for item in today.agenda)


def agenda_row(item: AgendaItem, now: datetime, zone: str) -> Row:
    """Say one entry: mark · time · what · whom · when."""
    mark, tone = _mark(item, now)
    when, when_tone = when_said(item, now, zone)
    over = item.stage is Stage.DONE or _is_over(item, now)
    text, client = named(item.text), plain(item.client)
    what: list[Part] = [(text, "dim" if over else "plain")]
    if item.coffee and not over:
        what.append((f" · {plain(item.coffee)}", "kind"))
    return Row(
        item.key,
        (
            Cell(mark, tone),
            Cell(_time(item, now, zone), "dim" if over or item.stage is Stage.FRESH else "plain"),
            Cell.of(*what),
            Cell(client, "dim"),
            Cell(when, when_tone),
        ),
        gist=(text, client, item.stage, item.at),
    )


def agenda_counts(today: Today) -> tuple[Part, ...]:
    """Say how the day stands: "2 kept · 1 late · 4 to go"."""
    promises = [item for item in today.agenda if item.kind not in _CALENDAR]
    kept = sum(item.stage is Stage.DONE for item in promises)
    late = sum(item.stage is Stage.LATE for item in promises)
    to_go = sum(not _is_over(item, today.now) and item.stage is not Stage.LATE for item in today.agenda)
    counts: list[list[Part]] = [
        [(f"{kept} kept", "dim")] if kept else [],
        [(f"{late} late", "late")] if late else [],
        [(f"{to_go} to go", "plain")] if to_go else [],
    ]
    return joined(counts) if late or to_go else joined([*counts, [("nothing to go", "dim")]])


def agenda_empty(today: Today) -> str:
    """Say what an empty day means."""
    if today.work_left_minutes:
        return f"Nothing promised for today. {span(today.work_left_minutes)} are yours."
    return "Nothing promised for today."


def _mark(item: AgendaItem, now: datetime) -> tuple[str, Tone]:
    if item.kind is AgendaKind.VISIT:
        return KIND, "faint" if _is_over(item, now) else "kind"
    if item.kind is AgendaKind.NUDGE:
        return WAITS, "wait"
    if item.kind in CARD_KINDS and item.kind not in (AgendaKind.HEADS_UP, AgendaKind.EMERGENCY_CHECK):
        return ASKS, "accent"
    if item.kind is AgendaKind.APPOINTMENT:
        return APPOINTMENT, "faint" if _is_over(item, now) else "wait"
    return STAGE[item.stage]


def _time(item: AgendaItem, now: datetime, zone: str) -> str:
    """Say the time of day, or the day of something left over from an earlier one."""
    if item.all_day:
        return ""
    there = local(item.at, zone)
    back = (local(now, zone).date() - there.date()).days
    if back <= 0:
        return f"{there:%H:%M}"
    return WEEKDAYS[there.weekday()] if back <= 6 else f"{there.day}.{there.month}."


def when_said(item: AgendaItem, now: datetime, zone: str) -> tuple[str, Tone]:
    """Say when it is due, how long it takes, or how it was kept: what stands at the end of the row."""
    if item.kind in _CALENDAR:
        return _length(item, now, zone)
    if item.stage is Stage.DONE:
        return _kept(item, zone)
    if item.kind is AgendaKind.EMERGENCY_CHECK:
        return ("look now", "due") if item.at <= now else (relative(item.at, now, zone, soon=_SOON), "dim")
    if item.kind in CARD_KINDS:
        return _asked(item, now, zone)
    tone: Tone = "plain"
    if item.stage in (Stage.LATE, Stage.DUE):
        tone = STAGE[item.stage][1]
    return relative(item.at, now, zone, soon=_SOON), tone


def _asked(item: AgendaItem, now: datetime, zone: str) -> tuple[str, Tone]:
    """Say until when a card wants to be heard: only a word about a promise has an end."""
    if item.kind is not AgendaKind.HEADS_UP:
        return "today", "dim"
    if item.stage is Stage.LATE:
        return "tell now", "late"
    day = day_name(local(item.at, zone).date(), local(now, zone).date())
    return day if day == "today" else f"by {day}", "due"


def _length(item: AgendaItem, now: datetime, zone: str) -> tuple[str, Tone]:
    """Say how long an appointment is, or how soon it starts when that is within the hour."""
    if item.all_day:
        return "all day", "dim"
    if _is_over(item, now):
        return "over", "faint"
    if item.at <= now:
        return f"till {clock_time(item.ends_at or item.at, zone)}", "plain"
    ahead = item.at - now
    if ahead <= timedelta(hours=1):
        return relative(item.at, now, zone), "plain"
    return span(((item.ends_at or item.at) - item.at) / timedelta(minutes=1)), "dim"


def _kept(item: AgendaItem, zone: str) -> tuple[str, Tone]:
    """Say how a promise was kept: "kept", "1 day early", or honestly "done late"."""
    if item.done_at is None:
        return "kept", "kept"
    if item.kind is AgendaKind.EMERGENCY_CHECK:
        return f"looked {clock_time(item.done_at, zone)}", "kept"
    early = (local(item.at, zone).date() - local(item.done_at, zone).date()).days
    if early > 0:
        return f"{days(early)} early", "kept"
    return ("kept", "kept") if item.done_at <= item.at else ("done late", "dim")


def _is_over(item: AgendaItem, now: datetime) -> bool:
    """Whether nothing is left to do or to go to."""
    if item.kind in _CALENDAR and not item.all_day:
        return (item.ends_at or item.at) <= now
    return item.stage is Stage.DONE
