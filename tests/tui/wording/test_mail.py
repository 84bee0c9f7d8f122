"""What is said while mail is held back, when a window opens, and how full the week is."""

from __future__ import annotations

from typing import Any

import pytest

from data.model.today import Stage, Today
from data.model.touch import Channel
from tests.build import a_day, a_deliverable, a_waiting_item, at
from tui.wording.batch import OpenWith, batch_ended, batch_title, open_block
from tui.wording.top import load_said, top_segments
from tui.wording.waiting import (
    held_said,
    waited_said,
    waiting_counts,
    waiting_empty,
    waiting_note,
    waiting_rows,
)


def holding(*, shown: int = 1, held: int = 4, **fields: Any) -> Today:
    """A day between two windows."""
    items = [a_waiting_item(id=number) for number in range(shown)]
    items += [a_waiting_item(id=shown + n, elapsed=20, can_wait=True) for n in range(held)]
    return a_day(**({"waiting": tuple(items), "now": at("11:00")} | fields))


def counts(today: Today) -> str:
    return "".join(text for text, _ in waiting_counts(today))


def test_the_border_says_what_is_shown_and_what_is_held() -> None:
    assert counts(holding()) == "1 late · 4 held until 13:30"
    assert counts(holding(shown=0)) == "4 held until 13:30"
    assert counts(holding(held=0)) == "1 late · in open hours"
    assert counts(holding(shown=0, held=0)) == "nobody waits"
    assert len(waiting_rows(holding())) == 1


def test_an_empty_pane_says_that_the_rest_can_wait() -> None:
    assert waiting_empty(holding(shown=0)) == "Nobody waits that cannot wait. 4 held until 13:30."
    assert waiting_note(holding()) == "b shows held"
    assert waiting_note(holding(snoozed=2)) == "b shows held · 2 asleep · i opens"


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("13:30", "13:30"),
        ("2026-11-24 10:00", "tomorrow 10:00"),
        ("2026-11-27 10:00", "Fri 10:00"),
        ("2026-12-07 10:00", "Mon 7 Dec"),
    ],
)
def test_a_window_is_named_by_its_day(window: str, words: str) -> None:
    assert held_said(holding(next_mail_window=at(window))) == f"4 held until {words}"


def test_when_a_window_opens_one_sentence_says_what_waited() -> None:
    before = holding()
    opened = {"mail_shown_until": at("14:00"), "mail_window_until": at("14:00")}
    after = a_day(waiting=tuple(a_waiting_item(id=n) for n in range(5)), **opened)
    assert waited_said(before, after) == "4 messages waited for you."
    assert waited_said(after, after) == ""
    assert waited_said(holding(), holding()) == ""
    assert waited_said(holding(held=1), a_day(waiting=before.waiting[:2], **opened)) == (
        "1 message waited for you."
    )
    assert waited_said(holding(held=0), a_day(waiting=before.waiting[:1], **opened)) == ""
    by_a_look = a_day(waiting=after.waiting, mail_shown_until=at("11:30"))
    assert waited_said(before, by_a_look) == "", "whoever asked for it knows"
    call = a_waiting_item(id=9, channel=Channel.CALL)
    assert waited_said(holding(held=0), a_day(waiting=(before.waiting[0], call), **opened)) == ""


def top(**fields: Any) -> str:
    return " · ".join("".join(text for text, _ in each.parts) for each in top_segments(a_day(**fields)))


def test_the_top_line_says_until_when_mail_is_read() -> None:
    assert top().endswith("mail 13:30")
    assert top(mail_shown_until=at("14:00")).endswith("mail until 14:00")
    assert top(next_mail_window=at("2026-11-24 10:00")).endswith("mail tomorrow 10:00")
    assert top(next_mail_window=at("2026-11-27 10:00")).endswith("mail Fri 10:00")
    assert "mail" not in top(next_mail_window=None)


def test_a_week_that_runs_over_says_by_how_many_hours() -> None:
    assert load_said(a_day()) == "week 72 % full"
    assert load_said(a_day(load=None)) == ""
    assert load_said(a_day(load=28.33, week_over_minutes=540)) == "week over-full by 9 h"
    assert load_said(a_day(load=None, week_over_minutes=45)) == "week over-full by 45 m"
    assert load_said(a_day(load=0.0)) == "nothing owed this week"
    assert load_said(a_day(load=0.002)) == "week under 1 % full"
    assert load_said(a_day(load=0.998)) == "week over 99 % full"
    assert load_said(a_day(load=1.0)) == "week full"
    (free,) = [s for s in top_segments(a_day(load=0.0)) if "owed" in s.parts[0][0]]
    assert (free.parts, free.short) == ((("nothing owed this week", "dim"),), (("nothing owed", "dim"),))
    (segment,) = [s for s in top_segments(a_day(load=None, week_over_minutes=45)) if "week" in s.parts[0][0]]
    assert segment.parts == segment.short == (("week over-full by 45 m", "late"),)


@pytest.mark.parametrize(
    ("handled", "total", "said"),
    [
        (5, 5, "All five are handled."),
        (1, 1, "It is handled."),
        (12, 12, "All 12 are handled."),
        (1, 3, "One of three is handled, two still wait."),
        (4, 5, "Four of five are handled, one still waits."),
        (0, 2, "Two still wait."),
        (0, 1, "One still waits."),
    ],
)
def test_a_batch_ends_with_a_sentence(handled: int, total: int, said: str) -> None:
    assert batch_ended(handled, total) == said


def test_a_batch_says_how_far_one_is_and_whose_turn_it_is() -> None:
    assert batch_title(2, 5, a_waiting_item()) == "2 of 5 · Marta Lindqvist · Lindqvist"
    assert batch_title(1, 1, a_waiting_item("", client="[/] Acme\x1b")) == "1 of 1 · [/] Acme"


def test_what_else_is_open_with_them_is_named() -> None:
    other = a_waiting_item(id=2, subject="Invoice?", elapsed=30, stage=Stage.FRESH)
    found = open_block(OpenWith((other,), (a_deliverable(),)), a_day())
    assert ["".join(text for text, _ in fact.parts) for fact in found.facts] == [
        "Invoice? · 30 m of 4 h",
        "Checkout redesign · Fri 17:00",
    ]
    assert open_block(OpenWith(), a_day()).facts == ()


def test_of_a_client_who_waits_often_only_the_first_few_are_named() -> None:
    def waits_too(count: int) -> list[str]:
        items = tuple(a_waiting_item(id=number) for number in range(count))
        facts = open_block(OpenWith(items), a_day()).facts
        return [fact.label or "".join(text for text, _ in fact.parts) for fact in facts]

    assert waits_too(5) == ["waits too"] * 5
    assert waits_too(6) == [*["waits too"] * 4, "and two more of theirs"]
    assert waits_too(20)[-1] == "and 16 more of theirs"
