"""The figures that are drawn over twelve weeks, by the same definitions as in each week's review."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from data.model.week import Trend, WeekReview
from data.model.week_facts import TrendFacts
from data.rules.review.promises import Fate, promises
from data.rules.review.replies import episodes, median_minutes
from data.rules.review.week import Week
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def trend(facts: TrendFacts, week: Week, now: datetime, working_time: WorkingTime) -> Trend:
    """Give what is drawn of one week; its slack is known of closed weeks only, from what they froze."""
    window = Window.of(week, now.astimezone(UTC))
    due = promises(facts.told, facts.deliverables, facts.commitments, window)
    return Trend(
        week=week.text,
        kept=sum(promise.fate is Fate.KEPT for promise in due),
        due=len(due),
        reply_minutes=_reply_minutes(facts, window, working_time),
        slack_minutes=None,
        after_hours=_after_hours(facts, window, working_time),
    )


def trend_of(review: WeekReview) -> Trend:
    """Give what is drawn of a week whose review is there, frozen or not."""
    reply, slack = review.figure("replies", "median").value, review.figure("slack", "end").value
    late = [review.figure("after_hours", name).value or 0 for name in ("contacts_in", "contacts_out")]
    due = review.figure("promises", "due")
    return Trend(
        week=review.week,
        kept=int(due.value or 0),
        due=due.of or 0,
        reply_minutes=reply,
        slack_minutes=None if slack is None else int(slack),
        after_hours=int(sum(late)),
        closed=review.closed_at is not None,
    )


def _reply_minutes(facts: TrendFacts, window: Window, working_time: WorkingTime) -> float | None:
    """Give the median wait of what was answered in the week, in business minutes."""
    waits = []
    for exchange in facts.exchanges:
        if not exchange.turns or exchange.turns[-1].at < window.start or exchange.turns[0].at >= window.end:
            continue
        waits += [
            working_time.between(episode.since, episode.closed) / 60
            for episode in episodes(exchange)
            if episode.closed is not None and episode.answered and window.holds(episode.closed)
        ]
    return median_minutes(waits)


def _after_hours(facts: TrendFacts, window: Window, working_time: WorkingTime) -> int:
    """Count the contacts outside working hours: all of the week but those while it was open."""
    until = min(window.end, window.now + timedelta(seconds=1))
    spans = _open_spans(window.start, until, working_time)
    return _between(facts, window.start, until) - sum(_between(facts, start, end) for start, end in spans)


def _open_spans(
    start: datetime, end: datetime, working_time: WorkingTime
) -> Iterator[tuple[datetime, datetime]]:
    """Give the spans between two instants in which it is open."""
    opens = working_time.next_open(start)
    while opens is not None and opens < end:
        closes = working_time.next_close(opens)
        yield opens, end if closes is None else min(closes, end)
        opens = None if closes is None else working_time.next_open(closes)


def _between(facts: TrendFacts, start: datetime, end: datetime) -> int:
    """Count the contacts from `start` on and before `end`."""
    first, last = (bisect_left(facts.contacts, at, key=lambda contact: contact[1]) for at in (start, end))
    return max(0, last - first)
