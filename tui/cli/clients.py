"""`frontdesk clients …`: who there is, two that are one, domains that several share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.wording.plain import plain

if TYPE_CHECKING:
    from tui.cli.session import Session


@click.group()
def clients() -> None:
    """List clients, merge two that are one, mark a domain as shared."""


@clients.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    """List every client with its addresses, domains and numbers."""
    from tui.cli.table import show_json, show_table

    found = session.desk.clients.all()
    if as_json:
        show_json(found)
        return
    show_table(
        ("name", "reached at"),
        ((client.name, ", ".join((*client.addresses, *client.domains, *client.phones))) for client in found),
        empty="No client yet. `frontdesk add client NAME` makes one.",
    )


@clients.command()
@click.argument("client")
@click.argument("other")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_obj
def merge(session: Session, client: str, other: str, yes: bool) -> None:
    """Make OTHER part of CLIENT: all of it goes there, and it is off every list. Undo brings it back."""
    from tui.wording.merging import moves_said

    desk = session.desk
    into, gone = desk.clients.by_name(client), desk.clients.by_name(other)
    moves = desk.merging.moves(into.id, gone.id)
    if not yes:
        click.echo(plain(moves_said(moves, into.name, gone.name), 500))
        click.confirm("Merge them?", abort=True)
    click.echo(plain(desk.merging.merge(into.id, gone.id), 500))


@clients.command()
@click.argument("domain", required=False)
@click.option("--off", is_flag=True, help="It is not shared any more.")
@click.pass_obj
def shared(session: Session, domain: str | None, off: bool) -> None:
    """Mark DOMAIN as one that several clients write from; without it, list those that are marked.

    Then only exact addresses there tell who somebody is.
    """
    matching = session.desk.matching
    if domain is None:
        click.echo("\n".join(map(plain, matching.shared_domains())) or "No domain is marked as shared.")
    else:
        click.echo(plain(matching.unshare(domain) if off else matching.share(domain), 500))


@clients.command()
@click.argument("point", required=False)
@click.option("--off", is_flag=True, help="Ask about them again.")
@click.pass_obj
def ignored(session: Session, point: str | None, off: bool) -> None:
    """Leave POINT, an address or a number, out of "who is this?"; without it, list who is left out."""
    matching = session.desk.matching
    if point is None:
        click.echo("\n".join(map(plain, matching.ignored())) or "Nobody is left out of the tray.")
    else:
        click.echo(plain(matching.unignore(point) if off else matching.ignore(point), 500))


COMMANDS = {"clients": clients}
