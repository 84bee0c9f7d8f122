"""What is asked about: a job and a confidence, checked."""

from __future__ import annotations

from math import inf

from data.values import frozen


@frozen
class Job:
    """A job in hours of work; raises ValueError when the hours cannot be meant.

    More may be spent than was estimated: such a job is judged by the jobs that went over as far.
    """

    estimate: float
    """All of it, as judged now: above 0."""
    spent: float = 0.0
    """Worked on it so far."""
    luck: int = 0
    """Which draws it has in a queue, from 1 on, wherever it stands there; 0: those of its place."""

    def __post_init__(self) -> None:
        if not 0 < self.estimate < inf:
            raise ValueError(f"An estimate must be a number of hours above 0, not {self.estimate}.")
        if not 0 <= self.spent < inf:
            raise ValueError(f"The hours spent must be a number that is not below 0, not {self.spent}.")


def checked(confidence: float) -> float:
    """Give the confidence back; raises ValueError unless it lies between 0 and 1, both excluded."""
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence must lie between 0 and 1, both excluded, not {confidence}.")
    return confidence
