"""Time from a time log: what of it can be counted, which deliverable it belongs to, and what it may be.

A label is mapped once. A mapping fits every entry that has all of its parts: the tag `logo` fits `logo` and
`acme logo`. Of several that fit the one that says most holds; two that say equally much about different
deliverables decide nothing, and the entry waits.

A mapping ends with its deliverable: time that began after the delivery of what it was mapped to before
waits to be asked about, for trackers name clients and projects, and the next deliverable has the same name
there. Mapped to the delivered one again it counts as polish. Time that began before the delivery is history
whenever it comes in: it counts as spent, and the effort ratio that the next promise rests on learns it,
because it is what the work took.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from data.model.client import Client
from data.model.time_log import LoggedTime, Placing, StoredTime, TimeLabel, TimeMapping
from data.model.work import Deliverable
from data.rules.match import plain_name
from data.values import frozen

_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(hours=24)
_LIKE = 60.0
"""Share of letters in common, in percent, from which a name is suggested."""
_SUGGESTED = 3

_AHEAD = "it lies ahead"
_SHORT = "it is shorter than a minute"

Span = tuple[datetime, datetime]


@frozen
class Usable:
    """The entries of a reading, by what can be done with them at an instant."""

    kept: tuple[LoggedTime, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """Which entry, and why."""
    doubtful: int = 0
    """How many of the skipped ones somebody has to look at: not those under a minute, nor those ahead."""
    running: tuple[LoggedTime, ...] = ()
    again_at: datetime | None = None
    """When the first entry that lies ahead has passed, and reading again brings more."""


def usable(entries: Iterable[LoggedTime], now: datetime) -> Usable:
    """Sort out what cannot be time worked: under a minute, over a day, ahead, or still running."""
    kept: dict[str, LoggedTime] = {}
    skipped: list[tuple[str, str]] = []
    running: list[LoggedTime] = []
    ahead: list[datetime] = []
    for entry in sorted(entries, key=lambda each: (each.started_at, each.key, each.ended_at or now)):
        if entry.ended_at is None and entry.started_at <= now:
            running.append(entry)
            continue
        reason = _against(entry, now)
        if reason:
            skipped.append((entry.description or entry.label.said, reason))
            if (entry.ended_at or entry.started_at) > now:
                ahead.append(entry.ended_at or entry.started_at)
            continue
        if entry.key in kept:
            skipped.append((entry.description or entry.label.said, "it is there twice"))
        kept[entry.key] = entry
    doubtful = sum(reason not in (_AHEAD, _SHORT) for _, reason in skipped)
    return Usable(tuple(kept.values()), tuple(skipped), doubtful, tuple(running), min(ahead, default=None))


def _against(entry: LoggedTime, now: datetime) -> str:
    end = entry.ended_at
    if end is None or end > now:
        return _AHEAD
    if end < entry.started_at:
        return "it ends before it begins"
    if end - entry.started_at < _MINUTE / 2:
        return _SHORT
    if end - entry.started_at > _LONGEST:
        return "it is longer than a day: a clock left running? Shorten it there"
    return ""


def asked(label: TimeLabel) -> TimeLabel:
    """Give what is asked about: client and project where there are any, tags aside; else all of it."""
    return TimeLabel(label.client, label.project) if label.client or label.project else label


def fits(mapped: TimeLabel, label: TimeLabel) -> bool:
    """Whether an entry has every part of a mapped label; what is called nothing fits only itself."""
    if not mapped.weight or mapped.words:
        return mapped == label
    return (
        mapped.client in ("", label.client)
        and mapped.project in ("", label.project)
        and set(mapped.tags) <= set(label.tags)
    )


def fitting(kind: str, label: TimeLabel, mappings: Iterable[TimeMapping]) -> tuple[TimeMapping, ...]:
    """Give the mappings that hold for a label, the earliest first; none when nothing or no one thing fits."""
    fit = [each for each in mappings if each.kind == kind and fits(each.label, label)]
    most = max((each.label.weight for each in fit), default=0)
    best = [each for each in fit if each.label.weight == most]
    if len({each.label for each in best}) > 1 and len({(e.placing, e.deliverable_id) for e in best}) > 1:
        return ()
    return tuple(sorted(best, key=lambda each: (each.since is not None, each.since or each.made_at, each.id)))


def placed(
    started_at: datetime, holding: Sequence[TimeMapping], over: Mapping[int, datetime]
) -> TimeMapping | None:
    """Give the mapping an entry follows, of those that hold for its label; None when it has to wait.

    `over` says when deliverables were delivered or dropped.
    """
    found = [each for each in holding if each.since is None or each.since <= started_at]
    if not found:
        return None
    last = found[-1]
    ended = over.get(last.deliverable_id or 0)
    return None if ended is not None and last.made_at <= ended <= started_at else last


def since_for(holding: Sequence[TimeMapping], over: Mapping[int, datetime]) -> datetime | None:
    """Give from when a new mapping holds, so that time on what is over stays there; None: from ever on."""
    return over.get(holding[-1].deliverable_id or 0) if holding else None


def held(entries: Iterable[StoredTime], by_hand: Iterable[Span], said: Mapping[str, bool]) -> dict[int, bool]:
    """Give the entries of one deliverable that are not counted, and whether by what was entered by hand.

    An entry is held back whole when a minute of it or more lies in time entered here, or in an entry counted
    already. Of two entries of time logs the one that began first counts, so that the order in which they
    came in changes nothing. `said` is the freelancer's own word on an entry, by its key: count it, or
    leave it out; one left out is not reported as held back, for that was decided.
    """
    spans = _merged(by_hand)
    starts = [start for start, _ in spans]
    until: datetime | None = None
    found: dict[int, bool] = {}
    for entry in sorted(entries, key=lambda each: (each.started_at, each.kind, each.key, each.id)):
        word = said.get(entry.key)
        hand = _overlaps(entry, spans, starts)
        again = until is not None and min(until, entry.ended_at) - entry.started_at >= _MINUTE
        if word is False or (word is None and (hand or again)):
            found[entry.id] = hand
        else:
            until = max(until, entry.ended_at) if until is not None else entry.ended_at
    return found


def _overlaps(entry: StoredTime, spans: Sequence[Span], starts: Sequence[datetime]) -> bool:
    place = max(0, bisect_right(starts, entry.started_at) - 1)
    both = timedelta()
    for start, end in spans[place:]:
        if start >= entry.ended_at:
            break
        both += max(timedelta(), min(end, entry.ended_at) - max(start, entry.started_at))
    return both >= _MINUTE


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def is_polish(placing: Placing, started_at: datetime, what: Deliverable) -> bool:
    """Whether time counts as polish: said so, or begun after the work was done or delivered."""
    done = min((at for at in (what.finished_at, what.delivered_at) if at is not None), default=None)
    return placing is Placing.POLISH or (done is not None and started_at >= done)


def suggestions(
    label: TimeLabel, open_: Iterable[Deliverable], clients: Mapping[int, Client]
) -> tuple[int, ...]:
    """Give the open deliverables a label may mean, the likeliest first, three at most.

    A deliverable of a client the label names comes before the others: with one such it is suggested whatever
    it is called.
    """
    from rapidfuzz import fuzz  # costs 27 ms: only who looks into the tray pays for it

    parts = [plain_name(part) for part in (label.client, label.project, *label.tags, label.words) if part]
    if not parts:
        return ()
    ranked: list[tuple[float, float, int]] = []
    for what in open_:
        client = plain_name(clients[what.client_id].name) if what.client_id in clients else ""
        whose = max((fuzz.WRatio(part, client) for part in parts), default=0.0) if client else 0.0
        name = plain_name(what.name)
        like = max(max(fuzz.ratio(part, name), fuzz.token_set_ratio(part, name)) for part in parts)
        theirs = 1.0 if whose >= 85.0 else 0.0
        if theirs or like >= _LIKE:
            ranked.append((-theirs, -like, what.id))
    return tuple(number for _, _, number in sorted(ranked)[:_SUGGESTED])
