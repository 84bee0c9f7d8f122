"""What all forms have in common: how one moves in them, saves, leaves, and what happens when saving fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from data.errors import FrontdeskError
from tui.screens.modal import Modal
from tui.widgets.fields import ChoiceField, Field, ReadingField, TextField

AnswerT = TypeVar("AnswerT")

Save = Callable[[AnswerT], object]
"""Stores an answer, or raises a FrontdeskError whose text is shown in the form."""


class NotYetError(Exception):
    """The form cannot be answered as it is filled in; the field to blame and the sentence why."""

    def __init__(self, field: Field, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class Sheet(Widget):
    """The part of a form that scrolls when the terminal is low."""


class Form(Modal[AnswerT], Generic[AnswerT]):
    """A typed question in several fields.

    A subclass gives its `fields()` and makes its `answer()` of them. Enter goes to the next field and saves
    on the last; ctrl+s saves from anywhere. Saving that fails leaves the form open with all that was typed.
    """

    AUTO_FOCUS: ClassVar[str | None] = "TextField, ChoiceField"
    # No veil: a form is filled in by itself, and painting the dimmed dashboard behind it would take as long
    # as the form does, on the screen and on the wire.
    DEFAULT_CSS = """
    Form {
        background: $background;

        & #box {
            width: 96;
            padding: 1 1 0 1;
        }

        &.-low #box { padding: 0 1; }

        & Sheet {
            height: auto;
            max-height: 100%;
            overflow-y: auto;
            scrollbar-size-vertical: 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save from any field"),
        Binding("enter", "next", "Next", id="form.next", tooltip="Next field; on the last, save", show=False),
        Binding("tab,down", "app.focus_next", "Next field", id="form.down", tooltip="Next field", show=False),
        Binding(
            "shift+tab,up", "app.focus_previous", "Back", id="form.up", tooltip="Field before", show=False
        ),
    ]
    AT_ONCE: ClassVar[int] = 6
    """Rows of fields that are there in the first paint; each costs time whenever the form is opened."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "next"), ("ctrl+s", "save"), ("esc", "back"))

    def __init__(self, *, save: Save[AnswerT] | None = None) -> None:
        super().__init__()
        self._save = save
        self._warned = False
        self._late: list[Widget] = []

    def fields(self) -> Iterable[Widget]:
        """Give the widgets of the form, top to bottom."""
        raise NotImplementedError

    def answer(self) -> AnswerT:
        """Make the answer of what is filled in; NotYetError when something does not fit together."""
        raise NotImplementedError

    def blamed(self, error: FrontdeskError) -> Field | None:  # noqa: ARG002 - for subclasses
        """Give the field that a failed save is about, when one can be told."""
        return None

    def body(self) -> Iterable[Widget]:
        """Lay the first fields out, and keep room for those that come a moment later."""
        rows = list(self.fields())
        self._late = rows[self.AT_ONCE :]
        sheet = Sheet(*rows[: self.AT_ONCE])
        if self._late:
            sheet.styles.min_height = 3 * len(rows)
        yield sheet

    def on_mount(self) -> None:
        """Add the other fields once the first are on the screen."""
        if self._late:
            self.call_after_refresh(self.complete)

    def complete(self) -> None:
        """Have all fields there; asked for by whatever needs them before they came by themselves."""
        if self._late:
            late, self._late = self._late, []
            sheet = self.query_one(Sheet)
            sheet.styles.min_height = None
            sheet.mount(*late)

    @property
    def touched(self) -> bool:
        """Whether anything was typed or chosen."""
        return any(field.touched for field in self.all_fields())

    def all_fields(self) -> list[Field]:
        """Give every field, top to bottom."""
        # Not `query(Field)`: a type in a query is the name of a CSS type, and text fields inherit no CSS.
        return list(self.walk_children(Field))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._warned = False
        self.tell("")

    def action_next(self) -> None:
        """Go to the next field, or save when this is the last."""
        self.complete()
        chain = [widget for widget in self.focus_chain if isinstance(widget, Field)]
        if not chain or self.focused is chain[-1]:
            self.action_save()
        elif isinstance(self.focused, Field) and self.focused in chain:
            chain[chain.index(self.focused) + 1].focus()
        else:
            chain[0].focus()

    def action_save(self) -> None:
        """Save and close; when that cannot be, say why and keep everything."""
        self.complete()
        try:
            answer = self._checked()
            if self._save is not None:
                self._save(answer)
        except NotYetError as problem:
            self.point_at(problem.field, problem.sentence)
        except FrontdeskError as problem:
            field = self.blamed(problem)
            if field is not None:
                self.point_at(field, str(problem))
            self.tell(str(problem))
        else:
            self.dismiss(answer)

    def action_leave(self) -> None:
        """Leave without saving; when something was typed, only the second time."""
        if self.touched and not self._warned:
            self._warned = True
            ready = not any(field.display and field.problem for field in self.all_fields())
            saves = ", ctrl+s saves it" if ready else ""
            self.tell(f"Not saved. esc again throws it away{saves}.", serious=False)
            return
        self.dismiss(None)

    def text(self, field_id: str) -> str:
        """Give what is typed in a text field."""
        return self.query_one(f"#{field_id}", TextField).text

    def reading(self, field_id: str) -> Any:
        """Give what is read in a field; None when it is empty."""
        field: ReadingField[Any] = self.query_one(f"#{field_id}", ReadingField)
        return field.reading

    def choice(self, field_id: str) -> Any:
        """Give what is chosen in a field."""
        field: ChoiceField[Any] = self.query_one(f"#{field_id}", ChoiceField)
        return field.value

    def point_at(self, field: Field, sentence: str) -> None:
        """Take the cursor to a field and say there what is wrong with it."""
        field.focus()
        field.blame(sentence)

    def _checked(self) -> AnswerT:
        for field in self.all_fields():
            if field.display and field.problem:
                raise NotYetError(field, field.problem)
        return self.answer()
