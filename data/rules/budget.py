"""Budget slack: what is left of a fixed budget when the work still to do is done (SERVICE.md 1.6)."""

from __future__ import annotations

from data.model.work import Deliverable


def budget_slack_cents(deliverable: Deliverable, hourly_cents: int | None) -> int | None:
    """Give budget − (spent + still to do) × rate, in cents; None without a budget, a rate or an estimate."""
    left = deliverable.work_left
    if deliverable.budget_cents is None or hourly_cents is None or left is None:
        return None
    return deliverable.budget_cents - round((deliverable.spent_minutes + left) * hourly_cents / 60)
