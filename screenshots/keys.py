"""Writes the key table of the README from the bindings: `python -m screenshots.keys`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding
from textual.keys import format_key

from tui.app import FrontdeskApp
from tui.screens.dashboard import Dashboard

README = Path(__file__).parent.parent / "README.md"
_BEGIN = "<!-- keys: made from the bindings by `python -m screenshots.keys`; a test compares -->\n"
_END = "<!-- /keys -->"


def table() -> str:
    """Give the keys of the dashboard as a Markdown table."""
    lines = ["| key | does | |", "|---|---|---|"]
    for binding in _bindings():
        keys = " ".join(f"`{_written(key)}`" for key in binding.key.split(","))
        lines.append(f"| {keys} | {binding.description} | {binding.tooltip} |")
    return "\n".join(lines) + "\n"


def _bindings() -> Iterator[Binding]:
    for binding in (*Dashboard.BINDINGS, *FrontdeskApp.BINDINGS):
        assert isinstance(binding, Binding)
        # ctrl+c only says how to leave.
        if binding.id != "app.leave":
            yield binding


def _written(key: str) -> str:
    return format_key(key) if len(key) > 1 and "+" not in key and key not in ("space", "tab") else key


def renewed(readme: str) -> str:
    """Give the README with the table of today in it."""
    before, _, rest = readme.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{table()}\n{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
