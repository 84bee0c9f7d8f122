"""Reading mail and calendars behind the dashboard: in a thread of its own, ending in a message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.worker import Worker, WorkerState, get_current_worker

from data.errors import FrontdeskError
from tui.messages import Reading, ReadingEnded, ReadNow, Said, Trouble
from tui.screens.key_order import KeysInOrder
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from data.desk.desk import Desk

ResultT = TypeVar("ResultT")


class ReadsSources(KeysInOrder[ResultT], Generic[ResultT], inherit_bindings=False):
    """An app that reads every source of its Desk when told to, once at a time."""

    desk: Desk
    _reading = False
    _complaint = ""

    @on(ReadNow)
    def _read_now(self) -> None:
        self._complaint = ""
        self.read(asked=True)

    def read(self, *, asked: bool) -> None:
        """Read mail and calendars in a thread of their own, once at a time."""
        if self._reading:
            if asked:
                self.post_message(Said("Mail and calendars are being read already."))
            return
        self._reading = True
        work = partial(self._read_sources, asked)
        self.run_worker(
            work, name="reading", group="reading", exclusive=True, thread=True, exit_on_error=False
        )

    def _read_sources(self, asked: bool) -> None:
        worker = get_current_worker()

        def tell(words: str) -> None:
            self.post_message(Reading(words))

        try:
            states = self.desk.sources.sync(tell, lambda: worker.is_cancelled)
            self.desk.backup()
        except FrontdeskError as error:
            self.post_message(ReadingEnded(str(error), failed=True))
            return
        if asked and not states:
            self.post_message(ReadingEnded("No mailbox and no calendar is set up yet."))
        else:
            bad = sum(bool(state.error) for state in states)
            said = f"Read {len(states) - bad} of {len(states)} sources." if bad else "Everything is read."
            self.post_message(ReadingEnded(said if asked else ""))

    @on(Reading)
    def _reading_on(self, event: Reading) -> None:
        self._top_line.doing = event.words

    @on(ReadingEnded)
    def _reading_ended(self, event: ReadingEnded) -> None:
        self._reading = False
        self._top_line.doing = ""
        if event.failed:
            self.complain(event.sentence)
        elif event.sentence:
            self.post_message(Said(event.sentence))

    @property
    def _top_line(self) -> TopLine:
        return self.screen_stack[0].query_one(TopLine)

    def complain(self, sentence: str) -> None:
        """Say what went wrong in the background; not again and again while it is the same."""
        if sentence != self._complaint:
            self._complaint = sentence
            self.post_message(Trouble(sentence))

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """Say so when reading broke on something nobody thought of; the dashboard goes on."""
        if event.worker.group == "reading" and event.state is WorkerState.ERROR:
            self.post_message(ReadingEnded(f"Reading stopped: {event.worker.error}.", failed=True))
