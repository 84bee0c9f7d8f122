"""What is agreed with clients about working together: agreed, corrected, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk.guards import there, unchanged, worded
from data.desk.limits import terms_in
from data.desk.people.cover import on_call
from data.drafts.dates import say_day
from data.errors import WrongUse
from data.model.agreement import AgreementKind
from data.rules.agreements import agreed, lacking, resting_on, standing
from data.store import agreements, clients

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.agreement import Agreed, Agreement, Terms


class Agreements:
    """Agreements are one truth: a later one of a kind takes the place of an earlier one, which is kept."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def terms(self) -> Terms:
        """Give what the settings say about hours and money: what a new agreement rests on."""
        return terms_in(self._core.settings)

    def of_client(self, client_id: int) -> Agreed:
        """Give what stands with a client, what is missing, and what is out of date."""
        return agreed(agreements.of_client(self._core.reader, client_id), self.terms())

    def on_call(self) -> tuple[str, ...]:
        """Give the names of the clients who may reach you in an emergency, by name (SERVICE.md 2.11)."""
        return tuple(on_call(self._core.reader).values())

    def history(self, client_id: int, kind: AgreementKind) -> tuple[Agreement, ...]:
        """Give every version of a kind with a client, the first one first."""
        known = agreements.of_client(self._core.reader, client_id)
        return tuple(each for each in known if each.kind is kind)

    def get(self, agreement_id: int) -> Agreement:
        """Give one agreement; NotFound when there is none."""
        return there(agreements.get(self._core.reader, agreement_id), "agreement")

    def agree(self, agreement: Agreement) -> Agreement:
        """Store what was agreed; it rests on the settings as they are now, and an earlier one is kept."""
        agreement = resting_on(agreement, self.terms())
        self._check(agreement)
        with self._core.act(f"agree on {agreement.kind.value}") as db:
            there(clients.get(db, agreement.client_id), "client")
            return agreements.insert(db, agreement)

    def edit(self, agreement: Agreement, opened: Agreement | None = None) -> Agreement:
        """Correct how an agreement was written down; Changed when it is no longer what was `opened`.

        What it rests on stays what it was, so that a correction makes nothing fresh; made another kind, it
        rests on the settings as they are now.
        """
        with self._core.act(f"edit {agreement.kind.value}") as db:
            before = unchanged(agreements.get(db, agreement.id), opened, "agreement")
            if before.kind is not agreement.kind:
                agreement = resting_on(agreement, self.terms())
            self._check(agreement)
            agreements.update(db, agreement)
        return agreement

    def delete(self, agreement_id: int) -> str:
        """Delete an agreement; where there was one before it, that one stands again."""
        with self._core.act("delete an agreement") as db:
            gone = there(agreements.get(db, agreement_id), "agreement")
            agreements.delete(db, agreement_id)
            left = standing(agreements.of_client(db, gone.client_id))
        again = next((each for each in left if each.kind is gone.kind), None)
        name = gone.kind.value.capitalize()
        if again is None:
            return f"{name} is gone."
        return f"{name} is gone: what was agreed {say_day(again.since, self._core.today())} stands again."

    def said(self, agreement: Agreement) -> str:
        """Say what an agreement has become: what an emergency policy still lacks is named."""
        name = agreement.kind.value.capitalize()
        missing = lacking(agreement) if agreement.kind is AgreementKind.EMERGENCY else ()
        return f"{name}: noted. Still missing: {', '.join(missing)}." if missing else f"{name}: agreed."

    def _check(self, agreement: Agreement) -> None:
        worded(agreement.text, "agreement")
        if agreement.agreed_on is None and agreement.kind is not AgreementKind.EMERGENCY:
            raise WrongUse("When was it agreed? Only an emergency policy can wait for its date.")
        if agreement.agreed_on is not None and agreement.agreed_on > self._core.today():
            raise WrongUse("That day is still ahead: note it once it is agreed.")
        if agreement.acknowledge_minutes is not None and agreement.acknowledge_minutes < 1:
            raise WrongUse("Say within how many minutes you answer: one at least.")
        if agreement.loading_percent is not None and not 0 <= agreement.loading_percent <= _MOST_PERCENT:
            raise WrongUse(f"What is added is a percentage from 0 to {_MOST_PERCENT}.")


_MOST_PERCENT = 1_000
