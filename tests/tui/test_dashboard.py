"""The dashboard: four panes at any size, keys that change with the pane, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.errors import Busy
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, Deliverable, Project
from tests.build import NOW, at
from tests.desk.conftest import Hand
from tests.driver import Driver, session
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows


@pytest.fixture
def acme(desk: Desk) -> Client:
    """A client with something in every pane."""
    client = desk.clients.add(Client("Acme", addresses=("ana@acme.example",), post_address="Quay 3, Hamburg"))
    desk.work.add_commitment(Commitment("Send the quote", at("11:00"), client_id=client.id))
    desk.work.add_commitment(Commitment("Staging link", at("16:00"), client_id=client.id))
    desk.work.add_deliverable_to(
        "Site",
        Deliverable(0, client.id, "Booking form", estimate_minutes=600, promised_at=at("2026-11-27 17:00")),
    )
    desk.contacts.log(
        ContactDraft(
            Channel.CALL, Direction.IN, client.id, NOW - timedelta(minutes=30), outcome=Outcome.MISSED
        )
    )
    desk.work.add_project(
        Project(client.id, "Menu", started_on=date(2026, 9, 1), ended_on=date(2026, 11, 20))
    )
    return client


def focused(day: Driver) -> str:
    return str(day.app.focused.id) if day.app.focused is not None else ""


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 50), (100, 30), (99, 60)])
async def test_four_panes_with_their_counts_at_any_size(
    desk: Desk, acme: Client, size: tuple[int, int]
) -> None:
    async with session(desk, size=size) as day:
        await day.sees("1 Today", "2 Slack", "3 Waiting", "4 Gestures")
        await day.sees("2 to go", "owed 17 h", "1 fresh", "0 of 3 this week")


async def test_digits_and_tab_go_from_pane_to_pane(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        for key, pane in (
            ("3", "waiting"),
            ("tab", "gestures"),
            ("tab", "agenda"),
            ("shift+tab", "gestures"),
        ):
            await day.press(key)
            assert focused(day) == f"{pane}-rows"


async def test_the_foot_says_what_the_keys_do_here(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.sees("space kept", "? keys")
        await day.press("3")
        await day.sees("a answered by", "x no reply needed", "z later")
        await day.press("4")
        await day.sees("g decline")


async def test_a_hint_can_be_clicked(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        foot = day.app.screen.query_one(FootLine)
        start = next(start for start, _, hint in foot._spots if hint.text == "find")
        await day.pilot.click(FootLine, offset=(start + 2, 0))
        await day.until(lambda: type(day.app.screen).__name__ == "FindScreen", "find did not open")


@pytest.mark.parametrize(
    ("pane", "key", "why"),
    [
        ("1", "a", "Only an exchange that waits can be answered"),
        ("1", "z", "A promise is not put off but moved"),
        ("3", "d", "Mail is never deleted here"),
        ("4", "e", "A suggestion is not edited"),
        ("2", "g", "look in pane 4"),
    ],
)
async def test_a_key_that_does_nothing_here_says_why(
    desk: Desk, acme: Client, pane: str, key: str, why: str
) -> None:
    async with session(desk, toasts=True) as day:
        await day.press(pane, key)
        await day.sees(why)


async def test_what_is_done_cannot_be_done_again(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("space")
        await day.sees("1 kept", "u undoes it")
        await day.press("end", "space")
        await day.sees("It is done already")


async def test_after_a_tick_the_cursor_waits_for_the_next(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("space")
        await day.sees("1 kept")
        assert day.app.dashboard.pane.list.cursor_place == 0
        await day.press("space")
        await day.sees("2 kept")


async def test_a_promise_is_deleted_and_brought_back(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("d")
        await day.sees_no("Send the quote   ")
        await day.press("u")
        await day.sees("Send the quote")


async def test_who_waits_is_answered_later_urgent_or_needs_no_reply(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("3", "f")
        await day.sees("urgent")
        await day.press("z")
        await day.sees("Answer later")
        await day.press("enter")
        await day.sees("Nobody waits", "1 asleep")
        await day.press("u")
        await day.sees("missed call")
        await day.press("a")
        await day.sees("How did you answer Acme?")
        await day.press("m")
        await day.sees("Nobody waits")


async def test_a_kindness_is_put_off_declined_and_done(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.sees("Thank-you card")
        await day.press("4", "g")
        await day.sees("Not this time")
        await day.press("n")
        await day.sees("Why")
        await day.type("moved away")
        await day.press("enter")
        await day.sees("No kindness is due.")
        await day.press("u")
        await day.sees("Thank-you card")
        await day.press("g", "p")
        await day.sees("It cost")
        await day.type("4.50")
        await day.press("enter")
        await day.sees("1 of 3 this week")
    paid = desk.reviews.week().figure("gestures", "cost_cents")
    assert (paid.value, paid.of) == (450, 1)


async def test_a_kindness_that_cost_nothing_is_done_with_one_key(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.sees("Thank-you card")
        await day.press("4", "space")
        await day.sees("1 of 3 this week")


async def test_enter_opens_all_there_is_to_know_and_acts_from_there(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("enter")
        await day.sees("Last contacts", "Quay 3, Hamburg", "they called, missed", "esc back")
        await day.press("escape")
        await day.sees_no("Last contacts")
        await day.press("enter")
        await day.sees("Last contacts")
        await day.press("space")
        await day.sees("1 kept")


async def test_on_a_wide_screen_the_side_follows_the_cursor(desk: Desk, acme: Client) -> None:
    async with session(desk, size=(200, 50)) as day:
        await day.sees("Last contacts", "Mon 23 Nov 11:00")
        await day.press("down")
        await day.sees("Mon 23 Nov 16:00")
        await day.press("enter")
        assert focused(day) == "side"
        await day.press("escape")
        assert focused(day) == "agenda-rows"


async def test_the_side_comes_with_the_room_for_it(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.sees("1 Today")
        assert not day.app.screen.query("#side")
        await day.pilot.resize_terminal(200, 50)
        await day.sees("Last contacts")
        order = [
            child.id or child.__class__.__name__ for child in day.app.screen.query_one("#panes").children
        ]
        assert order.index("side") == 2
        await day.press("shift+tab")
        assert focused(day) == "side"
        await day.pilot.resize_terminal(120, 36)
        await day.sees_no("Last contacts")
        await day.pilot.resize_terminal(200, 50)
        await day.sees("Last contacts")
        assert len(day.app.screen.query("#side")) == 1


async def test_a_beat_on_the_way_out_reads_nothing_anew(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.sees("1 Today")
        app = day.app
    desk.clients.add(Client("Birch"))
    assert not app.screen_stack
    app._beat()


async def test_the_size_may_change_at_any_time(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        for size in ((80, 24), (200, 50), (30, 8), (120, 36)):
            await day.pilot.resize_terminal(*size)
            await day.pilot.pause()
            for pane in "1234":
                await day.press(pane, "down")
        await day.sees("1 Today", "4 Gestures")


async def test_the_folded_panes_unfold_where_the_keys_go(desk: Desk, acme: Client) -> None:
    async with session(desk, size=(80, 24)) as day:
        heights = {}
        for pane in "1234":
            await day.press(pane)
            heights[pane] = [rows.size.height for rows in day.app.screen.query(Rows)]
        assert [heights[pane][int(pane) - 1] for pane in "1234"] == [11] * 4
        assert all(sorted(each)[:3] == [1, 1, 1] for each in heights.values())


async def test_help_lists_the_keys_and_does_what_is_chosen(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("question_mark")
        await day.sees("Keys, here and now", "Log a call")
        await day.press("down", "down", "down", "enter")
        await day.sees("Commitment", "Deliverable")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_help_says_of_each_key_all_that_it_does(
    desk: Desk, acme: Client, size: tuple[int, int]
) -> None:
    async with session(desk, size=size) as day:
        await day.press("question_mark")
        await day.sees("Enter a promise, a deliverable, a question, what they owe, a client …")
        said = ""
        for _ in range(12):
            said += day.text
            await day.press("pagedown")
        assert "Who is this? What is this time? From before. Asleep." in said
        assert "Close the week: its figures, what is left over, the next one" in said
        assert "A draft to the client: a heads-up, where it stands, a mistake" in said


async def test_the_palette_finds_by_name(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("ctrl+p")
        await day.type("days off")
        await day.sees("See and enter days off")
        await day.press("enter")
        await day.until(lambda: type(day.app.screen).__name__ == "DaysOff", "days off did not open")


async def test_leaving_from_a_form_that_was_filled_in_asks_first(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("c")
        await day.sees("Log a call")
        await day.press("a", "c", "ctrl+q")
        await day.sees("What you filled in is not saved.")
        assert day.app.is_running
        assert day.app.return_code is None
        await day.press("ctrl+q")
        await day.until(lambda: day.app.return_code == 0, "it does not leave")


async def test_leaving_with_nothing_filled_in_asks_nothing(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("c")
        await day.sees("Log a call")
        await day.press("ctrl+q")
        await day.until(lambda: day.app.return_code == 0, "it does not leave")


async def test_of_two_troubles_the_latest_is_said(
    desk: Desk, acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(("The disk is full.", "Another frontdesk holds the store."))

    def fails(key: str) -> str:
        raise Busy(next(said))

    monkeypatch.setattr(desk, "done", fails)
    async with session(desk, toasts=True) as day:
        await day.press("space")
        await day.sees("The disk is full.")
        await day.press("space")
        await day.sees("Another frontdesk holds the store.")
        await day.sees_no("The disk is full.")


async def test_trouble_is_one_sentence_and_the_screen_goes_on(
    desk: Desk, acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(key: str) -> str:
        raise Busy("Another [frontdesk] holds the store. Try again.")

    monkeypatch.setattr(desk, "done", busy)
    async with session(desk, toasts=True) as day:
        await day.press("space")
        await day.sees("Another [frontdesk] holds the store. Try again.")
        await day.press("2")
        assert focused(day) == "slack-rows"


async def test_nothing_selected_is_no_trouble(desk: Desk) -> None:
    desk.clients.add(Client("Acme"))
    async with session(desk, toasts=True) as day:
        for pane in "1234":
            await day.press(pane, "enter", "o", "space")
        await day.sees("Nothing is selected.", "Nobody waits")
        # One sentence at a time, and always in the same place.
        await day.until(lambda: "Nothing is selected." in day.text.split("\n")[2], "it stands elsewhere")
        assert "No client belongs" not in day.text


async def test_reading_now_says_when_there_is_nothing_to_read(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        await day.press("r")
        await day.sees("Nothing is read yet: S, and there n, connects mail and calendars.")


async def test_a_mailbox_that_cannot_be_read_is_said_on_top(
    open_desk: Callable[[str], Desk], clock: Hand
) -> None:
    desk = open_desk(
        '\n[[mail]]\nname = "work"\nkind = "maildir"\npath = "/nowhere/at/all"\nme = ["jo@studio.example"]\n'
    )
    desk.clients.add(Client("Acme"))
    async with session(desk, size=(80, 24)) as day:
        await day.sees("work", "1 Today", "4 Gestures")
        assert day.app.screen.query_one("#top").size.height == 2


async def test_the_same_trouble_is_said_once(desk: Desk, acme: Client) -> None:
    async with session(desk, toasts=True) as day:
        for _ in range(3):
            day.app.complain("The disk is full.")
        await day.sees("The disk is full.")
        assert day.text.count("The disk is full.") == 1
