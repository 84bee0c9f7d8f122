"""Markdown that is read for years, and in which a name is only ever a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.tui.export.build import (
    HOSTILE,
    a_next_week,
    a_review,
    an_empty_review,
    intentions,
    trends,
    with_names,
)
from tui.export import to_markdown
from tui.wording.plain import named

READER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
"""With HTML, tables, struck-out words and links from bare addresses: what GitHub and editors show."""

NAMES = st.text() | st.sampled_from(HOSTILE) | st.text("\\`*_{}[]()#+-.!|<>&~:/@$^=1a \n\t", max_size=40)


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def skeleton(text: str) -> list[str]:
    """What kinds of things it is made of, apart from where text begins and ends."""
    kinds = (token.type for token in tokens(text))
    return [kind for kind in kinds if kind not in ("text", "text_special")]


def entries(text: str) -> list[str]:
    """The text of every list entry, heading, paragraph and cell, as it is shown."""
    return [
        "".join(child.content for child in token.children or ())
        for token in READER.parse(text)
        if token.type == "inline"
    ]


def page(*names: str) -> str:
    review, coming, meant = with_names(names)
    return to_markdown(review, coming, trends(), meant)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_makes_nothing_but_text(name: str) -> None:
    assert skeleton(page(name)) == skeleton(page("Acme"))


@given(NAMES)
@example("1. x")
@example("- x")
@example("a.b")
@example("http:x")
@example("\\")
@example("x\\|y")
def test_any_name_makes_nothing_but_text_and_is_shown_as_it_is(name: str) -> None:
    text = page(name)
    assert skeleton(text) == skeleton(page("Acme"))
    shown = named(name, 120)
    assert f"Fri 17:00: {shown}, {shown}" in entries(text) or not name.strip() or shown == "(no name)"
    assert shown in entries(text)


def test_a_lively_week() -> None:
    text = to_markdown(a_review(), a_next_week(), trends(), intentions())
    assert text.startswith("# Week 47 · 16–22 Nov 2026\n\nClosed Fri 20 Nov 2026 17:20.\n\n## Promises\n\n")
    for line in (
        "- due: 7 of 8 kept",
        "- within the limit: 21 of 23 · 2 over",
        "| Lindqvist | 8 | 7 h 05 m | 2 | 3 h 10 m | ▃▄▃▅▇▆█▇▆███ | ◐ long wait |",
        "- Close the desk at 17:30, four days of five: √ kept",
        "## Next: Week 48 · 23–29 Nov 2026",
        "26 h owed of 32 h · 81 % full.",
        "- Fri 17:00: Checkout redesign, Harbour Books",
        "2. Ask Cove for their texts",
        "| W39 | 3 of 5 | 3 h | 3 h short | 9 |",
        "- Replies, within the limit: 21 of 23, now 22 of 23",
    ):
        assert line in text.splitlines(), line


def test_it_is_the_same_each_time_and_ends_with_one_line() -> None:
    texts = {to_markdown(a_review(now=now), a_next_week()) for now in (a_review().now, a_review().end)}
    assert len(texts) == 1
    (text,) = texts
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"\n\n\n|[ \t]\n", text)


def test_what_there_is_nothing_of_has_no_heading() -> None:
    text = to_markdown(an_empty_review())
    assert "Still running." in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Promises",
        "## Honesty",
        "## Replies",
        "## Calls",
        "## After hours",
        "## Slack",
        "## Estimates",
        "## Expectations",
        "## Courtesy",
        "## Gestures",
        "## Attention",
    ]
    assert "Nothing is promised for it." in to_markdown(an_empty_review(), a_next_week(promises=()))


def test_tables_have_as_many_cells_in_each_row() -> None:
    rows = [line for line in page(*HOSTILE).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6, 8}
