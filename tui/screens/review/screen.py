"""The end of the week: look at its figures, clear what is left over, turn to the next one (SERVICE.md 6).

Nothing is forced: the review waits where it was left, a week can be closed late, and undo opens it again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Static

from data.errors import FrontdeskError
from data.model.today import Today
from tui.messages import Trouble
from tui.screens.acts.host import Subject
from tui.screens.page import LOW
from tui.screens.review import acts as acts
from tui.screens.review.doing import ReviewDoing
from tui.screens.review.keys import ORDER, REVIEW_KEYS, word
from tui.screens.review.lists import LISTS, list_of, name_figures
from tui.widgets.fields.field import toned
from tui.widgets.figures import Figures
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows
from tui.wording.review import page as words
from tui.wording.review.figures import state_parts, week_name, week_said
from tui.wording.review.weeks import load_parts, missed_parts
from tui.wording.row import Part, Row

if TYPE_CHECKING:
    from data.desk.desk import Desk

_NARROW = 112
"""Columns of the terminal below which the lists stand under each other."""

_GAPS, _NARROW_GAPS = 12, 6
"""Cells around what stands on the line on top."""
_BEHIND = toned(("enter", "key"), (" what is behind it", "dim"))
"""What stands in the lower border of figures that have the focus."""

_BEAT = 1.0
"""Seconds between two looks at the clock and at what others wrote."""


class ReviewScreen(ReviewDoing, inherit_bindings=False):
    """One week in three steps. Answers True when something was changed."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*REVIEW_KEYS]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Screen, but without repainting the whole screen each time."""

    def __init__(self, desk: Desk, week: str | None = None) -> None:
        super().__init__(desk)
        self._changed = False
        self._step = 0
        self._turn_to(week or desk.reviews.at_hand())
        self._seen = _seen(desk)

    def _turn_to(self, week: str) -> None:
        """Take a week up where it was left; a closed one is looked at."""
        state = self.desk.reviews.state(week)
        self._step = 0 if state.closed_at is not None else state.step
        self._place = LISTS[self._step][0]
        self._read(week)

    def _read(self, week: str) -> None:
        reviews = self.desk.reviews
        self._today = self.desk.today()
        self.week = reviews.week(week)
        self.cards = reviews.clear_cards(week)
        self.coming = reviews.next_week(week)
        self.meant = reviews.intentions(week)
        self.missed = reviews.missed(week)

    def compose(self) -> ComposeResult:
        """Lay out the line on top, the lists of the three steps and the foot."""
        with Container(id="line"):
            yield Static("", id="head", markup=False)
            yield Static("", id="state", markup=False)
            yield Static("", id="steps", markup=False)
        for step, names in enumerate(LISTS):
            with Container(id=f"step-{step}", classes="step"):
                if step == 1:
                    yield Static("", id="note", markup=False)
                for name in names:
                    if name == "intend":
                        yield _before_the_weekend()
                    yield list_of(name)
        yield FootLine()

    def on_mount(self) -> None:
        """Fill the lists, and keep them as they are now."""
        self.on_resize()
        self._show_step()
        self.set_interval(_BEAT, self._beat, name="beat")

    def on_resize(self) -> None:
        """Stand the lists side by side where there is room for it."""
        narrow = self.app.size.width < _NARROW
        self.set_class(narrow, "-narrow")
        self.set_class(self.app.size.height < LOW, "-low")
        self._say_line()
        for place, figures in enumerate(self.query(Figures)):
            name_figures(figures, place, alone=narrow)

    @property
    def snapshot(self) -> Today:
        """The snapshot the review was made beside."""
        return self._today

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._step

    @property
    def key(self) -> str:
        """The key of the row that is selected."""
        found = self.query(f"#{self._place}").results(Rows)
        return next((rows.cursor_key or "" for rows in found), "")

    @property
    def place(self) -> str:
        """The list that has the focus."""
        return self._place

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot: binding names of this screen, and what they are called here."""
        return tuple((name, word(name, self._place)) for name in ORDER[self._place])

    def reload(self) -> None:
        """Read everything anew after an act."""
        self._changed = True
        try:
            self._read(self.week.week)
            self._seen = _seen(self.desk)
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            return
        self._fill()

    def _beat(self) -> None:
        """Read anew when the minute turned or somebody else wrote; else do nothing."""
        try:
            seen = _seen(self.desk)
            if seen != self._seen:
                self._seen = seen
                self._read(self.week.week)
                self._fill()
        except FrontdeskError:
            pass  # the app's own beat says what is wrong with the store

    def _fill(self, *, tint: bool = True) -> None:
        review, currency = self.week, self.desk.settings.rates.currency
        for place, names in enumerate(words.BLOCKS):
            self._list(f"look-{place}", words.figure_rows(review, names, currency), tint)
        self._list("clients", words.client_rows(review.clients), tint)
        self._list("cards", words.card_rows(self.cards, self._today), tint)
        self.query_one("#note", Static).update(words.clear_note(self.cards, review.week))
        self._list("coming", words.coming_rows(self.coming, review.zone), tint)
        self._list("meant", words.meant_rows(self.meant), tint)
        self._list("intend", words.intend_rows(self.coming.intentions), tint)
        self.query_one("#before", Static).update(toned(*self._before()))
        this, after = (week_name(each).lower() for each in (review.week, self.coming.week))
        for name, title in (
            ("coming", f"Promised for {after}"),
            ("meant", f"You meant to do in {this}"),
            ("intend", f"You mean to do in {after}"),
        ):
            self.query_one(f"#{name}").border_title = toned((title, "strong"))
        self.query_one("#coming").border_subtitle = toned(*load_parts(self.coming))
        self._say_line()
        self.show_hints()

    def _say_line(self) -> None:
        """Say which week it is, how it stands and the steps; its days only where there is room."""
        week, steps = self.week, toned(*words.step_parts(self._step, len(self.cards)))
        head = toned((week_said(week.week, week.starts_on), "strong"))
        state = toned(*state_parts(week), *missed_parts(self.missed))
        room = (
            self.app.size.width - (_NARROW_GAPS if self.has_class("-narrow") else _GAPS) - steps.cell_length
        )
        if head.cell_length + state.cell_length > room:
            state = toned(*state_parts(week))
        if head.cell_length + state.cell_length > room:
            head = toned((week_name(week.week), "strong"))
        for name, said in (("head", head), ("state", state), ("steps", steps)):
            self.query_one(f"#{name}", Static).update(said)

    def _before(self) -> tuple[Part, ...]:
        settings = self.desk.settings
        if self._today.now >= self.week.end:
            return words.WEEKEND_OVER
        opens = self.desk.working_time.next_open(self.week.end)
        return words.before_parts(
            opens,
            self._today,
            settings.name,
            settings.email,
            on_call=self.desk.agreements.on_call(),
            checks=settings.after_hours.emergency_checks,
        )

    def _list(self, name: str, rows: list[Row], tint: bool) -> None:
        self.query_one(f"#{name}", Rows).show(rows, tint=tint)

    def _show_step(self) -> None:
        for step in range(len(LISTS)):
            self.query_one(f"#step-{step}").display = step == self._step
        self._fill(tint=False)  # another step or week is no change of this one
        self.set_focus(self.query_one(f"#{self._place}"))

    # Moving about

    def action_step(self, step: int) -> None:
        """Go to a step, and remember that the review is there."""
        self._step, self._place = step, LISTS[step][0]
        with suppress(FrontdeskError):  # a store that cannot be written can be looked at all the same
            self.desk.reviews.go_to(self.week.week, step)
        self._seen = _seen(self.desk)
        self._show_step()

    def action_week(self, by: int) -> None:
        """Go to the week before or after."""
        try:
            there = self.desk.reviews.beside(self.week.week, by)
            if there == self.week.week:
                self.tell("This is the week that runs; the next one has not begun.")
                return
            self._turn_to(there)
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            return
        self._show_step()

    def action_turn(self, by: int) -> None:
        """Go to the next list of the step or the one before."""
        names = LISTS[self._step]
        self.set_focus(self.query_one(f"#{names[(names.index(self._place) + by) % len(names)]}"))

    def action_leave(self) -> None:
        """Go back to the day; the review waits where it is."""
        self.dismiss(self._changed or None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the list that got the focus, and give it room where there is little."""
        if isinstance(event.widget, Rows) and event.widget.id is not None:
            self._place = event.widget.id
            for rows in self.query(Rows):
                rows.set_class(rows.id == self._place, "-open")
            for figures in self.query(Figures):
                figures.border_subtitle = _BEHIND if figures is event.widget else None
        self.show_hints()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self.show_hints()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        """Open what was chosen: the rows behind a figure, or a page."""
        event.stop()
        key = event.key or ""
        if self._place.startswith("look-"):
            self.run_worker(self._guarded(acts.behind(self, self.week, key)), group="acts")
        elif self._place == "intend":
            self.action_act("intend")
        elif self.subject is not None:
            self.start("open", self.subject)

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know about something."""
        from tui.screens.detail import DetailScreen
        from tui.screens.sheets import sheet_of

        await self.ask(DetailScreen(sheet_of(self.desk, self._today, subject), frozenset()))


def _seen(desk: Desk) -> tuple[int, int]:
    """Give what moves when the minute turns or anybody writes."""
    return desk.data_version(), int(desk.now().timestamp() // 60)


def _before_the_weekend() -> Static:
    note = Static("", id="before", markup=False)
    note.border_title = toned(("Before the weekend", "strong"))
    return note
