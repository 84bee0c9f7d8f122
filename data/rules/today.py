"""The one snapshot of the dashboard: facts, an instant and the working hours in, `Today` out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta

from data.model.client import Client
from data.model.effort import Worked
from data.model.facts import Facts
from data.model.kinds import AUTO, CALL_LOGS, TIME_TRACKERS
from data.model.source import SourceState
from data.model.today import AgendaItem, Notice, SlackItem, Today, WaitingItem
from data.rules.agenda import agenda, in_order
from data.rules.budget import budget_slack_cents
from data.rules.capacity import first_free_day, free_minutes, rest_of_week
from data.rules.cards import CardRules, cards, find_out_items
from data.rules.days import local_date
from data.rules.emergency_checks import emergency_checks
from data.rules.free_time import FreeTime
from data.rules.gestures import GestureRules, done_this_week, suggest
from data.rules.heads_up import HeadsUpRules
from data.rules.mail_windows import (
    LENGTH,
    can_wait,
    gap_warning,
    held_until,
    next_window,
    running_window,
    shown_until,
)
from data.rules.obligations import days_late, would_become
from data.rules.offline import offline_notices
from data.rules.pace import USUAL_MINUTES, PacedTime, pace_minutes
from data.rules.promise import queue_hours
from data.rules.promise.open_work import expected_by
from data.rules.replies import ReplyLimits, is_snoozed, waiting
from data.rules.slack import TIGHT_PERCENT, SlackRules, slack
from data.rules.working_time import WorkingTime
from data.values import frozen

_CARDS = "vcard"
_LOGS = frozenset({*TIME_TRACKERS, *CALL_LOGS, AUTO})
_CALENDARS = frozenset({"ics", "vdir", "caldav"})


@frozen
class Limits:
    """What the settings say about the rules of a snapshot."""

    replies: ReplyLimits = field(default_factory=ReplyLimits)
    gestures: GestureRules = field(default_factory=GestureRules)
    mail_windows: tuple[str, ...] = ()
    """Wall-clock times such as "10:00"; empty when mail windows are switched off."""
    tight_percent: int = TIGHT_PERCENT
    """Slack below this share of the work owed is tight."""
    confidence: float = 0.9
    """At which promises are reckoned."""
    usual_pace_minutes: int = USUAL_MINUTES
    """What a working day yields while the work entries don't say."""
    heads_up: HeadsUpRules = field(default_factory=HeadsUpRules)
    cards: CardRules = field(default_factory=CardRules)
    hourly_cents: int | None = None
    """What an hour costs, for budget slack."""
    emergency_checks: tuple[str, ...] = ()
    """When to look at the emergency line on days off: wall-clock times such as "10:00"."""


def snapshot(facts: Facts, now: datetime, working_time: WorkingTime, limits: Limits) -> Today:
    """Judge everything once, at `now`; the same arguments always give the same snapshot."""
    now = now.astimezone(UTC)
    today = local_date(now, working_time.zone)
    free = FreeTime(working_time, facts.appointments)
    paced = at_own_pace(facts.worked, today, working_time, free, limits)
    works = facts.deliverables
    slack_items = _slack(facts, now, working_time, paced, limits)
    owed, capacity = _totals(slack_items)
    open_until = _open_until(now, working_time)
    is_open = working_time.is_open(now)
    first_free = first_free_day(works, now, working_time, paced)
    week_owed, week_capacity = rest_of_week(works, now, working_time, paced)
    mail_window = running_window(now, limits.mail_windows, working_time)
    return Today(
        now=now,
        zone=working_time.zone,
        open_until=open_until,
        is_open=is_open,
        opens_at=None if is_open else working_time.next_open(now),
        work_left_minutes=free_minutes(now, open_until, working_time, free) if open_until else 0,
        load=week_owed / week_capacity if week_capacity else None,
        week_over_minutes=max(0, week_owed - week_capacity),
        day_minutes=working_time.usual_day_minutes,
        next_mail_window=next_window(now, limits.mail_windows, working_time),
        mail_window_until=mail_window + LENGTH if mail_window else None,
        mail_shown_until=shown_until(now, limits.mail_windows, working_time, facts.mail_checked_at),
        agenda=_agenda(facts, slack_items, now, working_time, limits),
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
        time_to_place=facts.time_to_place,
        notices=_notices(facts.sources, now, working_time, limits),
        running=facts.running,
        confidence=limits.confidence,
        clients=len(facts.clients),
        recent=_recent(facts),
    )


def at_own_pace(
    worked: Worked, today: date, working_time: WorkingTime, free: FreeTime, limits: Limits
) -> PacedTime:
    """Give the free time at the freelancer's own pace."""
    pace = pace_minutes(worked, today, working_time, limits.usual_pace_minutes)
    return PacedTime(working_time, free, pace)


def _slack(
    facts: Facts, now: datetime, working_time: WorkingTime, paced: PacedTime, limits: Limits
) -> tuple[SlackItem, ...]:
    """Judge what is owed, with what each item waits for and what its budget leaves."""
    rules = SlackRules(
        tight_percent=limits.tight_percent,
        hours=lambda jobs: queue_hours(facts.history, jobs, limits.confidence),
        heads_up=limits.heads_up,
    )
    items = slack(
        facts.deliverables,
        facts.clients,
        facts.projects,
        now,
        working_time,
        paced,
        told_at=facts.told_at,
        expected=expected_by(facts.conditionals, local_date(now, working_time.zone), working_time),
        rules=rules,
    )
    waits = _waits(facts, local_date(now, working_time.zone), working_time)
    said = []
    for item in items:
        text, late = waits.get(item.deliverable.id, ("", 0))
        promise = item.deliverable.promised_at
        said.append(
            replace(
                item,
                waiting_for=text,
                waiting_days=late,
                would_become=would_become(promise, late, working_time) if late and promise else None,
                budget_slack_cents=budget_slack_cents(item.deliverable, limits.hourly_cents),
            )
        )
    return tuple(said)


def _waits(facts: Facts, today: date, working_time: WorkingTime) -> dict[int, tuple[str, int]]:
    """Give by deliverable what the client is late with, and for how many working days at the longest."""
    waits: dict[int, tuple[str, int]] = {}
    for obligation in facts.obligations:  # the most overdue first
        if obligation.deliverable_id is None or obligation.needed_on >= today:
            continue
        text, late = waits.get(obligation.deliverable_id, ("", 0))
        text = f"{text}, {obligation.text}" if text else obligation.text
        late = max(late, days_late(obligation, today, working_time))
        waits[obligation.deliverable_id] = (text, late)
    return waits


def _agenda(
    facts: Facts, items: Sequence[SlackItem], now: datetime, working_time: WorkingTime, limits: Limits
) -> tuple[AgendaItem, ...]:
    """Give the entries of today, the cards among them."""
    return in_order(
        [
            *agenda(
                facts.commitments,
                facts.deliverables,
                facts.appointments,
                facts.clients,
                now,
                working_time,
            ),
            *find_out_items(facts, now, working_time, limits.cards),
            *cards(facts, items, now, working_time, limits.cards),
            *emergency_checks(facts, now, working_time, limits.emergency_checks),
        ]
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
    until = held_until(now, limits.mail_windows, working_time, facts.mail_checked_at)
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
    failed = [Notice(source.trouble, serious=True) for source in sources if source.error]
    away = offline_notices(sources, now, working_time.zone)
    # That a clock runs in a time tracker, or that a log names no zone, is so for long: the sources say it.
    notes = [
        Notice(f"{source.name}: {source.note}")
        for source in sources
        if source.note and source.kind not in _LOGS
    ]
    skipped = [Notice(_skipped(source)) for source in sources if source.skipped]
    gap = gap_warning(limits.mail_windows, working_time, limits.replies.normal_minutes, now)
    return (*failed, *away, *skipped, *notes, *([Notice(gap)] if gap else []))


def _skipped(source: SourceState) -> str:
    """Say how much of a source was not understood, and where it is named."""
    if source.kind in _CALENDARS:
        what, plural = "event", "events"
    elif source.kind in _LOGS:
        what, plural = "entry", "entries"
    elif source.kind == _CARDS:
        what, plural = "card", "cards"
    else:
        what, plural = "message", "messages"
    many = f"1 {what} was" if source.skipped == 1 else f"{source.skipped} {plural} were"
    where = "mail verdicts" if what == "message" else "sources"
    return (
        f"{source.name}: {many} not understood and left out. `frontdesk {where}` names each with its reason."
    )
