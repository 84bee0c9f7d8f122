"""What one sheet of A4 has room for: how much each list gets, and what stays on the screen alone.

Reckoned by length, not measured: an entry reckoned as one line is kept to one by the sheet of style, any
other to two, so that the page is one sheet whatever letters the names are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from data.model.week import ClientWeek, Intention, NextWeek, ReviewRow, WeekReview
from data.values import frozen
from tui.wording.review.figures import ordered
from tui.wording.review.weeks import client_flags, telling_first

_LEFT, _RIGHT = 199.0, 183.0
"""Millimetres for the figures and, under them, the entries of the lists that lie beside each other."""
_LEFT_LARGE, _RIGHT_LARGE = 169.0, 157.0
"""The same when everything is printed larger."""
_BLOCK, _FIGURE, _COLUMNS = 7.0, 3.4, 3
"""Millimetres of a block of figures without its figures, and of each figure; how many columns they make."""
_CLIENT, _CLIENT_WITH_FLAGS = 5.5, 8.0
_ONE_LINE, _TWO_LINES = 4.6, 7.7
_MOST_MEANT, _MOST_CORRECTED = 3, 2
_WIDE, _NARROW = 60, 38
"""Letters on one line of the left and of the right side."""


@frozen
class Paper:
    """What of each list is printed."""

    clients: frozenset[int]
    """Places in the list of clients: those one should look at are printed before others."""
    promises: int
    coming: int
    meant: int
    corrected: int
    large: bool
    """Whether there is so little that it is printed larger."""
    columns: frozenset[int]
    """Places of the blocks that begin another column: left to itself, a browser may balance them higher."""


def paper_for(review: WeekReview, coming: NextWeek | None, meant: Sequence[Intention]) -> Paper:
    """Share the room of one sheet out: what was meant and corrected first, then clients and promises."""
    texts = [each.text for each in meant]
    heights = _heights(review)
    figures = _least(heights)
    left = figures + _height(texts, _MOST_MEANT, _WIDE)
    order = telling_first(review.clients)
    clients = [_client(review.clients[place]) for place in order]
    printed = _fitting(clients, _LEFT - left)

    following = [each.text for each in coming.intentions] if coming is not None else []
    promises = [_entry(said(row), _NARROW) for row in coming.promises] if coming is not None else []
    since = len(review.corrected) + len(review.whole)
    corrected = min(since, _MOST_CORRECTED)
    right = figures + _height(following, _MOST_MEANT, _NARROW) + corrected * _TWO_LINES
    right += _ONE_LINE if since > corrected else 0
    return Paper(
        clients=frozenset(order[:printed]),
        promises=_fitting(promises, _RIGHT - right),
        coming=min(len(following), _MOST_MEANT),
        meant=min(len(texts), _MOST_MEANT),
        corrected=corrected,
        large=left + sum(clients) <= _LEFT_LARGE and right + sum(promises) <= _RIGHT_LARGE,
        columns=_starts(heights, figures),
    )


def _heights(review: WeekReview) -> list[float]:
    return [_BLOCK + _FIGURE * len(block.figures) for block in ordered(review.blocks) if block.figures]


def _least(heights: Sequence[float]) -> float:
    """Reckon how high the figures are: the least height that holds the blocks, in order and whole."""
    least = max(heights, default=0.0)
    while len(_starts(heights, least)) >= _COLUMNS:
        least += _FIGURE / 2
    return least


def _starts(heights: Sequence[float], room: float) -> frozenset[int]:
    """Give the places of the blocks that begin another column when none is higher than `room`."""
    starts: set[int] = set()
    used = 0.0
    for place, height in enumerate(heights):
        if used and used + height > room:
            starts.add(place)
            used = 0.0
        used += height
    return frozenset(starts)


def one_line(text: str, *, narrow: bool) -> bool:
    """Whether an entry is printed on one line."""
    return _entry(text, _NARROW if narrow else _WIDE) == _ONE_LINE


def said(row: ReviewRow) -> str:
    """Give about what the line of a promise says: the time, what, and whose."""
    return f"Mon 09:30 {row.title[:60]} {row.client[:60]}"


def _client(client: ClientWeek) -> float:
    return _CLIENT_WITH_FLAGS if client_flags(client) else _CLIENT


def _entry(text: str, letters: int) -> float:
    return _ONE_LINE if len(text) <= letters else _TWO_LINES


def _height(texts: Sequence[str], most: int, letters: int) -> float:
    """Reckon a list of which no more than `most` are printed, and the line that says how many are left."""
    more = _ONE_LINE if len(texts) > most else 0
    return more + sum(_entry(text, letters) for text in texts[:most])


def _fitting(heights: Sequence[float], room: float) -> int:
    """Count how many entries fit, and with them the line that says how many are left."""
    if sum(heights) <= room:
        return len(heights)
    return sum(1 for total in accumulate(heights) if total <= room - _CLIENT)
