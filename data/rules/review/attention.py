"""How much attention each client got (SERVICE.md 2.2, 5.6)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from data.model.client import Client
from data.model.week import Block, ClientWeek, Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.days import local_date
from data.rules.review.after_hours import worked_span
from data.rules.review.figures import distinct, number
from data.rules.review.replies import Waits, median_minutes
from data.rules.review.window import Window
from data.values import frozen

WEEKS = 12
FLAG = 2
"""Who waits more than so many times as long as everybody together is flagged."""


def block(facts: WeekFacts, lines: Sequence[ClientWeek], window: Window) -> Block:
    """Give `contacts`, `minutes`, `open_promises`, `quiet` and `referred`.

    `contacts` and `minutes` (on calls and on the work): of the week, with everybody. `open_promises`: what is
    promised and open now, None once the week is over, for nobody kept what was. `quiet`: clients with whom
    nobody has spoken for their interval, at the cut. `referred`: who became a client in the week because
    somebody sent them (SERVICE.md 0).
    """
    referred = [c for c in facts.clients.values() if c.referred_by.strip() and window.holds_day(c.since)]
    touched = [touch for touch in facts.touches if window.holds(touch.at)]
    minutes = _minutes(facts, window)
    worked = [key for keys, _ in minutes.values() for key in keys]
    return Block(
        "attention",
        (
            number("contacts", [f"touch:{touch.id}" for touch in touched]),
            Figure(
                "minutes", Unit.MINUTES, sum(m for _, m in minutes.values()), len(worked), distinct(worked)
            ),
            _open(facts, window),
            number("quiet", [f"client:{line.client_id}" for line in lines if line.quiet]),
            number("referred", [f"client:{client.id}" for client in referred]),
        ),
    )


def _open(facts: WeekFacts, window: Window) -> Figure:
    if window.now >= window.end:
        return Figure("open_promises", Unit.NUMBER, None)
    return number("open_promises", [key for key, _ in open_promises(facts)])


def lines(facts: WeekFacts, waits: Waits, window: Window, keep_in_touch_days: int) -> tuple[ClientWeek, ...]:
    """Give a line for each client there is something to say of, who got most attention first."""
    measured = _Measured.of(facts, waits, window)
    silent = quiet(facts, window, keep_in_touch_days)
    found = [measured.line(client, quiet=client.id in silent) for client in facts.clients.values()]
    told = [
        line
        for line in found
        if any(line.weeks)
        or line.minutes
        or line.open_promises
        or line.quiet
        or line.reply_minutes is not None
    ]
    return tuple(sorted(told, key=lambda line: (-line.minutes, -line.contacts, line.client.casefold())))


def open_promises(facts: WeekFacts) -> list[tuple[str, int | None]]:
    """Give key and client of everything promised that is open now, the first due first."""
    dated = [
        (what.promised_at, f"deliverable:{what.id}", what.client_id)
        for what in facts.deliverables.values()
        if what.open and what.promised_at is not None
    ]
    found = [*dated, *((c.due_at, f"commitment:{c.id}", c.client_id) for c in facts.commitments if c.open)]
    return [(key, client_id) for _, key, client_id in sorted(found, key=lambda each: each[:2])]


def quiet(facts: WeekFacts, window: Window, usual_days: int) -> frozenset[int]:
    """Give the clients nobody has spoken to for their interval or longer, at the cut; a kindness is a word.

    Silence with somebody never spoken to counts from the first day it could have been noted.
    """
    last = {number_: local_date(at, window.week.zone) for number_, at in facts.last_contact.items()}
    for gesture in facts.gestures:
        if gesture.done_on is not None and gesture.done_on <= window.last_day:
            last[gesture.client_id] = max(gesture.done_on, last.get(gesture.client_id, gesture.done_on))
    found = set()
    for client in facts.clients.values():
        days = usual_days if client.keep_in_touch_days is None else client.keep_in_touch_days
        since = last.get(client.id)
        if since is None and client.since is not None:
            since = max(client.since, facts.store_since or client.since)
        if days > 0 and since is not None and (window.last_day - since).days >= days:
            found.add(client.id)
    return frozenset(found)


def _minutes(facts: WeekFacts, window: Window) -> Mapping[int | None, tuple[list[str], int]]:
    """Give what was spent on calls and work in the week by client, with the rows it comes from."""
    spent: dict[int | None, list[tuple[str, int]]] = defaultdict(list)
    for touch in facts.touches:
        if touch.minutes and window.holds(touch.at):
            spent[touch.client_id].append((f"touch:{touch.id}", touch.minutes))
    for entry in facts.entries:
        what = facts.deliverables.get(entry.deliverable_id)
        if not window.holds(entry.started_at):
            continue
        minutes = entry.minutes
        if minutes is None:
            start, end = worked_span(entry, window)
            minutes = (end - start) // timedelta(minutes=1)
        spent[what.client_id if what else None].append((f"work_entry:{entry.id}", minutes))
    return {
        client: ([key for key, _ in rows], max(0, sum(minutes for _, minutes in rows)))
        for client, rows in spent.items()
    }


@frozen
class _Measured:
    """What was counted by client."""

    weeks: Mapping[int | None, list[int]]
    minutes: Mapping[int | None, tuple[list[str], int]]
    promises: Mapping[int | None, int] | None
    replies: Mapping[int, list[float]]
    usual_reply: float | None

    @classmethod
    def of(cls, facts: WeekFacts, waits: Waits, window: Window) -> _Measured:
        """Count once for all."""
        replies: dict[int, list[float]] = defaultdict(list)
        for wait in waits.answered:
            replies[wait.episode.exchange.client_id].append(wait.minutes)
        runs = window.now < window.end
        promises = Counter(client_id for _, client_id in open_promises(facts)) if runs else None
        weeks = _by_week(facts, window)
        return cls(weeks, _minutes(facts, window), promises, replies, waits.median_minutes)

    def line(self, client: Client, *, quiet: bool) -> ClientWeek:
        """Put together what is to be said of one client."""
        weeks = self.weeks.get(client.id) or [0] * WEEKS
        reply = median_minutes(self.replies.get(client.id, ()))
        usual = self.usual_reply
        return ClientWeek(
            client_id=client.id,
            client=client.name,
            contacts=weeks[-1],
            minutes=self.minutes.get(client.id, ([], 0))[1],
            open_promises=None if self.promises is None else self.promises.get(client.id, 0),
            reply_minutes=reply,
            reply_flag=reply is not None and usual is not None and reply > FLAG * usual,
            quiet=quiet,
            weeks=tuple(weeks),
        )


def _by_week(facts: WeekFacts, window: Window) -> Mapping[int | None, list[int]]:
    """Count contacts by client in each of the last twelve weeks, this one last."""
    starts = [window.start]
    week = window.week
    for _ in range(WEEKS - 1):
        week = week.previous()
        starts.insert(0, week.start)
    known = facts.contacts[: bisect_right(facts.contacts, window.now, key=lambda contact: contact[1])]
    edges = [bisect_left(known, at, key=lambda contact: contact[1]) for at in (*starts, window.end)]
    found: dict[int | None, list[int]] = defaultdict(lambda: [0] * WEEKS)
    for place, (begin, end) in enumerate(pairwise(edges)):
        for client_id, count in Counter(client_id for client_id, _ in known[begin:end]).items():
            found[client_id][place] = count
    return found
