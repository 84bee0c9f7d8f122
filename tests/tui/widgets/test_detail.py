"""Facts are broken under themselves, at any width, and lose no word."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.detail import break_parts, sheet_lines
from tui.wording.plain import plain
from tui.wording.row import Part
from tui.wording.sheet import Block, Fact, Sheet


def text(lines: Sequence[tuple[Part, ...]]) -> list[str]:
    return ["".join(part for part, _ in line) for line in lines]


def test_a_long_fact_goes_on_under_itself() -> None:
    sheet = Sheet("k", "T", "A", (Block("Said", (Fact.of("note", "likes short mails and long walks"),)),))
    assert text(sheet_lines(sheet, 24)) == ["Said", "note  likes short mails", "      and long walks"]


def test_blocks_are_set_apart_and_labels_of_one_block_align() -> None:
    facts = (Fact.of("due", "today"), Fact.of("answer by", "noon"))
    sheet = Sheet("k", "T", "A", (Block("", facts), Block("Next", (Fact.of("a", "b"),))))
    assert text(sheet_lines(sheet, 40)) == ["due        today", "answer by  noon", "", "Next", "a  b"]


def test_each_word_keeps_its_tone() -> None:
    lines = break_parts((("6 h late", "late"), ("· tell them", "dim")), 12)
    assert lines == [(("6 h late", "late"), (" ·", "dim")), (("tell them", "dim"),)]


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=80)), max_size=5), st.integers(12, 60))
def test_no_line_is_wider_than_there_is_room(facts: list[tuple[str, str]], width: int) -> None:
    made = tuple(Fact.of(plain(label), plain(said)) for label, said in facts)
    for line in text(sheet_lines(Sheet("k", "T", "", (Block("Heading", made),)), width)):
        assert cell_len(line) <= width
