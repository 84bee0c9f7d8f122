"""What the detail says about each kind of thing."""

from __future__ import annotations

from datetime import date

from data.model.touch import Channel, Direction, Outcome
from tests.build import (
    BERLIN,
    NOW,
    a_client,
    a_commitment,
    a_day,
    a_deliverable,
    a_gesture_item,
    a_project,
    a_slack_item,
    a_touch,
    a_waiting_item,
    an_agenda_item,
    at,
)
from tui.wording import sheet
from tui.wording.sheet import Block


def said(block: Block) -> dict[str, str]:
    return {fact.label: "".join(text for text, _ in fact.parts) for fact in block.facts}


def test_who_waits() -> None:
    facts = said(sheet.waiting_block(a_waiting_item(urgent=True, wrote_since=at("10:00"), tries=2), a_day()))
    assert facts["waits"] == "6 h 10 m of 4 h working time · late"
    assert facts["since"] == "Fri 20 Nov 10:00"
    assert facts["you wrote"] == "10:00, on another subject"
    assert facts["tried"] == "2 times in vain"


def test_a_deliverable_says_what_its_slack_is_made_of() -> None:
    what = a_deliverable(target_on=date(2026, 11, 26), budget_cents=90_000)
    item = a_slack_item(
        deliverable=what,
        naive_slack_minutes=-60,
        plain_slack_minutes=400,
        waiting_for="texts",
        waiting_days=2,
        would_become=at("2026-12-01 17:00"),
    )
    facts = said(sheet.slack_block(item, a_day()))
    assert facts["slack"] == "3 h 30 m slack"
    assert facts["time till then"] == "20 h"
    assert facts["on its own"] == "1 h short"
    assert facts["as estimated"] == "6 h 40 m slack"
    assert facts["waits for"] == "texts, 2 days late"
    assert facts["came it today"] == "Tue 1 Dec"


def test_what_is_not_known_is_left_out() -> None:
    facts = said(sheet.deliverable_block(a_deliverable(estimate_minutes=None, promised_at=None), NOW, BERLIN))
    assert facts == {"promised": "no date told yet", "work left": "no estimate"}


def test_a_commitment() -> None:
    facts = said(sheet.commitment_block(a_commitment(done_at=at("10:00")), NOW, BERLIN))
    assert facts == {"due": "Mon 23 Nov 11:00 · in 45 m", "done": "10:00", "kind": "commitment"}


def test_an_appointment() -> None:
    item = an_agenda_item(ends_at=at("12:30"), coffee="flat white")
    assert said(sheet.appointment_block(item, a_day())) == {
        "when": "Mon 23 Nov 11:00–12:30",
        "coffee": "flat white",
    }
    assert said(sheet.appointment_block(an_agenda_item(all_day=True), a_day())) == {"when": "all day"}


def test_a_kindness_and_a_project() -> None:
    assert said(sheet.gesture_block(a_gesture_item(), a_day()))["by"] == "Wed 25 Nov"
    ended = a_project(ended_on=date(2026, 11, 20), ended_badly=True, true_detail="the launch night")
    assert said(sheet.project_block(ended, NOW, BERLIN)) == {
        "since": "Tue 1 Sep",
        "ended": "Fri 20 Nov",
        "went": "badly",
        "true detail": "the launch night",
    }


def test_a_client_in_another_zone_has_a_time_of_their_own() -> None:
    far = a_client(zone="America/New_York", addresses=("a@b.example",))
    assert said(sheet.client_block(far, NOW, BERLIN)) == {"mail": "a@b.example", "their time": "04:15"}
    near = a_client(zone="Europe/Vienna")
    assert said(sheet.client_block(near, NOW, BERLIN)) == {}


def test_contacts_say_who_reached_out_and_how() -> None:
    touches = [
        a_touch("asks for staging", at=at("09:00"), channel=Channel.CALL, outcome=Outcome.SPOKE, minutes=12),
        a_touch(
            at=at("2026-11-22 09:00"),
            channel=Channel.CALL,
            direction=Direction.OUT,
            outcome=Outcome.NO_ANSWER,
        ),
        a_touch(at=at("2026-11-20 09:00"), channel=Channel.MAIL, direction=Direction.IN, subject="Re: [/]"),
    ]
    block = sheet.contacts_block(touches, NOW, BERLIN)
    lines = [(fact.label, "".join(text for text, _ in fact.parts)) for fact in block.facts]
    assert lines[1:] == [("yesterday 09:00", "you called, no answer"), ("Fri 20 Nov", "they wrote· Re: [/]")]
    assert lines[0][1].endswith("called, 12 m· asks for staging")
