"""The one snapshot of the dashboard: facts, an instant and the working hours in, `Today` out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from data.model.client import Client
from data.model.facts import Facts
from data.model.source import SourceState
from data.model.today import Notice, SlackItem, Today, WaitingItem
from data.rules.agenda import agenda
from data.rules.capacity import TIGHT_PERCENT, first_free_day, free_minutes, load, slack
from data.rules.days import local_date
from data.rules.free_time import FreeTime
from data.rules.gestures import GestureRules, done_this_week, suggest
from data.rules.mail_windows import can_wait, gap_warning, held_until, next_window
from data.rules.replies import ReplyLimits, is_snoozed, waiting
from data.rules.working_time import WorkingTime

_CALENDARS = frozenset({"ics", "vdir", "caldav"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What the settings say about the rules of a snapshot."""

    replies: ReplyLimits = field(default_factory=ReplyLimits)
    gestures: GestureRules = field(default_factory=GestureRules)
    mail_windows: tuple[str, ...] = ()
    """Wall-clock times such as "10:00"; empty when mail windows are switched off."""
    tight_percent: int = TIGHT_PERCENT
    """Slack below this share of the work owed is tight."""


def snapshot(facts: Facts, now: datetime, working_time: WorkingTime, limits: Limits) -> Today:
    """Judge everything once, at `now`; the same arguments always give the same snapshot."""
    now = now.astimezone(UTC)
    today = local_date(now, working_time.zone)
    free = FreeTime(working_time, facts.appointments)
    works = facts.deliverables
    slack_items = slack(
        works, facts.clients, facts.projects, now, working_time, free, tight_percent=limits.tight_percent
    )
    owed, capacity = _totals(slack_items)
    open_until = _open_until(now, working_time)
    is_open = working_time.is_open(now)
    first_free = first_free_day(works, now, working_time, free)
    return Today(
        now=now,
        zone=working_time.zone,
        open_until=open_until,
        is_open=is_open,
        opens_at=None if is_open else working_time.next_open(now),
        work_left_minutes=free_minutes(now, open_until, working_time, free) if open_until else 0,
        load=load(works, now, working_time, free),
        day_minutes=working_time.usual_day_minutes,
        next_mail_window=next_window(now, limits.mail_windows, working_time),
        agenda=agenda(facts.commitments, works, facts.appointments, facts.clients, now, working_time),
        slack=slack_items,
        waiting=_waiting(facts, now, working_time, limits),
        gestures=suggest(facts, now, working_time, limits.gestures, first_free),
        owed_minutes=owed,
        capacity_minutes=capacity,
        gestures_done_this_week=done_this_week(facts.decisions, today),
        gestures_per_week=limits.gestures.per_week,
        snoozed=sum(1 for thread in facts.threads if is_snoozed(thread, now)),
        from_before=facts.from_before,
        unknown_senders=facts.unknown_senders,
        notices=_notices(facts.sources, now, working_time, limits),
        clients=len(facts.clients),
        recent=_recent(facts),
    )


def _waiting(
    facts: Facts, now: datetime, working_time: WorkingTime, limits: Limits
) -> tuple[WaitingItem, ...]:
    """Give who waits, with what may be held back until the next mail window marked."""
    items = waiting(
        facts.threads,
        facts.clients,
        facts.last_written,
        facts.last_called,
        now,
        working_time,
        limits.replies,
    )
    until = held_until(now, limits.mail_windows, working_time)
    return tuple(replace(item, can_wait=True) if can_wait(item, until) else item for item in items)


def _totals(items: Iterable[SlackItem]) -> tuple[int, int]:
    """Give owed and capacity until the last promise that is counted; the longest ones are the totals."""
    counted = [item for item in items if item.owed_minutes is not None]
    return (
        max((item.owed_minutes or 0 for item in counted), default=0),
        max((item.capacity_minutes or 0 for item in counted), default=0),
    )


def _open_until(now: datetime, working_time: WorkingTime) -> datetime | None:
    """Give the last closing of the working day that runs, or is still to begin today.

    After midnight a night shift still belongs to the day it began on.
    """
    today: date = local_date(now, working_time.zone)
    yesterdays = working_time.day_closing(today - timedelta(days=1))
    if yesterdays is not None and now < yesterdays and working_time.is_open(now):
        return yesterdays
    todays = working_time.day_closing(today)
    return todays if todays is not None and now < todays else None


def _recent(facts: Facts) -> tuple[Client, ...]:
    """Give all clients, the one last in contact first; those never met come last, by name."""
    never = datetime.min.replace(tzinfo=UTC)
    by_name = sorted(facts.clients.values(), key=lambda client: (client.name.casefold(), client.id))
    return tuple(sorted(by_name, key=lambda client: facts.last_contact.get(client.id, never), reverse=True))


def _notices(
    sources: Sequence[SourceState], now: datetime, working_time: WorkingTime, limits: Limits
) -> tuple[Notice, ...]:
    """Say what went wrong with the sources, what to know of them, and mail windows that are too far apart."""
    failed = [Notice(f"{source.name}: {source.error}", serious=True) for source in sources if source.error]
    notes = [Notice(f"{source.name}: {source.note}") for source in sources if source.note]
    skipped = [Notice(_skipped(source)) for source in sources if source.skipped]
    gap = gap_warning(limits.mail_windows, working_time, limits.replies.normal_minutes, now)
    return (*failed, *skipped, *notes, *([Notice(gap)] if gap else []))


def _skipped(source: SourceState) -> str:
    """Say how much of a source was not understood, and where it is named."""
    calendar = source.kind in _CALENDARS
    what = "event" if calendar else "message"
    many = f"1 {what} was" if source.skipped == 1 else f"{source.skipped} {what}s were"
    where = "" if calendar else " `frontdesk mail verdicts` names each with its reason."
    return f"{source.name}: {many} not understood and left out.{where}"
