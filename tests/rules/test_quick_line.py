from __future__ import annotations

import pytest

from data.model.client import Client
from data.model.touch import Direction, Outcome
from data.rules.quick_line import ChangeWish, PromiseWish, QuickLine, read_quick_line
from data.rules.when import Reading
from tests.build import NOW, a_client, at, office_hours

IN, OUT = Direction.IN, Direction.OUT
CLIENTS = [
    a_client("Acme Solutions", id=1),
    a_client("Birch Studio", id=2),
    a_client("Acme Labs", id=3),
    a_client("Checked In", id=4),
    a_client("3M Nord", id=5),
    a_client("Ann Ingram", id=6),
    a_client("Smith & Co", id=7),
]
FRIDAY = Reading(at("2026-11-27 17:00"))


def read(text: str, client: Client | None = None) -> QuickLine:
    return read_quick_line(text, CLIENTS, NOW, office_hours(), client=client)


def test_the_line_of_the_manual() -> None:
    line = read("ac in 12m asks staging >fri 12h ?hosting price +newsletter")
    assert line.client == CLIENTS[0]
    assert line.candidates == (CLIENTS[0], CLIENTS[2])
    assert (line.direction, line.minutes, line.outcome) == (IN, 12, None)
    assert line.note == "asks staging >fri 12h"
    assert line.promises == (PromiseWish(720, FRIDAY),)
    assert line.find_outs == ("hosting price",)
    assert line.changes == (ChangeWish("newsletter"),)
    assert line.follow_ups == ()
    assert line.problems == ()
    assert line.said == (
        "May you promise 12 h by Fri 27 Nov 17:00?",
        'To find out: "hosting price". You come back on it.',
        'Asked besides: "newsletter".',
    )


@pytest.mark.parametrize(
    ("text", "name", "direction", "minutes", "outcome", "note"),
    [
        ("ac", "Acme Solutions", None, None, None, ""),
        ("birch vm", "Birch Studio", None, None, Outcome.VOICEMAIL, ""),
        ("bs missed", "Birch Studio", IN, None, Outcome.MISSED, ""),
        ("bs out missed", "Birch Studio", OUT, None, Outcome.MISSED, ""),
        ("bs no answer try later", "Birch Studio", OUT, None, Outcome.NO_ANSWER, "try later"),
        ("bs na", "Birch Studio", OUT, None, Outcome.NO_ANSWER, ""),
        ("bs declined", "Birch Studio", None, None, Outcome.DECLINED, ""),
        ("bs 1h30 in spoke hello", "Birch Studio", IN, 90, Outcome.SPOKE, "hello"),
        ("bs 12 min out hello", "Birch Studio", OUT, 12, None, "hello"),
        ("BS IN 5M Hello There", "Birch Studio", IN, 5, None, "Hello There"),
        ("bs in out of office", "Birch Studio", IN, None, None, "out of office"),
        ("bs out of office", "Birch Studio", None, None, None, "out of office"),
        ("bs missed the date", "Birch Studio", None, None, None, "missed the date"),
        ("bs in 12 slides", "Birch Studio", IN, None, None, "12 slides"),
        ("bs in 99h", "Birch Studio", IN, None, None, "99h"),
        ("acme so he says", "Acme Solutions", None, None, None, "so he says"),
        ("acme labs in x", "Acme Labs", IN, None, None, "x"),
        ("acme lab x", "Acme Labs", None, None, None, "x"),
        ("birch studio x", "Birch Studio", None, None, None, "x"),
        ("birch students x", "Birch Studio", None, None, None, "students x"),
        ("brich in 5m", "Birch Studio", IN, 5, None, ""),
        ("ann in 12m hi", "Ann Ingram", IN, 12, None, "hi"),
        ("checked in 12m", "Checked In", None, 12, None, ""),
        ("smith & co in x", "Smith & Co", IN, None, None, "x"),
        ("3m 5m hi", "3M Nord", None, 5, None, "hi"),
        ("bs call +49 30 1234, a > b? c++", "Birch Studio", None, None, None, "call +49 30 1234, a > b? c++"),
        ("bs\x00\x1b[31m in\t5m", "Birch Studio", None, None, None, "[31m in 5m"),
    ],
)
def test_who_it_was_and_how_it_went(
    text: str, name: str, direction: Direction | None, minutes: int | None, outcome: Outcome | None, note: str
) -> None:
    line = read(text)
    assert line.client is not None
    assert line.client.name == name
    assert (line.direction, line.minutes, line.outcome, line.note) == (direction, minutes, outcome, note)
    assert line.problems == ()


@pytest.mark.parametrize(
    ("piece", "said", "due"),
    [
        (">fri send staging link", "send staging link", "2026-11-27 17:00"),
        (">fri: send link", "send link", "2026-11-27 17:00"),
        (">tomorrow 10am call back", "call back", "2026-11-24 10:00"),
        (">+2h call back", "call back", "2026-11-23 12:15"),
        (">in 3 days at noon ask again", "ask again", "2026-11-26 12:00"),
        (">fri 9 slides", "9 slides", "2026-11-27 17:00"),
        (">dec 2 send it", "send it", "2026-12-02 17:00"),
        (">send link by fri 3pm", "send link", "2026-11-27 15:00"),
        (">call fri", "call", "2026-11-27 17:00"),
        (">fri", "asks for staging", "2026-11-27 17:00"),
    ],
)
def test_a_follow_up_acts_and_leaves_the_note(piece: str, said: str, due: str) -> None:
    line = read(f"bs asks for staging {piece}")
    assert line.follow_ups == ((said, Reading(at(due))),)
    assert line.note == "asks for staging"
    assert line.problems == ()


def test_several_follow_ups() -> None:
    line = read("bs >fri send link >tomorrow call Ann")
    assert [said for said, _ in line.follow_ups] == ["send link", "call Ann"]


@pytest.mark.parametrize(
    ("piece", "wish"),
    [
        (">fri 12h", PromiseWish(720, FRIDAY)),
        (">12h fri", PromiseWish(720, FRIDAY)),
        (">12h", PromiseWish(720)),
        (">fri 1.5 hours logo", PromiseWish(90, FRIDAY, "logo")),
        (">fri 2pm 90m", PromiseWish(90, Reading(at("2026-11-27 14:00")))),
    ],
)
def test_a_promise_wish_stays_in_the_note(piece: str, wish: PromiseWish) -> None:
    line = read(f"bs asks {piece}")
    assert line.promises == (wish,)
    assert line.note == f"asks {piece}"
    assert len(line.said) == 1
    assert line.follow_ups == ()


def test_a_change_request_may_carry_its_effort() -> None:
    line = read("bs +second newsletter 1h30")
    assert line.changes == (ChangeWish("second newsletter", 90),)
    assert line.said == ('Asked besides: "second newsletter", 1 h 30 m.',)
    assert read("bs +3h").changes == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("zz in 5m hi", 'No client fits "zz".'),
        ("in 5m hi", "Whose call was it? Begin with the client's name."),
        ("bs >soon x", 'No date was understood in ">soon x"; write it like ">fri send link".'),
        (
            "bs >yesterday x",
            'No date was understood in ">yesterday x"; write it like ">fri send link".',
        ),
        ("bs >may call", 'No date was understood in ">may call"; write it like ">fri send link".'),
        ("bs >fri", 'What is to be done by Fri 27 Nov 17:00? Say it after ">fri".'),
        ("bs >2h call", 'Is "2h" work or a time? Write ">fri 2h" or ">+2h …".'),
    ],
)
def test_what_is_not_understood_is_named_and_not_lost(text: str, problem: str) -> None:
    line = read(text)
    assert line.problems == (problem,)
    for word in text.split():
        assert word in ("bs", "in", "5m") or word in line.note


def test_a_settled_client_need_not_be_named() -> None:
    line = read("in 12m asks staging >fri send it", client=CLIENTS[1])
    assert line.client == CLIENTS[1]
    assert line.candidates == ()
    assert (line.direction, line.minutes, line.note) == (IN, 12, "asks staging")
    assert read("acme asks", client=CLIENTS[1]).note == "acme asks"


def test_an_empty_line_says_nothing() -> None:
    assert read("") == read("   ") == QuickLine()


def test_a_line_without_known_clients() -> None:
    line = read_quick_line("ac in", [], NOW, office_hours())
    assert line.client is None
    assert line.note == "ac in"


def test_nothing_of_an_endless_line_is_lost() -> None:
    assert read("bs " + "x" * 100_000).note == "x" * 100_000
