"""What a week leaves over, at the Desk: done on Monday, at another time, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.errors import NotFound, WrongUse
from data.model.week import ClearKind
from tests.desk.a_week import everything
from tests.desk.conftest import Hand


def cards(desk: Desk) -> dict[ClearKind, str]:
    return {card.kind: card.key for card in desk.reviews.clear_cards()}


def test_what_is_left_over_is_moved_let_go_and_brought_back(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    before = cards(desk)
    assert set(before) == set(ClearKind)
    clearing = desk.reviews.clearing
    for card in desk.reviews.clear_cards():
        monday = clearing.next_day(card, desk.reviews.week().end)
        assert monday.date() == date(2026, 11, 30)
        if card.kind is ClearKind.DELIVERABLE:
            with pytest.raises(WrongUse, match="telling"):
                clearing.move(card, monday)
        else:
            clearing.move(card, monday)
            assert card.kind not in cards(desk)
            desk.undo()
        clearing.drop(card, "not needed any more")
        assert card.kind not in cards(desk)
        assert desk.undo() == f"drop {card.text}: not needed any more"
        assert cards(desk) == before
        with pytest.raises(WrongUse, match="why"):
            clearing.drop(card, "  ")
        with pytest.raises(WrongUse, match="ahead"):
            clearing.move(card, clock.at - timedelta(hours=1))


def test_putting_off_what_was_missed_does_not_mend_the_week(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    broken = desk.reviews.week().figure("promises", "broken")
    (card,) = [each for each in desk.reviews.clear_cards() if each.kind is ClearKind.COMMITMENT]
    assert card.key in broken.rows
    desk.reviews.clearing.move(card, clock.at + timedelta(days=4))
    assert desk.reviews.week().figure("promises", "broken") == broken
    (acme,) = desk.clients.all()
    (anew,) = desk.work.commitments(acme.id)
    assert (anew.due_at, anew.note) == (clock.at + timedelta(days=4), "by mail")
    desk.undo()
    assert [f"commitment:{each.id}" for each in desk.work.commitments(acme.id)] == [card.key]


def test_the_reason_stays_with_what_was_let_go(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    keys = cards(desk)
    for card in desk.reviews.clear_cards():
        desk.reviews.clearing.drop(card, "too late")
    question, owed = (
        int(keys[kind].partition(":")[2]) for kind in (ClearKind.FIND_OUT, ClearKind.OBLIGATION)
    )
    assert desk.find_outs.why_dropped(question) == "too late"
    assert desk.scope.not_needed() == {owed: "too late"}
    (acme,) = desk.clients.all()
    (said,) = desk.work.commitments(acme.id, open_only=False)
    assert (said.note, said.open) == ("by mail\ndropped: too late", False)
    assert desk.reviews.clear_cards() == ()


def test_what_is_settled_elsewhere_meanwhile_is_not_dropped_twice(
    desk: Desk, clock: Hand, open_desk: Callable[[str], Desk]
) -> None:
    everything(desk, clock)
    seen = desk.reviews.clear_cards()
    other = open_desk("")
    for card in seen:
        other.reviews.clearing.drop(card, "done there")
    for card in seen:
        with pytest.raises(NotFound, match="settled already"):
            desk.reviews.clearing.drop(card, "again")


def test_a_reason_is_read_whole_and_only_of_what_is_let_go(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    by_kind = {card.kind: card for card in desk.reviews.clear_cards()}
    owed = by_kind[ClearKind.OBLIGATION]
    desk.reviews.clearing.drop(owed, "they said: not before May")
    assert list(desk.scope.not_needed().values()) == ["they said: not before May"]
    desk.undo()
    assert desk.scope.not_needed() == {}
    number = int(owed.key.partition(":")[2])
    desk.scope.drop_obligation(number)
    assert desk.scope.not_needed() == {}
    question = int(by_kind[ClearKind.FIND_OUT].key.partition(":")[2])
    desk.find_outs.drop(question)
    assert desk.find_outs.why_dropped(question) == ""
