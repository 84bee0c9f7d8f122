"""How often a second look was advised at what was written, and taken (SERVICE.md 3.2): counts only."""

from __future__ import annotations

from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts


def block(facts: WeekFacts) -> Block:
    """Give `shown`, the hints that were given in the week, and `rewritten`, those that were followed."""
    return Block(
        "courtesy",
        (
            Figure("shown", Unit.NUMBER, facts.courtesy_shown),
            Figure("rewritten", Unit.NUMBER, facts.courtesy_rewritten, facts.courtesy_shown),
        ),
    )
