"""Questions of one amount of work: what is left to do, and how long it took in all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Static

from data.model.work import Deliverable
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import Notation, ReadingField
from tui.widgets.fields.field import toned
from tui.wording.deliverable.time import left_facts
from tui.wording.plain import named
from tui.wording.row import Part
from tui.wording.times import span

if TYPE_CHECKING:
    from data.desk.desk import Desk


class AskEffort(Form[int]):
    """Ask for an amount of work in minutes; 0 where the field may be left empty and was."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "done"), ("esc", "back"))
    DEFAULT_CSS = """
    AskEffort {
        background: $veil;

        & #box { width: 72; }
        & #about { padding: 0 2 1 2; height: auto; }
    }
    """
    LABEL: ClassVar[str] = ""
    EXAMPLE: ClassVar[str] = "3h, 1d, 90m"
    NEEDED: ClassVar[str] = ""
    HINT: ClassVar[str] = ""

    def __init__(
        self,
        desk: Desk,
        deliverable: Deliverable,
        minutes: int | None = None,
        *,
        save: Save[int] | None = None,
    ) -> None:
        """Ask about a deliverable; `minutes` is what was typed before, when it is asked again."""
        super().__init__(save=save)
        self.deliverable = deliverable
        self._minutes = minutes
        self.day_minutes = desk.working_time.usual_day_minutes

    def about(self) -> tuple[Part, ...]:
        """Give what stands above the field: why it is asked, or what it is judged against."""
        raise NotImplementedError

    def notation(self) -> Notation[int]:
        """Give how the amount is typed."""
        return notations.effort(self.day_minutes)

    def body(self) -> Iterable[Widget]:
        """Say what it is about, and give the field."""
        yield Static(toned(*self.about()), id="about", markup=False)
        yield from super().body()

    def fields(self) -> Iterable[Widget]:
        """Give the one field."""
        yield ReadingField(
            self.LABEL,
            self.notation(),
            self._minutes,
            needed=self.NEEDED,
            example=self.EXAMPLE,
            hint=self.HINT,
            id="effort",
        )

    def answer(self) -> int:
        """Give the minutes."""
        minutes: int | None = self.reading("effort")
        return minutes or 0


class AskLeft(AskEffort):
    """Ask how much work is left on a deliverable, as things look now."""

    LABEL = "Left to do"
    NEEDED = "How much is left? 3h, 1d, or 0 for nothing."
    HINT = "as it looks now; 0 for nothing"

    def heading(self) -> str:
        """Say what it is about."""
        return f"Left to do: {named(self.deliverable.name, 50)}"

    def notation(self) -> Notation[int]:
        """Let nothing be left, too."""
        return notations.work_left(self.day_minutes)

    def about(self) -> tuple[Part, ...]:
        """Say what was thought so far."""
        return left_facts(self.deliverable)


class AskTook(AskEffort):
    """Ask how long a delivered deliverable took; leaving the field empty skips it."""

    LABEL = "It took in all"
    HINT = "empty skips it"
    KEYS = (("enter", "done"), ("esc", "skip"))

    def heading(self) -> str:
        """Say what it is about."""
        return f"Delivered: {named(self.deliverable.name, 50)}"

    def about(self) -> tuple[Part, ...]:
        """Say why it is asked."""
        estimate = self.deliverable.estimate_minutes
        thought = f" You thought {span(estimate)}; nothing was logged." if estimate is not None else ""
        return (
            ("How long did it take in all?", "strong"),
            (f"{thought}\nYour next promise learns from it.", "dim"),
        )
