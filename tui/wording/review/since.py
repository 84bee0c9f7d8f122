"""What has become of the figures of a week since it was closed."""

from __future__ import annotations

from data.model.week import Correction, WeekReview
from tui.wording.review.figures import block_title, figure_bare, figure_label

IN_ALL = "in the whole week"
"""Said of a figure that what came between closing and Sunday's midnight made another."""


def since_title(review: WeekReview) -> str:
    """Name what stands there: "Corrected since", "After it was closed"."""
    if not review.whole:
        return "Corrected since"
    return "Since it was closed" if review.corrected else "After it was closed"


def since_said(review: WeekReview, currency: str) -> tuple[str, ...]:
    """Say each figure that has become another one, what was corrected first; nothing when there is none."""
    corrected = (correction_said(each, currency) for each in review.corrected)
    return (*corrected, *(correction_said(each, currency, IN_ALL) for each in review.whole))


def correction_said(correction: Correction, currency: str, since: str = "now") -> str:
    """Say what has become of a figure: "Replies, within the limit: 9 of 12, now 10 of 12"."""
    label = f"{block_title(correction.block)}, {figure_label(correction.block, correction.figure.name)}"
    then, now = (
        figure_bare(correction.block, each, currency) for each in (correction.figure, correction.now)
    )
    return f"{label}: {then}, {since} {now}"
