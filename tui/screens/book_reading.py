"""Reading an address book while the screen stays alive: one of thousands of cards takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on, work
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from data.errors import FrontdeskError
from data.model.address_book import BookLook
from tui.screens.modal import Modal
from tui.widgets.fields.field import toned
from tui.wording.plain import plain


class ReadingBook(Modal[BookLook]):
    """Reads an address book in a thread of its own, and answers what it holds.

    Answers None when it was left before its end, or when the book cannot be read: then there is a complaint.
    """

    HEADING = "From an address book"
    KEYS = (("esc", "stop"),)
    DEFAULT_CSS = """
    ReadingBook #doing { padding: 0 1; height: auto; color: $dim; }
    """

    def __init__(self, what: str, read: Callable[[], BookLook]) -> None:
        """Call `read`, which may happen in any thread, and say `what` is read meanwhile."""
        super().__init__()
        self._what = what
        self._read = read
        self.complaint = ""
        """Why the book cannot be read."""

    def body(self) -> Iterable[Widget]:
        """Say what is read."""
        yield Static(toned((f"Reading {plain(self._what, 200)} …", "dim")), id="doing", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self._look()

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        try:
            look = self._read()
        except FrontdeskError as problem:
            self.app.call_from_thread(self._answer, None, str(problem))
        else:
            self.app.call_from_thread(self._answer, look)

    @on(Worker.StateChanged)
    def _ended(self, event: Worker.StateChanged) -> None:
        """Say so when reading broke on something nobody thought of."""
        if event.state is WorkerState.ERROR:
            self._answer(None, f"Reading broke off: {event.worker.error}.")

    def _answer(self, look: BookLook | None, complaint: str = "") -> None:
        if self.is_attached:
            self.complaint = complaint
            self.dismiss(look)
