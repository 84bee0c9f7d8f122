"""The figures against the same ones told the slow way, and what holds for any week."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.model.after_hours import AwaitedMail
from data.model.effort import WorkEntry
from data.model.promise import Told, ToldKind
from data.model.scope import Obligation
from data.model.touch import Answer, Channel, Direction, Touch
from data.model.week import WeekReview
from data.model.week_facts import Exchange, TrendFacts, Turn, WeekFacts
from data.model.work import CommitmentKind, Deliverable
from data.rules.review import ReviewRules, Week, review, trend, trend_of
from tests.build import BERLIN, a_client, a_commitment, a_deliverable, a_touch, office_hours
from tests.rules import slow_week

T = TypeVar("T")

WEEKS = tuple(Week.of(text, BERLIN) for text in ("2026-W47", "2026-W13", "2026-W43"))
HOURS = office_hours()
RULES = ReviewRules(hourly_cents=6_000)
LIMITS = {Channel.MAIL: 240, Channel.CALL: 120}
HOUR = timedelta(hours=1)

weeks = st.sampled_from(WEEKS)
hours = st.integers(-40, 210)
"""Around a week of about 168, in hours after its start."""
minutes = st.integers(-3 * 1440, 9 * 1440)
looks = st.integers(-10, 250)


def later(week: Week, hour: int) -> datetime:
    return week.start + hour * HOUR


def reviewed(facts: WeekFacts, week: Week, now: datetime) -> WeekReview:
    return review(facts, week, now, HOURS, RULES)


kinds = st.sampled_from(list(ToldKind))
histories = st.lists(st.tuples(hours, hours, kinds), max_size=5)


def told_of(week: Week, history: list[tuple[int, int, ToldKind]]) -> tuple[Told, ...]:
    return tuple(
        Told(1, kind, later(week, when), number, None if kind is ToldKind.WITHDRAWN else later(week, due))
        for number, (when, due, kind) in enumerate(history, start=1)
    )


@given(weeks, histories, st.one_of(st.none(), hours), st.booleans(), looks)
@example(WEEKS[0], [(0, 50, ToldKind.PROMISED), (50, 60, ToldKind.MOVED)], None, False, 200)
@example(WEEKS[0], [(0, 50, ToldKind.PROMISED), (20, 60, ToldKind.MOVED)], 20, False, 200)
@example(WEEKS[0], [(0, 50, ToldKind.PROMISED), (20, 60, ToldKind.MOVED)], 20, True, 200)
@settings(max_examples=200)
def test_what_became_of_dates_is_what_playing_them_through_gives(
    week: Week, history: list[tuple[int, int, ToldKind]], over: int | None, dropped: bool, look: int
) -> None:
    at, now = None if over is None else later(week, over), later(week, look)
    what = a_deliverable(dropped_at=at) if dropped else a_deliverable(delivered_at=at)
    told = told_of(week, history)
    found = reviewed(WeekFacts(told=told, deliverables={1: what}), week, now)
    slow = slow_week.fates(told, what, now, HOUR)
    expected = Counter(fate for due, fate in slow.items() if week.start <= due < week.end)
    for name in ("kept", "moved", "broken"):
        assert found.figure("promises", name).value == expected[name], name
    due = found.figure("promises", "due")
    assert (due.value, due.of) == (expected["kept"], expected.total())
    assert found.figure("honesty", "heads_ups").of == expected["moved"] + expected["broken"]


turns = st.lists(
    st.tuples(minutes, st.sampled_from(["in", "in", "out", "call", "no_reply_needed"])),
    max_size=6,
    unique_by=lambda t: t[0],
)
talks = st.lists(st.tuples(turns, st.sampled_from([Channel.MAIL, Channel.CALL])), max_size=3)


def exchanges_of(week: Week, all_talks: list[tuple[list[tuple[int, str]], Channel]]) -> tuple[Exchange, ...]:
    """Exchanges as they stand in the store: one that waits says since when."""
    made = []
    for number, (lines, channel) in enumerate(all_talks, start=1):
        since: datetime | None = None
        kept = []
        for minute, what in sorted(lines):
            at = week.start + minute * slow_week.MINUTE
            since = (since or at) if what == "in" else None
            kept.append(Turn(at, what == "in", Answer(what) if what not in ("in", "out") else None))
        made.append(Exchange(number, 1, channel, waiting_since=since, turns=tuple(kept)))
    return tuple(made)


@given(weeks, talks, st.integers(-60, 11 * 1440))
@settings(max_examples=60, deadline=None)
def test_replies_and_callbacks_are_what_counting_minutes_gives(
    week: Week, all_talks: list[tuple[list[tuple[int, str]], Channel]], look: int
) -> None:
    now = week.start + look * slow_week.MINUTE
    exchanges = exchanges_of(week, all_talks)
    found = reviewed(WeekFacts(exchanges=exchanges), week, now)
    slow = slow_week.replies(exchanges, week, now, LIMITS)
    within = found.figure("replies", "within")
    late = [each for each in (*slow.answered, *slow.open) if each.late]
    good = [each for each in slow.answered if not each.late]
    assert (within.value, within.of) == (len(good), len(good) + len(late))
    waits = [each.minutes for each in slow.answered]
    assert found.figure("replies", "median").value == (median(waits) if waits else None)
    oldest = max((each.minutes for each in slow.open), default=None)
    assert found.figure("replies", "oldest_open").value == oldest
    assert found.figure("replies", "oldest_open").of == len(slow.open)
    assert found.figure("replies", "urgent").of == len(slow.touched)
    calls = [each for each in exchanges if each.channel is Channel.CALL]
    slow_calls = slow_week.replies(calls, week, now, LIMITS)
    callbacks = found.figure("calls", "callbacks")
    assert (callbacks.value, callbacks.of) == (slow_calls.called_back, slow_calls.to_call_back)


waits = st.one_of(st.none(), st.integers(0, 200))
"""Hours after a call; None: it never happened."""


@given(weeks, st.lists(st.tuples(hours, st.integers(1, 90), waits, waits, waits, waits), max_size=5), looks)
def test_confirming_mails_are_what_playing_them_through_gives(
    week: Week, asked: list[tuple[int, int, int | None, int | None, int | None, int | None]], look: int
) -> None:
    now = later(week, look)

    def after(call: int, wait: int | None) -> datetime | None:
        return None if wait is None else later(week, call + wait)

    made = tuple(
        AwaitedMail(
            touch_id=1,
            client_id=1,
            text="it",
            asked_at=later(week, call),
            due_at=later(week, call + noon),
            write_up_at=later(week, call + noon),
            id=number,
            came_at=after(call, came),
            written_at=after(call, written),
            dropped_at=after(call, dropped),
            first_mail_at=after(call, mail),
        )
        for number, (call, noon, mail, came, written, dropped) in enumerate(asked)
    )
    found = reviewed(WeekFacts(awaited_mails=made), week, now).figure("after_hours", "confirming_mails")
    assert (found.value, found.of) == slow_week.confirmed(made, week, now, HOUR)


@given(weeks, st.lists(st.tuples(hours, waits, waits), max_size=6), looks)
def test_promised_callbacks_are_kept_or_not_in_the_week_they_are_due(
    week: Week, said: list[tuple[int, int | None, int | None]], look: int
) -> None:
    now = later(week, look)
    made = [
        a_commitment(
            id=number,
            due_at=later(week, due),
            kind=CommitmentKind.CALLBACK,
            done_at=None if done is None else later(week, due + done - 100),
            dropped_at=None if dropped is None else later(week, due + dropped - 100),
        )
        for number, (due, done, dropped) in enumerate(said)
    ]
    others = [replace(each, id=each.id + 100, kind=CommitmentKind.FOLLOW_UP) for each in made]
    found = reviewed(WeekFacts(commitments=(*made, *others)), week, now).figure("calls", "callbacks")
    in_week = [each for each in made if week.start <= each.due_at < week.end]
    kept = [e for e in in_week if e.done_at is not None and e.done_at <= min(e.due_at, now)]
    let_go = [e for e in in_week if e.dropped_at is not None and e.dropped_at <= min(e.due_at, now)]
    missed = [e for e in in_week if e not in kept and e not in let_go and e.due_at < now]
    assert (found.value, found.of) == (len(kept), len(kept) + len(missed))


entries = st.lists(st.tuples(st.integers(-600, 8 * 1440), st.integers(-30, 700)), max_size=4)
contacts = st.lists(st.tuples(minutes, st.sampled_from(list(Direction))), max_size=6)


@given(weeks, entries, contacts, st.integers(-60, 11 * 1440))
@example(WEEKS[0], [(1021, 0), (1030, -20)], [], 2880)
@settings(max_examples=60, deadline=None)
def test_after_hours_are_what_counting_minutes_gives(
    week: Week, worked: list[tuple[int, int]], spoken: list[tuple[int, Direction]], look: int
) -> None:
    now = week.start + look * slow_week.MINUTE
    made = [
        WorkEntry(1, week.start + start * slow_week.MINUTE, n, long) for n, (start, long) in enumerate(worked)
    ]
    made = [each for each in made if week.start <= each.started_at < week.end and each.started_at <= now]
    touches = [
        a_touch(id=n, at=week.start + minute * slow_week.MINUTE, direction=direction)
        for n, (minute, direction) in enumerate(spoken)
    ]
    touches = [each for each in touches if week.start <= each.at < week.end and each.at <= now]
    found = reviewed(WeekFacts(entries=tuple(made), touches=tuple(touches)), week, now)
    beyond = sum(
        not slow_week.is_open(each.started_at + n * slow_week.MINUTE, BERLIN)
        for each in made
        for n in range(each.minutes or 0)
    )
    assert found.figure("after_hours", "loaded_minutes").value == beyond
    assert found.figure("after_hours", "loaded_cents").value == beyond * 150
    for direction in Direction:
        closed = [t for t in touches if t.direction is direction and not slow_week.is_open(t.at, BERLIN)]
        assert found.figure("after_hours", f"contacts_{direction}").value == len(closed)
    assert found.figure("after_hours", "evenings").value == evenings(week, made, touches, now)


def evenings(week: Week, worked: list[WorkEntry], touches: list[Touch], now: datetime) -> int:
    """Walk through the minutes of each evening from 17:00 to midnight."""
    busy = {each.started_at + n * slow_week.MINUTE for each in worked for n in range(each.minutes or 0)} | {
        touch.at for touch in touches if touch.direction is Direction.OUT
    }
    guarded = 0
    for day in week.days[:5]:
        midnight = Week(week.starts_on, BERLIN).start + (day - week.starts_on + timedelta(days=1))
        evening = {midnight - n * slow_week.MINUTE for n in range(1, 7 * 60 + 1)}
        guarded += midnight <= now and not evening & busy
    return guarded


owed = st.lists(st.tuples(hours, st.integers(-9, 9), st.one_of(st.none(), hours), st.booleans()), max_size=5)


@given(weeks, owed, looks)
def test_what_clients_owe_is_what_looking_at_each_day_gives(
    week: Week, all_owed: list[tuple[int, int, int | None, bool]], look: int
) -> None:
    now = later(week, look)
    made = []
    for number, (asked, needed, over, came) in enumerate(all_owed, start=1):
        at = None if over is None else later(week, over)
        one = Obligation(1, "texts", later(week, asked), week.starts_on + timedelta(days=needed), number)
        made.append(replace(one, received_at=at) if came else replace(one, dropped_at=at))
    found = reviewed(WeekFacts(obligations=tuple(made)), week, now)
    cut = min(now, week.end - timedelta(seconds=1))
    open_late, moved = [], 0
    for each in made:
        over_at = each.received_at or each.dropped_at
        if each.asked_at > cut:
            continue
        if over_at is None or over_at > cut:
            open_late.append(late_days(each.needed_on, Week.at(cut, BERLIN), cut))
        elif each.received_at is not None and each.received_at >= week.start:
            moved += late_days(each.needed_on, week, each.received_at)
    assert found.figure("expectations", "owed").value == len(open_late)
    assert found.figure("expectations", "oldest_days").value == (max(open_late) if open_late else None)
    assert found.figure("expectations", "days_moved").value == moved + sum(open_late)


def late_days(needed: date, week: Week, at: datetime) -> int:
    today = at.astimezone(ZoneInfo(week.zone)).date()
    days = [needed + timedelta(days=n) for n in range(1, 60)]
    return sum(day <= today and day.weekday() < 5 for day in days)


spoken_to = st.lists(st.tuples(st.integers(1, 3), st.integers(-13 * 168, 2 * 168)), max_size=12)


@given(weeks, spoken_to, looks)
def test_contacts_fall_into_the_week_that_ran_then(
    week: Week, spoken: list[tuple[int, int]], look: int
) -> None:
    now = later(week, look)
    contacts_ = sorted((client, later(week, hour)) for client, hour in spoken)
    contacts_.sort(key=lambda contact: contact[1])
    facts = WeekFacts(clients={n: a_client(f"{n}", id=n) for n in (1, 2, 3)}, contacts=tuple(contacts_))
    found = {line.client_id: line.weeks for line in reviewed(facts, week, now).clients}
    twelve = [week]
    while len(twelve) < 12:
        twelve.insert(0, twelve[0].previous())
    for client in (1, 2, 3):
        slow = tuple(
            sum(who == client and at <= now and Week.at(at, BERLIN) == each for who, at in contacts_)
            for each in twelve
        )
        assert found.get(client, (0,) * 12) == slow


@given(weeks, st.lists(st.tuples(st.integers(-4, 10), st.booleans()), max_size=6), looks)
def test_who_was_sent_by_others_is_counted_on_the_day_it_happened(
    week: Week, came: list[tuple[int, bool]], look: int
) -> None:
    clients = {
        number: a_client(
            f"{number}",
            id=number,
            since=week.starts_on + timedelta(days=day),
            referred_by="Lindqvist" if sent else " ",
        )
        for number, (day, sent) in enumerate(came, start=1)
    }
    now = later(week, look)
    found = reviewed(WeekFacts(clients=clients), week, now).figure("attention", "referred")
    today = now.astimezone(ZoneInfo(week.zone)).date()
    slow = {
        f"client:{number}"
        for number, (day, sent) in enumerate(came, start=1)
        for on in week.days
        if sent and on <= today and week.starts_on + timedelta(days=day) == on
    }
    assert set(found.rows) == slow
    assert found.value == len(slow)


def forgotten(at: T, now: datetime, *names: str) -> T:
    """Take back what has not happened by now."""
    for name in names:
        when = getattr(at, name)
        if when is not None and when > now:
            at = replace(at, **{name: None})  # type: ignore[type-var]
    return at


@given(weeks, histories, st.one_of(st.none(), hours), talks, looks)
@settings(max_examples=60)
def test_what_comes_later_does_not_change_what_was_seen(
    week: Week,
    history: list[tuple[int, int, ToldKind]],
    over: int | None,
    all_talks: list[tuple[list[tuple[int, str]], Channel]],
    look: int,
) -> None:
    now = later(week, look)
    done = None if over is None else later(week, over)
    what: Deliverable = a_deliverable(delivered_at=done)
    promise = a_commitment(due_at=later(week, 80), done_at=done)
    exchanges = exchanges_of(week, all_talks)
    told = told_of(week, history)
    whole = WeekFacts(told=told, deliverables={1: what}, commitments=(promise,), exchanges=exchanges)
    until_now = [
        (
            [(m, w) for m, w in lines if week.start + m * slow_week.MINUTE <= now],
            channel,
        )
        for lines, channel in all_talks
    ]
    then = WeekFacts(
        told=tuple(each for each in told if each.told_at <= now),
        deliverables={1: forgotten(what, now, "delivered_at")},
        commitments=(forgotten(promise, now, "done_at"),),
        exchanges=exchanges_of(week, until_now),
    )
    for name in ("promises", "honesty", "replies", "calls"):
        assert reviewed(whole, week, now).block(name) == reviewed(then, week, now).block(name), name


@given(weeks, histories, talks, spoken_to, looks)
@settings(max_examples=60)
def test_a_trend_says_what_the_review_of_its_week_says(
    week: Week,
    history: list[tuple[int, int, ToldKind]],
    all_talks: list[tuple[list[tuple[int, str]], Channel]],
    spoken: list[tuple[int, int]],
    look: int,
) -> None:
    now = later(week, look)
    told, exchanges = told_of(week, history), exchanges_of(week, all_talks)
    works, promises = {1: a_deliverable()}, (a_commitment(due_at=later(week, 80)),)
    touches = sorted(
        (a_touch(id=n, at=later(week, hour)) for n, (_, hour) in enumerate(spoken)), key=lambda each: each.at
    )
    facts = WeekFacts(
        told=told, deliverables=works, commitments=promises, exchanges=exchanges, touches=tuple(touches)
    )
    lean = TrendFacts(told, works, promises, exchanges, tuple((1, touch.at) for touch in touches))
    assert trend(lean, week, now, HOURS) == trend_of(reviewed(facts, week, now))
