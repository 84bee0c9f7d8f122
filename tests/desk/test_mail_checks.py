"""Looking at the mail at the Desk: what is held comes to light, and each look is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome, Thread
from data.store import Store, mail_checks, threads
from tests.build import NOW, at
from tests.desk.conftest import Hand


def waits(desk: Desk, since: str, **fields: object) -> Thread:
    """Have a mail of a client wait since a time."""
    (client, *_) = desk.clients.all() or (desk.clients.add(Client("Acme")),)
    usual = Thread(client.id, Channel.MAIL, subject="Which dates?", who="Ann", waiting_count=1)
    with desk._core.act("a mail comes") as db:
        return threads.insert(db, replace(usual, waiting_since=at(since), newest_at=at(since), **fields))  # type: ignore[arg-type]


@pytest.fixture
def between(desk: Desk, clock: Hand) -> Desk:
    """Eleven in the morning, with one mail that can wait and one that can't."""
    clock.at = at("11:00")
    waits(desk, "10:40", subject="Can wait")
    waits(desk, "09:05", subject="Late at 13:05")
    return desk


def shown(desk: Desk) -> list[str]:
    return [item.subject for item in desk.today().waiting_now]


def test_a_look_shows_what_is_held_for_half_an_hour(between: Desk, clock: Hand) -> None:
    assert shown(between) == ["Late at 13:05"]
    assert between.mail.look(len(between.today().held)) == "1 held message is shown until 11:30."
    assert shown(between) == ["Late at 13:05", "Can wait"]
    assert between.today().mail_shown_until == at("11:30")
    clock.at = at("11:30")
    assert shown(between) == ["Late at 13:05"]


def test_undo_takes_back_acts_and_leaves_looks_alone(between: Desk) -> None:
    between.mail.look(1)
    assert between.undo() == "a mail comes"
    assert between.today().mail_shown_until == at("11:30")


def test_looks_are_told_in_the_review_with_their_rows(between: Desk, clock: Hand) -> None:
    between.mail.look(2)
    clock.at = at("13:40")
    between.mail.check()
    clock.at = at("14:00")
    week = between.reviews.week()
    planned, outside = week.figure("replies", "mail_checks"), week.figure("replies", "mail_outside")
    # The window of 10:00 was over before the first look.
    assert (planned.value, planned.of, outside.value) == (1, 1, 1)
    rows = between.reviews.rows([*planned.rows, *outside.rows])
    assert [(row.title, row.client, row.at, row.said, row.opens) for row in rows] == [
        ("You looked at the mail", "", at("13:40"), "in its window", ""),
        ("You looked at the mail", "", at("11:00"), "outside the plan", ""),
    ]


def test_a_call_is_never_held(between: Desk) -> None:
    (acme,) = between.clients.all()
    between.contacts.log(
        ContactDraft(Channel.CHAT, Direction.IN, acme.id, at("10:59"), note="hello?", wants_answer=True)
    )
    assert "hello?" in shown(between)


@pytest.mark.parametrize("settings", ["[mail_windows]\non = false\n", "[mail_windows]\nat = []\n"])
def test_without_mail_windows_nothing_is_held_nor_written_down(
    open_desk: Callable[[str], Desk], clock: Hand, settings: str
) -> None:
    desk = open_desk(settings)
    clock.at = at("11:00")
    waits(desk, "10:40")
    assert len(shown(desk)) == 1
    desk.mail.check()
    today = desk.today()
    assert (today.next_mail_window, today.mail_shown_until) == (None, None)
    assert desk.reviews.week().figure("replies", "mail_checks").of == 0


def test_a_store_that_cannot_be_written_holds_nothing_back(between: Desk, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store" / "frontdesk.db", now=NOW, read_only=True)
    looking = Desk(store, between.settings, lambda: at("11:00"))
    try:
        assert len(shown(looking)) == 2
        looking.mail.check()
    finally:
        looking.close()


def test_closing_a_week_keeps_the_windows_it_was_judged_by(between: Desk, clock: Hand) -> None:
    between.mail.check()
    clock.at = at("2026-11-27 17:00")
    between.reviews.close("2026-W48", lambda *_: "")
    assert dict(between.reviews.week("2026-W48").settings)["mail_windows"] == "10:00 13:30 16:30"


def test_windows_too_far_apart_are_named_with_the_clients(open_desk: Callable[[str], Desk]) -> None:
    desk = open_desk("[mail_windows]\nat = ['09:30', '16:00']\n")
    assert [warning[:24] for warning in desk.mail.warnings()] == ["Mail windows are up to 6"]
    desk.clients.add(Client("Birch", reply_limit_minutes=60))
    _, about_birch = desk.mail.warnings()
    assert "longer than Birch (1 h) waits" in about_birch


def test_dealing_with_a_mail_in_a_window_is_a_planned_check(between: Desk, clock: Hand) -> None:
    pressing, can_wait = between.today().waiting
    between.waiting.mark_urgent(can_wait.thread_id, urgent=True)
    clock.at = at("13:31")
    between.waiting.mark_urgent(can_wait.thread_id, urgent=False)
    between.waiting.answered(pressing.thread_id, Answer.MAIL)
    checks = mail_checks.between(between._core.reader, at("09:00"), at("17:00"))
    assert [(check.at, check.window_at) for check in checks] == [(at("13:31"), at("13:30"))]
    between.undo()
    assert mail_checks.earliest(between._core.reader) == at("13:31"), "it was seen, whatever became of it"


def test_a_call_that_is_dealt_with_in_a_window_is_none(between: Desk, clock: Hand) -> None:
    (acme,) = between.clients.all()
    clock.at = at("13:31")
    between.contacts.log(
        ContactDraft(Channel.CALL, Direction.IN, acme.id, at("13:30"), outcome=Outcome.MISSED)
    )
    call = next(item for item in between.today().waiting if item.channel is Channel.CALL)
    between.waiting.answered(call.thread_id, Answer.CALL)
    assert mail_checks.earliest(between._core.reader) is None
