"""How long clients waited for an answer, in the freelancer's own working hours (SERVICE.md 2.1).

An exchange waits from the first thing a client said in it until a message from the freelancer or their word
stops its clock; later pings don't restart it. A clock stopped because no reply was needed, or because it was
no client's matter, is not counted. What is left waiting at the end is what the thread itself says: an
exchange that stopped waiting in a way nobody wrote down is not counted either, nor is one from before its
mailbox was first read. One that sleeps waits like any other. Limits are those of the dashboard; what has
used up its limit is late, as on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from statistics import median

from data.model.client import Client
from data.model.today import Stage
from data.model.touch import Answer, Thread
from data.model.week import Block, Figure, Unit
from data.model.week_facts import Exchange
from data.rules.replies import ReplyLimits, limit_minutes, stage_of
from data.rules.review.figures import distinct, out_of, quantile
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime
from data.values import frozen

ENOUGH = 10
"""Answers from which on the 90th percentile says something."""
_NO_ANSWER = frozenset({Answer.NO_REPLY_NEEDED, Answer.NOT_CLIENT_MATTER})


@frozen
class Episode:
    """One time that somebody waited in an exchange."""

    exchange: Exchange
    since: datetime
    closed: datetime | None
    """None: they still wait."""
    how: Answer | None = None
    """By which word it was closed; None: by a message in the exchange."""

    @property
    def answered(self) -> bool:
        """Whether what closed it, if anything did, was an answer."""
        return self.closed is not None and self.how not in _NO_ANSWER

    @property
    def key(self) -> str:
        """The row it is one time of."""
        return f"thread:{self.exchange.thread_id}"


@frozen
class Wait:
    """An episode as it stands at the cut."""

    episode: Episode
    minutes: float
    """Business minutes, until it was answered or until the cut."""
    late: bool
    """The limit was used up by then."""
    open: bool
    """Nothing had closed it by the cut."""

    @property
    def key(self) -> str:
        """The row of this one wait: `wait:THREAD:SINCE:MINUTES`, and `:late`, `:open` where it is so.

        All of it stands in the key, for the thread itself tells only of the wait that is open now.
        """
        number, since = self.episode.exchange.thread_id, self.episode.since.astimezone(UTC)
        marks = f"{':late' if self.late else ''}{':open' if self.open else ''}"
        return f"wait:{number}:{since:%Y%m%dT%H%M%SZ}:{int(self.minutes)}{marks}"


@frozen
class Waits:
    """All that waited at some time of the week."""

    answered: tuple[Wait, ...]
    """In the week."""
    open: tuple[Wait, ...]
    """At the cut, the longest wait first."""
    threads: Mapping[int, bool]
    """Every thread in which somebody waited, and whether it is urgent."""

    @property
    def median_minutes(self) -> float | None:
        """The middle of the answered waits; None without any."""
        return median_minutes(wait.minutes for wait in self.answered)


def block(waits: Waits, mail_checks: tuple[Figure, Figure]) -> Block:
    """Give the figures of replies.

    `within`: answered within the limit, of those answered in the week and those open and late at the cut.
    `median` and `p90` (from ten answers on): business minutes of those answered in the week, of how many.
    `oldest_open`: the longest wait at the cut, of how many are open. `urgent`: urgent threads, of all in
    which somebody waited in the week. `mail_checks` and `mail_outside` are those of the module of that name.
    """
    late = [wait.key for wait in (*waits.open, *waits.answered) if wait.late]
    minutes = [wait.minutes for wait in waits.answered]
    rows = distinct(wait.key for wait in sorted(waits.answered, key=lambda wait: -wait.minutes))
    p90 = quantile(minutes, 0.9) if len(minutes) >= ENOUGH else None
    oldest = waits.open[0].minutes if waits.open else None
    open_rows = distinct(wait.key for wait in waits.open)
    urgent = [f"thread:{number}" for number, is_urgent in waits.threads.items() if is_urgent]
    return Block(
        "replies",
        (
            out_of("within", [wait.key for wait in waits.answered if not wait.late], late),
            Figure("median", Unit.WORK, waits.median_minutes, len(minutes), rows),
            Figure("p90", Unit.WORK, p90, len(minutes), rows),
            Figure("oldest_open", Unit.WORK, oldest, len(waits.open), open_rows),
            Figure("urgent", Unit.OF, len(urgent), len(waits.threads), distinct(urgent)),
            *mail_checks,
        ),
    )


def waits_of(
    exchanges: Iterable[Exchange],
    clients: Mapping[int, Client],
    window: Window,
    working_time: WorkingTime,
    limits: ReplyLimits,
) -> Waits:
    """Give all that waited at some time of the week, as it stands at the cut."""
    answered, still, threads = [], [], {}
    for exchange in exchanges:
        limit = limit_of(exchange, clients, limits)
        for episode in episodes(exchange):
            if not window.happened(episode.since):
                continue
            closed = episode.closed if window.happened(episode.closed) else None
            if closed is not None and closed < window.start:
                continue
            threads[exchange.thread_id] = exchange.urgent
            minutes = working_time.between(episode.since, closed or window.cut) / 60
            wait = Wait(episode, minutes, stage_of(minutes / limit) is Stage.LATE, open=closed is None)
            if closed is None:
                still.append(wait)
            elif episode.answered:
                answered.append(wait)
    still.sort(key=lambda wait: (-wait.minutes, wait.episode.since, wait.episode.exchange.thread_id))
    return Waits(tuple(answered), tuple(still), threads)


def episodes(exchange: Exchange) -> Iterator[Episode]:
    """Give the times that somebody waited in an exchange, the first first."""
    waits_since, since = exchange.waiting_since, None
    for turn in exchange.turns:
        if turn.came_in:
            since = since or turn.at
        elif since is not None:
            # An answer that was taken back, such as one that bounced, closed nothing.
            if waits_since is None or since < waits_since:
                yield Episode(exchange, since, turn.at, turn.how)
            since = None
    if waits_since is not None:
        yield Episode(exchange, waits_since, None)


def limit_of(exchange: Exchange, clients: Mapping[int, Client], limits: ReplyLimits) -> int:
    """Give the limit of an exchange in business minutes, by the dashboard's rule."""
    thread = Thread(exchange.client_id, exchange.channel, urgent=exchange.urgent)
    return limit_minutes(thread, clients.get(exchange.client_id), limits)


def median_minutes(minutes: Iterable[float]) -> float | None:
    """Give the middle of some waits; None for none."""
    known = list(minutes)
    return float(median(known)) if known else None
