"""The call form, from the first key to the draft. It is Monday 23 November 2026, 10:15 in Berlin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.errors import DiskFull
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.touch import Channel, Direction, Outcome
from tests.build import NOW, at
from tests.desk.conftest import Hand
from tests.tui.forms.conftest import Show, Stage
from tui.screens.call import CallForm
from tui.widgets.fields import ChoiceField, ClientField, ReadingField, TextField, TickField

Clients = dict[str, Client]


def draft(pilot: Pilot[None]) -> ContactDraft:
    """The one answer the form gave."""
    assert isinstance(pilot.app, Stage)
    (answer,) = pilot.app.answers
    assert isinstance(answer, ContactDraft)
    return answer


def still_open(pilot: Pilot[None]) -> bool:
    assert isinstance(pilot.app, Stage)
    return not pilot.app.answers


def shown(pilot: Pilot[None], field_id: str) -> str:
    return pilot.app.screen.query_one(f"#{field_id}", TextField).value


def understood(pilot: Pilot[None]) -> str:
    below = pilot.app.screen.query("#understood").results(Static)
    return "".join(str(each.content) for each in below if each.display)


async def test_a_known_client_takes_at_most_eight_keys(show: Show, desk: Desk, clients: Clients) -> None:
    keys = ["c", "h", "a", "enter", *"ok", "enter"]  # the first opens the form, on the dashboard
    async with show(CallForm(desk, save=desk.contacts.log)) as pilot:
        await pilot.press(*keys[1:])
        (touch,) = desk.clients.contacts(clients["Harbour Books"].id)
    assert len(keys) <= 8
    assert (touch.note, touch.outcome, touch.direction) == ("ok", Outcome.SPOKE, Direction.IN)
    assert touch.at == NOW


async def test_a_whole_call_in_one_line(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press(*"ha out 12m asks for staging >fri send the link")
        assert shown(pilot, "client") == "Harbour Books"
        assert shown(pilot, "minutes") == "12"
        assert shown(pilot, "note") == "asks for staging"
        assert "send the link · Fri 27 Nov 17:00" in understood(pilot)
        await pilot.press("enter")
        assert draft(pilot) == ContactDraft(
            channel=Channel.CALL,
            direction=Direction.OUT,
            client_id=clients["Harbour Books"].id,
            at=NOW - timedelta(minutes=12),
            minutes=12,
            outcome=Outcome.SPOKE,
            note="asks for staging",
            follow_ups=(FollowUp("send the link", at("2026-11-27 17:00")),),
        )


async def test_after_the_client_the_line_takes_the_rest(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("l", "i", "enter", *"vm 1m", "enter")
        assert draft(pilot).client_id == clients["Lindqvist"].id
        assert draft(pilot).outcome is Outcome.VOICEMAIL


async def test_letters_that_fit_several_are_settled_by_arrow(show: Show, desk: Desk) -> None:
    ids = {name: desk.clients.add(Client(name=name)).id for name in ("Acme", "Acorn")}
    async with show(CallForm(desk)) as pilot:
        await pilot.press("a", "c")
        first = shown(pilot, "client")
        await pilot.press("down")
        other = shown(pilot, "client")
        assert {first, other} == {"Acme", "Acorn"}
        await pilot.press("enter", "x", "enter")
        assert draft(pilot).client_id == ids[other]


async def test_the_client_of_the_latest_contact_comes_first(show: Show, desk: Desk) -> None:
    late = {name: desk.clients.add(Client(name=name)).id for name in ("Acme", "Acorn")}
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, late["Acorn"], NOW))
    async with show(CallForm(desk)) as pilot:
        await pilot.press("a", "c", "enter", "enter")
        assert draft(pilot).client_id == late["Acorn"]


async def test_a_client_picked_by_mistake_is_rubbed_out(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("c", "o", "enter", "backspace", "b", "i", "enter", "enter")
        assert draft(pilot).client_id == clients["Birch"].id


async def test_somebody_new_becomes_a_client(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press(*"Zed wants a site", "enter")
        field = pilot.app.screen.query_one("#client", ClientField)
        assert still_open(pilot)
        assert field.new_name == "Zed"
        await pilot.press("ctrl+s")
        assert draft(pilot).new_client == "Zed"
        assert draft(pilot).note == "wants a site"


async def test_nobody_is_asked_for(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("ctrl+s")
        assert still_open(pilot)
        assert pilot.app.screen.query_one("#client").has_focus


async def test_a_field_changed_by_hand_is_left_alone(show: Show, desk: Desk, clients: Clients) -> None:
    form = CallForm(desk)
    async with show(form) as pilot:
        await pilot.press("c", "o", "enter", *"3m hi")
        form.query_one("#minutes", ReadingField).focus()
        await pilot.press("ctrl+u", *"45")
        form.query_one("#line").focus()
        await pilot.press(*" there", "enter")
        assert (draft(pilot).minutes, draft(pilot).note) == (45, "hi there")


async def test_what_is_not_understood_is_said_and_kept(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("c", "o", "enter", *"hello >blorp")
        assert "blorp" in understood(pilot)
        await pilot.press("enter")
        assert "blorp" in draft(pilot).note


async def test_a_full_disk_keeps_the_note(show: Show, desk: Desk, clients: Clients) -> None:
    def full(_draft: ContactDraft) -> None:
        raise DiskFull("The disk is full. Nothing was stored.")

    async with show(CallForm(desk, save=full)) as pilot:
        await pilot.press("c", "o", "enter", *"long talk", "enter")
        assert still_open(pilot)
        assert shown(pilot, "note") == "long talk"
        assert "The disk is full" in str(pilot.app.screen.query_one("#told", Static).content)


async def test_the_clock_counts_from_pick_up(show: Show, desk: Desk, clients: Clients, clock: Hand) -> None:
    form = CallForm(desk)
    async with show(form) as pilot:
        await pilot.press("ctrl+t", "c", "o", "enter", "x")
        clock.turn(minutes=7, seconds=20)
        await pilot.press("ctrl+t")
        assert form.reading("minutes") == 7
        clock.turn(minutes=5)
        await pilot.press("enter")
        assert (draft(pilot).at, draft(pilot).minutes) == (NOW, 7)


async def test_c_starts_the_clock_and_hangs_up_where_no_letters_are_typed(
    show: Show, desk: Desk, clients: Clients, clock: Hand
) -> None:
    form = CallForm(desk)
    async with show(form) as pilot:
        form.query_one("#outcome").focus()
        await pilot.press("c")
        clock.turn(minutes=4)
        await pilot.press("c")
        assert form.reading("minutes") == 4


async def test_saving_hangs_up(show: Show, desk: Desk, clients: Clients, clock: Hand) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("ctrl+t", "c", "o", "enter", "x")
        clock.turn(minutes=3)
        await pilot.press("enter")
        assert (draft(pilot).at, draft(pilot).minutes) == (NOW, 3)


async def test_a_clock_that_runs_is_not_left_without_asking(
    show: Show, desk: Desk, clients: Clients, clock: Hand
) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("ctrl+t")
        clock.turn(minutes=3)
        await pilot.press("escape")
        assert still_open(pilot)
        assert "esc again throws it away" in str(pilot.app.screen.query_one("#told", Static).content)
        await pilot.press("c", "o", "enter", "x", "enter")
        assert draft(pilot).minutes == 3


async def test_minutes_that_were_counted_are_not_left_without_asking(
    show: Show, desk: Desk, clients: Clients, clock: Hand
) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("ctrl+t")
        clock.turn(minutes=3)
        await pilot.press("ctrl+t", "escape")
        assert still_open(pilot)
        await pilot.press("escape")
        assert not still_open(pilot)


async def test_a_client_that_was_picked_is_not_left_without_asking(
    show: Show, desk: Desk, clients: Clients
) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("c", "o", "enter", "escape")
        assert still_open(pilot)


async def test_waiting_messages_can_be_ticked_as_answered(show: Show, desk: Desk, clients: Clients) -> None:
    cove = clients["Cove"].id
    desk.contacts.log(
        ContactDraft(
            Channel.CHAT, Direction.IN, cove, NOW - timedelta(hours=1), note="Dates?", wants_answer=True
        )
    )
    (thread,) = desk.waiting.of_client(cove)
    form = CallForm(desk, save=desk.contacts.log)
    async with show(form) as pilot:
        await pilot.press("c", "o", "enter")
        form.query_one("#answers", TickField).focus()
        await pilot.press("space", "ctrl+s")
        assert draft(pilot).answers == (thread.id,)
    assert desk.waiting.of_client(cove) == ()


def a_missed_call_of(desk: Desk, client: Client) -> int:
    draft = ContactDraft(Channel.CALL, Direction.IN, client.id, NOW, outcome=Outcome.MISSED)
    thread_id = desk.contacts.log(draft).thread_id
    assert thread_id is not None
    return thread_id


async def test_an_empty_line_stands_for_whoever_is_called_back(
    show: Show, desk: Desk, clients: Clients
) -> None:
    cove = clients["Cove"]
    missed = a_missed_call_of(desk, cove)
    form = CallForm(desk, client_id=cove.id, answers=(missed,))
    async with show(form) as pilot:
        assert "Enter for Cove" in str(form.query_one("#line").border_title)
        assert form.query_one("#direction", ChoiceField).value is Direction.OUT
        await pilot.press("enter", "o", "k", "enter")
        assert draft(pilot).client_id == cove.id
        assert (draft(pilot).note, draft(pilot).answers) == ("ok", (missed,))


async def test_two_letters_pick_somebody_else_and_leave_the_missed_call(
    show: Show, desk: Desk, clients: Clients
) -> None:
    missed = a_missed_call_of(desk, clients["Cove"])
    async with show(CallForm(desk, client_id=clients["Cove"].id, answers=(missed,))) as pilot:
        await pilot.press("b", "i", "enter", "o", "k", "enter")
        assert draft(pilot).client_id == clients["Birch"].id
        assert (draft(pilot).note, draft(pilot).answers) == ("ok", ())


async def test_a_follow_up_needs_its_time(show: Show, desk: Desk, clients: Clients) -> None:
    form = CallForm(desk, client_id=clients["Cove"].id)
    async with show(form) as pilot:
        form.query_one("#follow-up").focus()
        await pilot.press(*"Send link", "ctrl+s")
        assert still_open(pilot)
        assert form.query_one("#by").has_focus
        await pilot.press(*"fri", "ctrl+s")
        assert draft(pilot).follow_ups == (FollowUp("Send link", at("2026-11-27 17:00")),)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_hostile_names_break_nothing(show: Show, desk: Desk, size: tuple[int, int]) -> None:
    for name in ("[/] [red]", "N" * 10_000, "\u202eחנות", "株式会社ワイド", "a\x1b[31mb"):
        desk.clients.add(Client(name=name))
    async with show(CallForm(desk), size=size) as pilot:
        await pilot.press("n", "n", "enter", *"[/b] [red] ワイド", "enter")
        assert draft(pilot).note == "[/b] [red] ワイド"


async def test_somebody_new_becomes_a_client_and_the_note_stays_a_note(
    show: Show, desk: Desk, clients: Clients
) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press(*"zzyx", "enter", *"hello", "enter")
        assert (draft(pilot).new_client, draft(pilot).note) == ("zzyx", "hello")
