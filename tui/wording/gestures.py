"""The words of the Gestures pane."""

from __future__ import annotations

from data.model.gesture import GestureKind
from data.model.today import GestureItem, Today
from tui.wording.marks import KIND, POST
from tui.wording.plain import named, plain
from tui.wording.row import EMPTY, Cell, Part, Row, Tone
from tui.wording.times import day_name, days, local

_BY_POST = (GestureKind.THANK_YOU_CARD, GestureKind.CARD_3_MONTHS, GestureKind.CARD_6_MONTHS)


def gesture_rows(today: Today) -> tuple[Row, ...]:
    """Say which kind things could be done, two lines each."""
    return tuple(gesture_row(item, today) for item in today.gestures)


def gesture_row(item: GestureItem, today: Today) -> Row:
    """Say one suggestion: what · for whom; under it why, and by when."""
    title, client, reason = named(item.title), plain(item.client), plain(item.reason)
    due, tone = gesture_due(item, today)
    return Row(
        item.key,
        (
            Cell(POST if item.kind in _BY_POST else KIND, "kind"),
            Cell(title),
            Cell(due, tone),
            Cell(client, "dim"),
        ),
        (EMPTY, Cell(reason, "dim")),
        gist=(title, client, reason, item.due_on),
    )


def gesture_due(item: GestureItem, today: Today) -> tuple[str, Tone]:
    """Say by when: "by Wed", "today", "2 days over"."""
    on = local(today.now, today.zone).date()
    if item.due_on < on:
        return f"{days((on - item.due_on).days)} over", "due"
    if item.due_on == on:
        return "today", "plain"
    return f"by {day_name(item.due_on, on)}", "dim"


def gesture_counts(today: Today) -> tuple[Part, ...]:
    """Say how many were done of those a week may have: "1 of 3 this week"."""
    return ((f"{today.gestures_done_this_week} of {today.gestures_per_week} this week", "dim"),)


def gesture_empty(today: Today) -> str:
    """Say what an empty pane means."""
    if today.gestures_per_week and today.gestures_done_this_week >= today.gestures_per_week:
        return f"{today.gestures_done_this_week} kind things this week. That is enough."
    return "No kindness is due. Cards, visits and hellos show up here in time."
