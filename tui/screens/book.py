"""An address book, to choose from: who in it becomes a client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.model.address_book import BookLook, Proposed, Standing
from tui.screens.modal import Modal
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows
from tui.wording.book import card_row, look_said
from tui.wording.plain import plain
from tui.wording.row import Row

if TYPE_CHECKING:
    from data.model.matching import BookEntry


_NONE = "There is no card in it that could be read."


class ChooseCards(Modal[tuple["BookEntry", ...]]):
    """Cards to tick: those who wrote or called first, and ticked already. Answers with the ticked."""

    AUTO_FOCUS = "Rows"
    HEADING = "Who becomes a client?"
    DEFAULT_CSS = """
    ChooseCards {
        & #box { width: 110; height: 30; }
        & #said { height: auto; padding: 0 1 1 1; color: $dim; }
        & Rows { height: 1fr; margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", id="cards.tick", tooltip="Tick this card, or take the tick off"),
        Binding(
            "o", "organisation", "Organisation", id="cards.organisation", tooltip="Tick all who work there"
        ),
        Binding("A", "all", "All or none", id="cards.all", tooltip="Tick every card shown, or none"),
        Binding("slash", "find", "Find", id="cards.find", tooltip="Show only cards that a text stands on"),
    ]

    def __init__(self, look: BookLook) -> None:
        super().__init__()
        self._look = look
        self._cards = {each.entry.uid: each for each in look.proposed}
        self._ticked = {uid for uid, each in self._cards.items() if _suggested(each)}
        self._sought = ""

    def body(self) -> Iterable[Widget]:
        """Say what the book holds, and give the list."""
        yield Static(toned((" ".join(look_said(self._look)), "dim")), id="said", markup=False)
        yield Rows(
            columns=(
                Column(1),
                Column(flex=True, most=36, gap=1),
                Column(flex=True, most=30, drop=2),
                Column(flex=True, drop=1),
            ),
            under=(Column(1), Column(flex=True)),
            empty=_NONE,
            note=_skipped_note(self._look),
        )

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def action_tick(self) -> None:
        """Tick the card under the cursor, or take its tick off."""
        rows = self.query_one(Rows)
        if rows.cursor_key is not None:
            self._turn({rows.cursor_key})
            rows.action_move(1)

    def action_organisation(self) -> None:
        """Tick everybody of the organisation under the cursor; none of them when all are ticked."""
        here = self._cards.get(self.query_one(Rows).cursor_key or "")
        if here is None:
            return
        if not here.entry.organisation:
            self.tell("This card names no organisation.", serious=False)
            return
        name = here.entry.organisation.casefold()
        self._turn({uid for uid, card in self._cards.items() if card.entry.organisation.casefold() == name})

    def action_all(self) -> None:
        """Tick every card shown that there is something to take from; none when all are ticked."""
        shown = (row.key for row in self.query_one(Rows).rows)
        self._turn({uid for uid in shown if self._cards[uid].standing is not Standing.KNOWN})

    @work
    async def action_find(self) -> None:
        """Show only the cards that a text stands on; all of them again where it is empty."""
        from tui.screens.dialogs import AskText

        question = AskText(
            "Find cards", label="Text", value=self._sought, hint="a name, a firm, an address; empty: all"
        )
        sought = await self.app.push_screen_wait(question)
        if sought is not None:
            self._sought = sought.strip()
            self._fill()

    @on(Rows.Chosen)
    def _take(self) -> None:
        if not self._ticked:
            self.tell("Nobody is ticked: space ticks.", serious=False)
            return
        self.dismiss(tuple(card.entry for uid, card in self._cards.items() if uid in self._ticked))

    def _turn(self, some: set[str]) -> None:
        before = self._ticked
        self._ticked = before - some if some <= before else before | some
        self.query_one(Rows).change(self._row(uid) for uid in before ^ self._ticked)
        self._say_how_many()

    def _row(self, uid: str) -> Row:
        return card_row(self._cards[uid], ticked=uid in self._ticked)

    def _fill(self) -> None:
        words = self._sought.casefold().split()
        shown = [uid for uid, card in self._cards.items() if _has(card, words)]
        rows = self.query_one(Rows)
        empty = (
            f"No card has {plain(self._sought, 60)} on it; / looks for something else." if words else _NONE
        )
        rows.show([self._row(uid) for uid in shown], empty=empty, tint=False)
        found = f" · {plain(self._sought, 30)}: {len(shown):,} of {len(self._cards):,}" if words else ""
        self.query_one("#box").border_title = toned((f"{self.HEADING}{found}", "strong"))
        self._say_how_many()

    def _say_how_many(self) -> None:
        self.tell("")
        count = len(self._ticked)
        self.say_keys(
            (
                ("space", "tick"),
                ("o", "firm"),
                ("A", "all"),
                ("/", "find"),
                ("enter", f"take {count:,} in" if count else "take in"),
                ("esc", "back"),
            )
        )


def _suggested(card: Proposed) -> bool:
    """Whether a card is ticked from the start: they wrote or called, or it completes somebody known."""
    return card.standing is Standing.MORE or (card.standing is Standing.NEW and card.wrote > 0)


def _has(card: Proposed, words: Iterable[str]) -> bool:
    """Whether each of the words stands somewhere on a card."""
    entry = card.entry
    text = " ".join((entry.name, entry.organisation, *entry.points)).casefold()
    return all(word in text for word in words)


def _skipped_note(look: BookLook) -> str:
    if not look.skipped:
        return ""
    place, title, reason = look.skipped[0]
    return plain(f"Not read: {title or place}, for {reason}" + (" …" if len(look.skipped) > 1 else "."), 200)
