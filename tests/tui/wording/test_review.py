"""A week is said in plain words: counts out of counts, and never a share of too few or of nothing."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from data.model.week import Block, Correction, Figure, NextWeek, Trend, Unit
from data.model.week_facts import WeekFacts
from data.rules.review import ReviewRules, Week, review
from tests.build import BERLIN, at, office_hours
from tests.tui.export.build import (
    CLIENTS,
    WEEK,
    a_figure,
    a_next_week,
    a_review,
    an_empty_review,
    blocks,
    intentions,
    trends,
)
from tui.wording.review.figures import (
    block_line,
    block_lines,
    block_title,
    figure_label,
    figure_parts,
    figure_said,
    ordered,
    ordered_figures,
    spark,
    state_parts,
    week_name,
    week_said,
)
from tui.wording.review.page import BLOCKS
from tui.wording.review.since import correction_said, since_said, since_title
from tui.wording.review.weeks import (
    TREND_TITLES,
    client_flags,
    contacts_told,
    judged_part,
    load_parts,
    promised_said,
    reply_said,
    telling_first,
    trend_said,
    trend_value,
    trends_told,
)
from tui.wording.review.words import FIGURES, TITLES
from tui.wording.row import Part

_ROOM_FOR_A_FIGURE = (38, 34, 29)
"""Cells for label and figure in each column of a screen of 120, besides what stands before a label."""


def said(parts: tuple[Part, ...]) -> str:
    return "".join(text for text, _ in parts)


@pytest.mark.parametrize(
    ("week", "starts_on", "words"),
    [
        ("2026-W47", date(2026, 11, 16), "Week 47 · 16–22 Nov 2026"),
        ("2026-W49", date(2026, 11, 30), "Week 49 · 30 Nov – 6 Dec 2026"),
        ("2026-W53", date(2026, 12, 28), "Week 53 · 28 Dec 2026 – 3 Jan 2027"),
        ("2027-W01", date(2027, 1, 4), "Week 1 · 4–10 Jan 2027"),
    ],
)
def test_a_week_says_its_days(week: str, starts_on: date, words: str) -> None:
    assert week_said(week, starts_on) == words


def test_what_is_no_week_is_said_as_it_is() -> None:
    assert week_name("some week") == "some week"


def test_whether_it_is_closed() -> None:
    assert said(state_parts(a_review())) == "√ closed Fri 20 Nov 2026 17:20"
    open_ = an_empty_review()
    assert said(state_parts(open_)) == "○ still running"
    assert said(state_parts(an_empty_review(now=open_.end))) == "○ not closed"
    assert said(state_parts(an_empty_review(now=open_.start - timedelta(1)))) == "○ still to come"


@pytest.mark.parametrize(
    ("block", "name", "value", "words", "tone"),
    [
        ("promises", "due", (7, 8), "7 of 8 kept", "plain"),
        ("promises", "due", (8, 8), "8 of 8 kept", "kept"),
        ("promises", "due", (0, 3), "0 of 3 kept", "plain"),
        ("promises", "due", (0, 0), "nothing due", "dim"),
        ("promises", "broken", 0, "0", "dim"),
        ("promises", "broken", 2, "2", "late"),
        ("promises", "made_without_yes", 1, "1", "due"),
        ("promises", "early_days", 1, "1 day early", "plain"),
        ("promises", "early_days", 1.5, "1.5 days early", "plain"),
        ("promises", "early_days", 0, "on the day", "plain"),
        ("promises", "early_days", -2, "2 days late", "late"),
        ("promises", "early_days", None, "none delivered", "dim"),
        ("honesty", "heads_ups", (0, 0), "nothing slipped", "dim"),
        ("honesty", "find_outs", (23, 24), "23 of 24 · 96 %", "plain"),
        ("replies", "within", (3, 7), "3 of 7 · 4 over", "plain"),
        ("replies", "within", (19, 25), "19 of 25 · 6 over", "plain"),
        ("replies", "within", (25, 25), "25 of 25", "kept"),
        ("replies", "median", 0, "0 m", "plain"),
        ("replies", "median", 190.4, "3 h 10 m", "plain"),
        ("replies", "p90", None, "too few to say", "dim"),
        ("replies", "oldest_open", None, "nobody waits", "dim"),
        ("replies", "mail_checks", (12, 15), "12 of 15", "plain"),
        ("replies", "mail_checks", (15, 15), "15 of 15", "kept"),
        ("replies", "mail_checks", (0, 15), "0 of 15", "plain"),
        ("replies", "mail_checks", (0, 0), "no mail windows", "dim"),
        ("replies", "mail_checks", None, "not known", "dim"),
        ("replies", "mail_outside", 4, "4", "plain"),
        ("replies", "mail_outside", 0, "0", "dim"),
        ("replies", "mail_outside", None, "not counted", "dim"),
        ("replies", "urgent", (1, 7), "1 of 7", "plain"),
        ("replies", "urgent", (1, 40), "1 of 40 · 3 %", "plain"),
        ("replies", "urgent", (3, 40), "3 of 40 · 8 % · over 5 %", "plain"),
        ("replies", "urgent", (1, 300), "1 of 300 · under 1 %", "plain"),
        ("replies", "urgent", (299, 300), "299 of 300 · over 99 % · over 5 %", "plain"),
        ("calls", "minutes", 164, "2 h 44 m", "plain"),
        ("after_hours", "loaded_minutes", 0, "none", "dim"),
        ("after_hours", "loaded_cents", 16875, "168.75 EUR", "plain"),
        ("after_hours", "loaded_cents", 0, "none", "dim"),
        ("after_hours", "loaded_cents", None, "no rate set", "dim"),
        ("after_hours", "evenings", (0, 0), "none over yet", "dim"),
        ("slack", "end", 840, "14 h", "plain"),
        ("slack", "end", 0, "0 m", "plain"),
        ("slack", "end", -130, "2 h 10 m short", "late"),
        ("slack", "end", (None, 0), "nothing promised", "dim"),
        ("slack", "end", None, "not known", "dim"),
        ("slack", "next_load", (1140, 1500), "19 h of 25 h", "plain"),
        ("slack", "next_load", (1260, 1500), "21 h of 25 h", "due"),
        ("slack", "next_load", (1560, 1500), "26 h of 25 h", "late"),
        ("slack", "next_load", (1140, 0), "19 h, no time", "late"),
        ("slack", "next_load", (0, 1500), "none", "dim"),
        ("slack", "next_load", None, "not known", "dim"),
        ("slack", "red", None, "not known", "dim"),
        ("slack", "red", 1, "1", "late"),
        ("slack", "spent_waiting_on_client", 60, "1 h", "wait"),
        ("estimates", "room", 1.64, "1.6 ×", "plain"),
        ("estimates", "p50", None, "too few to say", "dim"),
        ("expectations", "oldest_days", 9, "9 days", "plain"),
        ("expectations", "complete", (4, 5), "4 of 5", "plain"),
        ("expectations", "complete", (0, 0), "no client", "dim"),
        ("expectations", "stale", 1, "1", "due"),
        ("gestures", "suggested", None, "not known", "dim"),
        ("gestures", "done", 2, "2", "kind"),
        ("attention", "contacts", 1240, "1,240", "plain"),
    ],
)
def test_figures(block: str, name: str, value: Any, words: str, tone: str) -> None:
    parts = figure_parts(block, a_figure(block, name, value), "EUR")
    assert (said(parts), parts[0][1]) == (words, tone)


def test_what_is_over_is_red_and_what_is_unusual_amber() -> None:
    assert figure_parts("replies", a_figure("replies", "within", (3, 7)), "EUR")[-1] == (" · 4 over", "late")
    assert figure_parts("replies", a_figure("replies", "urgent", (3, 40)), "EUR")[-1] == (
        " · over 5 %",
        "due",
    )


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_never_said_of_few_or_of_nothing(one: int, other: int) -> None:
    value, of = min(one, other), max(one, other)
    for block, name in (("promises", "due"), ("replies", "urgent"), ("after_hours", "evenings")):
        words = figure_said(block, a_figure(block, name, (value, of)), "EUR")
        if of == 0:
            assert not any(letter.isdigit() for letter in words)
            continue
        assert words.startswith(f"{value} of {of}")
        if of < 20:
            assert "%" not in words
        assert " 0 %" not in words
        assert "100 %" not in words


@given(st.floats(0.01, 1), st.integers(0, 60))
def test_shares_are_counts_where_they_are_of_few(share: float, of: int) -> None:
    words = figure_said("other", Figure("share", Unit.SHARE, share, of), "EUR")
    assert ("%" in words) == (of >= 20)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_nothing(value: float) -> None:
    assert figure_said("calls", Figure("in", Unit.NUMBER, value), "EUR") == "none"


def test_every_figure_there_is_has_its_words() -> None:
    week = Week.of(WEEK, BERLIN)
    real = review(WeekFacts(), week, at("2026-11-20 17:20"), office_hours(), ReviewRules())
    assert {(b.name, f.name, f.unit) for b in real.blocks for f in b.figures} == {
        (b.name, f.name, f.unit) for b in blocks() for f in b.figures
    }
    assert {b.name: {f.name for f in b.figures} for b in real.blocks} == {
        block: set(figures) for block, figures in FIGURES.items()
    }
    assert {b.name for b in real.blocks} == set(TITLES)
    assert all(line.text for line in block_lines(real, "EUR"))


def test_blocks_come_in_the_order_they_are_read_in() -> None:
    shuffled = (Block("invented", ()), *reversed(blocks()))
    assert [block.name for block in ordered(shuffled)] == [*TITLES, "invented"]
    block = blocks()[0]
    turned = Block(block.name, (Figure("other", Unit.NUMBER, 1), *reversed(block.figures)))
    assert [figure.name for figure in ordered_figures(turned)] == [*FIGURES["promises"], "other"]


def test_what_an_other_frontdesk_has_counted_goes_by_its_own_name() -> None:
    assert block_title("mail_checks") == "Mail checks"
    assert figure_label("mail_checks", "on_\x1btime") == "on time"
    figure = Figure("on_time", Unit.NUMBER, 3)
    assert figure_said("mail_checks", figure, "EUR") == "3"
    assert said(block_line(Block("mail_checks", (figure,)), "EUR")) == "nothing"


def test_a_lively_week_on_a_line_a_block() -> None:
    lines = {line.title: line.text for line in block_lines(a_review(), "EUR")}
    assert lines == {
        "Promises": "7 of 8 kept · 1 moved · 1 day early · 5 made · 1 without a YES",
        "Honesty": "1 of 1 told before it slipped · 2 of 3 questions answered in time",
        "Replies": "21 of 23 within the limit · 2 over · median 1 h 10 m · 9 of 10 up to 3 h 35 m · "
        "oldest open 6 h 30 m · 1 of 23 urgent · 12 of 15 mail windows · 4 looks besides",
        "Calls": "9 in · 6 out · 2 missed · 1 voicemail · 2 h 44 m · 2 of 2 called back in time",
        "After hours": "3 from them · 1 from you · 2 became tomorrow · 1 of 2 confirmed by mail · "
        "1 h 15 m with loading · 168.75 EUR · 4 of 5 evenings guarded",
        "Slack": "18 h at the start · 14 h left · 3 h to own estimates · 1 h 30 m to extras · "
        "4 h to waiting on them · 1 h won back · 1 in danger",
        "Estimates": "4 finished · half up to 1.1 × · 9 of 10 up to 1.7 × · your next promise gets 1.6 ×",
        "Expectations": "agreements complete with 4 of 5 · 1 out of date · 2 owed to you · "
        "oldest 9 days late · 12 days in all",
        "Courtesy": "4 hints shown · 3 rewritten",
        "Gestures": "3 suggested · 2 done · 1 not this time · 4.50 EUR paid · 1 anniversary in 5 weeks",
        "Attention": "31 contacts · 27 h 20 m · 8 open promises · 1 gone quiet",
    }


def test_an_empty_week_says_what_is_missing_without_a_figure() -> None:
    for line in block_lines(an_empty_review(), "EUR"):
        assert line.text
        assert line.parts[0][1] == "dim"
        assert not any(letter.isdigit() for letter in line.text), line


def test_a_correction_says_both() -> None:
    one, other = a_figure("replies", "within", (21, 23)), a_figure("replies", "within", (0, 0))
    assert correction_said(Correction("replies", one, other), "EUR") == (
        "Replies, within the limit: 21 of 23, now nobody waited"
    )


def test_what_came_after_closing_is_told_apart_from_what_was_corrected() -> None:
    wait = Correction(
        "replies", a_figure("replies", "within", (21, 23)), a_figure("replies", "within", (22, 23))
    )
    due = Correction("promises", a_figure("promises", "due", (1, 1)), a_figure("promises", "due", (1, 2)))
    week = replace(an_empty_review(), corrected=(wait,), whole=(due,))
    assert since_said(week, "EUR") == (
        "Replies, within the limit: 21 of 23, now 22 of 23",
        "Promises, due: 1 of 1 kept, in the whole week 1 of 2 kept",
    )
    titles = [since_title(each) for each in (week, replace(week, whole=()), replace(week, corrected=()))]
    assert titles == ["Since it was closed", "Corrected since", "After it was closed"]
    assert since_said(an_empty_review(), "EUR") == ()


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ((), ""),
        ((0, 0, 0), ""),
        ((None, None), ""),
        ((-3, -1), "▿▿"),
        ((0, 1, 2, 3, 4, 5, 6, 7), "▁▂▃▄▅▆▇█"),
        ((0, -60, 90, None), "▁▿█·"),
        ((1, 1000), "▂█"),
        ((5, None, -5), "█·▿"),
    ],
)
def test_spark_lines(values: tuple[float | None, ...], bars: str) -> None:
    assert spark(values) == bars


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=60))
def test_a_spark_line_is_one_cell_a_week_in_every_terminal(values: list[float | None]) -> None:
    bars = spark(values)
    assert len(bars) in (0, len(values))
    for bar in bars:
        assert cell_len(bar) == 1
        # Neither wide nor full-width, nothing that combines: what no terminal draws in two cells or none.
        assert unicodedata.east_asian_width(bar) in ("A", "N", "Na")
        assert unicodedata.category(bar) in ("So", "Po")


# Weeks, clients and what comes


def test_a_median_is_said_alike_wherever_it_stands() -> None:
    minutes = 99.97  # an hour and thirty-nine minutes are over
    figure = Figure("median", Unit.WORK, minutes, 1)
    said = figure_said("replies", figure, "EUR")
    assert said == reply_said(replace(CLIENTS[1], reply_minutes=minutes)) == "1 h 39 m"
    assert trend_said(Trend("2026-W48", 0, 0, minutes, None, 0), "replies") == said


LABELS_OF = [(block, name) for block, figures in FIGURES.items() for name in figures]


@pytest.mark.parametrize(("block", "name"), LABELS_OF)
def test_a_figure_that_is_nothing_leaves_its_label_whole(block: str, name: str) -> None:
    words = FIGURES[block][name]
    column = next(place for place, names in enumerate(BLOCKS) if block in names)
    assert cell_len(words.label) + cell_len(words.nothing) + 1 <= _ROOM_FOR_A_FIGURE[column], words


def test_trends_are_said_and_told() -> None:
    week = trends()[3]
    assert [trend_said(week, name) for name in TREND_TITLES] == ["3 of 5", "3 h", "3 h short", "9"]
    assert [trend_value(week, name) for name in TREND_TITLES] == [3, 180, -180, 9]
    none = trends()[4]
    assert [trend_said(none, name) for name in TREND_TITLES] == [
        "nothing due",
        "nothing answered",
        "16 h",
        "none",
    ]
    assert trend_value(none, "promises") is None
    told = trends_told(trends(), "promises")
    assert told.startswith("Promises kept of those due, week by week: Week 36 5 of 5, Week 37 4 of 6")
    assert told.endswith("Week 47 7 of 8.")


def test_clients_who_need_a_look_come_first_where_room_is_scarce() -> None:
    assert [CLIENTS[place].client for place in telling_first(CLIENTS)] == [
        "Lindqvist",
        "Harbour Books",
        "Osei & Sons",
        "Cove",
        "Birch",
        "Dune",
    ]
    assert client_flags(CLIENTS[1]) == (("◐ long wait", "due"),)
    assert client_flags(CLIENTS[5]) == (("◆ quiet", "kind"),)
    assert contacts_told(CLIENTS[4]) == "Contacts in the last 12 weeks: 1, 0, 2, 1, 0, 1, 0, 2, 1, 1, 3, 2."


@pytest.mark.parametrize(
    ("owed", "capacity", "words", "tone"),
    [
        (1560, 1920, "26 h owed of 32 h · 81 % full", "due"),
        (300, 1920, "5 h owed of 32 h · 16 % full", "plain"),
        (2400, 1920, "40 h owed of 32 h · over-full by 8 h", "late"),
        (1, 1920, "1 m owed of 32 h · under 1 % full", "plain"),
        (1920, 1920, "32 h owed of 32 h · full", "due"),
        (0, 1920, "nothing owed yet · 32 h to give", "plain"),
        (0, 0, "no working time · nothing owed", "dim"),
        (300, 0, "no working time · 5 h owed", "late"),
    ],
)
def test_the_load_of_the_coming_week(owed: int, capacity: int, words: str, tone: str) -> None:
    parts = load_parts(a_next_week(owed_minutes=owed, capacity_minutes=capacity))
    assert (said(parts), parts[-1][1]) == (words, tone)


def test_a_promise_of_a_named_week_needs_no_date() -> None:
    coming: NextWeek = a_next_week()
    assert promised_said(coming.promises[0], BERLIN) == "Mon 09:30"


def test_intentions_are_judged_in_a_mark_and_words() -> None:
    assert [judged_part(each)[0] for each in intentions()] == [
        "√ kept",
        "○ not this time",
        "· not judged yet",
    ]
