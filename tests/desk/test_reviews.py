"""The review of a week at the Desk: figures that freeze, what was meant, and weeks that were missed."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import Changed, StoreError, WrongUse
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome
from data.model.week import NextWeek, WeekReview
from data.model.work import Commitment, Deliverable
from tests.build import at
from tests.desk.a_week import FRIDAY, NEXT, WEEK, everything
from tests.desk.conftest import Hand


def page(review: WeekReview, coming: NextWeek) -> str:
    return f"# {review.week}, then {coming.week}\n"


def value(review: WeekReview, block: str, name: str) -> tuple[float | None, int | None]:
    figure = review.figure(block, name)
    return figure.value, figure.of


@pytest.fixture
def week(desk: Desk, clock: Hand) -> Desk:
    """A week with one promise kept and one broken, seen on Friday afternoon."""
    acme = desk.clients.add(Client("Acme"))
    kept = desk.work.add_commitment(Commitment("Send the quote", at("2026-11-24 12:00"), client_id=acme.id))
    desk.work.add_commitment(Commitment("Call about the logo", at("2026-11-25 12:00"), client_id=acme.id))
    clock.at = at("2026-11-24 11:00")
    desk.work.done_commitment(kept.id)
    clock.at = FRIDAY
    return desk


def test_the_running_week_counts_what_fell_due(week: Desk) -> None:
    review = week.reviews.week()
    assert review.week == WEEK
    assert value(review, "promises", "due") == (1, 2)
    assert value(review, "promises", "broken") == (1, None)


def test_rows_say_what_a_figure_was_counted_from_and_where_to_look(week: Desk) -> None:
    (acme,) = week.clients.all()
    rows = week.reviews.rows(week.reviews.week().figure("promises", "broken").rows)
    assert [(row.title, row.client, row.said, row.opens) for row in rows] == [
        ("Call about the logo", "Acme", "open", f"client:{acme.id}")
    ]
    assert week.reviews.rows(["touch:999", "nothing", "deliverable:x", "gesture:none", ""]) == ()


def test_each_wait_is_a_row_of_its_own_and_says_how_long_it_was(desk: Desk, clock: Hand) -> None:
    acme = desk.clients.add(Client("Acme"))
    for day, answered in (("2026-11-24", "10:40"), ("2026-11-25", "15:05")):
        clock.at = at(f"{day} 09:00")
        desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, acme.id, clock.at, outcome=Outcome.MISSED))
        clock.at = at(f"{day} {answered}")
        desk.waiting.answered(desk.today().waiting[0].thread_id, Answer.CALL)
    clock.at = at("2026-11-26 09:00")
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, acme.id, clock.at, outcome=Outcome.MISSED))
    clock.at = at("2026-11-26 09:30")
    review = desk.reviews.week()
    within = desk.reviews.rows(review.figure("replies", "within").rows)
    assert [(row.at, row.said) for row in within] == [
        (at("2026-11-25 09:00"), "6 h 5 m, late"),
        (at("2026-11-24 09:00"), "1 h 40 m"),
    ]
    (waits,) = desk.reviews.rows(review.figure("replies", "oldest_open").rows)
    assert (waits.client, waits.said, waits.opens) == ("Acme", "waits 30 m", f"client:{acme.id}")
    calls = desk.reviews.rows(review.figure("calls", "in").rows)
    assert [row.said for row in calls] == ["missed"] * 3


def test_a_date_of_a_deliverable_opens_its_page(desk: Desk, clock: Hand) -> None:
    acme = desk.clients.add(Client("Acme"))
    logo = desk.work.add_deliverable_to(
        "Logo", Deliverable(0, acme.id, "Logo", estimate_minutes=60, promised_at=at("2026-11-25 17:00"))
    )
    clock.at = FRIDAY
    (row,) = desk.reviews.rows(desk.reviews.week().figure("promises", "broken").rows)
    assert (row.title, row.opens, row.at) == ("Logo", f"deliverable:{logo.id}", at("2026-11-25 17:00"))


def test_closing_freezes_and_writes_a_private_page(week: Desk, clock: Hand) -> None:
    path = week.reviews.close(WEEK, page)
    assert path.read_text(encoding="utf-8").startswith(f"# {WEEK}, then {NEXT}\n\n<!-- frontdesk wrote this")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    clock.turn(days=3)
    review = week.reviews.week(WEEK)
    assert review.closed_at == FRIDAY
    assert value(review, "promises", "due") == (1, 2)
    assert review.corrected == ()
    assert dict(review.settings)["zone"] == "Europe/Berlin"


def test_what_changes_later_is_told_beside_the_frozen_figure(week: Desk, clock: Hand) -> None:
    (acme,) = week.clients.all()
    week.reviews.close(WEEK, page)
    clock.turn(hours=20)
    call = ContactDraft(
        Channel.CALL, Direction.IN, acme.id, at("2026-11-26 10:00"), minutes=9, outcome=Outcome.SPOKE
    )
    week.contacts.log(call)
    review = week.reviews.week(WEEK)
    assert value(review, "calls", "in") == (0, None)
    assert ("calls", "in", 1) in [(each.block, each.now.name, each.now.value) for each in review.corrected]


def test_what_goes_on_after_closing_corrects_nothing(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    desk.reviews.close(WEEK, page)
    clock.turn(hours=18)
    (acme,) = desk.clients.all()
    for commitment in desk.work.commitments(acme.id):
        desk.work.done_commitment(commitment.id)
    for find_out in desk.find_outs.of_client(acme.id):
        desk.find_outs.told(find_out.id, "the cheap one", Channel.MAIL)
    for owed in desk.scope.owed_by(acme.id):
        desk.scope.received(owed.id)
    for what in desk.work.deliverables(acme.id):
        desk.work.deliver(what.id)
    for waits in desk.today().waiting:
        desk.waiting.answered(waits.thread_id, Answer.CALL)
    clock.turn(days=9)
    desk.work.add_commitment(Commitment("Another", at("2026-12-11 12:00"), client_id=acme.id))
    review = desk.reviews.week(WEEK)
    assert [(each.block, each.figure, each.now) for each in review.corrected] == []


def test_another_setting_corrects_nothing(desk: Desk, clock: Hand, open_desk: Callable[[str], Desk]) -> None:
    everything(desk, clock)
    clock.at = at("2026-11-26 10:10")
    desk.mail.check()
    clock.at = FRIDAY
    desk.reviews.close(WEEK, page)
    stricter = open_desk(
        "[replies]\nlimit_minutes = 1\ncallback_minutes = 1\n[rates]\nhourly = 9000\n"
        "[promises]\nconfidence_percent = 50\n[gestures]\nkeep_in_touch_days = 1\n"
        "[mail_windows]\nat = ['09:00']\n"
    )
    assert value(stricter.reviews.week(WEEK), "replies", "mail_checks") == (1, 5)
    assert stricter.reviews.week(WEEK).corrected == ()


def test_a_week_is_closed_once_and_undo_opens_it_again(week: Desk) -> None:
    path = week.reviews.close(WEEK, page)
    with pytest.raises(WrongUse, match="closed already"):
        week.reviews.close(WEEK, page)
    assert not week.reviews.is_due()
    assert week.undo() == "closing week 48"
    assert week.reviews.week(WEEK).closed_at is None
    assert week.reviews.state(WEEK).closed_at is None
    assert week.reviews.is_due()
    assert not path.exists(), "a page that says closed would not be true"
    assert week.reviews.close(WEEK, page) == path


def test_a_page_that_was_changed_by_hand_is_kept(week: Desk) -> None:
    path = week.reviews.close(WEEK, page)
    folder = path.parent
    path.write_text(f"{path.read_text()}My own words.\n")
    week.undo()
    assert [each.name for each in folder.iterdir()] == [f"{WEEK} yours.md"]
    assert week.reviews.close(WEEK, page) == path
    path.write_text("Only mine.\n")
    week.undo()
    week.reviews.close(WEEK, page)
    assert {each.name for each in folder.iterdir()} == {
        path.name,
        f"{WEEK} yours.md",
        f"{WEEK} yours 2.md",
    }
    assert (folder / f"{WEEK} yours 2.md").read_text() == "Only mine.\n"
    assert "My own words." in (folder / f"{WEEK} yours.md").read_text()


def test_what_lies_where_the_page_goes_is_not_written_over(week: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "store" / "reviews"
    folder.mkdir(parents=True)
    (folder / f"{WEEK}.md").write_bytes(b"\xff notes")
    week.reviews.close(WEEK, page)
    assert (folder / f"{WEEK} yours.md").read_bytes() == b"\xff notes"


def test_another_undo_leaves_the_page_alone(week: Desk) -> None:
    path = week.reviews.close(WEEK, page)
    week.reviews.intend(NEXT, ["Ring Acme"])
    week.undo()
    assert path.exists()


def test_a_page_that_cannot_be_written_is_said_and_the_week_is_closed(week: Desk, tmp_path: Path) -> None:
    (tmp_path / "store" / "reviews").write_text("in the way")
    with pytest.raises(StoreError, match="is closed, but"):
        week.reviews.close(WEEK, page)
    assert week.reviews.week(WEEK).closed_at == FRIDAY


def test_a_week_that_has_not_begun_cannot_be_closed(week: Desk) -> None:
    with pytest.raises(WrongUse, match="not begun"):
        week.reviews.close(NEXT, page)


@pytest.mark.parametrize("text", ["", "2026-W54", "W48", "2026-W00", "x" * 500])
def test_what_is_no_week_is_refused_in_a_sentence(week: Desk, text: str) -> None:
    with pytest.raises(WrongUse):
        week.reviews.week(text)


def test_a_missed_week_can_be_closed_late(week: Desk, clock: Hand) -> None:
    clock.turn(days=24)
    assert week.reviews.running() == "2026-W52"
    path = week.reviews.close(WEEK, page)
    review = week.reviews.week(WEEK)
    assert path.stem == WEEK
    assert review.closed_at == clock.at
    assert value(review, "promises", "due") == (1, 2)
    assert week.reviews.state("2026-W50").started_at is None, "the weeks between are simply not closed"


def test_the_week_before_is_missed_until_it_is_closed(desk: Desk, clock: Hand) -> None:
    clock.at = FRIDAY
    assert desk.reviews.missed(WEEK) is None  # there was no store in the week before
    clock.at = at("2026-11-30 09:00")
    assert desk.reviews.missed(NEXT) == WEEK
    assert desk.reviews.missed(WEEK) is None  # only the week that runs says it
    desk.reviews.close(WEEK, page)
    assert desk.reviews.missed(NEXT) is None


def test_a_week_starts_with_the_slack_the_last_one_was_closed_with(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    assert desk.reviews.week().figure("slack", "start").value is None
    left = desk.reviews.week().figure("slack", "end").value
    assert left is not None
    desk.reviews.close(desk.reviews.running(), lambda *_: "")
    clock.turn(days=7)
    assert desk.reviews.week().figure("slack", "start").value == left


def test_it_is_due_from_friday_afternoon_until_it_is_closed(desk: Desk, clock: Hand) -> None:
    for text, due in (
        ("2026-11-26 16:00", False),
        ("2026-11-27 14:59", False),
        ("2026-11-27 15:00", True),
        ("2026-11-29 23:59", True),
        ("2026-11-30 00:00", False),
    ):
        clock.at = at(text)
        assert desk.reviews.is_due() is due, text


def test_it_goes_on_where_it_was_left(week: Desk, clock: Hand) -> None:
    assert week.reviews.at_hand() == WEEK
    week.reviews.go_to(WEEK, 1)
    clock.turn(days=3)
    assert week.reviews.at_hand() == WEEK, "half done on Friday, it is gone on with on Monday"
    assert week.reviews.state(WEEK).step == 1
    week.reviews.close(WEEK, page)
    assert week.reviews.at_hand() == NEXT
    week.reviews.go_to(WEEK, 0)
    assert week.reviews.state(WEEK).step == 2, "what is closed is looked at and not gone on with"


def test_weeks_are_browsed_over_the_turn_of_the_year(desk: Desk, clock: Hand) -> None:
    clock.at = at("2027-01-05 10:00")
    reviews = desk.reviews
    assert reviews.running() == "2027-W01"
    assert reviews.beside("2027-W01", -1) == "2026-W53"
    assert reviews.beside("2026-W53", -1) == "2026-W52"
    assert reviews.beside("2026-W53", 1) == "2027-W01"
    assert reviews.beside("2027-W01", 1) == "2027-W01", "there is no looking back on a week to come"
    assert reviews.next_week("2026-W53").week == "2027-W01"
    assert [trend.week for trend in reviews.trends()][-3:] == ["2026-W52", "2026-W53", "2027-W01"]
    path = reviews.close("2026-W53", page)
    assert path.name == "2026-W53.md"


def test_intentions_said_elsewhere_meanwhile_are_not_written_over(week: Desk) -> None:
    reviews = week.reviews
    reviews.intend(NEXT, ["Ring Acme"], opened=[])
    with pytest.raises(Changed, match="Ring Acme"):
        reviews.intend(NEXT, ["Leave at five"], opened=[])
    assert [each.text for each in reviews.intentions(NEXT)] == ["Ring Acme"]
    reviews.intend(NEXT, ["Ring Acme", "Leave at five"], opened=["Ring Acme"])
    assert len(reviews.intentions(NEXT)) == 2


def test_three_intentions_are_set_judged_and_undone(week: Desk) -> None:
    reviews = week.reviews
    reviews.intend(NEXT, ["  Ring Acme  ", "", "Leave at five"])
    first, second = reviews.intentions(NEXT)
    assert (first.text, second.text) == ("Ring Acme", "Leave at five")
    reviews.judge(first.id, True)
    reviews.intend(NEXT, ["Leave at five", "Ring Acme"])
    assert [(each.text, each.kept) for each in reviews.intentions(NEXT)] == [
        ("Leave at five", None),
        ("Ring Acme", True),
    ]
    week.undo()
    assert [each.text for each in reviews.intentions(NEXT)] == ["Ring Acme", "Leave at five"]
    with pytest.raises(WrongUse, match="Three"):
        reviews.intend(NEXT, list("abcd"))


def test_trends_keep_what_was_frozen(week: Desk, clock: Hand) -> None:
    week.reviews.close(WEEK, page)
    (acme,) = week.clients.all()
    clock.turn(days=4)
    week.work.add_commitment(Commitment("Found later", at("2026-11-26 12:00"), client_id=acme.id))
    trend = week.reviews.trends(NEXT)[-2]
    assert (trend.week, trend.kept, trend.due, trend.closed) == (WEEK, 1, 2, True)


def test_next_week_says_what_there_is_room_for(week: Desk) -> None:
    (acme,) = week.clients.all()
    week.work.add_deliverable_to(
        "Logo", Deliverable(0, acme.id, "Logo", estimate_minutes=300, promised_at=at("2026-12-02 17:00"))
    )
    coming = week.reviews.next_week()
    assert coming.week == NEXT
    assert [row.title for row in coming.promises] == ["Logo"]
    assert coming.capacity_minutes > 0
    assert coming.owed_minutes >= 300


def test_an_empty_store_has_an_empty_week(desk: Desk) -> None:
    review = desk.reviews.week()
    assert len(review.blocks) == 11
    assert desk.reviews.clear_cards() == ()
    assert desk.reviews.next_week().promises == ()
    assert len(desk.reviews.trends()) == 12
    assert replace(review, now=review.now) == review
