"""One deliverable, and nothing of anybody else: what was told, where the hours went, what is owed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from data.errors import FrontdeskError, NotFound
from data.rules.days import local_date
from data.rules.obligations import days_late
from tui.screens.acts.host import Subject
from tui.screens.deliverable.acts import DeliverableActs
from tui.screens.deliverable.keys import DELIVERABLE_KEYS, ORDER, word
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows
from tui.wording.deliverable import page as words
from tui.wording.deliverable import scope as scope_words
from tui.wording.deliverable import time as time_words
from tui.wording.deliverable import told as told_words
from tui.wording.deliverable.reasons import Thing
from tui.wording.row import Part, Row

if TYPE_CHECKING:
    from data.desk.desk import Desk

_TALL = 40
"""Lines of the terminal that hold all four lists under each other."""

_BEAT = 1.0
"""Seconds between two looks at the clock and at what others wrote."""

_MARK = Column(1)
_LABEL = Column(11, gap=1)
_PARTS: dict[str, tuple[str, tuple[Column, ...], str]] = {
    "promised": (
        "Promised",
        (_MARK, _LABEL, Column(flex=True)),
        "Nothing was promised yet. p checks a date before you tell it.",
    ),
    "time": (
        "Time",
        (_MARK, Column(gap=1), Column(right=True), Column(flex=True)),
        "No time yet. t starts the clock, T enters what you did.",
    ),
    "asked": (
        "Asked besides",
        (_MARK, Column(flex=True, least=24, gap=1), Column(right=True), Column(), Column(right=True, drop=1)),
        "Nothing was asked besides. n notes what they want more, so that it counts.",
    ),
    "owed": (
        "They owe you",
        (_MARK, Column(flex=True, least=12, gap=1), Column(right=True, ragged=True)),
        "They owe you nothing for this. n notes texts, access, a decision.",
    ),
}


class DeliverablePage(DeliverableActs, inherit_bindings=False):
    """Everything about one deliverable. Answers True when something was changed."""

    PARTS = _PARTS
    NARROW = 112
    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "#promised"
    BINDINGS: ClassVar[list[BindingType]] = [*DELIVERABLE_KEYS]

    def __init__(self, desk: Desk, deliverable_id: int, *, at: str = "") -> None:
        """Show a deliverable, with the row `at` selected where there is one."""
        super().__init__(desk, deliverable_id)
        self._at = at
        self._seen = _seen(self.desk)
        self._things: dict[str, Thing] = {}
        self._place = "promised"

    def compose(self) -> ComposeResult:
        """Lay out the line on top, four lists and the foot."""
        with Container(id="line"):
            yield Static("", id="head", markup=False)
            yield Static("", id="state", markup=False)
        with Container(id="parts"):
            for name in _PARTS:
                # Below a promise stands how and why it was told, below the slack the gauge.
                under = (*_PARTS[name][1][:-1], Column(18, flex=True, least=8))
                yield self.new_list(name, under if name == "promised" else ())
        yield FootLine()

    def on_mount(self) -> None:
        """Fill the lists, and keep them as they are now."""
        self.fit()
        self._fill()
        self.go_to(self._at)
        self.set_interval(_BEAT, self._beat, name="beat")

    def fit(self) -> None:
        """Stand the lists side by side where there is room for it, and more of each where it is tall."""
        super().fit()
        self.set_class(self.app.size.height >= _TALL, "-tall")

    @property
    def place(self) -> str:
        """The list that has the focus."""
        return self._place

    @property
    def thing(self) -> Thing:
        """The entry, request or obligation that is selected."""
        return self._things.get(self.rows(self._place).cursor_key or "")

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot: binding names of this screen, and what they are called here."""
        return tuple((name, word(name, self._place)) for name in ORDER[self._place])

    def reload(self) -> None:
        """Read everything anew; leave when the deliverable is gone."""
        self._changed = True
        self._read()

    def _read(self) -> None:
        try:
            self._seen = _seen(self.desk)
            self.what = self.desk.work.deliverable(self.what.id)
            self.client = self.desk.clients.get(self.what.client_id)
        except NotFound:
            self.leave_what_is_gone()
            return
        self._today = self.desk.today()
        self._fill()

    def _beat(self) -> None:
        """Read anew when the minute turned or somebody else wrote; else do nothing."""
        try:
            if _seen(self.desk) != self._seen:
                self._read()
        except FrontdeskError:
            pass  # the app's own beat says what is wrong with the store

    def _fill(self) -> None:
        for name, (rows, counts) in self._lists().items():
            each = self.rows(name)
            each.show(rows)
            each.border_subtitle = toned(*counts) if counts else None
        state = words.state_line(self.what, self.slack_item, self._today)
        self.query_one("#head", Static).update(toned(*words.head_line(self.what, self.client.name)))
        self.query_one("#state", Static).update(toned(*state))
        self.show_hints()

    def _lists(self) -> dict[str, tuple[list[Row], tuple[Part, ...]]]:
        """Read what the lists show, and what stands in their lower borders."""
        desk, what, item, today = self.desk, self.what, self.slack_item, self._today
        entries, ledger = desk.effort.entries(what.id), desk.effort.ledger(what.id)
        requests, owed = desk.scope.changes(what.id), desk.scope.obligations(what.id)
        working_time, rates = desk.working_time, desk.settings.rates
        on = local_date(today.now, working_time.zone)
        late = {each.id: days_late(each, on, working_time) for each in owed if each.open}
        self._things = {
            **{f"entry:{entry.id}": entry for entry in entries},
            **{f"change:{change.id}": change for change in ledger},
            **{f"request:{request.id}": request for request in requests},
            **{f"owed:{each.id}": each for each in owed},
        }
        odds = desk.promises.odds(what) if what.open else None
        rate = words.Rate(rates.currency, rates.hourly)
        facts = words.fact_rows(what, item, ledger, rate, today, odds)
        history = told_words.told_rows(what, desk.promises.history(what.id), today)
        asked = scope_words.request_rows(requests, today)
        let_go = desk.scope.not_needed() if any(each.dropped_at for each in owed) else {}
        return {
            "promised": ([*facts, *history], ()),
            "time": (time_words.time_rows(entries, ledger, today), time_words.time_sum(what)),
            "asked": (asked, scope_words.request_counts(what, requests, today)),
            "owed": (scope_words.owed_rows(owed, late, today, let_go), scope_words.owed_counts(owed, late)),
        }

    async def look_at(self, subject: Subject) -> None:
        """Show what was told about the date, at full length."""
        from tui.screens.detail import DetailScreen

        history = self.desk.promises.history(subject.id)
        await self.ask(DetailScreen(told_words.told_sheet(self.what, history, self._today), frozenset()))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        """Change what was opened; what was told cannot be changed, only read."""
        event.stop()
        reason = self.reason_against("act('edit')")
        if (event.key or "").startswith("told:"):
            self.run_worker(self._guarded(self.look_at(self.itself)), group="acts")
        elif reason:
            self.tell(reason)
        else:
            self.action_act("edit")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Give the list that got the focus room where there is little."""
        if isinstance(event.widget, Rows) and event.widget.id is not None:
            self._place = event.widget.id
            for rows in self.query(Rows):
                rows.set_class(rows.id == self._place, "-open")


def _seen(desk: Desk) -> tuple[int, int]:
    """Give what moves when the minute turns or anybody writes."""
    return desk.data_version(), int(desk.now().timestamp() // 60)
