"""Acts on what is agreed with a client about working together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.model.agreement import AgreementKind
from data.model.today import AgendaItem
from tui.screens.acts.host import Host, Subject
from tui.wording.agreements import still_to_agree
from tui.wording.plain import plain
from tui.wording.said import stored

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.agreement import Agreement
    from tui.screens.forms.agreement import AgreementForm


async def new(
    host: Host, client_id: int | None, *, kind: AgreementKind | None = None, settled: bool = False
) -> None:
    """Note what was agreed: of `kind`, else of what is still to agree first."""
    from tui.screens.forms.agreement import AgreementForm

    desk = host.desk
    missing = desk.agreements.of_client(client_id).missing if client_id is not None else ()
    first = next(iter(missing), AgreementKind.AVAILABILITY)
    kept: list[Agreement] = []
    form = AgreementForm(
        desk,
        client_id=client_id,
        kind=kind or first,
        settled=settled,
        save=lambda answer: kept.append(desk.agreements.agree(answer)),
    )
    if await host.ask(form) is not None:
        left = still_to_agree(desk.agreements.of_client(kept[-1].client_id))
        host.saved(f"{desk.agreements.said(kept[-1])} {left}".strip())


async def edit(host: Host, agreement_id: int) -> None:
    """Correct how something was written down."""
    from tui.screens.forms.agreement import AgreementForm

    agreements = host.desk.agreements
    known = agreements.get(agreement_id)
    answer = await host.ask(AgreementForm(host.desk, known, save=partial(agreements.edit, opened=known)))
    if answer is not None:
        host.saved(stored(answer.kind.value.capitalize(), new=False))


def emergency_form(desk: Desk, client_id: int, policy: Agreement | None) -> AgreementForm:
    """Give the form for an emergency policy: a new one, or the one that lacks something."""
    from tui.screens.forms.agreement import AgreementForm

    agreements = desk.agreements
    if policy is not None:
        return AgreementForm(desk, policy, save=partial(agreements.edit, opened=policy))
    return AgreementForm(
        desk, client_id=client_id, kind=AgreementKind.EMERGENCY, settled=True, save=agreements.agree
    )


async def sheet(host: Host, client_id: int) -> None:
    """Show what is agreed as a text for a mail, to be copied or sent."""
    from tui.screens.acts import drafting

    stands = host.desk.agreements.of_client(client_id)
    stale = [each.kind.value for each in stands.standing if each.id in stands.stale]
    if stale:
        host.tell(f"Out of date: {', '.join(stale)}. Agree anew before you send it.")
    await drafting.logged(host, host.desk.drafts.agreements(client_id), "what we agreed")


async def of_card(host: Host, subject: Subject) -> None:
    """Agree with the prospect of a card."""
    await new(host, subject.client_id, settled=True)


async def done(host: Host, card: AgendaItem, subject: Subject) -> None:
    """Say what became of a card that asks for agreements."""
    from tui.screens.dialogs import Choice, Choose

    choices = (
        Choice("a", "agreed", "Agreed", "note what, when and how"),
        Choice("x", "drop", "Not needed", "with this client; the card goes"),
    )
    what = await host.ask(Choose(f"{plain(card.text, 40)}: {plain(card.client, 40)}", choices))
    if what == "agreed":
        await of_card(host, subject)
    elif what == "drop":
        host.do(lambda: host.desk.cards.drop(card))
