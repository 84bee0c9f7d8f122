"""The one list of the program: columns, one or two lines a row, a cursor, keys and mouse.

It is made for being quick under the fingers: a moved cursor repaints two rows and nothing else, a change
of one row repaints that row, and the view jumps instead of gliding.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.row_canvas import RowCanvas
from tui.wording.row import Row


class Rows(RowCanvas, can_focus=True, inherit_bindings=False):
    """A list of rows with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="rows.up", show=False, tooltip="One row up"),
        Binding("down", "move(1)", "Down", id="rows.down", show=False, tooltip="One row down"),
        Binding("pageup", "page(-1)", "Page up", id="rows.page-up", show=False, tooltip="One page up"),
        Binding("pagedown", "page(1)", "Page down", id="rows.page-down", show=False, tooltip="One page down"),
        Binding("home", "edge(0)", "First", id="rows.first", show=False, tooltip="To the first row"),
        Binding("end", "edge(1)", "Last", id="rows.last", show=False, tooltip="To the last row"),
        Binding("enter", "choose", "Open", id="rows.choose", show=False, tooltip="Open the selected row"),
    ]

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, key: str | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            """The list it happened in."""
            return self.rows

    class Chosen(Moved):
        """A row was opened with Enter or a double click."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._stack.rows

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None in an empty list."""
        return self.rows[self._at].key if self.rows else None

    @property
    def cursor_place(self) -> int:
        """The number of the row under the cursor, from 0."""
        return self._at

    def hold(self) -> None:
        """Have the cursor stay where it is when the row under it moves away, the next time rows are shown."""
        self._held = True

    def show(
        self, rows: Iterable[Row], *, empty: str | None = None, note: str | None = None, tint: bool = True
    ) -> None:
        """Show `rows` in place of the present ones, repainting only what differs.

        The cursor stays on its row, or where that row was if it is gone. Rows that are new or whose gist
        changed are tinted for a moment, unless `tint` is off or the list was empty.
        """
        before, kept_key = self.rows, self.cursor_key
        held, self._held = self._held, False
        tail = (self._empty, self._note)
        self._empty = self._empty if empty is None else empty
        self._note = self._note if note is None else note
        self._stack.fill(rows)
        if self.rows == before and tail == (self._empty, self._note):
            return
        place = None if held else self._stack.place_of(kept_key)
        self._at = max(0, min(self._at if place is None else place, len(self.rows) - 1))
        same_shape = self._stack.has_shape_of(before) and tail == (self._empty, self._note)
        if same_shape and self._laid_out and self._stack.fit(self._laid_out.width):
            for index, (old, new) in enumerate(zip(before, self.rows, strict=True)):
                if old != new:
                    self._repaint(index)
        else:
            self._rebuild()
            self._scroll_into_view(self._at)
        if tint and before:
            self._tint(self._stack.news_since(before))
        if self.cursor_key != kept_key:
            self.post_message(self.Moved(self, self.cursor_key))

    def change(self, rows: Iterable[Row]) -> None:
        """Show some rows anew, such as one that was ticked; the columns stay as wide as they are.

        In a list of thousands that takes no time, for nothing is measured again.
        """
        for place in self._stack.put(rows):
            self._repaint(place)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row `key`; say whether there is one."""
        place = self._stack.place_of(key)
        if place is None:
            return False
        self._go(place)
        return True

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._go(self._at + by)

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls."""
        if self.rows:
            height = self._stack.height_of(self._at) + self._stack.gapped
            self._go(self._at + pages * max(1, self.size.height // height - 1))

    def action_edge(self, last: int) -> None:
        """Move the cursor to the first or to the last row."""
        self._go(len(self.rows) - 1 if last else 0)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))

    def _go(self, place: int) -> None:
        place = max(0, min(place, len(self.rows) - 1))
        if not self.rows or place == self._at:
            return
        left, self._at = self._at, place
        self._repaint(left)
        self._repaint(place)
        self._scroll_into_view(place)
        self.post_message(self.Moved(self, self.cursor_key))

    _held = False

    @cached_property
    def _own_actions(self) -> dict[str, str]:
        """What each key of the list does, as rebound by the user; read at the first key."""
        active = self.screen.active_bindings.items()
        return {key: binding.binding.action for key, binding in active if binding.node is self}

    def only_moves(self, key: str) -> bool:
        """Whether a key moves the cursor and does nothing else."""
        return not self._own_actions.get(key, "choose").startswith("choose")

    async def on_key(self, event: events.Key) -> None:
        """Do what a key of the list says right here.

        Textual would first carry the key up to the app and look it up there in the bindings of every node in
        between: a third of the time from key to paint.
        """
        action = self._own_actions.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    @on(events.Focus)
    @on(events.Blur)
    def _turn_focus(self, event: events.Focus | events.Blur) -> None:
        """Show or hide the cursor, in place of what Textual does: it would repaint all rows."""
        event.prevent_default()
        self.has_focus = focus = isinstance(event, events.Focus)
        self._repaint(self._at)
        if self.parent is not None:
            self.parent.post_message((events.DescendantFocus if focus else events.DescendantBlur)(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; a double click opens."""
        place = self._place_under(event)
        if place is None:
            return
        event.stop()
        self._go(place)
        if event.chain == 2:
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row a click would take."""
        self._hover(self._place_under(event))

    def on_leave(self) -> None:
        """Show that no click would take anything."""
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            left, self._hovered = self._hovered, place
            self._repaint(left)
            self._repaint(place)

    def _place_under(self, event: events.MouseEvent) -> int | None:
        """Give the row under the pointer."""
        spot = event.get_content_offset(self)
        return None if spot is None else self._stack.place_at(spot.y + self.scroll_offset.y)
