"""What to say aloud after hours, with the hints that are true now to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.widgets.fields.field import Field, toned
from tui.wording.plain import plain
from tui.wording.row import Part

_TICKED, _OPEN = "√ ", "○ "
_HOW = "shift+tab, space"

Words = Callable[[Sequence[str], bool], Sequence[Sequence[Part]]]
"""Gives the lines for the hints that are ticked, and whether it is put off to the next working day."""


class Evening(Field, Static, can_focus=True):
    """A few lines to read aloud. One widget for all of it: the form it stands in has to open at once."""

    DEFAULT_CSS = """
    Evening {
        height: auto;
        padding: 0 2;
        background: $surface;

        &:focus { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "True now", id="evening.tick", tooltip="It is true now, or not", show=False),
        Binding("right", "move(1)", "Right", id="evening.right", tooltip="The next hint", show=False),
        Binding("left", "move(-1)", "Left", id="evening.left", tooltip="The hint before", show=False),
    ]

    def __init__(self, hints: Sequence[str], words: Words, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, markup=False)
        self.auto_links = (
            False  # a hint is ticked by a click, but it is not a link: its tone says how it stands
        )
        self._hints = tuple(hints)
        self._words = words
        self._ticked: set[int] = set()
        self._cursor = 0
        self._said = Content()
        self.put_off = False
        """Whether it was put off to the next working day."""
        self._show()

    @property
    def touched(self) -> bool:
        """Whether something would be lost; ticks are said aloud and not kept."""
        return self.put_off

    def toggle_put_off(self) -> None:
        """Put it off to the next working day, or take that back."""
        self.put_off = not self.put_off
        self._show()

    def renew(self) -> None:
        """Ask for the lines anew: somebody else is on the phone."""
        self._show()

    def on_resize(self) -> None:
        """Say how to tick where there is room for it."""
        self._show()

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._show()

    def on_blur(self) -> None:
        """Show that the cursor is elsewhere."""
        self._show()

    def action_tick(self, place: int | None = None) -> None:
        """Tick a hint, or take its tick off; the one under the cursor unless another was clicked on."""
        if self._hints:
            self._cursor = self._cursor if place is None else place
            self._ticked ^= {self._cursor}
            self._show()

    def action_move(self, by: int) -> None:
        """Go to another hint."""
        to = self._cursor + by
        if not 0 <= to < len(self._hints):
            raise SkipAction
        self._cursor = to
        self._show()

    def _show(self) -> None:
        true = [hint for place, hint in enumerate(self._hints) if place in self._ticked]
        lines = [toned(*line) for line in self._words(true, self.put_off)]
        if self._hints:
            lines.append(self._offered())
        said = Content("\n").join(lines)
        if said != self._said:
            self._said = said
            self.update(said)

    def _offered(self) -> Content:
        """Show the hints beside each other, each to be ticked by a click, too."""
        found = toned(("True:", "dim"))
        for place, hint in enumerate(self._hints):
            on, here = place in self._ticked, self.has_focus and place == self._cursor
            said = toned(
                (_TICKED if on else _OPEN, "kept" if on else "faint"),
                (plain(hint, 60), "accent" if here else "plain" if on else "dim"),
            )
            gap = Content("  " if place else " ")
            found += gap + said.stylize(Style.from_meta({"@click": f"tick({place})"}))
        how = toned((f"  {_HOW}", "faint"))
        return found + how if found.cell_length + how.cell_length <= self.content_size.width else found
