"""How a figure is said by its unit: "7 of 8", "3 h 10 m", "1.4 ×", and never a share of too few."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, isfinite

from data.model.week import Figure, Unit
from tui.wording.amounts import money
from tui.wording.shares import percent
from tui.wording.times import hours, span

ENOUGH = 20
"""Out of how many a percentage may be said: of fewer it looks more exact than it is."""


def is_nothing(figure: Figure) -> bool:
    """Whether there was nothing it could be told from, or it is a count of nothing."""
    if figure.value is None or not isfinite(figure.value):
        return True
    return figure.unit in (Unit.OF, Unit.SHARE) and not figure.of


def value_said(figure: Figure, currency: str) -> str:
    """Say the bare figure; empty when it is told from nothing."""
    if is_nothing(figure) or figure.value is None:
        return ""
    value = figure.value
    match figure.unit:
        case Unit.OF:
            return f"{count(value)} of {figure.of}"
        case Unit.MINUTES | Unit.WORK:
            # Whole minutes that are over, as the dashboard says them of who waits.
            return f"{'−' if int(value) < 0 else ''}{span(int(value))}"
        case Unit.LOAD:
            return f"{hours(value)} of {hours(figure.of)}" if figure.of else f"{hours(value)}, no time"
        case Unit.DAYS:
            return days(value)
        case Unit.RATIO:
            return f"{value:.1f} ×"
        case Unit.CENTS:
            return f"{'−' if value < 0 else ''}{money(round(value), currency)}"
        case Unit.SHARE:
            of = figure.of or 0
            return percent(value) if of >= ENOUGH else f"{round(value * of)} of {of}"
        case _:
            return count(value)


def share_said(figure: Figure) -> str:
    """Say a count out of another as a percentage, where it is out of enough; empty otherwise.

    Empty too where the count says as much: "0 of 24", "24 of 24".
    """
    value, of = figure.value or 0, figure.of or 0
    if is_nothing(figure) or figure.unit is not Unit.OF or of < ENOUGH or value in (0, of):
        return ""
    return percent(value / of)


def count(value: float) -> str:
    """Say a number: whole where it is whole, else with one digit."""
    rounded = round(value, 1)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,.1f}"


def days(value: float) -> str:
    """Say working days: "1 day", "1.5 days", "none" of none."""
    said = count(abs(value))
    return f"{'−' if value < 0 else ''}{said} {'day' if said == '1' else 'days'}"


_BARS = "▂▃▄▅▆▇█"
_BASE = "▁"
_UNKNOWN = "·"
_BELOW = "▿"


def spark(values: Sequence[float | None]) -> str:
    """Draw one cell a week: nothing lies on the base, anything at all stands above it, None is a dot.

    What is less than nothing points down, however much it is. Empty when there is nothing to draw.
    """
    known = [value for value in values if value is not None]
    if not any(known):
        return ""
    most = max(known)
    return "".join(_UNKNOWN if value is None else _bar(value, most) for value in values)


def _bar(value: float, most: float) -> str:
    """Draw one week; `most` is the highest of all."""
    if value <= 0:
        return _BELOW if value < 0 else _BASE
    return _BARS[ceil(value / most * len(_BARS)) - 1]
