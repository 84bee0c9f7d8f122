"""The small kind things frontdesk suggests, and what became of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from data.values import frozen


class GestureKind(StrEnum):
    """Which kindness (SERVICE.md §5)."""

    THANK_YOU_CARD = "thank_you_card"
    CARD_3_MONTHS = "card_3_months"
    CARD_6_MONTHS = "card_6_months"
    COFFEE = "coffee"
    KEEP_IN_TOUCH = "keep_in_touch"


@frozen
class Gesture:
    """A decision about one suggestion. `key` names the suggestion it answers, whoever computes it."""

    key: str
    kind: GestureKind
    client_id: int
    due_on: date
    id: int = 0
    project_id: int | None = None
    done_on: date | None = None
    dismissed_on: date | None = None
    dismissed_why: str = ""
    put_off_until: date | None = None
    """Not shown before this day."""
    cost_cents: int | None = None
    """What was paid for it, of those that were done; None: nothing, or nobody says."""
