"""The promise check: how much work, by when, and at every key press what may be said (SERVICE.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from data.model.check import Judged
from data.model.client import Client
from data.model.promise import FindOut, PromiseDraft, Verdict
from data.model.touch import Channel
from data.model.work import Deliverable
from data.rules.obligations import working_days_between
from data.values import frozen
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save
from tui.screens.forms.for_client import ForClient
from tui.screens.promise_finding import Weigher
from tui.widgets.fields import ChoiceField, ClientField, Field, Line, NameField, ReadingField, TextField
from tui.widgets.verdict import VerdictPanel
from tui.wording.promise_panel import panel_lines
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

PromiseAnswer = PromiseDraft | FindOut
"""A promise, or where nobody knows how much work it is, a question to come back on."""

_HOW: tuple[tuple[Channel | None, str], ...] = (
    (Channel.CALL, "call"),
    (Channel.MAIL, "mail"),
    (Channel.MEETING, "meeting"),
    (Channel.CHAT, "chat"),
    (None, "unsaid"),
)


@frozen
class Asked:
    """What is known before the first key is pressed."""

    client_id: int | None = None
    name: str = ""
    minutes: int | None = None
    wished_at: datetime | None = None
    how: Channel | None = None
    deliverable: Deliverable | None = None
    """Something promised or asked for before, whose date is to be told anew."""
    why: str = ""


class PromiseForm(ForClient[PromiseAnswer]):
    """Check a date, move it, and promise it; nothing is promised before Enter says so."""

    AT_ONCE = 3
    DEFAULT_CSS = """
    PromiseForm { & VerdictPanel { margin: 0; } }
    """
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "next"),
        ("ctrl+↑↓", "move the day"),
        ("ctrl+s", "promise"),
        ("esc", "back"),
    )
    ANSWER_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "promise"),
        ("+ -", "move the day"),
        ("r", "asked only"),
        ("f", "from …"),
        ("esc", "back"),
    )
    """What the lower border says while the answer has the focus: there letters are keys."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+up", "move(1)", "Later", id="promise.later", tooltip="Tell a later day"),
        Binding("ctrl+down", "move(-1)", "Sooner", id="promise.sooner", tooltip="Tell an earlier day"),
    ]

    def __init__(
        self, desk: Desk, asked: Asked | None = None, *, save: Save[PromiseAnswer] | None = None
    ) -> None:
        """Ask about a promise, with what is known of it filled in."""
        self.asked = asked or Asked()
        what = self.asked.deliverable
        super().__init__(desk, what.client_id if what else self.asked.client_id, save=save)
        self._what = what
        self._weigher: Weigher | None = None
        self._condition = ""
        self._only_asked = False
        self._risked: datetime | None = None
        """The unsafe date that was asked about once more."""

    def heading(self) -> str:
        """Say what is asked."""
        if self._what is None:
            return "May I promise that?"
        return f"{'Move the promise' if self._what.promised_at else 'Promise'}: {self._what.name}"

    def fields(self) -> Iterable[Widget]:
        """Give the question, the answer under it, and what a promise needs besides."""
        desk, known = self.desk, self._what
        minutes = known.work_left if known is not None else self.asked.minutes
        yield Line(
            ReadingField(
                "Work left" if known is not None else "How much work",
                notations.effort(desk.working_time.usual_day_minutes),
                minutes or None,
                id="effort",
                example="12h, 2d, 8-14h takes the high end",
            ),
            ReadingField(
                "Wished for",
                notations.due(desk),
                self.asked.wished_at,
                id="wished",
                example="fri, 4 dec, or nothing",
            ),
        )
        if known is None:
            yield Line(
                NameField(
                    "What they get",
                    self.asked.name,
                    needed="What do they get?",
                    example="Newsletter, landing page …",
                    id="name",
                    longest=200,
                ),
                self.client_field(may_be_new=True, needed="Whose is it? Two letters, or a new name."),
            )
        yield VerdictPanel(id="verdict")
        yield Line(
            ChoiceField("Told by", _HOW, self.asked.how, id="how", classes="wide"),
            TextField("Why", self.asked.why, id="why", hint="kept in history", longest=300),
        )

    def on_mount(self) -> None:
        """Weigh what is known once the question is on the screen."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._weigher = Weigher.at(self.desk, self._what)
        self._weigh()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say the keys for where the focus is now."""
        self._say_keys_of(event.widget)

    def _say_keys_of(self, widget: Widget | None) -> None:
        if not isinstance(widget, VerdictPanel):
            self.say_keys(self.KEYS)
        elif self._weigher is not None and not self._weigher.finding.estimated:
            self.say_keys((("enter", "note the question"), ("esc", "back")))
        else:
            self.say_keys(self.ANSWER_KEYS)

    @on(Input.Changed, "#effort")
    @on(Input.Changed, "#wished")
    def _typed(self) -> None:
        self._weigh()

    def _weigh(self) -> None:
        if self._weigher is not None:
            self._weigher.weigh(self.reading("effort"), self.reading("wished"))
            self._show()

    def _show(self) -> None:
        if self._weigher is not None:
            self.query_one(VerdictPanel).show(panel_lines(self._weigher.finding))
            if isinstance(self.focused, VerdictPanel):
                self._say_keys_of(self.focused)

    def action_move(self, days: int) -> None:
        """Tell another working day, and see at once what becomes of the rest."""
        if self._weigher is not None and not self._weigher.move(days):
            self.tell("That is no working day ahead.", serious=False)
        self._show()

    def action_next(self) -> None:
        """Go from the question to the answer, and from there promise; only what is missing is asked for."""
        panel = self.query_one(VerdictPanel)
        if self.focused is panel:
            self.action_save()
        elif self.focused is not None and self.focused.id == "effort":
            self.query_one("#wished").focus()
        else:
            self.complete()
            missing = self._missing()
            if missing is self.focused:
                missing.blame(missing.problem)
            missing.focus()

    def _missing(self) -> Field:
        """Give the field that is still to be filled in, or the answer."""
        fields = [field for field in self.all_fields() if field.id in ("name", "client") and field.problem]
        return fields[0] if fields else self.query_one(VerdictPanel)

    def action_asked(self) -> None:
        """Note that it was asked for, and that nothing was promised."""
        self._only_asked = True
        try:
            self.action_save()
        finally:
            self._only_asked = False

    @work
    async def action_conditional(self) -> None:
        """Promise it from the day something of theirs arrives."""
        from tui.screens.forms.ask import AskText

        question = AskText(
            "From the day I have …",
            label="What has to arrive first",
            hint="it is noted as owed by them",
            may_be_empty=False,
        )
        condition = await self.app.push_screen_wait(question)
        if condition:
            self._condition = condition
            try:
                self.action_save()
            finally:
                self._condition = ""

    def answer(self) -> PromiseAnswer:
        """Make a promise of what stands there, or a question to come back on."""
        minutes: int | None = self.reading("effort")
        if self._weigher is None:
            raise NotYetError(self.query_one(VerdictPanel), "One moment, it is being weighed.")
        if minutes is None:
            return self._question(self._weigher.finding.come_back_at)
        finding = self._weigher.finding
        if finding.tell is None:
            raise NotYetError(self.query_one(VerdictPanel), "There is no day ahead on which it is done.")
        bare = self._only_asked or bool(self._condition)
        tell = finding.tell if bare else self._meant(self._weigher, finding.tell)
        return PromiseDraft(
            told_at=None if bare else tell.at,
            aim_on=None if bare else self._weigher.finding.aim,
            left_minutes=minutes,
            client_id=self._whose(),
            name=self._what.name if self._what else self.text("name"),
            deliverable_id=self._what.id if self._what else None,
            opened=self._what,
            wished_at=finding.wished.at if finding.wished is not None else None,
            verdict=tell.verdict if not bare else finding.verdict,
            how=self.choice("how"),
            why=self.text("why"),
            after=self._condition,
            after_days=self._days_until(tell.at) if self._condition else None,
        )

    def _meant(self, weigher: Weigher, tell: Judged) -> Judged:
        """Make sure that what is written down is what was answered, and meant where it is not safe."""
        panel = self.query_one(VerdictPanel)
        if not weigher.still_so(self.desk):
            self._show()
            raise NotYetError(panel, "Something was promised meanwhile. Look once more, then enter.")
        if tell.verdict is not Verdict.YES and self._risked != tell.at:
            self._risked = tell.at
            raise NotYetError(
                panel, "That is no safe promise. enter again makes it all the same, + finds a later day."
            )
        return weigher.finding.tell or tell

    def _whose(self) -> int:
        """Give the client's id; a new name makes the client now, with an undo of its own."""
        if self._what is not None:
            return self._what.client_id
        field = self.query_one("#client", ClientField)
        if field.client is None and field.new_name:
            field.settle(self.desk.clients.add(Client(field.new_name)))
        return self.client_id()

    def _question(self, come_back_at: datetime) -> FindOut:
        name = self._what.name if self._what else self.text("name")
        return FindOut(
            question=f"How much work is {name}?",
            asked_at=self.desk.now(),
            come_back_at=come_back_at,
            client_id=self._whose() or None,
        )

    def _days_until(self, at: datetime) -> int:
        zone = self.desk.settings.zone
        days = (local(each, zone).date() for each in (self.desk.now(), at))
        return working_days_between(*days, self.desk.working_time)
