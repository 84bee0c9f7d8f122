"""Promises as a calendar: every line as the format wants it, and read back as it was meant."""

from __future__ import annotations

import unicodedata
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from data.model.outgoing import CalendarForm, OutgoingPromise, PromiseKind, Revision
from data.rules.promises_ics import promises_ics
from tests.build import BERLIN, NOW, at

PROMISE = OutgoingPromise(7, PromiseKind.DELIVERABLE, 1, "Harbour Books", "Checkout", at("2026-12-04 17:00"))
REVISION = Revision(3, NOW)


def written(
    *promises: OutgoingPromise,
    form: CalendarForm = CalendarForm.TASKS,
    naming: bool = True,
    zone: str = BERLIN,
) -> str:
    return promises_ics(promises, {each.place: REVISION for each in promises}, form, zone, naming=naming)


def read_back(text: str) -> list[dict[str, object]]:
    """What icalendar makes of a calendar: the values of each task or event by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calendar = Calendar.from_ical(text)
    return [
        {name: getattr(value, "dt", value) for name, value in each.items()}
        for each in calendar.walk()
        if each.name in ("VTODO", "VEVENT")
    ]


def test_a_task_is_due_when_it_was_promised() -> None:
    (task,) = read_back(written(PROMISE))
    assert task == {
        "UID": "deliverable-7@frontdesk",
        "DTSTAMP": NOW,
        "LAST-MODIFIED": NOW,
        "SEQUENCE": 3,
        "SUMMARY": "Checkout (Harbour Books)",
        "DUE": datetime(2026, 12, 4, 16, tzinfo=UTC),
        "STATUS": "NEEDS-ACTION",
    }


def test_to_the_client_nobody_is_named() -> None:
    assert read_back(written(PROMISE, naming=False))[0]["SUMMARY"] == "Checkout"


def test_what_was_kept_is_completed() -> None:
    (task,) = read_back(written(replace(PROMISE, kept_at=NOW, dropped_at=None)))
    assert (task["STATUS"], task["COMPLETED"], task["PERCENT-COMPLETE"]) == ("COMPLETED", NOW, 100)


def test_what_was_let_go_is_cancelled() -> None:
    for form in CalendarForm:
        assert read_back(written(replace(PROMISE, dropped_at=NOW), form=form))[0]["STATUS"] == "CANCELLED"


def test_an_event_stands_at_its_time_and_takes_none_away() -> None:
    (event,) = read_back(written(PROMISE, form=CalendarForm.EVENTS))
    assert event["DTSTART"] == datetime(2026, 12, 4, 16, tzinfo=UTC)
    assert "DTEND" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    (kept,) = read_back(written(replace(PROMISE, kept_at=NOW), form=CalendarForm.EVENTS))
    assert (kept["SUMMARY"], kept["STATUS"]) == ("Done: Checkout (Harbour Books)", "CONFIRMED")


@pytest.mark.parametrize(
    ("zone", "on"), [(BERLIN, date(2026, 12, 5)), ("America/New_York", date(2026, 12, 4))]
)
def test_a_whole_day_is_the_freelancer_s(zone: str, on: date) -> None:
    late = replace(PROMISE, due_at=datetime(2026, 12, 5, 1, tzinfo=UTC))
    (event,) = read_back(written(late, form=CalendarForm.DAYS, zone=zone))
    assert (event["DTSTART"], event["DTEND"]) == (on, on + timedelta(days=1))


def test_a_question_is_said_as_an_answer_to_come() -> None:
    question = replace(PROMISE, kind=PromiseKind.FIND_OUT, text="hosting price")
    (task,) = read_back(written(question))
    assert task["SUMMARY"] == "Answer: hosting price (Harbour Books)"
    assert task["UID"] == "find_out-7@frontdesk"


def test_the_forms_do_not_get_in_each_other_s_way() -> None:
    uids = {str(read_back(written(PROMISE, form=form))[0]["UID"]) for form in CalendarForm}
    assert len(uids) == len(CalendarForm)


def test_no_promise_is_a_calendar_all_the_same() -> None:
    assert read_back(written()) == []
    assert written().startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


texts = st.text(max_size=300) | st.sampled_from(
    ["a\r\nSTATUS:COMPLETED", "x;y,z\\n", "é" * 100, "🌿" * 60, "\u202egnp.exe", "END:VTODO", '";:,']
)


@given(texts, texts, st.sampled_from(CalendarForm))
def test_every_line_ends_in_time_and_nothing_typed_becomes_one(
    text: str, client: str, form: CalendarForm
) -> None:
    promise = replace(PROMISE, text=text, client=client)
    whole = written(promise, form=form)
    lines = whole.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(0 < len(line) <= 75 for line in lines)
    assert not [letter for line in lines for letter in line.decode() if unicodedata.category(letter) == "Cc"]
    names = [line.partition(b":")[0] for line in lines if not line.startswith(b" ")]
    usual = [
        line.partition(":")[0]
        for line in written(PROMISE, form=form).split("\r\n")
        if line[:1] not in ("", " ")
    ]
    assert [name.decode() for name in names] == usual


@given(st.text(alphabet=st.characters(blacklist_categories=("C", "Z")), max_size=200))
def test_what_was_typed_is_read_back(text: str) -> None:
    (task,) = read_back(written(replace(PROMISE, text=text), naming=False))
    assert str(task["SUMMARY"]) == "".join(letter for letter in text)
