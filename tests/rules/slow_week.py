"""The figures of a week told the slow way: minute by minute from the raw rows, without the rules' help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from data.model.after_hours import AwaitedMail
from data.model.agreement import Agreement, AgreementKind, Terms
from data.model.promise import Told, ToldKind
from data.model.touch import Channel
from data.model.week_facts import Exchange
from data.model.work import Deliverable
from data.rules.review import Week

MINUTE = timedelta(minutes=1)
HALF_AN_HOUR = 30
_DATES = (ToldKind.PROMISED, ToldKind.MOVED)


@cache
def is_open(at: datetime, zone: str) -> bool:
    """Monday to Friday, 09:00 to 17:00."""
    local = at.astimezone(ZoneInfo(zone))
    return local.weekday() < 5 and 9 <= local.hour < 17


def fates(told: Iterable[Told], what: Deliverable, now: datetime, step: timedelta) -> dict[datetime, str]:
    """Play the dates of one deliverable through tick by tick; give what became of each.

    Everything lies on ticks; in each one it is delivered or dropped first, then told, then the date comes.
    """
    entries = sorted((each for each in told if each.told_at <= now), key=lambda each: (each.told_at, each.id))
    ends = [at for each in entries for at in (each.told_at, each.promised_at) if at is not None]
    found: dict[datetime, str] = {}
    standing: datetime | None = None
    tick = min(ends, default=now)
    while tick <= max([now, *ends]):
        delivered = what.delivered_at is not None and what.delivered_at <= min(tick, now)
        dropped = what.dropped_at is not None and what.dropped_at <= min(tick, now)
        if standing is not None and delivered:
            found[standing], standing = "kept", None
        standing = None if dropped else standing
        for each in entries:
            date = each.promised_at if each.kind in _DATES else None
            if each.told_at != tick or (date is not None and date == standing):
                continue
            if standing is not None and standing > tick:
                found[standing] = "moved"
            elif standing is not None and tick < now:
                found[standing] = "broken"
            standing = None
            if date is not None and date >= tick:
                found.pop(date, None)
                if delivered:
                    found[date] = "kept"
                elif not dropped:
                    standing = date
        if standing is not None and standing == tick:
            if tick < now:
                found[standing] = "broken"
            standing = None
        tick += step
    return found


@dataclass(frozen=True, slots=True)
class Waited:
    """One time somebody waited."""

    thread_id: int
    minutes: int
    """Of business, until the answer or the cut."""
    late: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Replies:
    """What the minutes of a week showed."""

    answered: list[Waited]
    open: list[Waited]
    touched: set[int]
    called_back: int
    to_call_back: int


def replies(exchanges: Iterable[Exchange], week: Week, now: datetime, limits: dict[Channel, int]) -> Replies:
    """Walk through every minute of every exchange up to the cut, one minute on the wall at a time."""
    answered, still, touched, back, due = [], [], set(), 0, 0
    cut = min(week.end, now)
    for exchange in exchanges:
        limit, waited, since = limits[exchange.channel], 0, None
        ran_out: datetime | None = None
        at = min([turn.at for turn in exchange.turns], default=cut)
        while at <= cut and at < week.end:
            for turn in (turn for turn in exchange.turns if turn.at == at):
                if turn.came_in and since is None:
                    since, waited, ran_out = at, 0, None
                elif not turn.came_in and since is not None:
                    counts = turn.how is None or turn.how.value not in (
                        "no_reply_needed",
                        "not_client_matter",
                    )
                    late, since = waited >= limit, None
                    in_week = at >= week.start
                    if in_week:
                        touched.add(exchange.thread_id)
                    if in_week and counts:
                        answered.append(Waited(exchange.thread_id, waited, late, closed=True))
                    if in_week and counts and not late:
                        back, due = back + 1, due + 1
                    if ran_out is not None and ran_out >= week.start:
                        due += 1
            if at == cut:
                break
            at += MINUTE
            if since is not None and is_open(at - MINUTE, week.zone):
                waited += 1
                if waited == limit and at <= now and at < week.end:
                    ran_out = at
        if since is not None:
            touched.add(exchange.thread_id)
            still.append(Waited(exchange.thread_id, waited, waited >= limit, closed=False))
            due += ran_out is not None and ran_out >= week.start
    return Replies(answered, still, touched, back, due)


@dataclass(frozen=True, slots=True)
class Looks:
    """What the minutes of a week showed of the looks at the mail."""

    kept: int
    windows: int
    outside: int


def window_at(at: datetime, times: tuple[str, ...], zone: str) -> datetime | None:
    """Give the window an instant lies in, by going back minute by minute."""
    back = (at - n * MINUTE for n in range(HALF_AN_HOUR))
    return next((each for each in back if _opens(each, times, zone)), None)


def looks(checks: Iterable[datetime], week: Week, now: datetime, times: tuple[str, ...]) -> Looks:
    """Walk through every minute of the week up to the cut; the first look at all begins the counting."""
    checks = sorted(checks)
    kept = windows = outside = open_for = quiet_for = 0
    looked = False
    at = week.start
    while at < week.end and at <= now:
        if open_for == 0 and windows_end(at, times, week.zone):
            windows += looked or checks[0] < at
        if _opens(at, times, week.zone):
            open_for, looked = HALF_AN_HOUR, False
        for _ in range(checks.count(at)):
            if open_for and not looked:
                kept, looked, quiet_for = kept + 1, True, HALF_AN_HOUR
            elif not open_for and not quiet_for:
                outside, quiet_for = outside + 1, HALF_AN_HOUR
        open_for, quiet_for, at = max(0, open_for - 1), max(0, quiet_for - 1), at + MINUTE
    return Looks(kept, windows + (looked and open_for > 0 and at < week.end), outside)


def windows_end(at: datetime, times: tuple[str, ...], zone: str) -> bool:
    """Whether a window closes at this minute."""
    return _opens(at - HALF_AN_HOUR * MINUTE, times, zone)


def _opens(at: datetime, times: tuple[str, ...], zone: str) -> bool:
    return is_open(at, zone) and f"{at.astimezone(ZoneInfo(zone)):%H:%M}" in times


def confirmed(awaited: Iterable[AwaitedMail], week: Week, now: datetime, step: timedelta) -> tuple[int, int]:
    """Play each awaited mail through tick by tick; give how many came, of how many were decided in the week.

    Everything lies on ticks; in each one a mail comes first, then noon, then it is let go or written up.
    """
    came, of = 0, 0
    for each in awaited:
        arrived, settled, gone = False, False, False
        decided: datetime | None = None
        tick = each.asked_at
        while tick <= now and tick < week.end:
            in_time = each.asked_at < tick <= each.asked_at + timedelta(days=7)
            if not settled and in_time and tick == each.first_mail_at:
                arrived = True
            arrived = arrived or tick == each.came_at
            if decided is None and not gone and (arrived or tick == each.write_up_at):
                decided = tick
            gone = gone or (decided is None and tick == each.dropped_at)
            settled = settled or tick in (each.written_at, each.dropped_at)
            tick += step
        if decided is not None and decided >= week.start:
            of += 1
            came += arrived
    return came, of


def stands(known: Iterable[Agreement], until: date) -> dict[AgreementKind, Agreement]:
    """Walk through the days: on each, what was agreed takes the place of what was agreed before it."""
    known = sorted(known, key=lambda each: each.id)
    found: dict[AgreementKind, Agreement] = {}
    day = min((each.agreed_on or each.noted_on for each in known), default=until)
    while day <= until:
        for each in known:
            if (each.noted_on if each.agreed_on is None else each.agreed_on) == day:
                found[each.kind] = each
        day += timedelta(days=1)
    return found


def stale(standing: Iterable[Agreement], now: Terms) -> set[int]:
    """Hold each word that was kept beside the one of today."""
    found = set()
    for each in standing:
        for then, today in zip(
            (each.hours_then, each.rate_then, each.loading_then),
            (now.hours, now.rate, now.loading),
            strict=True,
        ):
            if then != today and then != "" and today != "":
                found.add(each.id)
    return found


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of an instant."""
    return at.astimezone(ZoneInfo(zone)).date()
