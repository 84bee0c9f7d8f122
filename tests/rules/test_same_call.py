"""Which entries of several logs are one call, and which was logged by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome
from data.rules.same_call import Call, Entry, calls_of, pair
from tests.build import a_touch
from tests.feeds.calls.logs import at, missed, said, spoke, tried


def entry(record: CallRecord, log: str = "android", digest: str = "") -> Entry:
    return Entry(record, log, digest or f"{log} {record}")


def times(calls: list[Call]) -> list[int]:
    return [len(call.digests) for call in calls]


def test_near_entries_of_two_logs_are_one_call() -> None:
    (call,) = calls_of([entry(spoke("10:00", 300)), entry(spoke("10:00:40", 270), "asterisk")])
    assert (call.record.at, call.record.seconds, len(call.digests)) == (at("10:00"), 300, 2)


@pytest.mark.parametrize(
    "other",
    [
        spoke("10:02:01"),
        spoke("10:00", 600),
        spoke("10:00", out=True),
        said("10:00", "Hello"),
    ],
)
def test_others_are_not(other: CallRecord) -> None:
    assert times(calls_of([entry(spoke("10:00")), entry(other, "asterisk")])) == [1, 1]


def test_one_log_never_lists_a_call_twice() -> None:
    again = [entry(missed("10:00")), entry(missed("10:01")), entry(missed("10:01:30"))]
    assert times(calls_of(again)) == [1, 1, 1]
    assert times(calls_of([*again, *again])) == [1, 1, 1]


def test_a_second_try_within_two_minutes_stays_a_second_call() -> None:
    telephone = [entry(missed("10:00")), entry(spoke("10:01", 300))]
    switchboard = [entry(missed("10:00:50"), "asterisk"), entry(spoke("10:01:05", 290), "asterisk")]
    calls = calls_of([*telephone, *switchboard])
    assert [(call.record.outcome, len(call.digests)) for call in calls] == [
        (Outcome.MISSED, 2),
        (Outcome.SPOKE, 2),
    ]


def test_what_one_log_knows_better_counts() -> None:
    voicemail = missed("10:00:20", outcome=Outcome.VOICEMAIL)
    (call,) = calls_of([entry(missed("10:00")), entry(voicemail, "asterisk")])
    assert call.record.outcome is Outcome.VOICEMAIL


def test_messages_must_say_the_same() -> None:
    one, two = said("10:00", "Yes!"), said("10:00:30", "No")
    assert times(calls_of([entry(one), entry(two, "google_voice")])) == [1, 1]
    assert times(calls_of([entry(one), entry(replace(one, text="yes"), "google_voice")])) == [2]


_records = st.builds(
    lambda seconds, outcome, long: CallRecord(
        Channel.CALL,
        Direction.IN,
        at("10:00") + timedelta(seconds=seconds),
        "+49405550110",
        seconds=long if outcome is Outcome.SPOKE else None,
        outcome=outcome,
    ),
    st.integers(0, 400),
    st.sampled_from([Outcome.SPOKE, Outcome.MISSED, Outcome.VOICEMAIL]),
    st.integers(0, 200),
)
_entries = st.lists(
    st.builds(entry, _records, st.sampled_from(["android", "asterisk", "csv phone"])), max_size=9
)


@given(entries=_entries, data=st.data())
@settings(deadline=None)
def test_the_order_and_repetition_of_entries_make_no_difference(
    entries: list[Entry], data: st.DataObject
) -> None:
    shuffled = data.draw(
        st.permutations([*entries, *data.draw(st.lists(st.sampled_from(entries)))] if entries else [])
    )
    calls = calls_of(entries)
    assert calls_of(shuffled) == calls
    assert sorted(d for call in calls for d in call.digests) == sorted({e.digest for e in entries})
    log_of = {e.digest: e.log for e in entries}
    for call in calls:
        logs = [log_of[digest] for digest in call.digests]
        assert len(logs) == len(set(logs)), "one log lists a call once"


@pytest.mark.parametrize(
    ("clock", "same"),
    [("9:54", False), ("9:56", True), ("10:00", True), ("10:10", True), ("10:24", True), ("10:26", False)],
)
def test_a_call_logged_by_hand_is_the_same_around_it(clock: str, same: bool) -> None:
    (call,) = calls_of([entry(spoke("10:00", 600))])
    touch = a_touch(at=at(clock), outcome=Outcome.SPOKE)
    assert pair([call], [touch]) == ({0: touch} if same else {})


def test_each_is_paired_once_and_with_the_nearest() -> None:
    calls = calls_of([entry(spoke("10:00", 60)), entry(spoke("10:09", 60)), entry(tried("10:05"))])
    touches = [
        a_touch(id=1, at=at("10:10"), outcome=Outcome.SPOKE),
        a_touch(id=2, at=at("10:02"), outcome=Outcome.SPOKE),
        a_touch(id=3, at=at("10:05"), outcome=Outcome.SPOKE, direction=Direction.OUT),
    ]
    assert {place: touch.id for place, touch in pair(calls, touches).items()} == {0: 2, 2: 1}


def test_a_missed_call_is_no_talk() -> None:
    calls = calls_of([entry(missed("10:00"))])
    assert pair(calls, [a_touch(at=at("10:01"), outcome=Outcome.SPOKE)]) == {}
    assert pair(calls, [a_touch(at=at("10:01"), outcome=Outcome.VOICEMAIL)])
