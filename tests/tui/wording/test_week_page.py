"""The words of the review screen and the bars of the trends."""

from __future__ import annotations

from datetime import timedelta

from data.model.today import Today
from data.model.week import ClearCard, ClearKind, ClientWeek, ReviewRow, Trend
from tests.build import BERLIN, NOW, at
from tests.tui.export.build import WEEK, a_review
from tui.wording.review.page import before_parts, behind_rows, card_rows, clear_note, closed_said, step_parts
from tui.wording.review.trends import bars_of, client_trend_rows
from tui.wording.row import Row
from tui.wording.said import with_undo

TODAY = Today(NOW, BERLIN)


def said(row: Row) -> str:
    return " | ".join("".join(text for text, _ in cell.parts) for cell in row.cells)


def card(kind: ClearKind, when: str, how: str = "") -> ClearCard:
    return ClearCard(f"{kind.value}:1", kind, "It", "Acme", 1, at(when), how)


def test_cards_say_how_they_stand() -> None:
    cards = (
        card(ClearKind.COMMITMENT, "09:30", "late"),
        card(ClearKind.DELIVERABLE, "2026-11-27 17:00", "does not hold"),
        card(ClearKind.DELIVERABLE, "2026-11-21 10:00", "late"),
        card(ClearKind.THREAD, "2026-11-20 10:00", "waits, late"),
        card(ClearKind.THREAD, "09:00", "waits"),
        card(ClearKind.OBLIGATION, "2026-11-20 10:00"),
    )
    assert [said(row) for row in card_rows(cards, TODAY)] == [
        "› | you said | It | Acme | 45 m late",
        "● | promised | It | Acme | does not hold · Fri 17:00",
        "● | promised | It | Acme | 2 days late",
        "✉ | they wait | It | Acme | late · since Fri 20 Nov",
        "✉ | they wait | It | Acme | since 09:00",
        "║ | they owe | It | Acme | ",
    ]


def test_a_week_in_order_is_said_kindly() -> None:
    assert clear_note((), WEEK) == "Nothing is left over from week 47. 3 goes on to the next one."
    one = (card(ClearKind.THREAD, "09:00"),)
    assert clear_note(one, WEEK).startswith("One thing is left over.")
    assert clear_note(one * 2, WEEK).startswith("2 things are left over.")


def test_the_steps_say_where_one_is_and_how_much_is_left() -> None:
    text = "".join(part for part, _ in step_parts(1, 3))
    assert text == "1 Look   2 Clear 3   3 Next week"
    assert ("Clear", "strong") in step_parts(1, 3)
    assert "".join(part for part, _ in step_parts(0, 0)) == "1 Look   2 Clear   3 Next week"


def test_the_voicemail_says_only_what_is_known() -> None:
    text = "".join(part for part, _ in before_parts(None, TODAY, "", ""))
    assert "“I am back on another day.”" in text
    text = "".join(
        part for part, _ in before_parts(at("2026-11-30 09:00"), TODAY, "Jo\x1b[1m", "jo@a.example")
    )
    assert "“This is Jo [1m. I am back on Mon 30 Nov 09:00. My e-mail: jo@a.example.”" in text


def test_closing_says_where_the_page_is() -> None:
    said = closed_said(WEEK, "~/.local/share/frontdesk/reviews")
    assert said == "Week 47 is closed; page in ~/.local/share/frontdesk/reviews."
    assert len(with_undo(said, "u")) <= 76, "the usual place leaves room for the key that undoes it"


def trend(kept: int = 0, due: int = 0, wait: float | None = None, slack: int | None = None) -> Trend:
    return Trend(WEEK, kept, due, wait, slack, 2)


def test_bars_have_round_numbers_beside_them() -> None:
    trends = [trend(), trend(3, 5, 130, -90), trend(1, 1, None, 700)]
    promises = bars_of(trends, "promises")
    assert promises.layers == (((0.0, 5.0, 1.0), "due"), ((0.0, 3.0, 1.0), "kept"))
    assert promises.said == ("0", "3", "6")
    assert bars_of(trends, "replies").said == ("0", "2 h", "4 h")
    slack = bars_of(trends, "slack")
    assert slack.said == ("−2 h", "0", "6 h", "12 h")
    assert slack.layers == (((0.0, 0.0, 700.0), "dim"), ((0.0, -90.0, 0.0), "late"))
    assert bars_of(trends, "after_hours").said == ("0", "1", "2")
    assert bars_of([], "slack").said == ("0", "1 h", "2 h")


def test_a_client_has_a_line() -> None:
    client = ClientWeek(1, "Acme", 1, 90, 1, 65, reply_flag=True, quiet=True, weeks=(0,) * 11 + (1,))
    (row,) = client_trend_rows([client])
    name, weeks, *rest = said(row).split(" | ")
    assert (name, weeks) == ("Acme", "▁▁▁▁▁▁▁▁▁▁▁█")
    assert rest == ["1 contact", "1 h 30 m", "1 promise open", "waited 1 h 05 m", "◐ long wait  ◆ quiet"]


def test_a_look_at_the_mail_is_said_with_its_time() -> None:
    """Which of the days it was says little: it is the hour that was outside the plan."""
    week = a_review()
    looked = ReviewRow("mail_check:1", "You looked at the mail", "", None, week.start, "outside the plan")
    touch = ReviewRow("touch:1", "A call", "", None, week.start, "spoke")
    first, second = (said(row) for row in behind_rows([looked, touch], week, week.start + timedelta(days=2)))
    assert first.endswith(" 00:00")
    assert not second.endswith(":00")


def test_a_row_says_by_itself_where_it_is_looked_at() -> None:
    assert ReviewRow("touch:1", "Call", "Acme", 1, NOW).opens == ""


def test_whoever_may_ring_in_an_emergency_is_named_with_the_times_to_look() -> None:
    nobody = "".join(part for part, _ in before_parts(None, TODAY, "", ""))
    assert nobody.endswith("the weekend is yours.")
    names = ["Birch", "Cove [/]", "Dune", "Elm"]
    text = "".join(
        part for part, _ in before_parts(None, TODAY, "", "", on_call=names, checks=("10:00", "18:00"))
    )
    assert "Birch, Cove [/], Dune and 1 more may reach you" in text
    assert "look at 10:00 and 18:00, Saturday and Sunday." in text
    assert text.endswith("Today asks then; space says you looked.")
