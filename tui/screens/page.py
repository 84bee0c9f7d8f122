"""What the pages about one thing have in common: lists that the focus goes round, and a foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.reactive import Reactive
from textual.widget import Widget

from tui.screens.hinted import HintedScreen
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.today import Today

LOW = 18
"""Lines of the terminal below which lists that are not read fold up to their titles."""

Parts = Mapping[str, tuple[str, Sequence[Column], str]]
"""The lists in the order Tab goes: title, columns, and what an empty one says."""


class PageScreen(HintedScreen[bool | None], inherit_bindings=False):
    """Everything about one thing. Answers True when something was changed."""

    PARTS: ClassVar[Parts]
    NARROW: ClassVar[int] = 100
    """Columns of the terminal below which the lists stand under each other."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Screen, but without repainting the whole screen each time."""

    _gone = False
    _left = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = desk.today()
        self._changed = False

    @property
    def snapshot(self) -> Today:
        """The snapshot the page was made from."""
        return self._today

    @property
    def place(self) -> str:
        """The list that has the focus."""
        return str(self.focused.id) if isinstance(self.focused, Rows) else next(iter(self.PARTS))

    def rows(self, name: str) -> Rows:
        """Give one of the lists."""
        return self.query_one(f"#{name}", Rows)

    def new_list(self, name: str, under: Sequence[Column] = ()) -> Rows:
        """Make one of the lists; `under` are the columns of a second line."""
        title, columns, empty = self.PARTS[name]
        rows = Rows(columns, under, id=name, empty=empty)
        rows.border_title = toned((title, "strong"))
        return rows

    def go_to(self, key: str) -> None:
        """Select the row `key` in the list that has it; without one, everything stays as it is."""
        for name in self.PARTS if key else ():
            if self.rows(name).move_to(key):
                self.set_focus(self.rows(name))
                return

    def fit(self) -> None:
        """Stand the lists side by side where there is room for it."""
        self.set_class(self.app.size.width < self.NARROW, "-narrow")
        self.set_class(self.app.size.height < LOW, "-low")

    def on_resize(self) -> None:
        """Lay the lists out anew."""
        self.fit()

    def leave_what_is_gone(self) -> None:
        """Leave, for what is shown was deleted; a form that lies on top keeps its text until it is left."""
        self._gone = True
        if self.app.screen is self and not self._left:
            self._left = True
            self.dismiss(True)

    def on_screen_resume(self) -> None:
        """Look anew once nothing lies on top any more, if what is shown was deleted meanwhile."""
        if self._gone:
            self.reload()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self.show_hints()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Show the keys of the list that got the focus."""
        self.show_hints()

    def action_turn(self, by: int) -> None:
        """Go to the next list or the one before."""
        names = list(self.PARTS)
        self.set_focus(self.rows(names[(names.index(self.place) + by) % len(names)]))

    def action_leave(self) -> None:
        """Go back, saying whether anything was changed."""
        self.dismiss(self._changed or None)
