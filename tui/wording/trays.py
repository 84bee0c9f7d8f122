"""The words of the trays, of the days off and of what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from data.model.calendar import DayOff
from data.model.found import Found
from data.model.touch import Thread
from tui.wording.plain import plain
from tui.wording.row import Cell, Part, Row, Tone
from tui.wording.times import day_name, full_day, local, moment, past
from tui.wording.waiting import CHANNELS

_KINDS: dict[str, tuple[str, Tone]] = {
    "client": ("client", "accent"),
    "project": ("project", "dim"),
    "deliverable": ("promised", "dim"),
    "commitment": ("said", "dim"),
    "touch": ("contact", "dim"),
    "agreement": ("agreed", "dim"),
    "obligation": ("they owe", "dim"),
    "change_request": ("besides", "dim"),
    "find_out": ("find out", "dim"),
}


def found_row(found: Found, now: datetime, zone: str) -> Row:
    """Say one hit: what it is · its name · whose · when."""
    word, tone = _KINDS.get(found.key.partition(":")[0], ("", "dim"))
    title, client = plain(found.title, 300), plain(found.client, 100)
    when = day_name(found.day, local(now, zone).date()) if found.day is not None else ""
    if found.at is not None:
        when = moment(found.at, now, zone) if found.at > now else past(found.at, now, zone)
    return Row(
        found.key,
        (Cell(word, tone), Cell(title), Cell("" if client == title else client, "dim"), Cell(when, "dim")),
    )


def thread_row(thread: Thread, clients: Mapping[int, str], now: datetime, zone: str) -> Row:
    """Say one exchange of a tray: who · about what · since when, or until when it sleeps."""
    client = plain(clients.get(thread.client_id, ""), 100)
    who = plain(thread.who, 100) or client
    when: Part = ("", "dim")
    if thread.snoozed_until is not None:
        when = (f"until {moment(thread.snoozed_until, now, zone)}", "wait")
    elif thread.waiting_since is not None:
        when = (f"since {past(thread.waiting_since, now, zone)}", "dim")
    return Row(
        f"thread:{thread.id}",
        (
            Cell(who),
            Cell(plain(thread.subject, 300) or CHANNELS[thread.channel], "dim"),
            Cell("" if client == who else client, "dim"),
            Cell.of(when),
        ),
    )


def day_off_rows(days: Sequence[DayOff], today: date) -> list[Row]:
    """Say the days off, those that are over dim."""
    return [
        Row(
            day.on.isoformat(),
            (
                Cell(full_day(day.on, today), "plain" if day.on >= today else "faint"),
                Cell(plain(day.name, 200), "dim"),
            ),
        )
        for day in days
    ]
