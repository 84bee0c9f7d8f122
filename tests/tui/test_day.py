"""A freelancer's day, key by key, at a real store."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Key

from data.desk import Desk
from data.errors import DiskFull
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome, Touch
from data.model.work import Commitment, Deliverable
from data.settings import MailSettings
from tests.build import NOW, at
from tests.desk.conftest import Hand
from tests.driver import session


@pytest.fixture
def acme(desk: Desk) -> Client:
    desk.clients.add(Client("Birch"))
    return desk.clients.add(Client("Acme", addresses=("ana@acme.example",)))


def a_missed_call(client: Client, ago: int = 30) -> ContactDraft:
    return ContactDraft(
        Channel.CALL, Direction.IN, client.id, NOW - timedelta(minutes=ago), outcome=Outcome.MISSED
    )


async def test_a_call_of_a_known_client_takes_at_most_eight_keys(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("c")
        await day.sees("Log a call")
        # The note is one key here: how long it is, is not the program's doing.
        await day.press("a", "c", "enter", "x", "enter")
        await day.sees_no("Log a call")
        assert day.pressed <= 8
    (touch,) = desk.clients.contacts(acme.id)
    assert (touch.channel, touch.note, touch.outcome) == (Channel.CALL, "x", Outcome.SPOKE)


async def test_a_quick_line_says_all_at_once(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("c")
        await day.type("ac in 12m asks staging >fri send the link")
        await day.sees("Acme", "12", "asks staging", "send the link · Fri 27 Nov 17:00")
        await day.press("enter")
        await day.sees_no("Log a call")
    (touch,) = desk.clients.contacts(acme.id)
    assert (touch.minutes, touch.note) == (12, "asks staging")
    assert [item.text for item in desk.work.commitments(acme.id)] == ["send the link"]


async def test_a_missed_call_is_called_back_and_taken_back(desk: Desk, acme: Client) -> None:
    desk.contacts.log(a_missed_call(acme))
    async with session(desk) as day:
        await day.sees("missed call", "of 2 h")
        await day.press("3", "x")
        await day.sees("Nobody waits")
        await day.press("u")
        await day.sees("missed call")


async def test_a_promise_is_entered_kept_and_taken_back(desk: Desk, acme: Client) -> None:
    async with session(desk) as day:
        await day.press("n")
        await day.sees("ommitment")
        await day.press("c")
        await day.sees("What")
        await day.type("Send the quote")
        await day.press("tab")
        await day.type("5pm")
        await day.sees("Mon 23 Nov 17:00")
        await day.press("ctrl+s")
        await day.sees("17:00", "Send the quote")
        await day.press("1", "space")
        await day.sees("1 kept")
        await day.press("u")
        await day.sees("1 to go")


async def test_what_another_process_writes_shows_by_itself(
    desk: Desk, open_desk: Callable[[str], Desk], acme: Client
) -> None:
    other = open_desk("")
    async with session(desk) as day:
        await day.sees("Nobody waits")
        other.contacts.log(a_missed_call(acme))
        day.app._beat()
        await day.sees("missed call")


async def test_settings_that_another_process_writes_hold_by_themselves(
    desk: Desk, open_desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    desk.clients.add(Client("Acme", addresses=("ann@acme.example",)))
    box = mailbox.Maildir(tmp_path / "Mail")
    box.add(
        b"From: ann@acme.example\nTo: jo@studio.example\nSubject: [/] When?\n"
        b"Message-ID: <1@acme.example>\nDate: Mon, 23 Nov 2026 09:50:00 +0100\n\nWhen?\n"
    )
    async with session(desk, toasts=True) as day:
        await day.sees("open till 17:00", "Nobody waits")
        other = open_desk("")
        other.setup.set_working_hours({"mon": [["09:00", "18:00"]]})
        other.connecting.add(MailSettings(kind="maildir", path=tmp_path / "Mail", me=("jo@studio.example",)))
        day.app._beat()
        await day.sees("open till 18:00", "[/] When?")
        (tmp_path / "settings.toml").write_text("zone = 3\n")
        day.app._beat()
        await day.sees("zone", "open till 18:00")


async def test_the_minute_moves_the_clocks(desk: Desk, acme: Client, clock: Hand) -> None:
    desk.contacts.log(a_missed_call(acme))
    async with session(desk) as day:
        await day.sees("30 m")
        clock.turn(minutes=31)
        day.app._beat()
        await day.sees("1 h 01 m", "10:46")


async def test_the_evening_says_when_it_opens_again(desk: Desk, acme: Client, clock: Hand) -> None:
    async with session(desk) as day:
        await day.sees("open")
        clock.turn(hours=8)
        day.app._beat()
        await day.sees("closed", "opens tomorrow 09:00")
        await day.until(lambda: "evening" in day.app.theme, "the colours are still those of the day")


async def test_a_full_disk_keeps_what_was_typed(
    desk: Desk, acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = desk.contacts.log
    room = [False]

    def log_when_there_is_room(draft: ContactDraft) -> Touch:
        if not room[0]:
            raise DiskFull("Not saved: the disk is full. What you typed is still here.")
        return log(draft)

    monkeypatch.setattr(desk.contacts, "log", log_when_there_is_room)
    async with session(desk) as day:
        await day.press("c", "a", "c", "enter")
        await day.type("launch night")
        await day.press("enter")
        await day.sees("the disk is full", "launch night")
        room[0] = True
        await day.press("enter")
        await day.sees_no("Log a call")
    assert [touch.note for touch in desk.clients.contacts(acme.id)] == ["launch night"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 50), (40, 12)])
@pytest.mark.parametrize("light", [False, True])
async def test_text_from_outside_breaks_no_screen(desk: Desk, size: tuple[int, int], light: bool) -> None:
    nasty = (
        "[/] [red]",
        "\x1b[31mred\x07",
        "\u202eright to left",
        "漢字" * 40,
        "👩‍👩‍👧" * 30,
        "x" * 10_000,
        "[@click=app.quit]",
    )
    for number, name in enumerate(nasty):
        client = desk.clients.add(Client(f"{name}{number}"))
        desk.contacts.log(replace(a_missed_call(client), note=name, who=name))
        desk.work.add_commitment(Commitment(name, NOW + timedelta(hours=number), client_id=client.id))
        desk.work.add_deliverable_to(
            name, Deliverable(0, client.id, name, estimate_minutes=60, promised_at=at("2026-11-27 17:00"))
        )
    async with session(desk, size=size, light=light) as day:
        for pane in "1234":
            await day.press(pane, "down", "down", "down", "enter")
            await day.press("escape")
        await day.press("slash")
        await day.type("red")
        await day.press("escape")
        await day.press("c", "escape")
        assert all(width <= size[0] for width in map(len, day.text.splitlines()))
        assert "\x1b" not in day.text
        assert "\u202e" not in day.text


async def test_an_empty_store_begins_with_the_welcome(desk: Desk) -> None:
    async with session(desk) as day:
        await day.sees("Welcome")
        await day.press("escape")
        await day.sees("Nobody waits")


async def test_keys_that_arrive_together_are_taken_in_order(desk: Desk, acme: Client) -> None:
    desk.work.add_commitment(Commitment("Send the quote", NOW + timedelta(hours=1), client_id=acme.id))
    birch = desk.clients.by_name("Birch")
    async with session(desk) as day:
        # Not through the pilot, which waits after each key: as a slow line delivers them.
        for key in ("c", "b", "i", "enter", "x", "d", "enter"):
            day.app.post_message(Key(key, key if len(key) == 1 else None))
        await day.until(lambda: bool(desk.clients.contacts(birch.id)), "no call was logged")
        await day.sees_no("Log a call")
        await day.sees("Send the quote")
    assert [touch.note for touch in desk.clients.contacts(birch.id)] == ["xd"]
