"""A week's figures as they are kept when it is closed, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from data.model.week import Block, ClientWeek, Correction, Figure, Unit, WeekReview
from data.rules.review import AS_OF_NOW


def frozen(review: WeekReview) -> dict[str, Any]:
    """Give what is kept of a review: its figures and its clients, as plain values."""
    return {
        "blocks": {block.name: [asdict(figure) for figure in block.figures] for block in review.blocks},
        "clients": [asdict(client) for client in review.clients],
    }


def thawed_blocks(kept: Mapping[str, Any]) -> tuple[Block, ...]:
    """Give the blocks that were kept."""
    return tuple(Block(name, tuple(map(_figure, figures))) for name, figures in kept["blocks"].items())


def thawed_clients(kept: Mapping[str, Any]) -> tuple[ClientWeek, ...]:
    """Give the lines of the clients that were kept."""
    return tuple(ClientWeek(**(client | {"weeks": tuple(client["weeks"])})) for client in kept["clients"])


def corrections(then: Iterable[Block], now: WeekReview) -> tuple[Correction, ...]:
    """Give what has become another figure since: `now` is the week as it would be closed at the same instant.

    What tells how things stand at present is left out: it changes by time alone.
    """
    present = {(block.name, figure.name): figure for block in now.blocks for figure in block.figures}
    found = []
    for block in then:
        for figure in block.figures:
            if (block.name, figure.name) in AS_OF_NOW:
                continue
            other = present.get((block.name, figure.name))
            if other is not None and (other.value, other.of) != (figure.value, figure.of):
                found.append(Correction(block.name, figure, other))
    return tuple(found)


def _figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(kept["name"], Unit(kept["unit"]), kept["value"], kept["of"], tuple(kept["rows"]))
