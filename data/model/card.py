"""Cards: what the program suggests to do for a promise, and what was decided about each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from data.values import frozen


class CardKind(StrEnum):
    """What a card of the Today pane asks for."""

    HEADS_UP = "heads_up"
    """Tell before it slips (SERVICE.md 4.2)."""
    UPDATE = "update"
    """Say where it stands (1.8b)."""
    NUDGE = "nudge"
    """Remind them of what they owe (1.8a)."""
    ARRIVED = "arrived"
    """What a conditional promise waited for is here: tell the date."""
    FIND_OUT = "find_out"
    """Come back with the answer, or say that you are still on it (4.1)."""
    DONE_EARLY = "done_early"
    """Deliver, polish or hold what is finished early (1.5)."""
    SCOPE = "scope"
    """Talk about extras that nobody decided on (1.4)."""
    WRITE_UP = "write_up"
    """Write up what was said on the phone after hours, for their mail did not come (2.8)."""
    AGREEMENTS = "agreements"
    """Agree with a prospect how you work together (1.1)."""
    EMERGENCY_CHECK = "emergency_check"
    """Look at the emergency line on a day off (2.11)."""


@frozen
class CardDecision:
    """What was decided about one card; its `key` names the occasion, so that the next one shows again."""

    key: str
    kind: CardKind
    id: int = 0
    client_id: int | None = None
    deliverable_id: int | None = None
    done_at: datetime | None = None
    put_off_until: datetime | None = None
