"""The line of a status bar: what it says, and what it keeps to itself."""

from __future__ import annotations

from typing import Any

from data.model.today import AgendaKind, Room, Stage
from data.model.touch import Channel
from tests.build import a_day, a_slack_item, a_waiting_item, an_agenda_item, at
from tui.wording.status import one_line, status_of, status_parts, tmux_line

NOTHING: dict[str, Any] = {"agenda": (), "slack": (), "waiting": (), "gestures": ()}


def line(*, names: bool = False, **fields: Any) -> str:
    """The line of a Monday at 10:15 with nothing in it but `fields`."""
    return one_line(status_parts(a_day(**NOTHING | fields), names=names))


def test_a_quiet_day() -> None:
    assert line() == "nothing due"


def test_everything_at_once() -> None:
    missed = a_waiting_item(id=3, channel=Channel.CALL, elapsed=30)
    promised = an_agenda_item(id=7, kind=AgendaKind.CALLBACK, stage=Stage.LATE, at=at("10:00"))
    assert (
        line(
            waiting=(a_waiting_item(), a_waiting_item(id=2, elapsed=130), missed),
            slack=(a_slack_item(room=Room.SHORT), a_slack_item(id=2, room=Room.TIGHT)),
            agenda=(promised, an_agenda_item(id=8, at=at("14:00"), stage=Stage.FRESH)),
        )
        == "replies 1 late, 1 due · 2 to call back, 1 late · 1 promise at risk · next 14:00"
    )


def test_what_is_held_back_and_what_is_fresh_nags_nobody() -> None:
    held, fresh = a_waiting_item(elapsed=200, can_wait=True), a_waiting_item(id=2, elapsed=10)
    assert line(waiting=(held, fresh)) == "nothing due"


def test_a_delivery_that_is_late_is_said_once() -> None:
    late = an_agenda_item(kind=AgendaKind.DELIVERY, stage=Stage.LATE, at=at("2026-11-20 17:00"))
    assert line(agenda=(late,), slack=(a_slack_item(room=Room.LATE),)) == "1 promise late"


def test_the_next_one_is_counted_when_it_is_near() -> None:
    assert line(agenda=(an_agenda_item(at=at("10:33")),)) == "next in 18 m"
    assert line(agenda=(an_agenda_item(at=at("11:16")),)) == "next 11:16"


def test_what_is_kept_and_what_is_only_suggested_is_not_next() -> None:
    kept = an_agenda_item(stage=Stage.DONE, done_at=at("10:00"))
    card = an_agenda_item(id=2, kind=AgendaKind.UPDATE, at=at("12:00"))
    meeting = an_agenda_item(id=3, kind=AgendaKind.APPOINTMENT, at=at("12:00"))
    assert line(agenda=(kept, card, meeting)) == "nothing due"


def test_no_name_and_no_word_of_an_entry_unless_asked_for() -> None:
    item = an_agenda_item("Send the quote", at=at("14:00"), stage=Stage.FRESH)
    assert line(agenda=(item,), waiting=(a_waiting_item(),)) == "replies 1 late · next 14:00"
    assert line(agenda=(item,), names=True) == "next 14:00: Send the quote, Harbour Books"


def test_in_the_evening_it_says_when_you_open_and_what_was_promised() -> None:
    shut: dict[str, Any] = {
        "now": at("18:10"),
        "is_open": False,
        "open_until": None,
        "opens_at": at("2026-11-24 09:00"),
    }
    late = an_agenda_item(kind=AgendaKind.CALLBACK, stage=Stage.LATE)
    rest: dict[str, Any] = {"waiting": (a_waiting_item(),), "slack": (a_slack_item(room=Room.SHORT),)}
    assert line(**shut, **rest) == "closed, opens Tue 09:00"
    assert line(**shut, **rest, agenda=(late,)) == "closed, opens Tue 09:00 · 1 to call back, 1 late"


def test_colours_of_tmux_and_words_that_look_like_them() -> None:
    item = an_agenda_item("#[bg=red]#(reboot)", client="#{host}", at=at("14:00"), stage=Stage.FRESH)
    said = status_parts(a_day(**NOTHING | {"agenda": (item,), "waiting": (a_waiting_item(),)}), names=True)
    assert tmux_line(said) == (
        "replies #[fg=red]1 late#[default] · next 14:00: ##[bg=red]##(reboot), ##{host}"
    )


def test_the_figures_hold_no_words() -> None:
    counted = status_of(a_day())
    assert (counted.replies_late, counted.callbacks, counted.promises_at_risk) == (1, 0, 0)
