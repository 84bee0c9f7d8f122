"""The lists of the week review, by step: titles, columns, and what an empty one says."""

from __future__ import annotations

from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.figures import Figures
from tui.widgets.rows import Rows
from tui.wording.review.figures import block_title
from tui.wording.review.page import BLOCKS

LISTS = (
    ("look-0", "look-1", "look-2", "clients"),
    ("cards",),
    ("coming", "meant", "intend"),
)
"""The lists of each step, in the order Tab goes."""

_MARK = Column(1)
_FIGURE = (Column(flex=True, least=10), Column(right=True, ragged=True, gap=1))
_PARTS: dict[str, tuple[str, tuple[Column, ...], str]] = {
    "look-0": (block_title(BLOCKS[0][0]), _FIGURE, ""),
    "look-1": (block_title(BLOCKS[1][0]), _FIGURE, ""),
    "look-2": (block_title(BLOCKS[2][0]), _FIGURE, ""),
    "clients": (
        "Clients",
        (
            Column(flex=True, least=8),
            Column(12),
            Column(right=True, gap=1),
            Column(right=True, drop=2),
            Column(gap=1, drop=1),
        ),
        "No client yet: n on the day enters one.",
    ),
    "cards": (
        "Left over",
        (
            _MARK,
            Column(gap=1, drop=3),
            Column(flex=True, least=16),
            Column(flex=True, least=6, most=22, drop=2),
            Column(right=True, ragged=True, drop=1),
        ),
        "Nothing is left over. A good week ends like this.",
    ),
    "coming": (
        "Promised for next week",
        (Column(), Column(flex=True, least=12), Column(flex=True, least=6, most=20)),
        "Nothing is promised for it. There is room for something good.",
    ),
    "meant": (
        "You meant to do",
        (_MARK, Column(flex=True, gap=1), Column()),
        "Nothing was meant for this week.",
    ),
    "intend": (
        "Three intentions",
        (_MARK, Column(flex=True, gap=1)),
        "Nothing yet. e asks for up to three things you mean to do.",
    ),
}


def list_of(name: str) -> Rows:
    """Make one of the lists."""
    title, columns, empty = _PARTS[name]
    if name.startswith("look-"):
        rows: Rows = Figures(columns=columns, id=name)
    else:
        rows = Rows(columns=columns, id=name, empty=empty, gap=1 if name == "cards" else 0)
    rows.border_title = toned((title, "strong"))
    return rows


def name_figures(rows: Figures, place: int, *, alone: bool) -> None:
    """Name a column of figures by its first block; where it may be folded up, by all of them."""
    first, *rest = (block_title(name) for name in BLOCKS[place])
    more = "".join(f" · {title}" for title in rest) if alone else ""
    rows.border_title = toned((first, "strong"), (more, "dim"))
