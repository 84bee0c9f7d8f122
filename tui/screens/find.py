"""Find anything: clients, projects, what was promised, agreed or asked, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from data.errors import FrontdeskError
from data.model.found import Found
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.fields import TextField
from tui.widgets.rows import Rows
from tui.wording.trays import found_row

if TYPE_CHECKING:
    from data.desk.desk import Desk

_COLUMNS = (
    Column(width=8, drop=1),
    Column(flex=True),
    Column(flex=True, most=30, drop=2),
    Column(right=True),
)
_NOTHING_TYPED = "Begin to type a name, a project or a word of a subject."


class FindScreen(Modal[Found]):
    """A line to type in, with the hits under it at every key press; Enter opens the marked one."""

    DEFAULT_CSS = """
    FindScreen {
        background: $background;

        & #box { width: 96; height: 24; }
        & #hits { height: 1fr; margin: 0 2; }
    }
    """
    KEYS = (("enter", "open"), ("↑↓", "choose"), ("esc", "back"))
    AUTO_FOCUS = "TextField"
    HEADING = "Find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", id="find.next", tooltip="Mark the next hit", show=False),
        Binding("up", "move(-1)", "Before", id="find.previous", tooltip="Mark the hit before", show=False),
        Binding("pagedown", "page(1)", "Page down", id="find.page-down", tooltip="A page down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="find.page-up", tooltip="A page up", show=False),
        Binding("enter", "open", "Open", id="find.open", tooltip="Open the marked hit", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._now = desk.now()
        self._hits: dict[str, Found] = {}

    def body(self) -> Iterable[Widget]:
        """Give the line and the hits."""
        yield TextField("Words, or the beginnings of words", id="words")
        hits = Rows(columns=_COLUMNS, id="hits", empty=_NOTHING_TYPED)
        hits.can_focus = False
        hits.driven = True
        yield hits

    def on_mount(self) -> None:
        """Begin with the clients there was contact with of late."""
        self._look("")

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, text: str) -> None:
        try:
            hits = self.desk.find(text) if text.strip() else self._recent()
        except FrontdeskError as problem:
            self.tell(str(problem))
            return
        self._hits = {hit.key: hit for hit in hits}
        zone = self.desk.settings.zone
        rows = self.query_one(Rows)
        rows.show(
            [found_row(hit, self._now, zone) for hit in hits],
            empty="Nothing has these words in it." if text.strip() else _NOTHING_TYPED,
            tint=False,
        )
        rows.action_edge(0)

    def _recent(self) -> tuple[Found, ...]:
        return tuple(
            Found(f"client:{client.id}", client.name, client.name, client.id, None)
            for client in self.desk.clients.recent()[:16]
        )

    def action_move(self, by: int) -> None:
        """Mark another hit."""
        self.query_one(Rows).action_move(by)

    def action_page(self, by: int) -> None:
        """Mark a hit a page away."""
        self.query_one(Rows).action_page(by)

    @on(Input.Submitted)
    def action_open(self) -> None:
        """Answer with the marked hit."""
        self._open(self.query_one(Rows).cursor_key)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self._open(event.key)

    def _open(self, key: str | None) -> None:
        if key in self._hits:
            self.dismiss(self._hits[key])
