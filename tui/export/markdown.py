"""The review of a week as Markdown, for a folder of notes that is read for years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data.model.week import Block, ClientWeek, Intention, NextWeek, ReviewRow, Trend, WeekReview
from tui.wording.plain import named
from tui.wording.review.figures import (
    block_title,
    figure_label,
    figure_said,
    ordered,
    ordered_figures,
    spark,
    state_parts,
    week_said,
)
from tui.wording.review.since import since_said, since_title
from tui.wording.review.weeks import (
    TREND_TITLES,
    client_flags,
    count_or_nothing,
    judged_part,
    load_parts,
    promised_said,
    reply_said,
    trend_said,
    week_numbers,
)
from tui.wording.row import Part
from tui.wording.times import span

_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>|~#$@^]|&(?=[#\w])|:(?=[^\s\d])|\.(?=[^\W\d])")
"""What Markdown, its dialects or HTML could take for more than a letter, wherever it stands.

A dot and a colon within a word are among it, because dialects make links of anything like an address.
"""

_MEANS_SOMETHING_FIRST = re.compile(r"\A(\d*)([-+=]|(?<=\d)[.)])")
"""What begins a list, a heading or a rule at the start of a line."""

_LONGEST_NAME, _LONGEST_TEXT = 120, 300


def to_markdown(
    review: WeekReview,
    coming: NextWeek | None = None,
    trends: Sequence[Trend] = (),
    meant: Sequence[Intention] = (),
    currency: str = "EUR",
) -> str:
    """Write all of a week: figures, clients, what was meant, what comes, the weeks before, corrections.

    The same values always give the same text: only the time of closing is in it.
    """
    parts = [
        [f"# {week_said(review.week, review.starts_on)}", "", f"{_state(review)}."],
        *(_block(block, currency) for block in ordered(review.blocks)),
        _clients(review.clients),
        _meant(meant),
        _coming(coming, review.zone),
        _trends(trends),
        _corrected(review, currency),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def safe(text: str, longest: int = _LONGEST_NAME) -> str:
    """Give a text from outside so that Markdown shows it as it is and takes nothing in it for its own."""
    return _MEANS_SOMETHING.sub(lambda found: f"\\{found[0]}", named(text, longest))


def safe_first(text: str, longest: int = _LONGEST_NAME) -> str:
    """Give a text from outside that begins a line or an entry of a list."""
    return _MEANS_SOMETHING_FIRST.sub(r"\1\\\2", safe(text, longest), count=1)


def _state(review: WeekReview) -> str:
    """Say whether it is closed; the mark is for where there are colours."""
    said = _said(state_parts(review)[1:])
    return f"{said[:1].upper()}{said[1:]}"


def _said(parts: Iterable[Part]) -> str:
    return "".join(text for text, _ in parts)


def _block(block: Block, currency: str) -> list[str]:
    said = (
        (figure_label(block.name, figure.name), figure_said(block.name, figure, currency))
        for figure in ordered_figures(block)
    )
    lines = [f"- {safe_first(label)}: {safe(figure)}" for label, figure in said]
    return [f"## {safe_first(block_title(block.name))}", "", *lines]


def _clients(clients: Sequence[ClientWeek]) -> list[str]:
    if not clients:
        return []
    heads = ("Client", "Contacts", "Time", "Open promises", "Median wait", "Twelve weeks", "Notice")
    rows = (
        (
            safe(client.client),
            str(client.contacts),
            span(client.minutes) if client.minutes else "",
            count_or_nothing(client.open_promises),
            reply_said(client),
            spark(client.weeks),
            ", ".join(text for text, _ in client_flags(client)),
        )
        for client in clients
    )
    return ["## Clients", "", *_table(heads, rows, right=frozenset({1, 2, 3, 4}))]


def _meant(meant: Sequence[Intention]) -> list[str]:
    if not meant:
        return []
    lines = [f"- {safe_first(each.text, _LONGEST_TEXT)}: {judged_part(each)[0]}" for each in meant]
    return ["## What you meant to do", "", *lines]


def _coming(coming: NextWeek | None, zone: str) -> list[str]:
    if coming is None:
        return []
    lines = [f"## Next: {week_said(coming.week, coming.starts_on)}", "", f"{_said(load_parts(coming))}."]
    promises = [_promise(row, zone) for row in coming.promises]
    lines += ["", "### Promised", "", *(promises or ["Nothing is promised for it."])]
    if coming.intentions:
        texts = (safe_first(each.text, _LONGEST_TEXT) for each in coming.intentions)
        lines += ["", "### Meant to be done", "", *(f"{n}. {text}" for n, text in enumerate(texts, 1))]
    return lines


def _promise(row: ReviewRow, zone: str) -> str:
    when = promised_said(row, zone)
    whose = f", {safe(row.client)}" if row.client.strip() else ""
    return f"- {when}: {safe(row.title)}{whose}" if when else f"- {safe_first(row.title)}{whose}"


def _trends(trends: Sequence[Trend]) -> list[str]:
    if not trends:
        return []
    heads = ("Week", *TREND_TITLES.values())
    rows = (
        (number, *(trend_said(trend, name) for name in TREND_TITLES))
        for number, trend in zip(week_numbers(trends), trends, strict=True)
    )
    return ["## Week by week", "", *_table(heads, rows, right=frozenset({1, 2, 3, 4}))]


def _corrected(review: WeekReview, currency: str) -> list[str]:
    lines = [f"- {safe_first(each, _LONGEST_TEXT)}" for each in since_said(review, currency)]
    return [f"## {since_title(review)}", "", *lines] if lines else []


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int]) -> list[str]:
    rule = ("---:" if i in right else "---" for i in range(len(heads)))
    return [_row(heads), _row(tuple(rule)), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
