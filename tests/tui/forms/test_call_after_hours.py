"""The call form after hours. It is Monday 23 November 2026, 19:00 in Berlin, two hours after closing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.model.agreement import Agreement, AgreementKind
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.touch import Outcome
from data.settings import load
from tests.build import TODAY, at
from tests.desk.conftest import Hand
from tests.tui.forms.conftest import Show, Stage
from tui.screens.call import CallForm
from tui.screens.forms.agreement import AgreementForm
from tui.screens.forms.base import Sheet
from tui.widgets.fields.evening import Evening

Clients = dict[str, Client]
EVENING = at("19:00")
TOMORROW = at("2026-11-24 09:30")


@pytest.fixture(autouse=True)
def evening(clock: Hand) -> None:
    clock.at = EVENING


def answer(pilot: Pilot[None]) -> ContactDraft:
    assert isinstance(pilot.app, Stage)
    (draft,) = pilot.app.answers
    assert isinstance(draft, ContactDraft)
    return draft


def lines(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#evening", Evening).content)


def foot(pilot: Pilot[None]) -> str:
    return "".join(str(each.content) for each in pilot.app.screen.query("#told").results(Static))


async def test_there_are_lines_to_say_and_the_default_is_always_true(show: Show, desk: Desk) -> None:
    async with show(CallForm(desk)) as pilot:
        assert "My office hours are Mon–Fri 9 to 17, I open again Tue 09:00." in lines(pilot)
        assert "I'll see to it Tue 24 Nov 09:30. Would you mind mailing me to confirm?" in lines(pilot)


async def test_in_working_hours_there_are_none(show: Show, desk: Desk, clock: Hand) -> None:
    clock.at = at("10:15")
    async with show(CallForm(desk)) as pilot:
        assert not pilot.app.screen.query("#evening")
        await pilot.press("ctrl+n")
        assert "You are open" in foot(pilot)


async def test_what_is_true_now_is_ticked_and_said(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("shift+tab", "space", "right", "right", "space")
        assert "“I'm not at my desk, I'm on the road. I'll see to it" in lines(pilot)
        await pilot.press("space", "left", "space")
        assert "“I'm not at my desk, I'm with my family. I'll" in lines(pilot)
        await pilot.press("tab", "c", "o", "enter", *"x", "enter")
        assert answer(pilot).tomorrow is None


async def test_a_hint_is_ticked_with_the_mouse_too(show: Show, desk: Desk) -> None:
    async with show(CallForm(desk), size=(120, 36)) as pilot:
        evening = pilot.app.screen.query_one("#evening", Evening)
        at_family = lines(pilot).splitlines()[-1].index("I'm with")
        await pilot.click(evening, offset=(2 + at_family, evening.size.height - 1))
        assert "“I'm with my family. I'll see to it" in lines(pilot)


async def test_the_settings_say_which_hints_there_are(show: Show, open_desk: Callable[[str], Desk]) -> None:
    desk = open_desk('[after_hours]\nhints = ["I am at a [red] concert"]\ntomorrow_minutes = 90\n')
    async with show(CallForm(desk)) as pilot:
        assert "○ I am at a [red] concert" in lines(pilot)
        assert "Tue 24 Nov 10:30" in lines(pilot)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_all_of_it_fits(show: Show, desk: Desk, size: tuple[int, int]) -> None:
    async with show(CallForm(desk), size=size) as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        assert sheet.max_scroll_y == 0
        last = pilot.app.screen.query_one("#follow-up").region
        assert last.bottom <= size[1]


async def test_a_known_client_takes_at_most_eight_keys(show: Show, desk: Desk, clients: Clients) -> None:
    keys = ["c", "h", "a", "enter", *"ok", "enter"]  # the first opens the form, on the dashboard
    async with show(CallForm(desk, save=desk.contacts.log)) as pilot:
        await pilot.press(*keys[1:])
        (touch,) = desk.clients.contacts(clients["Harbour Books"].id)
    assert (touch.note, touch.outcome) == ("ok", Outcome.SPOKE)
    assert desk.work.commitments(clients["Harbour Books"].id) == ()


async def test_one_key_promises_it_for_tomorrow(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk, save=desk.contacts.log)) as pilot:
        await pilot.press("h", "a", "enter", "ctrl+n", *"form says no")
        assert "√ Tue 24 Nov 09:30 is promised, their mail awaited" in lines(pilot)
        await pilot.press("enter")
        assert answer(pilot).tomorrow == FollowUp("form says no", TOMORROW)
    (promise,) = desk.work.commitments(clients["Harbour Books"].id)
    assert (promise.text, promise.due_at) == ("form says no", TOMORROW)
    desk.undo()
    assert desk.clients.contacts(clients["Harbour Books"].id) == ()


async def test_the_same_key_takes_it_back(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("h", "a", "enter", "ctrl+n", "ctrl+n", "x", "enter")
        assert answer(pilot).tomorrow is None


async def test_without_a_note_the_call_is_come_back_on(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("h", "a", "enter", "ctrl+n", "enter")
        assert answer(pilot).tomorrow == FollowUp("Come back on their call", TOMORROW)


async def test_nobody_spoken_to_is_promised_nothing(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk, save=desk.contacts.log)) as pilot:
        await pilot.press("ctrl+n", *"ha vm rang twice", "enter")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []
        assert "Nobody was spoken to" in foot(pilot)
    assert desk.clients.contacts(clients["Harbour Books"].id) == ()


async def test_a_promise_is_not_thrown_away_by_one_key(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CallForm(desk)) as pilot:
        await pilot.press("ctrl+n", "escape")
        assert "Not saved" in foot(pilot)


async def test_who_never_works_can_promise_no_tomorrow(show: Show, clock: Hand, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('zone = "Europe/Berlin"\n[working_hours]\n')
    with closing(Desk.open(tmp_path / "store.db", load(file), clock)) as desk:
        async with show(CallForm(desk)) as pilot:
            await pilot.press("ctrl+n")
            assert "Your settings name no working hours" in foot(pilot)
            assert "I am not at work. Would you mind" in lines(pilot)


def a_policy(client: Client, **fields: Any) -> Agreement:
    """Everything an emergency policy needs."""
    usual: dict[str, Any] = {
        "agreed_on": TODAY,
        "no_emergency": "a typo",
        "channel": "call",
        "acknowledge_minutes": 30,
        "loading_percent": 50,
    }
    kind = AgreementKind.EMERGENCY
    return Agreement(client.id, kind, "the shop is down", TODAY, **(usual | fields))


async def test_without_emergency_terms_it_says_what_to_agree_the_price_first(
    show: Show, open_desk: Callable[[str], Desk]
) -> None:
    desk = open_desk("[rates]\nhourly = 85\n")
    desk.clients.add(Client("Harbour Books"))
    async with show(CallForm(desk)) as pilot:
        assert "emergency" not in lines(pilot).lower()
        await pilot.press("h", "a", "enter")
        assert "No emergency terms: agree on 127.50 EUR an hour first" in lines(pilot)
        assert "ctrl+g notes it" in lines(pilot)


async def test_the_client_it_was_opened_for_is_asked_at_once_and_another_one_anew(
    show: Show, desk: Desk, clients: Clients
) -> None:
    harbour = clients["Harbour Books"]
    desk.agreements.agree(a_policy(clients["Cove"]))
    async with show(CallForm(desk, client_id=harbour.id)) as pilot:
        assert "No emergency terms: agree on 50 % more first" in lines(pilot)
        await pilot.press("c", "o", "enter")
        assert "mergency terms" not in lines(pilot)


async def test_what_a_policy_lacks_is_named_the_price_first(show: Show, desk: Desk, clients: Clients) -> None:
    harbour = clients["Harbour Books"]
    desk.agreements.agree(a_policy(harbour, channel="", loading_percent=None, agreed_on=None))
    async with show(CallForm(desk, client_id=harbour.id)) as pilot:
        lack = "Emergency terms lack what it costs more, how to reach you, the date agreed"
        assert lack in lines(pilot)


async def test_in_working_hours_nothing_is_said_of_emergencies(
    show: Show, desk: Desk, clients: Clients, clock: Hand
) -> None:
    clock.at = at("10:15")
    async with show(CallForm(desk, client_id=clients["Harbour Books"].id)) as pilot:
        assert not pilot.app.screen.query("#evening")
        await pilot.press("ctrl+g")
        assert "Emergency terms are for" in foot(pilot)


async def test_one_key_writes_them_down_and_the_call_stays_as_it_was(
    show: Show, desk: Desk, clients: Clients
) -> None:
    harbour = clients["Harbour Books"]
    async with show(CallForm(desk)) as pilot:
        await pilot.press(*"ha the shop is down", "ctrl+g")
        form = pilot.app.screen
        assert isinstance(form, AgreementForm)
        await pilot.press("tab", *"the shop is down", "ctrl+s")
        assert pilot.app.screen_stack[-1] is not form
        (policy,) = desk.agreements.of_client(harbour.id).standing
        assert (policy.kind, policy.loading_percent) == (AgreementKind.EMERGENCY, 50)
        assert "Emergency terms lack what does not count" in lines(pilot)
        # A second time it is the same policy that is completed.
        await pilot.press("ctrl+g", "escape")
        await pilot.press("ctrl+s")
        assert answer(pilot).note == "the shop is down"
