"""The review of one week: facts, a week, an instant and the working hours in, all figures out."""

from __future__ import annotations

from datetime import UTC, datetime

from data.model.week import WeekReview
from data.model.week_facts import WeekFacts
from data.rules.review import (
    after_hours,
    attention,
    calls,
    courtesy,
    estimates,
    expectations,
    gestures,
    honesty,
    mail_checks,
    promises,
    replies,
    slack,
)
from data.rules.review.rules import ReviewRules
from data.rules.review.week import Week
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime

AS_OF_NOW = frozenset(
    {
        ("slack", "start"),
        ("slack", "end"),
        ("slack", "red"),
        ("slack", "next_load"),
        ("attention", "open_promises"),
        ("gestures", "suggested"),
    }
)
"""Block and figure of what tells how things are now; all other figures of a past week stay as they are."""


def review(
    facts: WeekFacts, week: Week, now: datetime, working_time: WorkingTime, rules: ReviewRules
) -> WeekReview:
    """Compute all figures of a week as known at `now`; the same arguments always give the same review."""
    now = now.astimezone(UTC)
    window = Window.of(week, now)
    waits = replies.waits_of(facts.exchanges, facts.clients, window, working_time, rules.replies)
    lines = attention.lines(facts, waits, window, rules.keep_in_touch_days)
    return WeekReview(
        week=week.text,
        starts_on=week.starts_on,
        start=window.start,
        end=window.end,
        now=now,
        zone=week.zone,
        blocks=(
            promises.block(facts, window, working_time),
            honesty.block(facts, window),
            replies.block(waits, mail_checks.figures(facts, window, working_time, rules)),
            calls.block(facts, window, working_time, rules.replies),
            after_hours.block(facts, window, working_time, rules),
            slack.block(facts, window),
            estimates.block(facts, window, rules),
            attention.block(facts, lines, window),
            expectations.block(facts, window, working_time, rules.terms),
            courtesy.block(facts),
            gestures.block(facts, window),
        ),
        clients=lines,
    )
