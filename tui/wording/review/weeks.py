"""The words around a week: its clients, the weeks before it, what comes next and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from data.model.week import ClientWeek, Intention, NextWeek, ReviewRow, Trend
from tui.wording.marks import DUE, FRESH, KEPT, KIND, UNSAID
from tui.wording.review.figures import week_name
from tui.wording.row import Part
from tui.wording.times import WEEKDAYS, hours, local, span
from tui.wording.top import full_said, load_tone

TrendName = Literal["promises", "replies", "slack", "after_hours"]
"""What is drawn over the weeks; each is the name of a block, too."""

TREND_TITLES: dict[TrendName, str] = {
    "promises": "Promises kept of those due",
    "replies": "Median wait for an answer",
    "slack": "Slack left at the end of the week",
    "after_hours": "Contacts after hours",
}
"""In the order they are shown in."""

SHORT_TITLES: dict[TrendName, str] = {
    "promises": "Promises kept",
    "replies": "Median wait",
    "slack": "Slack at the end",
    "after_hours": "After hours",
}
"""What stands over a plot that is too narrow for its title."""


def trend_value(trend: Trend, name: TrendName) -> float | None:
    """Give the figure of one week that is drawn; None when there is none."""
    match name:
        case "promises":
            return trend.kept if trend.due else None
        case "replies":
            return trend.reply_minutes
        case "slack":
            return trend.slack_minutes
        case _:
            return trend.after_hours


def trend_said(trend: Trend, name: TrendName) -> str:
    """Say the figure of one week: "7 of 8", "1 h 10 m", "2 h short", "nothing due"."""
    match name:
        case "promises":
            return f"{trend.kept} of {trend.due}" if trend.due else "nothing due"
        case "replies":
            return "nothing answered" if trend.reply_minutes is None else span(int(trend.reply_minutes))
        case "slack":
            if trend.slack_minutes is None:
                return "not known"
            return f"{span(trend.slack_minutes)}{' short' if trend.slack_minutes < 0 else ''}"
        case _:
            return str(trend.after_hours) if trend.after_hours else "none"


def trends_told(trends: Iterable[Trend], name: TrendName) -> str:
    """Tell what a chart shows to somebody who cannot see it."""
    weeks = ", ".join(f"{week_name(trend.week)} {trend_said(trend, name)}" for trend in trends)
    return f"{TREND_TITLES[name]}, week by week: {weeks}."


def contacts_told(client: ClientWeek) -> str:
    """Tell what the spark line of a client shows."""
    return f"Contacts in the last {len(client.weeks)} weeks: {', '.join(map(str, client.weeks))}."


def count_or_nothing(count: int | None) -> str:
    """Say a count; nothing where it is not known."""
    return "" if count is None else str(count)


def reply_said(client: ClientWeek) -> str:
    """Say how long a client waited: "1 h 10 m"; empty when nothing of theirs was answered."""
    return span(int(client.reply_minutes)) if client.reply_minutes is not None else ""


def client_flags(client: ClientWeek) -> tuple[Part, ...]:
    """Say what is noticeable, each a mark and a word: that they waited long, that it has been quiet."""
    found: list[Part] = []
    if client.reply_flag:
        found.append((f"{DUE} long wait", "due"))
    if client.quiet:
        found.append((f"{KIND} quiet", "kind"))
    return tuple(found)


def telling_first(clients: Sequence[ClientWeek]) -> tuple[int, ...]:
    """Give the places of clients where only some find room: those to look at first, then most attention."""

    def rank(place: int) -> tuple[bool, bool, int, int]:
        client = clients[place]
        idle = not (client.contacts or client.minutes or client.open_promises or client.quiet)
        return not client.reply_flag, idle, -client.minutes, -client.contacts

    return tuple(sorted(range(len(clients)), key=rank))


def missed_parts(week: str | None) -> tuple[Part, ...]:
    """Say that the week before was missed, and which key goes there; nothing when it was not."""
    if week is None:
        return ()
    return ((f" · {week_name(week).lower()} is not closed: ", "dim"), ("[", "key"))


def load_parts(coming: NextWeek) -> tuple[Part, ...]:
    """Say how full the coming week is: "26 h owed of 32 h · 81 % full"."""
    if coming.begun:
        left = f"{hours(coming.capacity_minutes)} left of it" if coming.capacity_minutes else "it is over"
        return ((f"{hours(coming.owed_minutes)} owed", "plain"), (f" · {left}", "dim"))
    if coming.load is None:
        owed = f"{hours(coming.owed_minutes)} owed" if coming.owed_minutes else "nothing owed"
        return ((f"no working time · {owed}", "late" if coming.owed_minutes else "dim"),)
    if not coming.owed_minutes:
        free = f"{hours(coming.capacity_minutes)} to give"
        return (("nothing owed yet", "plain"), (" · ", "dim"), (free, "plain"))
    said = f"{hours(coming.owed_minutes)} owed of {hours(coming.capacity_minutes)}"
    full = full_said(coming.load, max(0, coming.owed_minutes - coming.capacity_minutes))
    return ((said, "plain"), (" · ", "dim"), (full, load_tone(coming.load)))


def promised_said(row: ReviewRow, zone: str) -> str:
    """Say when a promise of a week that is named is due: "Fri 17:00"."""
    if row.at is None:
        return ""
    there = local(row.at, zone)
    return f"{WEEKDAYS[there.weekday()]} {there:%H:%M}"


def judged_part(intention: Intention) -> Part:
    """Say whether an intention was kept: a mark and a word."""
    if intention.kept is None:
        return (f"{UNSAID} not judged yet", "dim")
    return (f"{KEPT} kept", "kept") if intention.kept else (f"{FRESH} not this time", "dim")


def week_numbers(trends: Sequence[Trend]) -> tuple[str, ...]:
    """Name weeks as briefly as they are clear: "W47"."""
    return tuple(trend.week.rpartition("-")[2] for trend in trends)
