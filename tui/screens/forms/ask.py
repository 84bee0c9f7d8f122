"""Forms of one field: a text, a time, a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.screens.forms import notations
from tui.screens.forms.base import Form, NotYetError, Save
from tui.screens.forms.picker import Picker
from tui.widgets.columns import Column
from tui.widgets.fields import ClientField, NameField, Notation, ReadingField, TextField, Understood
from tui.widgets.rows import Rows
from tui.wording.plain import harmless
from tui.wording.row import Cell, Row

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.client import Client

T = TypeVar("T")
TimeT = TypeVar("TimeT", bound=date)
"""An instant or a day."""


class _Ask(Form[T], Generic[T]):
    """A form with one field."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "done"), ("esc", "back"))
    DEFAULT_CSS = """
    _Ask {
        background: $veil;

        & #box { width: 72; }
    }
    """

    def __init__(self, title: str, *, save: Save[T] | None = None) -> None:
        super().__init__(save=save)
        self._title = title

    def heading(self) -> str:
        """Say what is asked."""
        return self._title


class AskText(_Ask[str]):
    """Ask for a line of text."""

    def __init__(
        self,
        title: str,
        *,
        label: str,
        value: str = "",
        hint: str = "",
        may_be_empty: bool = True,
        complaint: str = "",
        save: Save[str] | None = None,
    ) -> None:
        """Ask for it; `complaint` says what was wrong with `value`, where that was answered before."""
        super().__init__(title, save=save)
        self._complaint = complaint
        self._label = label
        self._value = value
        self._hint = hint
        self._may_be_empty = may_be_empty

    def fields(self) -> Iterable[Widget]:
        """Give the one field."""
        if self._may_be_empty:
            yield TextField(self._label, self._value, hint=self._hint, id="text")
        else:
            yield NameField(self._label, self._value, needed="Write a word or two.", longest=2_000, id="text")

    def answer(self) -> str:
        """Give what was typed."""
        return self.text("text")

    def on_mount(self) -> None:
        """Say what was wrong with it before."""
        super().on_mount()
        if self._complaint:
            self.call_after_refresh(self.tell, self._complaint)


class AskMoney(_Ask[int]):
    """Ask for an amount of money, in cents."""

    def __init__(self, desk: Desk, title: str, *, label: str, save: Save[int] | None = None) -> None:
        super().__init__(title, save=save)
        self._currency = desk.settings.rates.currency
        self._label = label

    def fields(self) -> Iterable[Widget]:
        """Give the one field."""
        yield ReadingField(
            self._label, notations.money(self._currency), needed="How much?", example="4.50", id="money"
        )

    def answer(self) -> int:
        """Give the cents; the field's own problem keeps it from being empty."""
        cents: int = self.reading("money")
        return cents


class AskClient(_Ask["Client"]):
    """Ask which client."""

    def __init__(self, desk: Desk, title: str, *, save: Save[Client] | None = None) -> None:
        super().__init__(title, save=save)
        self._picker = Picker(desk)

    def fields(self) -> Iterable[Widget]:
        """Give the field that names the client."""
        yield ClientField(
            "Client",
            self._picker.recent,
            self._picker.rank,
            may_be_new=False,
            needed="Two letters of a client are enough.",
            id="client",
        )

    def answer(self) -> Client:
        """Give the client; the field's own problem keeps it from being nobody."""
        client = self.query_one("#client", ClientField).client
        assert client is not None
        return client


class _AskTime(_Ask[TimeT], Generic[TimeT]):
    """Ask for a time in words; a few are offered, and Enter in the empty field takes the marked one."""

    DEFAULT_CSS = """
    _AskTime {
        & #box { width: 80; }
        & #offers { margin: 1 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "offer(1)", "Next offer", id="ask.next", tooltip="Mark the next offer", show=False),
        Binding(
            "up", "offer(-1)", "Offer before", id="ask.previous", tooltip="Mark the one before", show=False
        ),
    ]

    def __init__(
        self,
        notation: Callable[[Desk], Notation[TimeT]],
        desk: Desk,
        title: str,
        *,
        value: str = "",
        suggestions: Sequence[str] = (),
        before: TimeT | None = None,
        save: Save[TimeT] | None = None,
    ) -> None:
        """Ask for a time; of the suggestions those are offered that lie `before` one, where there is one."""
        super().__init__(title, save=save)
        self._notation = notation(desk)
        self._typed = value
        read = {phrase: self._notation.read(phrase) for phrase in suggestions}
        ahead = {
            phrase: said
            for phrase, said in read.items()
            if said.value is not None and (before is None or said.value < before)
        }
        # What is put off to an evening or a Sunday was not put off well: that can be typed.
        self._offers = {phrase: said for phrase, said in ahead.items() if not _is_warned(said)} or ahead

    def fields(self) -> Iterable[Widget]:
        """Give the field."""
        example = "fri 3pm, in 2 days, 2 dec" if not self._offers else "or type: fri 3pm, in 2 days, 2 dec"
        yield ReadingField("When", self._notation, example=example, id="when")

    def body(self) -> Iterable[Widget]:
        """Give the field, and under it what is offered."""
        yield from super().body()
        if self._offers:
            rows = Rows(columns=(Column(), Column(flex=True, gap=3)), id="offers")
            rows.styles.height = len(self._offers)
            rows.can_focus = False
            rows.driven = True
            yield rows

    def on_mount(self) -> None:
        """Fill in what is known so far."""
        if self._typed:
            self.query_one("#when", ReadingField).value = self._typed
        for rows in self.query(Rows):
            rows.show(
                [
                    Row(phrase, (Cell(phrase), Cell.of(*((harmless(text), "dim") for text, _ in said.said))))
                    for phrase, said in self._offers.items()
                ]
            )

    def action_offer(self, by: int) -> None:
        """Mark another offer."""
        for rows in self.query(Rows):
            rows.action_move(by)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.query_one("#when", ReadingField).value = ""
        self.action_save()

    def answer(self) -> TimeT:
        """Give the time that was typed, or else the marked one."""
        when: TimeT | None = self.reading("when")
        if when is None:
            marked = next((rows.cursor_key for rows in self.query(Rows)), None)
            when = self._offers[marked].value if marked else None
        if when is None:
            raise NotYetError(self.query_one("#when", ReadingField), "When?")
        return when


def _is_warned(said: Understood[Any]) -> bool:
    """Whether something speaks against a time: that nobody works then."""
    return any(tone == "due" for _, tone in said.said)


class AskWhen(_AskTime[datetime]):
    """Ask for an instant ahead; one that has passed keeps the question open."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        *,
        value: str = "",
        suggestions: Sequence[str] = (),
        before: datetime | None = None,
        save: Save[datetime] | None = None,
    ) -> None:
        self._now = desk.now
        super().__init__(
            notations.due, desk, title, value=value, suggestions=suggestions, before=before, save=save
        )

    def answer(self) -> datetime:
        """Give the instant, if it is still ahead."""
        when = super().answer()
        if when <= self._now():
            raise NotYetError(self.query_one("#when", ReadingField), "Choose a time that is still ahead.")
        return when


class AskDay(_AskTime[date]):
    """Ask for a day ahead."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        *,
        value: str = "",
        suggestions: Sequence[str] = (),
        save: Save[date] | None = None,
    ) -> None:
        super().__init__(notations.day_ahead, desk, title, value=value, suggestions=suggestions, save=save)
