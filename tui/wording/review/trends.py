"""Twelve weeks as bars with numbers beside them, and a line for each client."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from data.model.week import ClientWeek, Trend
from data.values import frozen
from tui.wording.plain import named
from tui.wording.review.figures import spark
from tui.wording.review.weeks import TrendName, client_flags, reply_said, telling_first, trend_value
from tui.wording.row import Cell, Part, Row, Tone
from tui.wording.times import span

_STEPS = 2
"""Steps of a scale from nothing to the most."""


@frozen
class Bars:
    """What is drawn of one trend."""

    layers: tuple[tuple[tuple[float, ...], Tone], ...]
    """The heights of the bars, and their tone; what comes later is drawn over what came before."""
    ticks: tuple[float, ...]
    """Where the scale has a number."""
    said: tuple[str, ...]


def bars_of(trends: Sequence[Trend], name: TrendName) -> Bars:
    """Give the bars of a trend; where a week has no figure there is none."""
    values = tuple(float(trend_value(trend, name) or 0) for trend in trends)
    if name == "promises":
        due = tuple(float(trend.due) for trend in trends)
        ticks = _scale(max(due, default=0), 1)
        return Bars(((due, "due"), (values, "kept")), ticks, tuple(f"{tick:.0f}" for tick in ticks))
    if name == "after_hours":
        ticks = _scale(max(values, default=0), 1)
        return Bars(((values, "dim"),), ticks, tuple(f"{tick:.0f}" for tick in ticks))
    ticks = _scale(max(values, default=0), 60, min(values, default=0))
    said = tuple(f"{'−' if tick < 0 else ''}{span(tick)}" if tick else "0" for tick in ticks)
    above, below = (tuple(pick(0.0, value) for value in values) for pick in (max, min))
    # A layer of nothing would still be painted over the foot of the other.
    layers: tuple[tuple[tuple[float, ...], Tone], ...] = ((above, "dim"), (below, "late"))
    return Bars(layers if any(below) else layers[:1], ticks, said)


def _scale(most: float, step: int, least: float = 0) -> tuple[float, ...]:
    """Give a few round numbers from nothing, or from the least below it, up to the most."""
    one = max(1, ceil(max(most, -least) / _STEPS / step)) * step
    up = [float(one * number) for number in range(_STEPS + 1 if most > 0 or least >= 0 else 1)]
    return (-float(ceil(-least / step) * step), *up) if least < 0 else tuple(up)


def client_trend_rows(clients: Sequence[ClientWeek]) -> list[Row]:
    """Say how each client fared in twelve weeks and in this one, those one should look at first."""
    rows = []
    for place in telling_first(clients):
        client = clients[place]
        flags: list[Part] = []
        for part in client_flags(client):
            flags += [("  ", "plain"), part] if flags else [part]
        promises = f"{client.open_promises} {'promise' if client.open_promises == 1 else 'promises'} open"
        wait = reply_said(client)
        cells = (
            Cell(named(client.client, 60)),
            Cell(spark(client.weeks), "dim"),
            Cell(f"{client.contacts} {'contact' if client.contacts == 1 else 'contacts'}"),
            Cell(span(client.minutes) if client.minutes else "", "dim"),
            Cell("" if client.open_promises is None else promises, "dim"),
            Cell(f"waited {wait}" if wait else "", "dim"),
            Cell.of(*flags),
        )
        rows.append(Row(f"client:{client.client_id}", cells))
    return rows
