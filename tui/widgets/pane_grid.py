"""The four panes and the column beside them: which one the keys go to, and which has the room."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive
from textual.widget import Widget

from data.model.today import Today
from tui.widgets.pane import PANES, Pane

if TYPE_CHECKING:
    from tui.widgets.detail import SideColumn

SIDE = "side"


class PaneGrid(Container):
    """Lights the pane the keys go to, before the focus is there: so that one paint shows it all."""

    today: reactive[Today | None] = reactive(None, layout=False, repaint=False)
    """The snapshot the panes show; the dashboard binds it."""

    def __init__(self) -> None:
        super().__init__(id="panes")
        self.panes = {kind.name: Pane(kind) for kind in PANES}
        self.pane = self.panes[PANES[0].name]
        """The pane in use, now or before the side column was."""
        self.pane.lit = True
        self.place = self.pane.kind.name
        """The name of the pane the keys go to, or "side"."""
        self._wide = self._folding = False

    @cached_property
    def side(self) -> SideColumn:
        """What is selected, beside the panes; made when there is first room for it."""
        from tui.widgets.detail import SideColumn

        return SideColumn(id=SIDE)

    def compose(self) -> ComposeResult:
        """Lay out the upper two panes, the column where there is room for it, and the lower two."""
        panes = [pane.data_bind(PaneGrid.today) for pane in self.panes.values()]
        yield from panes[:2]
        if self._wide:
            yield self.side
        yield from panes[2:]

    def suit(self, *, wide: bool, folding: bool) -> None:
        """Take a new size in: whether there is a side column, and whether only one pane can be open."""
        self._wide, self._folding = wide, folding
        self.pane.list.resting = wide
        self._unfold()
        if wide and self.children and self.side.parent is None:
            self.mount(self.side, after=1)

    def enter(self, place: str) -> bool:
        """Turn to a pane or to the side column; say whether that is another place than before."""
        if place == self.place:
            return False
        self.place = place
        pane = self.panes.get(place, self.pane)
        if pane is not self.pane:
            self.pane.lit = self.pane.list.resting = False
            self.pane = pane
            self.pane.list.resting = self._wide
            self._unfold()
        self.pane.lit = place in self.panes
        return True

    def neighbour(self, by: int) -> str:
        """Give the place so many after this one; the side column counts where it is shown."""
        places = [*self.panes, SIDE] if self._wide else [*self.panes]
        return places[(places.index(self.place) + by) % len(places)]

    def widget_at(self, place: str) -> Widget:
        """Give what takes the keys there."""
        return self.panes[place].list if place in self.panes else self.side

    def _unfold(self) -> None:
        """Give the pane in use the room where not all can have it; elsewhere a style costs for nothing."""
        for pane in self.panes.values():
            pane.set_class(self._folding and pane is self.pane, "-open")
