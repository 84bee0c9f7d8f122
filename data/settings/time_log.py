"""Time logs as sources: what a time tracker wrote down becomes time on deliverables by itself."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from data.settings.declare import key, required
from data.settings.feeds import LocalFeed
from data.settings.kinds import choice, path, text, yes_no
from data.values import frozen


@frozen(kw_only=True)
class TimeLogSettings(LocalFeed):
    """A time log to read. Nothing is ever written to it. The section stands once for each time log."""

    SECTION: ClassVar[str] = "time_log"
    WORD: ClassVar[str] = "time log"

    name: str = key("", text(40), "What you call it.", default_words="its kind", example="time")
    kind: str = required(
        choice("timewarrior", "toggl"),
        "Timewarrior, or detailed reports of Toggl Track saved as CSV.",
        example="timewarrior",
    )
    path: Path = required(
        path(),
        "Timewarrior's folder or a saved export; a CSV of Toggl or a folder of them.",
        example=Path("~/.timewarrior"),
    )
    run: bool = key(False, yes_no(), "Ask `timew export` instead of reading its files; seldom needed.")

    def usual_name(self) -> str:
        """Give the kind: the last part of a path says little here."""
        return self.kind
