"""Mail windows as one sees them: what is held, the look in between, and the batch key by key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome, Thread
from data.model.work import Commitment
from data.store import threads
from tests.build import at
from tests.desk.conftest import Hand
from tests.driver import Driver, session
from tui.cli import run
from tui.screens.mail_batch import MailBatch
from tui.widgets.rows import Rows

Post = Callable[..., Thread]


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme"))


@pytest.fixture
def mail(desk: Desk, acme: Client) -> Post:
    """Have a mail come in."""

    def come(subject: str, since: str, client: Client = acme) -> Thread:
        when = at(since)
        thread = Thread(
            client.id, Channel.MAIL, subject=subject, who="Ann", waiting_since=when, newest_at=when
        )
        with desk._core.store.intake() as db:
            return threads.insert(db, replace(thread, waiting_count=1))

    return come


@pytest.fixture
def between(desk: Desk, clock: Hand, mail: Post) -> Desk:
    """Eleven o'clock: one that would be late before 14:00, and two that can wait."""
    clock.at = at("11:00")
    mail("Would be late", "09:05")
    mail("Can wait", "10:40")
    mail("Can wait too", "10:50")
    return desk


def rows(day: Driver) -> list[str]:
    return [row.cells[2].text for row in day.app.dashboard.query_one("#waiting-rows", Rows).rows]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_between_windows_the_pane_holds_back_what_can_wait(
    between: Desk, size: tuple[int, int]
) -> None:
    async with session(between, size=size) as day:
        await day.press("3")
        await day.sees("2 held until 13:30", "Would be late", "b shows held")
        assert rows(day) == ["Would be late"]


async def test_an_empty_pane_says_that_the_rest_can_wait(between: Desk) -> None:
    async with session(between) as day:
        await day.press("3", "x")
        await day.sees("Nobody waits that cannot wait.", "2 held until 13:30")


async def test_one_key_shows_what_is_held(between: Desk, clock: Hand) -> None:
    async with session(between, toasts=True) as day:
        await day.press("b")
        await day.sees("2 held messages are shown until 11:30.", "mail until 11:30", "Can wait too")
        assert day.app.dashboard.pane.kind.name == "waiting", "it goes where they are"
        await day.sees_no("held until")
        clock.at = at("11:31")
        day.app.dashboard.reload()
        await day.sees("2 held until 13:30")
        assert rows(day) == ["Would be late"]
    assert between.reviews.week().figure("replies", "mail_outside").value is None, "no window was over yet"
    clock.at = at("14:00")
    assert between.reviews.week().figure("replies", "mail_outside").value == 1


async def test_a_message_that_comes_between_windows_makes_no_noise(
    between: Desk, clock: Hand, mail: Post
) -> None:
    async with session(between, toasts=True) as day:
        pane = day.app.dashboard.query_one("#waiting-rows", Rows)
        mail("Came quietly", "10:59")
        day.app.dashboard.reload()
        await day.sees("3 held until 13:30")
        assert not pane._tinted
        assert "Came quietly" not in day.text
        clock.at = at("13:30")
        day.app.dashboard.reload()
        await day.sees("3 messages waited for you.", "Came quietly", "mail until 14:00")
        assert not pane._tinted, "what was only held back is no news"
        assert len(rows(day)) == 4


async def test_a_call_is_never_held(between: Desk, acme: Client) -> None:
    between.contacts.log(
        ContactDraft(Channel.CALL, Direction.IN, acme.id, at("10:58"), outcome=Outcome.MISSED)
    )
    async with session(between) as day:
        await day.press("3")
        await day.sees("missed call", "2 held until 13:30")


@pytest.fixture
def window(between: Desk, clock: Hand, acme: Client) -> Desk:
    """Inside the window of 13:30, with something promised besides."""
    between.work.add_commitment(Commitment("Send the prints", at("17:00"), client_id=acme.id))
    clock.at = at("13:35")
    return between


async def in_batch(day: Driver, title: str) -> None:
    await day.until(lambda: isinstance(day.app.screen, MailBatch), "the batch is not open")
    await day.sees(title)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_batch_goes_through_all_of_them(window: Desk, size: tuple[int, int]) -> None:
    async with session(window, size=size, toasts=True) as day:
        await day.press("b")
        await in_batch(day, "1 of 3 · Ann · Acme")
        await day.sees("Would be late", "Also open with them", "waits too", "Send the prints")
        await day.sees("a answered", "x no reply", "z later", "f urgent", "c call", "tab ", "esc back")
        await day.press("x")
        await in_batch(day, "2 of 3 · Ann · Acme")
        await day.press("a")
        await day.sees("How did you answer Ann?")
        await day.press("c")
        await in_batch(day, "3 of 3 · Ann · Acme")
        await day.press("z")
        await day.sees("Answer later")
        await day.press("enter")
        await day.sees("All three are handled.", "Nobody waits")
    assert window.today().waiting == ()
    planned = window.reviews.week().figure("replies", "mail_checks")
    assert (planned.value, planned.of) == (1, 1)


async def test_skipping_leaves_them_waiting_and_one_can_go_back(window: Desk) -> None:
    async with session(window, toasts=True) as day:
        await day.press("b")
        await in_batch(day, "1 of 3")
        await day.press("tab")
        await in_batch(day, "2 of 3")
        await day.press("shift+tab")
        await in_batch(day, "1 of 3")
        await day.press("space")
        await in_batch(day, "2 of 3")
        await day.press("tab", "tab")
        await day.sees("One of three is handled, two still wait.")
    assert [item.subject for item in window.today().waiting] == ["Can wait", "Can wait too"]


async def test_leaving_a_question_or_marking_urgent_stays_at_the_same_one(window: Desk) -> None:
    async with session(window, toasts=True) as day:
        await day.press("b")
        await in_batch(day, "1 of 3")
        await day.press("a")
        await day.sees("How did you answer")
        await day.press("escape")
        await in_batch(day, "1 of 3")
        await day.press("f")
        await in_batch(day, "1 of 3")
        await day.sees("you marked it urgent")
        await day.press("escape")
        await day.sees("Three still wait.")


async def test_undo_within_a_batch_goes_back_to_what_was_done(window: Desk) -> None:
    async with session(window) as day:
        await day.press("b")
        await in_batch(day, "1 of 3")
        await day.press("tab")
        await in_batch(day, "2 of 3")
        await day.press("x")
        await in_batch(day, "3 of 3")
        await day.press("u")
        await in_batch(day, "2 of 3")
        await day.sees("Can wait")
        await day.press("x")
        await in_batch(day, "3 of 3")
        await day.press("escape", "u")
        await day.until(lambda: len(rows(day)) == 3, "undo after the batch brought nothing back")


async def test_keys_that_arrive_together_stay_within_the_batch(window: Desk) -> None:
    async with session(window, toasts=True) as day:
        await day.press("3", "b")
        await in_batch(day, "1 of 3")
        for key in ("x", "tab", "x"):
            day.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await day.sees("Two of three are handled, one still waits.")
        assert day.app.dashboard.pane.kind.name == "waiting", "tab went past the batch"
    assert [item.subject for item in window.today().waiting] == ["Can wait"]


async def test_a_call_answers_a_mail_of_the_batch(window: Desk) -> None:
    async with session(window) as day:
        await day.press("b")
        await in_batch(day, "1 of 3")
        await day.press("c")
        # It is certain whom one calls: letters are at once what was said, not the name of another client.
        await day.sees("This answers")
        await day.press("b", "i", "enter")
        await in_batch(day, "2 of 3")
    (call,) = (t for t in window.clients.contacts(window.today().waiting[0].client_id, 9))
    assert (call.channel, call.note) == (Channel.CALL, "bi")


async def test_what_somebody_else_answered_meanwhile_is_left_out(window: Desk) -> None:
    second = window.today().waiting[1]
    async with session(window) as day:
        await day.press("b")
        await in_batch(day, "1 of 3")
        window.waiting.answered(second.thread_id, Answer.MAIL)
        day.app.dashboard.reload()
        await day.press("x")
        await in_batch(day, "3 of 3")


async def test_where_nobody_waits_the_key_says_so(desk: Desk, acme: Client, clock: Hand) -> None:
    clock.at = at("11:00")
    async with session(desk, toasts=True) as day:
        await day.press("b")
        await day.sees("Nobody waits. Next mail 13:30.")
    assert desk.reviews.week().figure("replies", "mail_checks").value is None


async def test_the_foot_says_what_the_key_does_now(between: Desk, clock: Hand) -> None:
    async with session(between) as day:
        await day.press("3")
        await day.sees("b show held")
        clock.at = at("13:30")
        day.app.dashboard.reload()
        await day.sees("b mail")


def test_a_script_gets_all_of_them_and_is_told_which_are_held(
    between: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--store", str(tmp_path / "store" / "frontdesk.db"), "--config", str(tmp_path / "settings.toml")]
    asked += ["--now", "2026-11-23T11:00:00+01:00", "waiting"]
    assert run([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(item["subject"], item["held"]) for item in found] == [
        ("Would be late", False),
        ("Can wait", True),
        ("Can wait too", True),
    ]
    assert run(asked) == 0
    said = capsys.readouterr().out
    assert said.count("held") == 3
    assert said.endswith("2 held until 13:30.\n")
