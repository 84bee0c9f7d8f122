"""The form of an agreement: what about, in which words, when and how; an emergency has more to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from data.model.agreement import AgreedHow, Agreement, AgreementKind
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ChoiceField, Line, NameField, ReadingField, TextField
from tui.wording.agreements import ABOUT, EXAMPLES, HOWS, KINDS, offered
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

_ASKS = "What did you agree?"
_COUNTS = "What counts as an emergency?"


class AgreementForm(ForClient[Agreement]):
    """Note what was agreed with a client, or correct it."""

    def __init__(
        self,
        desk: Desk,
        agreement: Agreement | None = None,
        *,
        client_id: int | None = None,
        kind: AgreementKind = AgreementKind.AVAILABILITY,
        settled: bool = False,
        save: Save[Agreement] | None = None,
    ) -> None:
        """Ask about `agreement`, or about a new one; `settled` when the client can be no other."""
        super().__init__(desk, agreement.client_id if agreement else client_id, save=save)
        today = local(desk.now(), desk.settings.zone).date()
        self.agreement = agreement or Agreement(client_id or 0, kind, "", today, agreed_on=today)
        self._settled = settled or agreement is not None
        self._terms = desk.agreements.terms()

    def heading(self) -> str:
        """Say what it is about."""
        return "Correct what was agreed" if self.agreement.id else "How you work together"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of an agreement; the last ones are an emergency's alone."""
        known = self.agreement
        yield ChoiceField("About", KINDS, known.kind, id="kind")
        text = NameField(
            _COUNTS if known.kind is AgreementKind.EMERGENCY else _ASKS,
            known.text or self._offered(known.kind),
            needed="Say it in a line.",
            example=EXAMPLES[known.kind],
            longest=2_000,
            id="text",
        )
        text.name_it(text.label, ABOUT[known.kind])
        yield text
        yield Line(
            ReadingField(
                "Agreed on",
                notations.day_behind(self.desk),
                known.agreed_on,
                example="today, mon, 12 nov",
                hint="an emergency policy may wait for it",
                id="agreed",
            ),
            ChoiceField("How", HOWS, known.how if known.id else AgreedHow.SPOKEN, id="how", classes="wide"),
        )
        yield from self._policy_fields()
        yield self.client_field(fixed=self._settled, needed="With whom? Two letters are enough.")

    def _policy_fields(self) -> Iterable[Widget]:
        known, new = self.agreement, not self.agreement.id
        usual = self.desk.settings.rates.after_hours_loading_percent
        rows: list[Widget] = [
            TextField(
                "What does not",
                known.no_emergency,
                example="a wish, a typing mistake, what can wait until you open",
                longest=2_000,
                id="not",
            ),
            Line(
                TextField("How they reach you", known.channel, example="call, then text", id="channel"),
                ReadingField(
                    "You answer within",
                    notations.effort(0, "on the clock"),
                    known.acknowledge_minutes,
                    example="30m",
                    id="within",
                ),
                ReadingField(
                    "It costs more",
                    notations.percent(),
                    usual if new else known.loading_percent,
                    example="50 %",
                    id="loading",
                ),
                id="terms",
            ),
        ]
        for row in rows:
            row.display = known.kind is AgreementKind.EMERGENCY
        yield from rows

    @on(ChoiceField.Changed, "#kind")
    def _other_kind(self) -> None:
        """Ask for what this kind has to say; words of one's own stay."""
        self.complete()
        kind: AgreementKind = self.choice("kind")
        emergency = kind is AgreementKind.EMERGENCY
        for row in self.query("#not, #terms"):
            row.display = emergency
        text = self.query_one("#text", NameField)
        text.name_it(_COUNTS if emergency else _ASKS, ABOUT[kind])
        text.placeholder = EXAMPLES[kind]
        if not self.agreement.id and not text.touched:
            text.fill(self._offered(kind))

    def _offered(self, kind: AgreementKind) -> str:
        """Give the words of the settings to begin a new agreement with."""
        if self.agreement.id:
            return ""
        return offered(kind, self._terms, self.desk.settings.replies.limit_minutes)

    def answer(self) -> Agreement:
        """Make the agreement of what was filled in."""
        kind: AgreementKind = self.choice("kind")
        emergency = kind is AgreementKind.EMERGENCY
        agreed_on: date | None = self.reading("agreed")
        if agreed_on is None and not emergency:
            raise NotYetError(self.query_one("#agreed", ReadingField), "When? today, mon, 12 nov.")
        return replace(
            self.agreement,
            client_id=self.client_id(),
            kind=kind,
            text=self.text("text"),
            agreed_on=agreed_on,
            how=self.choice("how"),
            no_emergency=self.text("not") if emergency else "",
            channel=self.text("channel") if emergency else "",
            acknowledge_minutes=self.reading("within") if emergency else None,
            loading_percent=self.reading("loading") if emergency else None,
        )
