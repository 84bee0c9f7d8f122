"""Working time against a slow and simple one: a set of open minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.rules.working_time import WorkingTime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE, QUARTER, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
LENGTH = 4 * 24 * 60
# Days with something to trip over: hours skipped and shown twice (at night, at midnight, by half an hour),
# a whole day left out, a new offset, and nothing at all.
PLACES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Santiago", date(2024, 4, 6)),
    ("America/Santiago", date(2024, 9, 8)),
    ("Asia/Beirut", date(2024, 3, 31)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),
    ("Australia/Lord_Howe", date(2025, 10, 5)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
    ("UTC", date(2027, 1, 1)),
]

Spans = list[tuple[str, str]]


class Setup(NamedTuple):
    zone: str
    around: date
    hours: dict[str, Spans]
    days_off: list[date]
    extra: dict[date, Spans]
    breaks: dict[date, Spans]

    def working_time(self) -> WorkingTime:
        return WorkingTime(self.zone, self.hours, self.days_off, self.extra, self.breaks)

    @property
    def first(self) -> datetime:
        """First minute the oracle knows, in UTC; it knows LENGTH of them."""
        return datetime.combine(self.around, datetime.min.time(), UTC) - 2 * DAY


def _clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


CLOCKS = st.integers(0, 96).map(_clock)
SPANS = st.lists(st.tuples(CLOCKS, CLOCKS), max_size=3)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    zone, around = draw(st.sampled_from(PLACES))
    near = st.integers(-5, 3).map(lambda step: around + step * DAY)
    return Setup(
        zone,
        around,
        draw(st.dictionaries(st.sampled_from(WEEKDAYS), SPANS)),
        draw(st.lists(near, max_size=2)),
        draw(st.dictionaries(near, SPANS, max_size=2)),
        draw(st.dictionaries(near, SPANS, max_size=2)),
    )


@cache
def _instant(zone: str, wall: datetime) -> datetime:
    """First instant at which the zone's clock shows `wall`; later by the skip when it never does."""
    local = ZoneInfo(zone)
    instants = [wall.replace(tzinfo=UTC) + QUARTER * step for step in range(-16 * 4, 16 * 4 + 1)]
    shown = [at.astimezone(local).replace(tzinfo=None) for at in instants]
    if wall in shown:
        return instants[shown.index(wall)]
    skip = next(b - a - QUARTER for a, b in pairwise(shown) if a < wall < b)
    return _instant(zone, wall + skip)


def _minutes(setup: Setup, on: date, spans: Spans) -> Iterator[datetime]:
    for edges in spans:
        start, end = (timedelta(hours=int(text[:2]), minutes=int(text[3:])) for text in edges)
        midnight = datetime.combine(on, datetime.min.time())
        at = _instant(setup.zone, midnight + start)
        last = _instant(setup.zone, midnight + (end if end > start else end + DAY))
        while at < last:
            yield at
            at += MINUTE


def _open_minutes(setup: Setup) -> list[bool]:
    open_: set[datetime] = set()
    for step in range(-7, 6):
        on = setup.around + step * DAY
        usual = [] if on in setup.days_off else setup.hours.get(WEEKDAYS[on.weekday()], [])
        open_.update(_minutes(setup, on, setup.extra.get(on, usual)))
    for on, spans in setup.breaks.items():
        open_.difference_update(_minutes(setup, on, spans))
    return [setup.first + MINUTE * i in open_ for i in range(LENGTH)]


WITHIN = st.integers(0, LENGTH - 1)


@settings(max_examples=60, deadline=None)
@given(setups(), st.lists(st.tuples(WITHIN, WITHIN), min_size=1, max_size=20))
def test_between_and_is_open_count_the_open_minutes(setup: Setup, pairs: list[tuple[int, int]]) -> None:
    open_, hours = _open_minutes(setup), setup.working_time()
    for i, j in pairs:
        expected = 60 * (sum(open_[i:j]) - sum(open_[j:i]))
        assert hours.between(setup.first + MINUTE * i, setup.first + MINUTE * j) == expected
        assert hours.is_open(setup.first + MINUTE * i) is open_[i]


@settings(max_examples=60, deadline=None)
@given(setups(), st.lists(WITHIN, min_size=1, max_size=20))
def test_openings_and_closings_are_found_by_walking(setup: Setup, places: list[int]) -> None:
    open_, hours = _open_minutes(setup), setup.working_time()
    beyond = setup.first + MINUTE * LENGTH
    for i in places:
        opening = next((j for j in range(i, LENGTH) if open_[j]), None)
        closing = next((j for j in range(i + 1, LENGTH) if open_[j - 1] and not open_[j]), None)
        for found, answer in (
            (opening, hours.next_open(setup.first + MINUTE * i)),
            (closing, hours.next_close(setup.first + MINUTE * i)),
        ):
            if found is None:
                assert answer is None or answer >= beyond
            else:
                assert answer == setup.first + MINUTE * found


@settings(max_examples=60, deadline=None)
@given(setups(), st.lists(st.tuples(WITHIN, st.integers(1, 3000)), min_size=1, max_size=20))
def test_work_is_added_and_taken_back_by_walking(setup: Setup, places: list[tuple[int, int]]) -> None:
    open_, hours = _open_minutes(setup), setup.working_time()
    for i, minutes in places:
        here = setup.first + MINUTE * i
        ahead = [j for j in range(i, LENGTH) if open_[j]]
        behind = [j for j in range(i - 1, -1, -1) if open_[j]]
        done, begun = hours.add(here, minutes * 60), hours.subtract(here, minutes * 60)
        if len(ahead) >= minutes:
            assert done == setup.first + MINUTE * (ahead[minutes - 1] + 1)
        else:
            assert done is None or done > setup.first + MINUTE * LENGTH
        if len(behind) >= minutes:
            assert begun == setup.first + MINUTE * behind[minutes - 1]
        else:
            assert begun is None or begun < setup.first


INSTANTS = st.integers(-5 * 365 * 86_400_000_000, 60 * 365 * 86_400_000_000).map(
    lambda us: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
SECONDS = st.integers(1, 400 * 3600 * 1_000_000).map(lambda us: us / 1_000_000)


@settings(deadline=None)
@given(setups(), INSTANTS, INSTANTS, INSTANTS)
def test_between_is_signed_and_additive(setup: Setup, a: datetime, b: datetime, c: datetime) -> None:
    hours = setup.working_time()
    assert hours.between(a, b) == -hours.between(b, a)
    assert abs(hours.between(a, b) + hours.between(b, c) - hours.between(a, c)) < 1e-5


@settings(deadline=None)
@given(setups(), INSTANTS, SECONDS)
def test_add_is_the_first_instant_with_that_much_work(setup: Setup, start: datetime, seconds: float) -> None:
    hours = setup.working_time()
    done = hours.add(start, seconds)
    assume(done is not None)
    assert done is not None
    assert abs(hours.between(start, done) - seconds) < 1e-6
    assert hours.between(start, done - timedelta(microseconds=1)) < seconds
    back = hours.subtract(done, seconds)
    assert back is not None
    assert back >= start
    assert hours.between(start, back) == 0


@settings(deadline=None)
@given(setups(), INSTANTS, SECONDS)
def test_subtract_is_the_last_instant_from_which_it_fits(setup: Setup, end: datetime, seconds: float) -> None:
    hours = setup.working_time()
    begun = hours.subtract(end, seconds)
    assume(begun is not None)
    assert begun is not None
    assert abs(hours.between(begun, end) - seconds) < 1e-6
    assert hours.between(begun + timedelta(microseconds=1), end) < seconds
    done = hours.add(begun, seconds)
    assert done is not None
    assert done <= end
    assert hours.between(done, end) == 0


@settings(deadline=None)
@given(setups(), INSTANTS)
def test_the_answers_agree_with_each_other(setup: Setup, at: datetime) -> None:
    hours = setup.working_time()
    assert hours.add(at, 0) == hours.subtract(at, 0) == at
    opening, closing = hours.next_open(at), hours.next_close(at)
    assert (opening == at) is hours.is_open(at)
    if opening:
        assert hours.is_open(opening)
        assert hours.between(at, opening) == 0
    if closing:
        assert closing > at
        assert not hours.is_open(closing)
        assert hours.is_open(closing - timedelta(microseconds=1))
