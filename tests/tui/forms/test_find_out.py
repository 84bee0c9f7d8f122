"""The form of a find-out, and what becomes of one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.model.client import Client
from data.model.promise import FindOut
from data.model.today import Today
from data.model.touch import Channel
from tests.build import BERLIN, NOW, a_day, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.acting import ActingScreen
from tui.screens.acts import find_outs as acts
from tui.screens.acts.host import Subject
from tui.screens.forms.find_out import FindOutForm
from tui.widgets.rows import Rows
from tui.wording import find_out as words

Clients = dict[str, Client]


class Host(ActingScreen[None]):
    """A screen that does nothing but acts."""

    @property
    def snapshot(self) -> Today:
        return self.desk.today()

    @property
    def subject(self) -> Subject | None:
        return None

    def reload(self) -> None:
        pass

    def act(self, act: Any, subject: Subject | None) -> None:
        self.run_worker(self._guarded(act(self, subject)), group="acts")


@pytest.fixture
def francs(desk: Desk, clients: Clients) -> FindOut:
    question = FindOut(
        "Swiss francs? [/]", NOW, desk.find_outs.usual_come_back(), client_id=clients["Cove"].id
    )
    return desk.find_outs.add(question)


def subject_of(question: FindOut) -> Subject:
    return Subject("find_out", f"find_out:{question.id}", question.client_id)


def answer(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app, Stage)
    (given,) = pilot.app.answers
    return given


async def do(pilot: Pilot[None], act: Any, subject: Subject | None, *keys: str) -> None:
    """Do an act and answer what it asks."""
    host = pilot.app.screen
    assert isinstance(host, Host)
    host.act(act, subject)
    for key in keys:
        await pilot.pause()
        await pilot.press(key)
    async with asyncio.timeout(30):  # a question that stays open fails the test instead of holding it
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_new_question_comes_back_tomorrow_noon(show: Show, desk: Desk, clients: Clients) -> None:
    form = FindOutForm(desk, client_id=clients["Cove"].id, save=desk.find_outs.add)
    async with show(form) as pilot:
        await pilot.press(*"Swiss francs?", "ctrl+s")
        assert answer(pilot) == FindOut(
            "Swiss francs?", NOW, at("2026-11-24 12:00"), client_id=clients["Cove"].id
        )
    assert [each.question for each in desk.find_outs.of_client(clients["Cove"].id)] == ["Swiss francs?"]


async def test_another_time_is_typed_over_the_usual_one(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(FindOutForm(desk)) as pilot:
        await pilot.press(*"Which tax?", "enter", "enter", *"fri 3pm", "enter", *"ask Ann", "enter")
        given = answer(pilot)
    assert (given.client_id, given.come_back_at, given.source) == (None, at("2026-11-27 15:00"), "ask Ann")


async def test_a_question_needs_words_and_a_time(show: Show, desk: Desk) -> None:
    async with show(FindOutForm(desk)) as pilot:
        await pilot.press("ctrl+s")
        assert "What is to be found out?" in str(pilot.app.screen.query_one("#question").border_subtitle)
        await pilot.press(*"Tax?", "tab", "tab", "backspace", "ctrl+s")
        assert "They wait until you come back" in str(
            pilot.app.screen.query_one("#come-back").border_subtitle
        )


async def test_a_question_that_is_not_touched_stays_as_it_is(show: Show, desk: Desk, francs: FindOut) -> None:
    known = desk.find_outs.edit(replace(francs, answer="for 2 %", source="[red]", interim_at=NOW))
    async with show(FindOutForm(desk, known), size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert answer(pilot) == known


async def test_new_edit_and_delete(show: Show, desk: Desk, clients: Clients) -> None:
    dune = clients["Dune"]
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.new, Subject("client", f"client:{dune.id}", dune.id), *"Which font?", "ctrl+s")
        (asked,) = desk.find_outs.of_client(dune.id)
        assert asked.question == "Which font?"
        await do(pilot, acts.edit, subject_of(asked), "shift+tab", *"Inter", "ctrl+s")
        assert desk.find_outs.get(asked.id).answer == "Inter"
        await do(pilot, acts.delete, subject_of(asked))
        assert desk.find_outs.of_client(dune.id) == ()


async def test_told_with_the_channel_first_and_the_answer_last(
    show: Show, desk: Desk, francs: FindOut
) -> None:
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.done, subject_of(francs), "c", *"yes", "enter")
    told = desk.find_outs.get(francs.id)
    assert (told.answer, told.told_at) == ("yes", NOW)
    (touch,) = desk.clients.contacts(francs.client_id or 0)
    assert (touch.channel, touch.note) == (Channel.CALL, "yes")


async def test_an_answer_noted_before_is_offered(show: Show, desk: Desk, francs: FindOut) -> None:
    desk.find_outs.edit(replace(francs, answer="for 2 %"))
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.open_, subject_of(francs), "t", "m", "enter")
    assert desk.find_outs.get(francs.id).answer == "for 2 %"
    assert not desk.find_outs.get(francs.id).open


async def test_still_on_it(show: Show, desk: Desk, francs: FindOut) -> None:
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.open_, subject_of(francs), "i", "h")
    assert desk.find_outs.get(francs.id).interim_at == NOW
    assert desk.clients.contacts(francs.client_id or 0)[0].channel is Channel.CHAT


async def test_not_asked_any_more(show: Show, desk: Desk, francs: FindOut) -> None:
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.open_, subject_of(francs), "x")
    assert desk.find_outs.get(francs.id).dropped_at == NOW


async def test_leaving_any_question_changes_nothing(show: Show, desk: Desk, francs: FindOut) -> None:
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.done, subject_of(francs), "escape")
        await do(pilot, acts.done, subject_of(francs), "c", "escape")
        await do(pilot, acts.open_, subject_of(francs), "escape")
        await do(pilot, acts.open_, None)
        await do(pilot, acts.done, None)
    assert desk.find_outs.get(francs.id) == francs


async def test_without_a_client_nobody_can_be_told_that_it_goes_on(show: Show, desk: Desk) -> None:
    tax = desk.find_outs.add(FindOut("Which tax?", NOW, at("17:00")))
    async with show(Host(desk)) as pilot:
        host = pilot.app.screen
        assert isinstance(host, Host)
        host.act(acts.open_, subject_of(tax))
        await pilot.pause()
        assert [row.key for row in pilot.app.screen.query_one(Rows).rows] == ["told", "edit", "drop"]
        await pilot.press("t")
        await pilot.pause()
        await pilot.press(*"none", "enter")
        await pilot.pause()
    assert desk.find_outs.get(tax.id).answer == "none"


async def test_what_was_told_is_only_mended(show: Show, desk: Desk, francs: FindOut) -> None:
    desk.find_outs.told(francs.id, "yes", Channel.CALL)
    async with show(Host(desk)) as pilot:
        await do(pilot, acts.open_, subject_of(francs), "shift+tab", *", for 2 %", "ctrl+s")
    mended = desk.find_outs.get(francs.id)
    assert (mended.answer, mended.open) == ("yes, for 2 %", False)


# The words


def cells(question: FindOut) -> list[str]:
    row = words.find_out_row(question, a_day())
    return ["".join(text for text, _ in cell.parts) for cell in row.cells]


def test_how_a_question_stands() -> None:
    asked = FindOut("Francs? [/]", NOW - timedelta(hours=1), at("2026-11-24 12:00"), id=7)
    assert cells(asked) == ["○", "Francs? [/]", "find out", "Tue 12:00"]
    assert cells(replace(asked, interim_at=NOW))[2] == "they know"
    assert cells(replace(asked, answer="yes"))[2] == "answer found"
    assert cells(replace(asked, come_back_at=at("12:00")))[0] == "◐"
    assert cells(replace(asked, come_back_at=at("10:00")))[:3] == ["●", "Francs? [/]", "15 m late"]
    assert cells(replace(asked, told_at=NOW))[0::2] == ["√", "told"]


def test_all_there_is_to_know_about_a_question() -> None:
    asked = FindOut("Francs?", NOW - timedelta(hours=1), at("12:00"), source="the host", interim_at=NOW)
    assert words.come_back_said(asked, NOW, BERLIN) == (
        "You come back Mon 23 Nov 12:00 · in 1 h 45 m · they know since 10:15 that you are on it"
    )
    block = words.find_out_block(replace(asked, answer="yes", dropped_at=NOW), NOW, BERLIN)
    said = {fact.label: "".join(text for text, _ in fact.parts) for fact in block.facts}
    assert said["look in"] == "the host"
    assert said["still on it"] == "said 10:15"
    assert said["not asked"] == "any more, 10:15"
    told = words.find_out_block(replace(asked, told_at=NOW), NOW, BERLIN)
    assert "told" in [fact.label for fact in told.facts]
