"""Columns share a line by cells, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.widgets.columns import Column, cut, fit, wrap
from tui.widgets.row_lines import draw, gauge
from tui.widgets.stack import Stack
from tui.wording.plain import plain
from tui.wording.row import Cell, Row

MARK = Column(1)


def test_what_fits_gets_what_it_wants_and_the_last_flexible_one_the_rest() -> None:
    columns = (MARK, Column(flex=True, gap=1), Column(flex=True), Column(right=True))
    assert fit(columns, (1, 10, 8, 9), 50) == (1, 10, 25, 9)


def test_the_widest_flexible_column_gives_way_first() -> None:
    columns = (Column(flex=True), Column(flex=True), Column())
    assert fit(columns, (30, 10, 6), 40) == (20, 10, 6)
    assert fit(columns, (30, 10, 6), 28) == (9, 9, 6)


def test_columns_are_dropped_by_rank_before_others_get_too_short() -> None:
    columns = (Column(flex=True, least=10), Column(flex=True, drop=1), Column(drop=2), Column())
    assert fit(columns, (20, 8, 6, 5), 31) == (10, 4, 6, 5)
    assert fit(columns, (20, 8, 6, 5), 30) == (13, 8, 0, 5)
    assert fit(columns, (20, 8, 6, 5), 22) == (15, 0, 0, 5)


def test_when_nothing_can_be_dropped_even_the_least_is_shortened() -> None:
    assert fit((Column(flex=True, least=20), Column()), (30, 5), 15) == (8, 5)


@given(
    st.lists(
        st.builds(
            Column,
            st.none() | st.integers(1, 20),
            flex=st.booleans(),
            least=st.integers(1, 20),
            drop=st.integers(0, 2),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.integers(0, 300), min_size=6, max_size=6),
    st.integers(0, 200),
)
def test_flexible_columns_never_run_over(columns: list[Column], wanted: list[int], total: int) -> None:
    columns = [*columns, Column(flex=True)]
    fixed = [
        width if column.width is None else column.width
        for column, width in zip(columns, wanted, strict=False)
    ]
    widths = fit(columns, [*fixed, 10][: len(columns)], total)
    stiff = sum(width + column.gap for column, width in zip(columns, widths, strict=True) if not column.flex)
    if stiff + sum(column.gap + 1 for column in columns if column.flex) <= total:
        shown = [(column, width) for column, width in zip(columns, widths, strict=True) if width]
        assert sum(width for _, width in shown) + sum(column.gap for column, _ in shown[1:]) <= total


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 4, "abc…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("x", 0, ""),
    ],
)
def test_text_is_cut_at_the_cell(text: str, width: int, kept: str) -> None:
    assert cut(text, width) == kept


@given(st.text(), st.integers(1, 40))
def test_cut_text_is_never_wider(text: str, width: int) -> None:
    assert cell_len(cut(plain(text), width)) <= width


@given(st.text(), st.integers(2, 40))
def test_broken_text_is_never_wider_and_loses_nothing(text: str, width: int) -> None:
    shown = plain(text)
    lines = wrap(shown, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(st.lists(st.text(), min_size=3, max_size=3), st.integers(5, 120))
def test_a_line_is_exactly_as_wide_as_the_list(texts: list[str], total: int) -> None:
    columns = (
        MARK,
        Column(flex=True, gap=1),
        Column(flex=True, drop=1),
        Column(right=True, ragged=True, most=12),
    )
    stack = Stack(columns)
    stack.fill([Row("1", (Cell("●"), *(Cell(plain(text)) for text in texts)))])
    stack.lay_out(total - 2, 10)
    strip = draw(stack.rows[0].cells, columns, stack.widths[0], lambda _: Style(), total)
    assert strip.cell_length == total
    assert cell_len("".join(segment.text for segment in strip)) == total


def test_a_long_name_may_use_what_a_short_end_leaves_over() -> None:
    columns = (Column(flex=True), Column(right=True, ragged=True))
    stack = Stack(columns)
    stack.fill(
        [Row("a", (Cell("Harbour Books"), Cell("2 h"))), Row("b", (Cell("Dune"), Cell("1 day early")))]
    )
    stack.lay_out(18, 10)
    lines = [draw(row.cells, columns, stack.widths[0], lambda _: Style(), 20).text for row in stack.rows]
    assert lines == [" Harbour Books  2 h ", " Dune   1 day early "]


def test_neighbours_in_one_tone_are_one_piece() -> None:
    columns = (Column(), Column(), Column())
    row = (Cell("a", "dim"), Cell("b", "dim"), Cell("c"))
    assert len(list(draw(row, columns, (1, 1, 1), lambda tone: Style(bold=tone == "dim"), 12))) <= 3


@pytest.mark.parametrize(
    ("fill", "drawn"),
    [
        (0.0, "──────────"),
        (1.0, "━━━━━━━━━━"),
        (0.5, "━━━━━─────"),
        (0.55, "━━━━━╸────"),
        (0.001, "╸─────────"),
        (0.999, "━━━━━━━━━╸"),
    ],
)
def test_the_gauge_shows_any_work_and_any_slack(fill: float, drawn: str) -> None:
    assert "".join(text for text, _ in gauge(fill, 10, "due")) == drawn


def test_text_from_right_to_left_keeps_its_neighbours_in_place() -> None:
    columns = (Column(), Column(right=True))
    line = draw((Cell("שלום"), Cell("20 m")), columns, (4, 4), lambda _: Style(), 12)
    assert "\u200eשלום\u200e" in line.text
    assert line.cell_length == 12


def test_a_column_that_cedes_gives_way_first() -> None:
    columns = (Column(flex=True, least=12), Column(flex=True, least=6, cedes=True), Column())
    assert fit(columns, (20, 18, 6), 40) == (20, 10, 6)
    assert fit(columns, (20, 18, 6), 30) == (14, 6, 6)


def test_a_text_that_is_too_long_borrows_from_the_next_column_in_its_row_alone() -> None:
    columns = (
        Column(flex=True, borrows=True),
        Column(flex=True, least=6, cedes=True),
        Column(right=True, ragged=True),
    )
    rows = ("Still on it: what it costs", "Cove", "today"), ("Staging link", "Harbour Books", "4 days late")
    lines = [
        draw([Cell(text) for text in row], columns, (20, 8, 11), lambda _tone: Style(), 45).text
        for row in rows
    ]
    assert lines == [
        " Still on it: what it costs  Cove      today ",
        " Staging link          Harbour…  4 days late ",
    ]
