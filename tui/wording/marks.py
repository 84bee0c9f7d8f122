"""The marks of the states. Each is one cell wide in every terminal, and never stands without a word."""

from __future__ import annotations

from data.model.today import Room, Stage
from tui.wording.row import Tone

LATE = "●"
DUE = "◐"
FRESH = "○"
KEPT = "√"
WAITS = "║"
KIND = "◆"
POST = "✉"
ASKS = "›"
"""Something the program suggests to do."""
UNSAID = "·"
"""Nothing can be said about it yet."""

STAGE: dict[Stage, tuple[str, Tone]] = {
    Stage.LATE: (LATE, "late"),
    Stage.DUE: (DUE, "due"),
    Stage.FRESH: (FRESH, "dim"),
    Stage.DONE: (KEPT, "kept"),
}

ROOM: dict[Room, tuple[str, Tone]] = {
    Room.LATE: (LATE, "late"),
    Room.SHORT: (LATE, "late"),
    Room.TIGHT: (DUE, "due"),
    Room.AMPLE: (FRESH, "kept"),
    Room.UNKNOWN: (UNSAID, "dim"),
}
