"""The words of the Slack pane."""

from __future__ import annotations

from datetime import datetime

from data.model.today import Room, SlackItem, Today
from data.model.work import Deliverable
from tui.wording.marks import ROOM, WAITS
from tui.wording.plain import named, plain
from tui.wording.row import EMPTY, Cell, Part, Row, Tone, joined
from tui.wording.times import by, day_name, days, hours, late_by, local, moment, span

_ROUGH_FROM, _QUARTER = 60, 15
"""Minutes of slack from which it is said in quarters of an hour."""


def slack_rows(today: Today) -> tuple[Row, ...]:
    """Say how each deliverable stands, two lines each."""
    return tuple(slack_row(item, today) for item in today.slack)


def slack_row(item: SlackItem, today: Today) -> Row:
    """Say one deliverable: name, whom for, when promised; under it the gauge and what to make of it."""
    mark, tone = _mark(item)
    what = item.deliverable
    name, client = named(what.name), plain(item.client)
    promised = moment(what.promised_at, today.now, today.zone) if what.promised_at else "no date told"
    if item.expected_at is not None:
        promised = (
            f"~ {day_name(local(item.expected_at, today.zone).date(), local(today.now, today.zone).date())}"
        )
    return Row(
        item.key,
        (
            Cell(mark, tone),
            Cell(name),
            Cell(client, "dim"),
            Cell(promised, "plain" if what.promised_at else "dim"),
        ),
        (_second_mark(item, mark), Cell("", tone, fill=gauge(item)), Cell.of(*_verdict(item, today, tone))),
        gist=(name, client, item.room, what.promised_at, what.target_on, item.waiting_for),
    )


def slack_counts(today: Today) -> tuple[Part, ...]:
    """Say what the gauges are a share of: "in promise order · owed 39 h of 54 h"."""
    if not today.slack:
        return (("nothing owed", "dim"),)
    red = sum(item.room in (Room.SHORT, Room.LATE) for item in today.slack)
    owed = f"owed {hours(today.owed_minutes)} of {hours(today.capacity_minutes)}"
    return joined(
        [
            [(f"{red} in danger", "late")] if red else [("in promise order", "dim")],
            [(owed, "late" if today.owed_minutes > today.capacity_minutes else "dim")],
        ]
    )


def slack_empty(_today: Today) -> str:
    """Say what an empty pane means."""
    return "Nobody has been promised anything. n enters a deliverable."


def gauge(item: SlackItem) -> float:
    """Give how much of the time up to the promise is owed: 0…1, and 0 where nothing can be said."""
    if item.room in (Room.SHORT, Room.LATE):
        return 1.0
    if not item.capacity_minutes or item.owed_minutes is None:
        return 0.0
    return min(1.0, max(0.0, item.owed_minutes / item.capacity_minutes))


def slack_words(item: SlackItem, now: datetime, day_minutes: int) -> str:
    """Say the slack alone: "2 h short", "3 h 30 m slack", "45 m late", "no estimate"."""
    promised = item.deliverable.promised_at
    if item.room is Room.LATE and promised is not None:
        return late_by(promised, now)
    if item.slack_minutes is None:
        return "no estimate" if promised is not None else "nothing promised"
    word = "short" if item.slack_minutes < 0 else "slack"
    return f"{span(rough(item.slack_minutes), day_minutes)} {word}"


def past_estimate(what: Deliverable) -> bool:
    """Whether all it was judged to be is spent, and nobody has judged anew what is left."""
    return what.used_up


def rough(minutes: int) -> int:
    """Give whole quarters of an hour, on the careful side: nobody knows such a thing to the minute."""
    return minutes if abs(minutes) < _ROUGH_FROM else minutes // _QUARTER * _QUARTER


def _mark(item: SlackItem) -> tuple[str, Tone]:
    """Give mark and tone; red only where acting today changes something."""
    mark, tone = ROOM[item.room]
    if item.room in (Room.SHORT, Room.LATE):
        return mark, "late" if item.act_today or item.room is Room.LATE else "due"
    if item.waiting_for:
        return WAITS, "wait"
    return mark, tone


def _second_mark(item: SlackItem, mark: str) -> Cell:
    """Show under a red mark that it waits on the client, too."""
    return Cell(WAITS, "wait") if item.waiting_for and mark != WAITS else EMPTY


def _verdict(item: SlackItem, today: Today, tone: Tone) -> tuple[Part, ...]:
    """Say the slack and the one thing worth knowing beside it."""
    said = slack_words(item, today.now, today.day_minutes)
    number, _, word = said.rpartition(" ")
    lead: list[Part] = [(said, tone)]
    if word == "slack":
        lead = [(number, tone), (" slack", "dim")]
    beside = [_beside(item, today)]
    if item.waiting_for and item.room in (Room.SHORT, Room.LATE):
        beside.append(_waits_for(item))
    more: list[list[Part]] = [[(words, "dim")] for words in beside if words]
    return joined([lead, *more])


def _beside(item: SlackItem, today: Today) -> str:
    """Give what to do about it, whom it waits for, or the day aimed for."""
    what, on = item.deliverable, local(today.now, today.zone).date()
    if item.room is Room.LATE:
        return "tell now"
    if item.expected_at is not None:
        return "from an arrival on"
    if item.room is Room.SHORT:
        return _tell_by(item, today)
    if item.waiting_for:
        return _waits_for(item)
    if past_estimate(what):
        return "past its estimate · l says what is left"
    if item.room is Room.UNKNOWN:
        return "e adds one" if item.slack_minutes is None and what.promised_at else "e adds a date"
    if what.target_on is not None:
        return f"aim {day_name(what.target_on, on)}"
    if item.latest_start is not None:
        return f"start {by(item.latest_start, today.now, today.zone)}"
    return ""


def _tell_by(item: SlackItem, today: Today) -> str:
    """Say until when they want to hear it: the same day as the card in Today says."""
    by = item.heads_up_by
    if by is not None and by < today.now:
        return "tell now"
    if item.act_today:
        return "tell today"
    if by is None:
        return "tell soon"
    return f"tell by {day_name(local(by, today.zone).date(), local(today.now, today.zone).date())}".replace(
        "by today", "today"
    )


def _waits_for(item: SlackItem) -> str:
    """Say what of theirs it waits for; how late it is comes first, for the end of a line is cut."""
    what = plain(item.waiting_for, 60)
    return f"{days(item.waiting_days)} late: {what}" if item.waiting_days else f"waits for {what}"
