"""Mail checks against the windows of the week: by hand, and against a walk through its minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.mail_check import MailCheck
from data.model.week import Figure, WeekReview
from data.model.week_facts import WeekFacts
from data.rules.review import ReviewRules, Week, review
from data.rules.review.mail_checks import counted
from tests.build import BERLIN, office_hours
from tests.rules import a_week, slow_week
from tests.rules.a_week import on

WEEK = Week.of("2026-W47", BERLIN)
WEEKS = tuple(Week.of(text, BERLIN) for text in ("2026-W47", "2026-W13", "2026-W43"))
TIMES = (a_week.WINDOWS, ("09:00",), ("12:00", "12:30"), ("09:15", "16:45", "20:00"))


def reviewed(
    checks: tuple[MailCheck, ...],
    *,
    windows: tuple[str, ...] = a_week.WINDOWS,
    week: Week = WEEK,
    now: datetime | None = None,
    since: datetime | None = None,
) -> WeekReview:
    facts = WeekFacts(
        mail_checks=checks,
        mail_checks_since=since or min((check.at for check in checks), default=None),
    )
    return review(facts, week, now or week.end, office_hours(), ReviewRules(mail_windows=windows))


def told(found: WeekReview) -> tuple[tuple[float | None, int | None], float | None]:
    planned, outside = found.figure("replies", "mail_checks"), found.figure("replies", "mail_outside")
    return (planned.value, planned.of), outside.value


def check(at: str, window: str | None = None, number: int = 1) -> MailCheck:
    return MailCheck(on(at), on(window) if window else None, number)


def test_without_mail_windows_there_is_no_figure() -> None:
    assert told(reviewed((check("16 11:00"),), windows=())) == ((0, 0), None)
    assert told(reviewed((), windows=())) == ((0, 0), None)


def test_of_a_week_before_the_first_check_nothing_is_known() -> None:
    assert told(reviewed(())) == ((None, None), None)
    assert told(reviewed((), since=WEEK.end)) == ((None, None), None)
    assert told(reviewed((), since=WEEK.start - timedelta(days=1))) == ((0, 15), 0)


def test_windows_before_the_first_check_are_not_counted() -> None:
    # Wednesday 14:10: the window of 13:30 is over, 16:30 and six more are ahead.
    assert told(reviewed((check("18 14:10"),))) == ((0, 7), 1)
    assert told(reviewed((check("18 13:50", "18 13:30"),))) == ((1, 8), 0)


def test_a_window_counts_when_it_is_over_or_was_kept() -> None:
    early = check("16 10:05", "16 10:00")
    assert told(reviewed((early,), now=on("16 10:10"))) == ((1, 1), 0)
    assert told(reviewed((early,), now=on("16 13:59"))) == ((1, 1), 0)
    assert told(reviewed((early,), now=on("16 14:00"))) == ((1, 2), 0)
    assert told(reviewed((check("16 08:00"),), now=on("16 10:29"))) == ((0, 0), None)


def test_a_day_off_has_no_windows() -> None:
    off = office_hours(days_off=[WEEK.days[day] for day in range(5)])
    facts = WeekFacts(mail_checks_since=WEEK.start)
    found = review(facts, WEEK, WEEK.end, off, ReviewRules(mail_windows=a_week.WINDOWS))
    assert told(found) == ((0, 0), None)


@pytest.mark.parametrize(
    ("checks", "kept"),
    [
        (("16 11:00", "16 11:29"), 1),
        (("16 11:00", "16 11:30"), 2),
        (
            ("16 11:00", "16 11:20", "16 11:40"),
            2,
        ),  # half an hour from the one that counted, not from the last
    ],
)
def test_looks_one_after_the_other_are_one_check(checks: tuple[str, ...], kept: int) -> None:
    made = [check(at, number=number) for number, at in enumerate(checks)]
    assert len(counted(made)) == len(counted(reversed(made))) == kept


def test_a_look_that_runs_on_after_its_window_belongs_to_it() -> None:
    late = (check("16 10:25", "16 10:00"), check("16 10:40", None, 2))
    assert told(reviewed(late, now=on("16 11:00"))) == ((1, 1), 0)


def test_one_just_before_a_window_does_not_use_it_up() -> None:
    both = (check("16 09:58"), check("16 10:01", "16 10:00", 2))
    assert told(reviewed(both, now=on("16 11:00"))) == ((1, 1), 1)


minutes = st.integers(0, 7 * 1440 + 200)


@given(
    st.sampled_from(WEEKS),
    st.sampled_from(TIMES),
    st.lists(st.one_of(minutes, st.integers(8 * 60, 18 * 60)), min_size=1, max_size=12),
    st.integers(0, 9 * 1440),
)
@settings(max_examples=60, deadline=None)
def test_mail_checks_are_what_walking_through_the_minutes_gives(
    week: Week, times: tuple[str, ...], made: list[int], look: int
) -> None:
    now = week.start + look * slow_week.MINUTE
    instants = [week.start + minute * slow_week.MINUTE for minute in made]
    checks = tuple(
        MailCheck(at, slow_week.window_at(at, times, BERLIN), number) for number, at in enumerate(instants)
    )
    slow = slow_week.looks(instants, week, now, times)
    first = min(instants)
    found = told(reviewed(checks, windows=times, week=week, now=now))
    if first > now or first >= week.end:
        assert found == ((None, None), None)
    elif not slow.windows:
        assert found == ((0, 0), None)
    else:
        assert found == ((slow.kept, slow.windows), slow.outside)


def test_the_figures_stand_in_the_block_of_replies() -> None:
    block = reviewed((check("16 11:00"),)).block("replies")
    assert [figure.name for figure in block.figures][-2:] == ["mail_checks", "mail_outside"]
    assert all(isinstance(figure, Figure) for figure in block.figures)
