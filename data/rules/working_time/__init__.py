"""Working time: how long it is, when it begins and ends, and how far work reaches (TIME.md)."""

from data.rules.working_time.instant import Instant, as_utc
from data.rules.working_time.questions import WorkingTime

__all__ = ["Instant", "WorkingTime", "as_utc"]
