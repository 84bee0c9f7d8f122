"""Questions that were answered with "I'll find out"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.errors import Changed, NotFound, WrongUse
from data.model.calendar import DayOff
from data.model.client import Client
from data.model.promise import FindOut
from data.model.today import AgendaKind, Stage
from data.model.touch import Channel, Direction, Outcome
from tests.build import NOW, at
from tests.desk.conftest import Hand


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme"))


@pytest.fixture
def francs(desk: Desk, acme: Client) -> FindOut:
    """Asked now, to be answered tomorrow at noon."""
    question = FindOut("Swiss francs?", NOW, desk.find_outs.usual_come_back(), client_id=acme.id)
    return desk.find_outs.add(question)


def shown(desk: Desk) -> list[tuple[AgendaKind, Stage]]:
    return [(item.kind, item.stage) for item in desk.today().agenda]


def test_one_comes_back_the_next_working_day_at_noon(desk: Desk, clock: Hand) -> None:
    assert desk.find_outs.usual_come_back() == at("2026-11-24 12:00")
    clock.at = at("2026-11-27 10:00")
    assert desk.find_outs.usual_come_back() == at("2026-11-30 12:00")
    desk.days_off.add(DayOff(date(2026, 11, 30), "fair"))
    assert desk.find_outs.usual_come_back() == at("2026-12-01 12:00")


def test_the_hour_one_comes_back_is_a_setting(open_desk: Callable[[str], Desk]) -> None:
    desk = open_desk('\n[promises]\nfind_out_at = "09:30"\n')
    assert desk.find_outs.usual_come_back() == at("2026-11-24 09:30")


def test_it_runs_like_a_promise(desk: Desk, clock: Hand, francs: FindOut) -> None:
    assert shown(desk) == []
    clock.at = at("2026-11-23 17:00")
    assert shown(desk) == []
    # 9 h 45 m of working time until then: three quarters of it are gone at 09:34.
    clock.at = at("2026-11-24 09:34")
    assert shown(desk) == [(AgendaKind.FIND_OUT, Stage.DUE)]
    clock.at = at("2026-11-24 12:01")
    assert shown(desk) == [(AgendaKind.FIND_OUT, Stage.LATE)]


def test_an_interim_word_is_asked_for_once(desk: Desk, clock: Hand, francs: FindOut) -> None:
    clock.at = at("2026-11-24 11:00")
    assert shown(desk) == [(AgendaKind.FIND_OUT, Stage.DUE)]
    assert desk.find_outs.interim(francs.id, Channel.MAIL) == "They know you are on it: Swiss francs?"
    assert shown(desk) == [(AgendaKind.FIND_OUT, Stage.FRESH)]
    (touch,) = desk.clients.contacts(francs.client_id or 0)
    assert (touch.channel, touch.direction, touch.note) == (
        Channel.MAIL,
        Direction.OUT,
        "still on it: Swiss francs?",
    )
    desk.undo()
    assert desk.clients.contacts(francs.client_id or 0) == ()
    assert desk.find_outs.get(francs.id).interim_at is None


def test_told_it_is_done_and_the_contact_logged(desk: Desk, clock: Hand, francs: FindOut) -> None:
    clock.turn(hours=1)
    assert desk.find_outs.told(francs.id, " yes, for 2 % ", Channel.CALL) == "Told: Swiss francs?"
    told = desk.find_outs.get(francs.id)
    assert (told.answer, told.told_at, told.open) == ("yes, for 2 %", NOW + timedelta(hours=1), False)
    assert (AgendaKind.FIND_OUT, Stage.DONE) in shown(desk)
    (touch,) = desk.clients.contacts(francs.client_id or 0)
    assert (touch.channel, touch.outcome, touch.note) == (Channel.CALL, Outcome.SPOKE, "yes, for 2 %")
    with pytest.raises(WrongUse, match="settled already"):
        desk.find_outs.told(francs.id, "", Channel.CALL)
    desk.undo()
    assert desk.find_outs.get(francs.id) == francs
    assert desk.clients.contacts(francs.client_id or 0) == ()


def test_an_answer_noted_before_is_the_one_told(desk: Desk, francs: FindOut) -> None:
    desk.find_outs.edit(replace(francs, answer="for 2 %"), opened=francs)
    desk.find_outs.told(francs.id, "", Channel.MAIL)
    assert desk.find_outs.get(francs.id).answer == "for 2 %"


def test_without_a_client_no_contact_is_logged(desk: Desk) -> None:
    question = desk.find_outs.add(FindOut("the tax rate", NOW, at("17:00")))
    assert shown(desk) == [(AgendaKind.FIND_OUT, Stage.FRESH)]
    assert desk.find_outs.told(question.id, "none", Channel.OTHER) == "Told: the tax rate."
    assert not desk.find_outs.get(question.id).open


def test_what_nobody_asks_any_more_is_off_the_list(desk: Desk, acme: Client, francs: FindOut) -> None:
    assert desk.find_outs.of_client(acme.id) == (francs,)
    desk.find_outs.drop(francs.id)
    assert desk.find_outs.of_client(acme.id) == ()
    desk.undo()
    desk.find_outs.delete(francs.id)
    with pytest.raises(NotFound):
        desk.find_outs.get(francs.id)


def test_a_form_left_open_overwrites_nothing(desk: Desk, francs: FindOut) -> None:
    desk.find_outs.told(francs.id, "yes", Channel.CALL)
    with pytest.raises(Changed, match="changed elsewhere"):
        desk.find_outs.edit(replace(francs, source="the host"), opened=francs)
    assert desk.find_outs.get(francs.id).answer == "yes"
    with pytest.raises(WrongUse, match="few words"):
        desk.find_outs.add(replace(francs, question=" "))
