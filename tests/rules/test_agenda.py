"""What the day asks for, in which order, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from data.model.calendar import Appointment
from data.model.today import AgendaItem, AgendaKind, Stage
from data.model.work import Commitment, CommitmentKind, Deliverable
from data.rules.agenda import agenda
from data.rules.working_time import WorkingTime
from tests.build import BERLIN, NOW, a_client, a_commitment, a_deliverable, an_appointment, at, office_hours


def day(
    *,
    commitments: Iterable[Commitment] = (),
    deliverables: Iterable[Deliverable] = (),
    appointments: Iterable[Appointment] = (),
    now: datetime = NOW,
    hours: WorkingTime | None = None,
) -> list[AgendaItem]:
    clients = {1: a_client(coffee="flat white, black")}
    return list(agenda(commitments, deliverables, appointments, clients, now, hours or office_hours()))


def test_the_day_of_the_picture_is_in_its_order() -> None:
    items = day(
        commitments=[
            a_commitment("Staging link", id=1, due_at=at("17:00")),
            a_commitment("Answer on invoice", id=2, due_at=at("09:00"), done_at=at("08:55")),
            a_commitment("Call back Dana Ruiz", id=3, due_at=at("09:30"), kind=CommitmentKind.CALLBACK),
            a_commitment("Send the quote", id=4, due_at=at("11:00")),
        ],
        deliverables=[
            a_deliverable("Menu, first draft", promised_at=at("2026-11-24 17:00"), delivered_at=at("09:05"))
        ],
        appointments=[an_appointment("Visit", client_id=1, visit=True)],
    )
    assert [(item.text, item.kind, item.stage) for item in items] == [
        ("Call back Dana Ruiz", AgendaKind.CALLBACK, Stage.LATE),
        ("Send the quote", AgendaKind.COMMITMENT, Stage.DUE),
        ("Visit", AgendaKind.VISIT, Stage.FRESH),
        ("Staging link", AgendaKind.COMMITMENT, Stage.FRESH),
        ("Answer on invoice", AgendaKind.COMMITMENT, Stage.DONE),
        ("Menu, first draft", AgendaKind.DELIVERY, Stage.DONE),
    ]
    assert items[2].coffee == "flat white, black"
    assert items[-1].done_at == at("09:05")
    assert items[-1].at == at("2026-11-24 17:00")


def test_only_what_is_due_before_midnight_is_asked_for() -> None:
    items = day(
        commitments=[
            a_commitment("Tonight", id=1, due_at=at("23:59")),
            a_commitment("Tomorrow", id=2, due_at=at("2026-11-24 00:00")),
            a_commitment("Last week", id=3, due_at=at("2026-11-17 12:00")),
        ],
        deliverables=[
            a_deliverable("Friday", id=1),
            a_deliverable("Today", id=2, promised_at=at("17:00")),
            a_deliverable("Overdue", id=3, promised_at=at("2026-11-20 17:00")),
            a_deliverable("Some day", id=4, promised_at=None),
        ],
    )
    assert [item.text for item in items] == ["Last week", "Overdue", "Today", "Tonight"]


def test_what_was_dropped_or_done_yesterday_is_gone() -> None:
    assert not day(
        commitments=[a_commitment(dropped_at=NOW), a_commitment(id=2, done_at=at("2026-11-22 23:59"))],
        deliverables=[
            a_deliverable(promised_at=at("17:00"), dropped_at=NOW),
            a_deliverable(id=2, delivered_at=at("2026-11-22 12:00")),
        ],
    )


def test_what_was_delivered_without_a_promise_is_kept_today() -> None:
    item = day(deliverables=[a_deliverable(promised_at=None, delivered_at=at("09:05"))])[0]
    assert (item.stage, item.at, item.done_at) == (Stage.DONE, at("09:05"), at("09:05"))


@pytest.mark.parametrize(
    ("due", "stage"),
    [("10:14", Stage.LATE), ("10:15", Stage.DUE), ("11:15", Stage.DUE), ("11:16", Stage.FRESH)],
)
def test_due_is_the_coming_hour(due: str, stage: Stage) -> None:
    assert day(commitments=[a_commitment(due_at=at(due))])[0].stage is stage


@pytest.mark.parametrize(
    ("now", "stage"), [("12:59", Stage.FRESH), ("13:00", Stage.DUE), ("17:01", Stage.LATE)]
)
def test_what_is_due_at_closing_is_due_from_the_middle_of_the_day(now: str, stage: Stage) -> None:
    assert day(commitments=[a_commitment(due_at=at("17:00"))], now=at(now))[0].stage is stage


def test_the_middle_of_the_day_is_in_working_time() -> None:
    late_lunch = office_hours(("08:00", "12:00"), ("15:00", "17:00"))
    due = a_commitment(due_at=at("17:00"))
    assert day(commitments=[due], now=at("10:59"), hours=late_lunch)[0].stage is Stage.FRESH
    assert day(commitments=[due], now=at("11:00"), hours=late_lunch)[0].stage is Stage.DUE


def test_appointments_leave_when_they_are_over() -> None:
    appointments = [
        an_appointment("Over", starts_at=at("09:15")),
        an_appointment("Running", starts_at=at("09:30")),
        an_appointment("Soon", starts_at=at("11:00")),
        an_appointment("Later", starts_at=at("16:00")),
        an_appointment("Tomorrow", starts_at=at("2026-11-24 00:00")),
        an_appointment("Past midnight", starts_at=at("23:00"), minutes=180),
    ]
    assert [(item.text, item.stage) for item in day(appointments=appointments)] == [
        ("Running", Stage.DUE),
        ("Soon", Stage.DUE),
        ("Later", Stage.FRESH),
        ("Past midnight", Stage.FRESH),
    ]
    after_midnight = day(appointments=appointments, now=at("2026-11-24 01:00"))
    assert [item.text for item in after_midnight] == ["Past midnight"]


def test_all_day_events_stay_all_day_and_never_press() -> None:
    fair = an_appointment("Fair", starts_at=at("2026-11-22 00:00"), minutes=2 * 24 * 60, all_day=True)
    yesterday = an_appointment("Past", starts_at=at("2026-11-22 00:00"), minutes=24 * 60, all_day=True)
    items = day(appointments=[yesterday, fair], commitments=[a_commitment()], now=at("23:00"))
    assert [(item.text, item.stage) for item in items] == [
        ("Send the quote", Stage.LATE),
        ("Fair", Stage.FRESH),
    ]
    assert items[1].all_day


def test_a_visit_is_only_one_when_marked_and_coffee_comes_only_with_it() -> None:
    meeting, visit = (
        an_appointment(title, client_id=1, visit=title == "Visit") for title in ("Meeting", "Visit")
    )
    items = {item.text: item for item in day(appointments=[meeting, visit])}
    assert (items["Meeting"].kind, items["Meeting"].coffee) == (AgendaKind.APPOINTMENT, "")
    assert items["Visit"].ends_at == at("15:00")


def test_names_are_given_where_they_are_known() -> None:
    items = day(
        commitments=[a_commitment("Ours", id=1, client_id=None), a_commitment("Gone", id=2, client_id=9)],
        appointments=[an_appointment("Theirs", client_id=1), an_appointment("Nobody's")],
    )
    assert {item.text: item.client for item in items} == {
        "Ours": "",
        "Gone": "",
        "Theirs": "Harbour Books",
        "Nobody's": "",
    }


@pytest.mark.parametrize(("now", "there"), [("2026-10-25 23:30", True), ("2026-10-26 00:00", False)])
def test_a_day_of_twenty_five_hours_keeps_its_last_one(now: str, there: bool) -> None:
    kept = a_commitment(due_at=at("2026-10-25 01:00"), done_at=at("2026-10-25 00:10"))
    assert bool(day(commitments=[kept], now=at(now))) is there


def test_a_closed_day_has_an_agenda_too() -> None:
    sunday = at("2026-11-22 10:00")
    items = day(commitments=[a_commitment(due_at=at("2026-11-22 17:00"))], now=sunday)
    assert [item.stage for item in items] == [Stage.FRESH]
    never = day(commitments=[a_commitment()], hours=WorkingTime(BERLIN, {}))
    assert [item.stage for item in never] == [Stage.DUE]
