"""The form of an obligation: what a client owes, by when, and what waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from data.model.scope import Obligation
from data.model.work import Deliverable
from tui.screens.forms import notations
from tui.screens.forms.base import Save
from tui.screens.forms.for_client import ForClient
from tui.screens.forms.notations.refusals import refused
from tui.widgets.fields import ClientField, Line, NameField, Notation, ReadingField, Understood
from tui.wording.plain import harmless, named
from tui.wording.row import Part, joined
from tui.wording.times import exact

if TYPE_CHECKING:
    from data.desk.desk import Desk


class ObligationForm(ForClient[Obligation]):
    """Note what a client owes you, or change it."""

    def __init__(
        self,
        desk: Desk,
        obligation: Obligation | None = None,
        *,
        client_id: int | None = None,
        deliverable_id: int | None = None,
        settled: bool = False,
        save: Save[Obligation] | None = None,
    ) -> None:
        """Ask about `obligation`, or about a new one; `settled` when the client can be no other."""
        super().__init__(desk, obligation.client_id if obligation else client_id, save=save)
        self.obligation = obligation or Obligation(
            client_id or 0, "", desk.now(), needed_on=date.min, deliverable_id=deliverable_id
        )
        self._settled = settled or obligation is not None

    def heading(self) -> str:
        """Say what it is about."""
        return "Edit what they owe you" if self.obligation.id else "What they owe you"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of an obligation."""
        owed = self.obligation
        yield NameField(
            "What do they owe you?",
            owed.text,
            needed="What do they owe you?",
            example="the product texts, access to the server, a decision",
            longest=2_000,
            id="text",
        )
        yield ReadingField(
            "Needed by",
            notations.day_ahead(self.desk),
            owed.needed_on if owed.id else None,
            needed="By when do you need it?",
            example="fri, in 2 weeks, 4 dec",
            hint="you are reminded before it, to remind them kindly",
            id="needed",
        )
        yield Line(
            self.client_field(fixed=self._settled, needed="Who owes it? Two letters are enough."),
            ReadingField(
                "What waits for it",
                self._one_of(),
                self._waits(),
                hint="empty: nothing in particular",
                id="for",
            ),
        )

    @on(ClientField.Picked)
    def _picked(self, event: ClientField.Picked) -> None:
        """Another client has other work."""
        event.stop()
        field: ReadingField[Deliverable] = self.query_one("#for", ReadingField)
        field.reread(self._one_of())
        field.put(None)

    def _one_of(self) -> Notation[Deliverable]:
        now, zone = self.desk.now(), self.desk.settings.zone

        def say(what: Deliverable) -> Part:
            promised = exact(what.promised_at, now, zone) if what.promised_at else ""
            return (f"promised {promised}" if promised else "no date told", "dim")

        return _one_of(self._open_work(), say)

    def _open_work(self) -> tuple[Deliverable, ...]:
        """Give what is open for the client that is named, and what waits already though it is closed."""
        known = self.query("#client").results(ClientField)
        client = next((field.client for field in known), self.given)
        work = self.desk.work.deliverables(client.id) if client is not None else ()
        waits = self._waits()
        mine = waits is not None and client is not None and waits.client_id == client.id
        return (waits, *work) if mine and waits is not None and waits not in work else work

    def _waits(self) -> Deliverable | None:
        number = self.obligation.deliverable_id
        return self.desk.work.deliverable(number) if number else None

    def answer(self) -> Obligation:
        """Make the obligation of what was filled in."""
        waits: Deliverable | None = self.reading("for")
        return replace(
            self.obligation,
            client_id=self.client_id(),
            text=self.text("text"),
            needed_on=self.reading("needed"),
            deliverable_id=waits.id if waits is not None else None,
        )


def _one_of(work: Sequence[Deliverable], say: Callable[[Deliverable], Part]) -> Notation[Deliverable]:
    """Write one of a few deliverables by a piece of its name."""

    def read(text: str) -> Understood[Deliverable]:
        typed = text.casefold()
        fits = [each for each in work if typed in harmless(each.name).casefold()]
        # A name that is typed whole is meant, even where others contain it.
        whole = [each for each in fits if harmless(each.name).casefold() == typed]
        found = (whole or fits)[:1]
        if not found:
            return refused("Nothing of theirs that is open is called so.")
        name: list[Part] = [(named(found[0].name, 60), "accent")]
        others: list[list[Part]] = [[(named(each.name, 30), "dim")] for each in fits if each != found[0]]
        return Understood(found[0], joined([name, *others[:3]]))

    return Notation(read, lambda what: harmless(what.name), lambda what: (say(what),))
