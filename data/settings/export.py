"""The keys about what is kept up to date outside the store."""

from __future__ import annotations

from pathlib import Path

from data.model.outgoing import CalendarForm
from data.settings.declare import key
from data.settings.kinds import choice, optional_path, whole, yes_no
from data.values import frozen


@frozen
class Export:
    """Your promises as a calendar file that is written anew whenever one of them changes.

    It says what was promised to whom for when, as it was told; never what you aim for, note or estimate.
    """

    promises: Path | None = key(
        None,
        optional_path(),
        "The file, for a calendar program to subscribe to. Its folder has to be there.",
        example=Path("~/calendars/promises.ics"),
    )
    form: str = key(
        "tasks",
        choice(*CalendarForm),
        "As what promises stand in it: tasks with a due time, events at that time, or whole days.",
    )
    keep_days: int = key(
        14,
        whole(0, 365, "a whole number of days"),
        "What was kept or let go stays in it this long, marked as such.",
    )
    private: bool = key(True, yes_no(), "Whether only you may read it.")
