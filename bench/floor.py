"""The floor: three panes of static text and nothing else. No Textual program starts sooner."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

_ROWS = "\n".join(f"row {number}" for number in range(25))


class Floor(App[None]):
    """Three panes side by side."""

    CSS = "Static { width: 1fr; height: 1fr; border: round $primary; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            for name in ("left", "middle", "right LASTPANE"):
                yield Static(f"{name}\n{_ROWS}")


if __name__ == "__main__":
    Floor().run()
