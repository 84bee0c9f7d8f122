"""How the dashboard feels under the fingers: from a key to the changed picture, and the bytes that took."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from bench.cases.paint import whole_dashboard
from bench.measure import Figure, calm, median, quantile
from bench.place import Place
from bench.terminal import Awaited, Run, Seen

_MOVE_MS, _MOVE_P95_MS, _MOVE_BYTES = 3.5, 6, 500
_PANE_MS = 16
_FORM_MS = 40
_PAGE_MS = 100
_ROUNDS = 5
_MOVES = 12
_PAGES = 12


def run(place: Place) -> Iterator[Figure]:
    """Press the keys in the panes of the ten-year store and in one of 2,000 rows."""
    with Run(place.command(place.ten_years)) as program:
        program.wait_for(whole_dashboard(place, place.ten_years))
        yield from _moving(Hands(program), "20 rows")
        yield from _elsewhere(Hands(program))
    with Run(place.command(place.crowded)) as program:
        program.wait_for(whole_dashboard(place, place.crowded))
        yield from _moving(Hands(program), "2,000 rows")
        yield from _paging(Hands(program))


class Hands:
    """Presses keys a little apart, never in step with a timer of the program."""

    def __init__(self, program: Run) -> None:
        self._program = program
        self._rng = Random(1)

    def press(self, key: str, awaited: Awaited | None = None) -> Seen:
        """Press one key after a rest."""
        self._program.listen(0.05 + self._rng.uniform(0, 0.025))
        return self._program.press(key, awaited)


def _moving(hands: Hands, where: str) -> Iterator[Figure]:
    seen = _rounds(hands, ["down"] * _MOVES + ["up"] * _MOVES)
    first = [one.first for one in seen if one.first is not None]
    yield Figure("keys", f"move, {where}, p50", median(first), "ms", _MOVE_MS)
    yield Figure("keys", f"move, {where}, p95", quantile(first, 0.95), "ms", _MOVE_P95_MS)
    yield Figure("keys", f"move, {where}, each", median(one.size for one in seen), "bytes", _MOVE_BYTES)
    yield Figure("keys", f"move, {where}, nothing seen", len(seen) - len(first), "times", 0)


def _paging(hands: Hands) -> Iterator[Figure]:
    seen = _rounds(hands, ["pgdn"] * 3 + ["pgup"] * 3)
    yield Figure("keys", "page, 2,000 rows, p50", _first(seen), "ms")
    yield Figure("keys", "page, 2,000 rows, each", median(one.size for one in seen), "bytes")


def _elsewhere(hands: Hands) -> Iterator[Figure]:
    seen = _rounds(hands, ["tab"] * 8)
    yield Figure("keys", "change pane, p50", _first(seen), "ms", _PANE_MS)
    yield Figure("keys", "change pane, each", median(one.size for one in seen), "bytes")
    for name, key, sign in (
        ("call form", "c", "Log a call"),
        ("promise check", "p", "May I promise"),
        ("find", "/", "Find"),
        ("help", "?", "Keys"),
    ):
        opened, closed = [], []
        for _ in range(_ROUNDS):
            calm(4.0)
            opened.append(hands.press(key, lambda text, sign=sign: sign in text))  # type: ignore[misc]
            closed.append(hands.press("escape"))
        limit = _FORM_MS if key != "?" else None
        shown = [one.awaited for one in opened[1:] if one.awaited is not None]
        yield Figure("keys", f"open {name}, p50", median(shown), "ms", limit)
        first = opened[0].awaited
        yield Figure("keys", f"open {name}, the first time", first or math.nan, "ms")
    yield from _client_page(hands)


def _client_page(hands: Hands) -> Iterator[Figure]:
    """Open the page of the client of what is selected, ten years of contacts behind it."""
    opened = []
    for _ in range(_PAGES):
        calm(2.0)
        opened.append(hands.press("o", lambda text: "Contacts" in text and "Agreed" in text))
        hands.press("escape", lambda text: "Agreed" not in text)
    shown = [math.inf if one.awaited is None else one.awaited for one in opened[1:]]
    yield Figure("keys", "open the client page, p50", median(shown), "ms")
    yield Figure("keys", "open the client page, p95", quantile(shown, 0.95), "ms", _PAGE_MS)


def _rounds(hands: Hands, keys: list[str]) -> list[Seen]:
    """Press the keys again and again; the first round only warms up."""
    seen = []
    for number in range(_ROUNDS + 1):
        calm(4.0)
        for key in keys:
            one = hands.press(key)
            if number:
                seen.append(one)
    return seen


def _first(seen: list[Seen]) -> float:
    return median(one.first for one in seen if one.first is not None)
