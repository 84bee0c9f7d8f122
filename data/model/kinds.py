"""The kinds of logs that are read. Values alone, so that who asks for a kind loads nothing else."""

from __future__ import annotations

TIME_TRACKERS = ("timewarrior", "toggl")
"""The programs that keep time."""
CALL_LOGS = ("android", "google_voice", "asterisk", "csv", "jsonl")
"""The formats a log of calls may have."""
AUTO = "auto"
"""Instead of one of these: as each file looks."""
