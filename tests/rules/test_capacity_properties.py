"""What must hold for slack whatever is promised to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.model.calendar import Appointment
from data.model.today import Room, SlackItem
from data.model.work import Deliverable
from data.rules.capacity import first_free_day
from data.rules.days import day_start
from data.rules.slack import slack
from tests.build import BERLIN, NOW, a_deliverable, an_appointment, office_hours

HOURS = office_hours(("09:00", "12:30"), ("13:30", "17:00"))

# Promises at hours from two days back, so that some are late and many fall on the same instant.
promises = st.integers(-48, 900).map(lambda hours: NOW + timedelta(hours=hours))
works = st.builds(
    lambda when, minutes, done: a_deliverable(promised_at=when, estimate_minutes=minutes, delivered_at=done),
    st.none() | promises,
    st.none() | st.integers(0, 2400),
    st.none() | st.just(NOW),
)
work_lists = st.lists(works, max_size=8).map(
    lambda found: [replace(work, id=number + 1) for number, work in enumerate(found)]
)
dated = st.builds(
    lambda when, minutes: a_deliverable(promised_at=when, estimate_minutes=minutes),
    promises,
    st.integers(0, 2400),
)
dated_lists = st.lists(dated, min_size=1, max_size=8).map(
    lambda found: [replace(work, id=number + 1) for number, work in enumerate(found)]
)
meetings = st.lists(
    st.builds(
        lambda hours, minutes: an_appointment(starts_at=NOW + timedelta(hours=hours), minutes=minutes),
        st.integers(-12, 300),
        st.integers(0, 900),
    ),
    max_size=5,
)


def judged(found: Iterable[Deliverable], busy: Iterable[Appointment]) -> tuple[SlackItem, ...]:
    return slack(found, {}, {}, NOW, HOURS, list(busy))


def slack_by_key(found: Iterable[Deliverable], busy: Iterable[Appointment]) -> dict[str, int]:
    return {i.key: i.slack_minutes for i in judged(found, busy) if i.slack_minutes is not None}


@given(work_lists, meetings)
def test_every_open_item_is_there_once_and_the_sums_agree(
    found: list[Deliverable], busy: list[Appointment]
) -> None:
    items = judged(found, busy)
    assert sorted(i.deliverable.id for i in items) == [w.id for w in found if w.open]
    counted = [i for i in items if i.slack_minutes is not None]
    for item in counted:
        assert item.capacity_minutes is not None
        assert item.owed_minutes is not None
        assert item.naive_slack_minutes is not None
        assert item.slack_minutes == item.capacity_minutes - item.owed_minutes
        assert item.slack_minutes <= item.naive_slack_minutes
        assert item.capacity_minutes >= 0
    work = sum(i.deliverable.work_left or 0 for i in counted)
    assert max((i.owed_minutes or 0 for i in counted), default=0) == work


@given(work_lists, meetings)
def test_items_come_in_promise_order_and_owed_only_grows(
    found: list[Deliverable], busy: list[Appointment]
) -> None:
    items = judged(found, busy)
    known = [i for i in items if i.room is not Room.UNKNOWN]
    assert list(items[: len(known)]) == known
    when = [i.deliverable.promised_at for i in known]
    assert when == sorted(w for w in when if w is not None)
    owed = [i.owed_minutes for i in known if i.owed_minutes is not None]
    assert owed == sorted(owed)


@given(work_lists, dated, meetings)
def test_adding_work_raises_nobodys_slack(
    found: list[Deliverable], more: Deliverable, busy: list[Appointment]
) -> None:
    before = slack_by_key(found, busy)
    after = slack_by_key([*found, replace(more, id=99)], busy)
    assert all(after[key] <= before[key] for key in before)


@given(work_lists, meetings, meetings)
def test_an_appointment_raises_nobodys_slack(
    found: list[Deliverable], busy: list[Appointment], more: list[Appointment]
) -> None:
    before, after = slack_by_key(found, busy), slack_by_key(found, [*busy, *more])
    assert all(after[key] <= before[key] for key in before)


@given(dated_lists, st.data(), st.integers(0, 300), meetings)
def test_a_later_promise_takes_from_nobody_and_never_worsens_the_worst(
    found: list[Deliverable], data: st.DataObject, hours: int, busy: list[Appointment]
) -> None:
    """Overtaking others can cost the item itself slack: their work now comes before it. Nobody else loses."""
    moved = data.draw(st.sampled_from(found))
    assert moved.promised_at is not None
    later = replace(moved, promised_at=moved.promised_at + timedelta(hours=hours))
    others = [work for work in found if work is not moved]
    before, after = slack_by_key(found, busy), slack_by_key([*others, later], busy)
    assert all(after[f"deliverable:{other.id}"] >= before[f"deliverable:{other.id}"] for other in others)
    assert min(after.values()) >= min(before.values())


@given(dated_lists, st.data(), meetings)
def test_a_later_promise_that_overtakes_nobody_never_lowers_its_own_slack(
    found: list[Deliverable], data: st.DataObject, busy: list[Appointment]
) -> None:
    moved = data.draw(st.sampled_from(found))
    promise = moved.promised_at
    assert promise is not None
    following = [w.promised_at for w in found if w.promised_at is not None and w.promised_at > promise]
    room = int((min(following) - promise).total_seconds()) - 1 if following else 10**6
    later = replace(moved, promised_at=promise + timedelta(seconds=data.draw(st.integers(0, room))))
    before = slack_by_key(found, busy)
    after = slack_by_key([later if w is moved else w for w in found], busy)
    assert after[f"deliverable:{moved.id}"] >= before[f"deliverable:{moved.id}"]


@given(dated_lists, meetings)
def test_the_latest_start_is_ahead_exactly_while_there_is_no_lack(
    found: list[Deliverable], busy: list[Appointment]
) -> None:
    for item in judged(found, busy):
        if item.latest_start is not None and item.slack_minutes is not None:
            assert (item.slack_minutes > 0) <= (item.latest_start > NOW)
            assert (item.slack_minutes < 0) <= (item.latest_start < NOW)


@given(work_lists, dated, meetings)
def test_more_work_never_frees_an_earlier_day(
    found: list[Deliverable], more: Deliverable, busy: list[Appointment]
) -> None:
    before = first_free_day(found, NOW, HOURS, busy)
    after = first_free_day([*found, more], NOW, HOURS, busy)
    assert before is not None
    assert after is not None
    assert after >= before
    assert day_start(before, BERLIN) >= day_start(NOW.date(), BERLIN)
