"""What the rows of the four panes say, and their borders, and their empty sentences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from data.model.gesture import GestureKind
from data.model.today import AgendaKind, Room, Stage, Today
from data.model.touch import Channel
from tests.build import (
    BERLIN,
    NOW,
    a_day,
    a_deliverable,
    a_gesture_item,
    a_slack_item,
    a_waiting_item,
    an_agenda_item,
    at,
)
from tui.wording.agenda import agenda_counts, agenda_empty, agenda_row
from tui.wording.gestures import gesture_counts, gesture_empty, gesture_row
from tui.wording.row import Cell, Part, Row
from tui.wording.slack import gauge, slack_counts, slack_row
from tui.wording.waiting import waiting_counts, waiting_empty, waiting_note, waiting_row


def said(cells: tuple[Cell, ...]) -> list[str]:
    """What the cells say, tones apart."""
    return ["".join(text for text, _ in cell.parts) for cell in cells]


def line(parts: tuple[Part, ...]) -> str:
    return "".join(text for text, _ in parts)


def agenda(**fields: Any) -> Row:
    return agenda_row(an_agenda_item(**fields), NOW, BERLIN)


def test_a_promise_says_mark_time_what_whom_and_when() -> None:
    assert said(agenda().cells) == ["◐", "11:00", "Send the quote", "Harbour Books", "in 45 m"]


def test_a_late_one_says_how_late() -> None:
    row = agenda(at=at("09:30"), stage=Stage.LATE)
    assert said(row.cells)[0::4] == ["●", "45 m late"]
    assert row.cells[-1].tone == "late"


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [
        ("11:00", "08:50", "kept"),
        ("09:00", "09:20", "done late"),
        ("2026-11-24 09:00", "09:05", "1 day early"),
    ],
)
def test_what_is_done_says_honestly_how_it_was_kept(due: str, done: str, words: str) -> None:
    row = agenda(at=at(due), done_at=at(done), stage=Stage.DONE)
    assert said(row.cells)[0::4] == ["√", words]


def test_something_left_over_says_its_day() -> None:
    assert said(agenda(at=at("2026-11-20 17:00"), stage=Stage.LATE).cells)[1] == "Fri"


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("14:00", "16:00", "2 h"),
        ("11:00", "11:30", "in 45 m"),
        ("10:00", "10:30", "till 10:30"),
        ("09:00", "09:30", "over"),
    ],
)
def test_an_appointment_says_how_long_or_how_soon(starts: str, ends: str, words: str) -> None:
    row = agenda(kind=AgendaKind.APPOINTMENT, at=at(starts), ends_at=at(ends), stage=Stage.FRESH)
    assert said(row.cells)[-1] == words


def test_a_visit_says_what_to_bring() -> None:
    row = agenda(text="Visit", kind=AgendaKind.VISIT, ends_at=at("12:00"), coffee="flat white")
    assert said(row.cells)[0] == "◆"
    assert said(row.cells)[2] == "Visit · flat white"


def test_an_appointment_that_lasts_all_day_has_no_time() -> None:
    row = agenda(kind=AgendaKind.APPOINTMENT, all_day=True)
    assert said(row.cells)[1::3] == ["", "all day"]


def test_the_passing_of_time_is_no_news_but_a_new_stage_is() -> None:
    item = an_agenda_item()
    soon = agenda_row(item, NOW + timedelta(minutes=1), BERLIN)
    assert agenda_row(item, NOW, BERLIN) != soon
    assert agenda_row(item, NOW, BERLIN).gist == soon.gist
    assert agenda().gist != agenda(stage=Stage.LATE).gist


def test_the_day_is_counted() -> None:
    day = a_day(
        agenda=(
            an_agenda_item(id=1, stage=Stage.LATE),
            an_agenda_item(id=2),
            an_agenda_item(id=3, stage=Stage.DONE),
            an_agenda_item(id=4, kind=AgendaKind.APPOINTMENT, stage=Stage.FRESH, ends_at=at("12:00")),
        )
    )
    assert line(agenda_counts(day)) == "1 kept · 1 late · 2 to go"
    assert line(agenda_counts(a_day(agenda=()))) == "nothing to go"
    assert line(agenda_counts(a_day(agenda=(an_agenda_item(stage=Stage.LATE),)))) == "1 late"
    assert agenda_empty(a_day(agenda=())) == "Nothing promised for today. 4 h 10 m are yours."


def test_slack_says_the_gauge_and_the_aim() -> None:
    what = a_deliverable("API", target_on=date(2026, 11, 26))
    row = slack_row(a_slack_item(deliverable=what), a_day())
    assert said(row.cells) == ["◐", "API", "Harbour Books", "Fri 17:00"]
    assert row.under[1].fill == pytest.approx(990 / 1200)
    assert said(row.under)[2] == "3 h 30 m slack · aim Thu"


@pytest.mark.parametrize(
    ("fields", "mark", "words", "tone"),
    [
        ({"room": Room.SHORT, "slack": -120, "act_today": True}, "●", "2 h short · tell today", "late"),
        ({"room": Room.SHORT, "slack": -120}, "●", "2 h short · tell soon", "due"),
        (
            {"room": Room.SHORT, "slack": -120, "heads_up_by": at("2026-11-26 17:00")},
            "●",
            "2 h short · tell by Thu",
            "due",
        ),
        (
            {"room": Room.AMPLE, "slack": 840, "deliverable": a_deliverable(spent_minutes=480)},
            "○",
            "14 h slack · past its estimate · l says what is left",
            "kept",
        ),
        (
            {"room": Room.LATE, "slack": -120, "deliverable": a_deliverable(promised_at=at("09:15"))},
            "●",
            "1 h late · tell now",
            "late",
        ),
        ({"room": Room.UNKNOWN, "slack": None}, "·", "no estimate · e adds one", "dim"),
        (
            {"room": Room.UNKNOWN, "slack": None, "deliverable": a_deliverable(promised_at=None)},
            "·",
            "nothing promised · e adds a date",
            "dim",
        ),
        (
            {"room": Room.AMPLE, "slack": 840, "waiting_for": "texts", "waiting_days": 3},
            "║",
            "14 h slack · 3 days late: texts",
            "wait",
        ),
        (
            {"room": Room.SHORT, "slack": -120, "act_today": True, "waiting_for": "texts", "waiting_days": 3},
            "●",
            "2 h short · tell today · 3 days late: texts",
            "late",
        ),
        (
            {"room": Room.SHORT, "slack": -120, "act_today": True, "heads_up_by": at("09:00")},
            "●",
            "2 h short · tell now",
            "late",
        ),
        (
            {"room": Room.AMPLE, "slack": 840, "latest_start": at("2026-11-25 14:00")},
            "○",
            "14 h slack · start by Wed 14:00",
            "kept",
        ),
    ],
)
def test_how_a_deliverable_stands(fields: dict[str, Any], mark: str, words: str, tone: str) -> None:
    row = slack_row(a_slack_item(**fields), a_day())
    assert (said(row.cells)[0], said(row.under)[2], row.cells[0].tone) == (mark, words, tone)


def test_what_is_short_and_waits_on_the_client_has_both_marks() -> None:
    row = slack_row(a_slack_item(room=Room.SHORT, slack=-60, waiting_for="texts", waiting_days=1), a_day())
    assert (said(row.cells)[0], said(row.under)[0]) == ("●", "║")


@pytest.mark.parametrize(
    ("fields", "filled"),
    [
        ({"room": Room.SHORT, "slack": -60}, 1.0),
        ({"slack": None}, 0.0),
        ({"capacity_minutes": 0}, 0.0),
        ({"slack": 1200}, 0.0),
    ],
)
def test_the_gauge_never_leaves_its_ends(fields: dict[str, Any], filled: float) -> None:
    assert gauge(a_slack_item(**fields)) == filled


def test_slack_is_counted() -> None:
    assert line(slack_counts(a_day())) == "in promise order · owed 39 h of 54 h"
    short = a_day(slack=(a_slack_item(room=Room.SHORT, slack=-60),))
    assert line(slack_counts(short)) == "1 in danger · owed 39 h of 54 h"
    assert line(slack_counts(a_day(slack=()))) == "nothing owed"


def test_who_waits_says_since_when_and_of_how_much() -> None:
    row = waiting_row(a_waiting_item(), a_day())
    assert said(row.cells) == [
        "●",
        "Marta Lindqvist",
        "Which dates show first?",
        "Lindqvist",
        "6 h 10 m",
        "of 4 h",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"channel": Channel.CALL, "subject": "", "waiting_since": at("09:52")}, "missed call, 09:52"),
        ({"urgent": True}, "urgent · Which dates show first?"),
        ({"count": 3}, "Which dates show first? · 3 messages"),
        ({"tries": 2}, "2 tries · Which dates show first?"),
        ({"wrote_since": at("10:00")}, "you wrote since · Which dates show first?"),
        (
            {"wrote_since": at("10:00"), "called_since": at("10:05")},
            "you called since · Which dates show first?",
        ),
        ({"zone": "America/New_York"}, "04:15 there · Which dates show first?"),
        ({"zone": "Europe/London"}, "Which dates show first? · 09:15 there"),
        ({"zone": "Europe/Paris"}, "Which dates show first?"),
        ({"zone": BERLIN}, "Which dates show first?"),
    ],
)
def test_what_it_is_about_and_what_changes_that(fields: dict[str, Any], words: str) -> None:
    assert said(waiting_row(a_waiting_item(**fields), a_day()).cells)[2] == words


def test_nobody_known_by_name_is_called_by_the_client() -> None:
    assert said(waiting_row(a_waiting_item(""), a_day()).cells)[1::2] == ["Lindqvist", "", "of 4 h"]


def test_the_waiting_are_counted() -> None:
    day = a_day(waiting=tuple(a_waiting_item(id=n, elapsed=e) for n, e in enumerate((300, 150, 20, 10), 1)))
    assert line(waiting_counts(day)) == "1 late · 1 due · 2 fresh · in open hours"
    assert waiting_empty(a_day()) == "Nobody waits. Next mail 13:30."
    assert waiting_empty(a_day(next_mail_window=None)) == "Nobody waits."


def test_the_trays_are_named_when_something_is_in_them() -> None:
    assert waiting_note(a_day()) == ""
    assert (
        waiting_note(a_day(snoozed=2, from_before=14, unknown_senders=3))
        == "2 asleep · 14 from before · 3 unknown · i opens"
    )


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 11, 25), "by Wed"), (date(2026, 11, 23), "today"), (date(2026, 11, 21), "2 days over")],
)
def test_a_kindness_says_why_and_by_when(due: date, words: str) -> None:
    row = gesture_row(a_gesture_item(due_on=due), a_day())
    assert said(row.cells) == ["✉", "Thank-you card", words, "Harbour Books"]
    assert said(row.under)[1] == "checkout closed Fri 20 Nov · mention the launch night"


def test_only_what_goes_by_post_has_the_envelope() -> None:
    row = gesture_row(a_gesture_item("Say hello", kind=GestureKind.KEEP_IN_TOUCH), a_day())
    assert said(row.cells)[0] == "◆"


def test_kindnesses_are_counted_and_enough_is_enough() -> None:
    assert line(gesture_counts(a_day(gestures_done_this_week=1))) == "1 of 3 this week"
    assert gesture_empty(a_day(gestures_done_this_week=3)) == "3 kind things this week. That is enough."
    assert gesture_empty(a_day()).startswith("No kindness is due.")


@pytest.mark.parametrize("day", [a_day(), a_day(zone="Asia/Kathmandu")])
def test_marks_are_one_cell_wide(day: Today) -> None:
    rows = [
        agenda_row(day.agenda[0], day.now, day.zone),
        slack_row(day.slack[0], day),
        waiting_row(day.waiting[0], day),
        gesture_row(day.gestures[0], day),
    ]
    assert all(len(row.cells[0].text) == 1 for row in rows)
