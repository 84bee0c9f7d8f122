"""Reading mail and calendars behind the dashboard: in a thread of its own, ending in a message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual import on
from textual.worker import Worker, WorkerState, get_current_worker

from data.errors import FrontdeskError
from tui.messages import News, Reading, ReadingEnded, ReadNow, Said, Trouble
from tui.screens.key_order import KeysInOrder
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.desk.intake.listening import Listening

_DOING = "reading …"
ResultT = TypeVar("ResultT")


class ReadsSources(KeysInOrder[ResultT], Generic[ResultT], inherit_bindings=False):
    """An app that reads every source of its Desk when told to, once at a time."""

    desk: Desk
    _reading = False
    _again = False
    _complaint = ""
    _listening: Listening | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._news: set[str] = set()

    @on(ReadNow)
    def _read_now(self) -> None:
        self._complaint = ""
        self.read(asked=True)

    def listen(self) -> None:
        """Listen to the sources that tell news by themselves, such as mail accounts that can IDLE."""
        self._listening = self.desk.sources.listen(self._tell_news)

    def on_unmount(self) -> None:
        """Stop listening: the threads end before the program does."""
        if self._listening is not None:
            self._listening.close()

    def read(self, *, asked: bool) -> None:
        """Read mail and calendars in a thread of their own, once at a time."""
        if not self._reading:
            self._begin(asked=asked, only=None)
        elif asked:
            self._top_line.doing = self._top_line.doing or _DOING
            self.post_message(Said("Mail and calendars are being read already."))

    def read_again(self) -> None:
        """Read by settings that are new: now, or when the reading that is under way has ended."""
        self._again = self._reading
        if not self._again:
            self.read(asked=False)

    def _tell_news(self, source: str) -> None:
        self.post_message(News(source))

    @on(News)
    def _news_came(self, event: News) -> None:
        self._news.add(event.source)
        self._read_news()

    def _read_news(self) -> None:
        """Read the sources with news, as soon as no other reading is under way."""
        if self._news and not self._reading:
            only, self._news = frozenset(self._news), set()
            self._begin(asked=False, only=only)

    def _begin(self, *, asked: bool, only: frozenset[str] | None) -> None:
        self._reading = True
        if asked:
            self._top_line.doing = _DOING  # whoever asked is told so, also while a server lets us wait
        work = partial(self._read_sources, asked, only)
        # Not exclusive: the reading before has said that it ended, and its thread may still be closing.
        self.run_worker(work, name="reading", group="reading", thread=True, exit_on_error=False)

    def _read_sources(self, asked: bool, only: frozenset[str] | None) -> None:
        from tui.wording.sources import reading_said

        worker = get_current_worker()

        def tell(words: str) -> None:
            self.post_message(Reading(words))

        try:
            states = self.desk.sources.sync(tell, lambda: worker.is_cancelled, only=only, asked=asked)
            if only is None:
                self.desk.backup()
        except FrontdeskError as error:
            self.post_message(ReadingEnded(str(error), failed=True))
            return
        well = frozenset(state.name for state in states if not state.error and state.offline_since is None)
        self.post_message(ReadingEnded(reading_said(states) if asked else "", well=well))

    @on(Reading)
    def _reading_on(self, event: Reading) -> None:
        self._top_line.doing = event.words

    @on(ReadingEnded)
    def _reading_ended(self, event: ReadingEnded) -> None:
        self._reading = False
        self._top_line.doing = ""
        if self._listening is not None:
            self._listening.follow(event.well)
        if event.failed:
            self.complain(event.sentence)
        elif event.sentence:
            self.post_message(Said(event.sentence))
        if self._again:
            self.read_again()
        self._read_news()

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
