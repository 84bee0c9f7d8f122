"""Connecting a source: what lies on this machine, accounts on the net, a trial, and then the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from data.errors import FrontdeskError
from data.settings import FeedSettings, Settings, feed_sections
from tui.screens.forms.feed import FeedForm
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.detail import DetailView
from tui.widgets.rows import Rows
from tui.wording.row import Cell, Row
from tui.wording.sheet import Sheet
from tui.wording.sources import candidate_row, section_row, trial_block, trying_block

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.source import Trial

_GOOD = (("enter", "keep it"), ("e", "change"))
Offered = FeedSettings | type[FeedSettings]
"""A source that was found, or a kind of source to be entered."""


async def connect(app: App[object], desk: Desk) -> str:
    """Ask which source, have it filled in and tried out, and add it; gives what there is to say."""
    chosen = await app.push_screen_wait(ConnectScreen(desk))
    if chosen is None:
        return ""
    said: list[str] = []
    feed = chosen if isinstance(chosen, FeedSettings) else await app.push_screen_wait(FeedForm(chosen))
    while feed is not None:
        trial = TrialScreen(desk, feed, lambda feed: said.append(desk.connecting.add(feed)))
        answer = await app.push_screen_wait(trial)
        if answer == "keep":
            return said[-1]
        feed = await app.push_screen_wait(FeedForm(type(feed), feed)) if answer == "edit" else None
    return ""


async def change(app: App[object], desk: Desk, name: str) -> str:
    """Have the settings of a source changed and tried out; gives what there is to say, or nothing."""
    said: list[str] = []
    feed: FeedSettings | None = desk.connecting.feed(name)
    while feed is not None:
        feed = await app.push_screen_wait(FeedForm(type(feed), feed))
        if feed is not None:
            trial = TrialScreen(desk, feed, lambda feed: said.append(desk.connecting.change(name, feed)))
            if (answer := await app.push_screen_wait(trial)) != "edit":
                return said[-1] if answer == "keep" else ""
    return ""


class ConnectScreen(Modal[Offered]):
    """What was found on this machine, and what else there is to be read."""

    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    ConnectScreen {
        & #box { width: 96; }
        & Rows { height: auto; min-height: 8; max-height: 22; margin: 0 1; }
    }
    """
    HEADING = "Connect a source"
    KEYS = (("enter", "try it out"), ("esc", "back"))

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._offered: dict[str, Offered] = {
            f"section:{part.name}": part.section for part in feed_sections(Settings)
        }

    def body(self) -> Iterable[Widget]:
        """Give the list."""
        yield Rows(
            columns=(Column(least=14), Column(flex=True)),
            note="frontdesk only reads. It changes nothing, sends nothing, and keeps no text of a mail.",
        )

    def on_mount(self) -> None:
        """Offer what can be entered at once, and what is found once it is found."""
        super().on_mount()
        self._fill([Row("looking", (Cell("looking", "dim"), Cell("around on this machine …", "dim")))])
        self._look_around()

    @work(thread=True, exit_on_error=False)
    def _look_around(self) -> None:
        found = [(each, self.desk.connecting.proposal(each)) for each in self.desk.connecting.found()]
        rows = [candidate_row(each.name, each.kind, str(each.path), each.count) for each, _ in found]
        self.app.call_from_thread(self._offer, rows, [feed for _, feed in found])

    @on(Worker.StateChanged)
    def _looked(self, event: Worker.StateChanged) -> None:
        """Say so when looking around broke on something; what can be entered is there all the same."""
        if event.state is WorkerState.ERROR:
            self._fill([])
            self.tell(f"Looking around broke off: {event.worker.error}.")

    def _offer(self, rows: list[Row], feeds: list[FeedSettings]) -> None:
        self._offered.update(zip((row.key for row in rows), feeds, strict=True))
        self._fill(rows)

    def _fill(self, found: list[Row]) -> None:
        sections = [section_row(part.name, part.section.WORD) for part in feed_sections(Settings)]
        self.query_one(Rows).show([*found, *sections], tint=False)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        if event.key in self._offered:
            self.dismiss(self._offered[event.key])


class TrialScreen(Modal[str]):
    """Reads a source without keeping anything of it, and says what it would bring before it is kept.

    With `save` it is kept before this closes: what fails then is said here, and can be tried again.
    """

    AUTO_FOCUS = "DetailView"
    DEFAULT_CSS = """
    TrialScreen {
        & #box { width: 96; height: 20; }
        & DetailView { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Keep", id="trial.keep", tooltip="Write it into the settings"),
        Binding(
            "K", "keep", "Keep all the same", id="trial.all-the-same", tooltip="Keep what cannot be read"
        ),
        Binding("e", "edit", "Change", id="trial.edit", tooltip="Change what is filled in"),
        Binding("s", "stop", "Stop", id="trial.stop", tooltip="That is enough to see"),
    ]

    def __init__(
        self, desk: Desk, feed: FeedSettings, save: Callable[[FeedSettings], object] | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self._feed = feed
        self._save = save
        self._ready = False
        self._fails = False
        self._enough = False

    def heading(self) -> str:
        """Say what is tried out."""
        return f"Trying {self._feed.name or self._feed.usual_name()} out"

    def body(self) -> Iterable[Widget]:
        """Give the place where it is said what it would bring."""
        yield DetailView(Sheet("trial", "", "", (trying_block(),)))

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self.say_keys((("s", "stop"), ("esc", "back")))
        self.tell("Reading …", serious=False)
        self._try()

    def action_go_on(self) -> None:
        """Keep what can be read; go back to what is filled in where that cannot be right."""
        if self._ready and self._fails:
            self.dismiss("edit")
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Keep it."""
        if not self._ready:
            return
        try:
            if self._save is not None:
                self._save(self._feed)
        except FrontdeskError as problem:
            self.tell(str(problem))
        else:
            self.dismiss("keep")

    def action_edit(self) -> None:
        """Go back to what is filled in."""
        self._enough = True
        self.dismiss("edit")

    def action_stop(self) -> None:
        """Stop reading; what is known by then is said."""
        self._enough = True

    def action_leave(self) -> None:
        """Leave; what runs ends by itself."""
        self._enough = True
        self.dismiss(None)

    @work(thread=True, exit_on_error=False)
    def _try(self) -> None:
        worker = get_current_worker()

        def tell(words: str) -> None:
            self.app.call_from_thread(self._say, words)

        try:
            trial = self.desk.connecting.try_out(
                self._feed, tell, lambda: self._enough or worker.is_cancelled
            )
        except FrontdeskError as problem:
            self.app.call_from_thread(self._fail, str(problem))
        else:
            self.app.call_from_thread(self._show, trial)

    def _say(self, words: str) -> None:
        if self.is_attached:
            self.tell(words, serious=False)

    @on(Worker.StateChanged)
    def _tried(self, event: Worker.StateChanged) -> None:
        """Say so when the trial broke on something nobody thought of."""
        if event.state is WorkerState.ERROR:
            self._fail(f"The trial broke off: {event.worker.error}.")

    def _fail(self, words: str) -> None:
        """Say why there is no saying what it would bring."""
        if self.is_attached:
            self.tell(words)
            self.say_keys((("e", "change"), ("esc", "back")))

    def _show(self, trial: Trial) -> None:
        if not self.is_attached:
            return
        now, zone = self.desk.now(), self.desk.settings.zone
        self.tell("")
        block = trial_block(trial, now, zone)
        self.query_one(DetailView).show(Sheet("trial", trial.state.name, trial.state.kind, (block,)))
        self._ready, self._fails = True, bool(trial.state.error)
        keys = (("enter", "change"), ("K", "keep it all the same")) if self._fails else _GOOD
        self.say_keys((*keys, ("esc", "back")))
