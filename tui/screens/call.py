"""The call form: one line that understands a whole call, and a field for each part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from data.model.client import Client
from data.model.draft import ContactDraft, WishedChange, WishedPromise
from data.model.touch import Channel, Direction, Outcome
from tui.screens.forms import notations
from tui.screens.forms.base import Sheet
from tui.screens.forms.contact_base import ContactBase
from tui.screens.forms.evening_call import TERMS_LATER, EveningCall
from tui.screens.forms.line_weigher import LineWeigher, wished_promises
from tui.screens.forms.quick_field import QuickField, Typed
from tui.widgets.fields import ChoiceField, ClientField, Line, ReadingField, TextField
from tui.widgets.fields.field import toned
from tui.wording.forms import CALLERS, OUTCOMES, follow_up_said
from tui.wording.plain import plain
from tui.wording.times import clock_time, span

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.rules.quick_line import QuickLine
    from tui.screens.forms.base import Save


class CallForm(ContactBase):
    """Log a call: two letters and Enter pick the client, then the note, then Enter saves.

    Everything may also stand in the one line (`ac in 12m asks staging >fri 12h`). What is understood fills
    the fields below as it is typed; a field changed by hand is left alone after that.
    """

    HEADING = "Log a call"
    DEFAULT_CSS = """
    CallForm {
        & #evening { margin-bottom: 1; }
        &.-low #evening { margin-bottom: 0; }
        & #understood { height: auto; padding: 0 2; }
    }
    """
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "pick, save"),
        ("tab", "next"),
        ("ctrl+t", "clock"),
        ("ctrl+y", "promise"),
        ("esc", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+t,c",  # c only where no letters are typed
            "clock",
            "Clock",
            id="call.clock",
            tooltip="The call began when this form opened: count its minutes; again to hang up",
        ),
        Binding(
            "ctrl+y,p",  # p only where no letters are typed
            "promise",
            "Promise?",
            id="call.promise",
            tooltip="Save the call, and check what may be promised while they are on the line",
        ),
        Binding(
            "ctrl+g",
            "terms",
            "Emergency terms",
            id="call.terms",
            tooltip="After hours: write down what you agree about emergencies, the price first",
        ),
        Binding(
            "ctrl+n",
            "tomorrow",
            "Tomorrow",
            id="call.tomorrow",
            tooltip="Promise it for when you are back, and await their mail; again to undo",
        ),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        client_id: int | None = None,
        answers: tuple[int, ...] = (),
        settled: bool = False,
        save: Save[ContactDraft] | None = None,
    ) -> None:
        """Ask about a call, most likely with `client_id`; with `settled`, certainly with that client."""
        super().__init__(desk, client_id=client_id, answers=answers, save=save)
        self._settled = self._settled_at_first = settled and self.given is not None
        self._weigher = LineWeigher(desk)
        self._check_after = False
        self._on_the_line = False
        self._counted = False
        self._evening = EveningCall(desk, self.now)

    def fields(self) -> Iterable[Widget]:
        """Give the line and, under it, what it is understood as."""
        self._evening.meet(self.given)
        yield from self._evening.lines()
        yield QuickField(
            self.picker.recent, self.desk, self.work, self.given, settled=self._settled, id="line"
        )
        yield Line(
            self.client_field(classes="wide"),
            ChoiceField("Called by", CALLERS, self.first_direction, id="direction"),
            ReadingField("Minutes", notations.call_minutes(), id="minutes", example="12"),
        )
        yield ChoiceField("What came of it", OUTCOMES, id="outcome")
        yield TextField("Note", id="note")
        yield from self.after_fields()

    @property
    def known(self) -> Client | None:
        """The client, when it was picked or typed in its own field; a new one has no id yet."""
        field = self.query_one("#client", ClientField)
        if not (self._settled or field.touched):
            return None
        return field.client or (Client(name=field.new_name) if field.new_name else None)

    @on(Input.Changed, "#line")
    def _line_changed(self) -> None:
        self._read_line()

    @on(QuickField.Unpicked)
    def _unpick(self) -> None:
        """Forget the client that was picked."""
        self._settled = False
        self.query_one("#client", ClientField).settle(None)
        self._read_line()

    def _read_line(self) -> None:
        typed = self.query_one("#line", QuickField).read(self.known)
        if self.known is None:
            self.query_one("#client", ClientField).settle(typed.client)
        self._fill(typed)
        self._say_understood(typed)

    def _say_understood(self, typed: Typed) -> None:
        """Say what follows from the call and what was not understood; the rest is seen in the fields."""
        line = typed.line
        lines = [follow_up_said(each, self.now, self.zone) for each in typed.follow_ups]
        wished = [self._weigher.said(wish) for wish in wished_promises(line)]
        lines += [(("› ", "accent"), *parts) for parts in wished]
        asked = line.said if not wished else [said for said in line.said if not said.endswith("?")]
        lines += [(("› ", "accent"), (plain(said, 200), "dim")) for said in asked]
        lines += [(("? ", "due"), (plain(problem, 200), "due")) for problem in line.problems]
        said = Content("\n").join(toned(*parts) for parts in lines)
        for below in self.query("#understood").results(Static):
            below.display = bool(lines)
            below.update(said)
            return
        if lines:
            self.query_one(Sheet).mount(Static(said, id="understood", markup=False), after="#line")

    def _fill(self, typed: Typed) -> None:
        """Put what the line says into the fields that were not changed by hand."""
        direction = self.query_one("#direction", ChoiceField)
        if not direction.touched:
            direction.fill(typed.line.direction or self.first_direction)
        outcome = self.query_one("#outcome", ChoiceField)
        if not outcome.touched:
            outcome.fill(typed.line.outcome or Outcome.SPOKE)
        minutes: ReadingField[int] = self.query_one("#minutes", ReadingField)
        if not minutes.touched and not self._counted:
            minutes.put(typed.line.minutes)
        note = self.query_one("#note", TextField)
        if not note.touched:
            note.fill(typed.line.note)

    def action_next(self) -> None:
        """In the line: pick the client when it names only one, save when it says more. Elsewhere go on."""
        line = self.query_one("#line", QuickField)
        typed = line.typed
        if self.focused is not line or (
            self.known is None and typed.client is None and not line.value.strip()
        ):
            super().action_next()
        elif self.known is None and typed.client is None:
            self._ask_who(line)
        elif self.known is None and typed.only_a_name:
            self._settled = True
            line.next_part(typed.client)
            self._read_line()
        else:
            self.action_save()

    def _ask_who(self, line: QuickField) -> None:
        """Take a name that fits nobody over into the client field, where it is seen to be new, and go on."""
        name, _, rest = line.value.strip().partition(" ")
        field = self.query_one("#client", ClientField)
        field.value = name
        # Settled as new: what is typed next is what was said, and Enter saves.
        self._settled = True
        line.next_part(None, rest.strip())
        self._read_line()

    @property
    def touched(self) -> bool:
        """Whether something would be lost: what was typed or picked, or minutes that were counted."""
        picked = self._settled and not self._settled_at_first
        return super().touched or picked or self._on_the_line or self._counted

    def action_clock(self) -> None:
        """Start counting from when the form was opened; the second time, hang up and fill in the minutes."""
        self._on_the_line = not self._on_the_line
        minutes: ReadingField[int] = self.query_one("#minutes", ReadingField)
        if self._on_the_line:
            minutes.hint = f"since {clock_time(self.now, self.zone)}"
            self.set_interval(15, self._say_elapsed)
            self._say_elapsed()
        else:
            self._counted = True
            minutes.hint = ""
            minutes.put(self._elapsed())

    def _say_elapsed(self) -> None:
        if self._on_the_line:
            since = clock_time(self.now, self.zone)
            minutes = self.query_one("#minutes", ReadingField)
            minutes.say((f"{span(self._elapsed())} since {since}", "accent"))

    def _elapsed(self) -> int:
        """Give the whole minutes since the form was opened; a call takes at least one."""
        return max(1, round((self.desk.now() - self.now) / timedelta(minutes=1)))

    def answer(self) -> ContactDraft:
        """Make a draft; a call counted by the clock began when the form opened."""
        minutes: int | None = self.reading("minutes")
        if self._on_the_line:
            minutes = self._elapsed()
        direction: Direction = self.choice("direction")
        outcome: Outcome = self.choice("outcome")
        client_id, new_client = self.who()
        typed = self.query_one("#line", QuickField).typed
        line = typed.line
        return ContactDraft(
            channel=Channel.CALL,
            direction=direction,
            client_id=client_id,
            at=self._began(minutes),
            who=new_client,
            new_client=new_client,
            minutes=minutes,
            outcome=outcome,
            note=self.text("note"),
            follow_ups=(*typed.follow_ups, *self.follow_up()),
            answers=self.answered(),
            find_outs=line.find_outs,
            changes=tuple(WishedChange(change.text, change.minutes) for change in line.changes),
            promises=self._wishes(line),
            tomorrow=self._evening.put_off(self.text("note")),
        )

    def action_promise(self) -> None:
        """Save the call, and have the promise check opened right after: a call is stored before any check."""
        self._check_after = True
        try:
            self.action_save()
        finally:
            self._check_after = False

    def action_tomorrow(self) -> None:
        """Promise it for the next working day, or take that back; while you are open, say so."""
        self.tell(self._evening.toggle(), serious=False)

    @on(ClientField.Picked, "#client")
    def _met(self, event: ClientField.Picked) -> None:
        self._evening.meet(event.client)

    def action_terms(self) -> None:
        """Write down what was agreed about emergencies, while they are on the phone."""
        client = self.query_one("#client", ClientField).client
        if client is not None and self._evening.wants_terms:
            self.run_worker(self._evening.agree(self.app, client), group="acts")
        else:
            self.tell(TERMS_LATER, serious=False)

    def _wishes(self, line: QuickLine) -> tuple[WishedPromise, ...]:
        """Give what is to be checked once the call is stored; asked for by key, one is checked anyway."""
        wished = tuple(wished_promises(line))
        return wished or ((WishedPromise(None),) if self._check_after else ())

    def _began(self, minutes: int | None) -> datetime:
        if self._on_the_line or self._counted or not minutes:
            return self.now
        return self.now - timedelta(minutes=minutes)
