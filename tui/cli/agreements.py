"""`frontdesk add agreement` and `frontdesk agreements`: what is agreed, noted and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from data.errors import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from data.desk import Desk
    from tui.cli.session import Session


@click.command()
@click.argument("client")
@click.argument("kind", type=click.Choice(["availability", "process", "rates", "obligations", "emergency"]))
@click.argument("text")
@click.option("--on", "agreed", metavar="DAY", help="When it was agreed: mon, 12 nov; today unless given.")
@click.option(
    "--how",
    type=click.Choice(["mail", "contract", "spoken"]),
    default="spoken",
    show_default=True,
    help="How it was agreed.",
)
@click.option("--proposed", is_flag=True, help="An emergency policy that is not agreed yet.")
@click.option("--not", "no_emergency", default="", help="What does not count as an emergency.")
@click.option("--channel", default="", help="How they reach you in an emergency.")
@click.option("--within", type=click.IntRange(1), metavar="MINUTES", help="You answer an emergency within.")
@click.option("--loading", type=click.IntRange(0, 999), metavar="PERCENT", help="An emergency costs more by.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def agreement(
    session: Session,
    client: str,
    kind: str,
    text: str,
    agreed: str | None,
    how: str,
    proposed: bool,
    no_emergency: str,
    channel: str,
    within: int | None,
    loading: int | None,
    as_json: bool,
) -> None:
    """Note what was agreed with CLIENT about KIND; of an emergency, TEXT is what counts as one.

    A later agreement of the same kind takes the place of an earlier one, which is kept.
    """
    from data.model.agreement import AgreedHow, Agreement, AgreementKind
    from tui.cli.table import show_json

    about = AgreementKind(kind)
    extras = (no_emergency, channel, within, loading)
    if about is not AgreementKind.EMERGENCY and (proposed or any(each not in ("", None) for each in extras)):
        raise WrongUse(
            "--proposed, --not, --channel, --within and --loading belong to an emergency policy alone."
        )
    if proposed and agreed:
        raise WrongUse("Either it was agreed on a day, or it is proposed.")
    desk = session.desk
    stored = desk.agreements.agree(
        Agreement(
            client_id=desk.clients.by_name(client).id,
            kind=about,
            text=text,
            noted_on=_today(desk),
            agreed_on=None if proposed else _day(desk, agreed) if agreed else _today(desk),
            how=AgreedHow(how),
            no_emergency=no_emergency,
            channel=channel,
            acknowledge_minutes=within,
            loading_percent=loading,
        )
    )
    if as_json:
        show_json(stored)
    else:
        click.echo(desk.agreements.said(stored))


@click.command()
@click.argument("client")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def agreements(session: Session, client: str, as_json: bool) -> None:
    """Print the sheet of what is agreed with CLIENT: a plain text for a mail.

    What is out of date or unfinished is said on stderr, so that the text stays fit to be sent.
    """
    from tui.cli.table import show_json

    desk = session.desk
    found = desk.clients.by_name(client)
    stands = desk.agreements.of_client(found.id)
    if as_json:
        show_json(
            {
                "client": found.name,
                "complete": stands.complete,
                "missing": stands.missing,
                "lacking": stands.lacking,
                "stale_ids": stands.stale,
                "agreements": stands.standing,
            }
        )
        return
    click.echo(desk.drafts.agreements(found.id).draft.body, nl=False)
    stale = [each.kind.value for each in stands.standing if each.id in stands.stale]
    if stale:
        click.echo(f"Out of date, the settings changed since: {', '.join(stale)}.", err=True)
    if stands.lacking:
        click.echo(f"The emergency policy lacks {', '.join(stands.lacking)}.", err=True)


def _today(desk: Desk) -> date:
    from tui.cli.session import local_date

    return local_date(desk, desk.now())


def _day(desk: Desk, text: str) -> date:
    """Read a day that was, or say how one looks."""
    from tui.screens.forms.past import read_day

    on = read_day(text, _today(desk), day_first=desk.settings.day_first)
    if on is None:
        raise WrongUse(f"{text!r} is no day that is clear. Write it like: today, mon, 12 nov, 2026-11-12.")
    return on


COMMANDS = {"agreements": agreements}
