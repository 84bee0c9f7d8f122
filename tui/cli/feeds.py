"""`frontdesk sync`, `frontdesk mail …` and `frontdesk import …`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import NotFound
from tui.cli.calls import calls
from tui.cli.progress import progress
from tui.cli.time_log import time_file
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.model.source import SourceState
    from tui.cli.session import Session


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the state of each source as JSON.")
@click.pass_obj
def sync(session: Session, as_json: bool) -> None:
    """Read every mailbox and calendar of the settings once. Nothing in them is changed."""
    from tui.cli.table import show_json

    desk = session.desk
    with progress() as tell:
        states = desk.sources.sync(tell)
    if as_json:
        show_json(states)
    elif not states:
        click.echo("Nothing is read yet. `frontdesk connect` says what is there to be read.")
    else:
        for state in states:
            click.echo(plain(state.trouble or f"{state.name}: {_brought(state)}", 500))
    if any(state.error for state in states):
        raise click.exceptions.Exit(1)


def _brought(state: SourceState) -> str:
    from tui.wording.sources import AWAY

    said = f"{state.read:,} known"
    if state.skipped:
        said += f", {state.skipped:,} not understood"
    if state.offline_since is not None:
        said = f"{AWAY}; {said}"
    return said + (f" ({state.note})" if state.note else "")


@click.group()
def mail() -> None:
    """Ask what became of each message, and why."""


@mail.command()
@click.option("--source", help="One mailbox only, by its name in the settings.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def verdicts(session: Session, source: str | None, as_json: bool) -> None:
    """List every message read, with its verdict and the rule that gave it."""
    from tui.cli.table import show_json, show_table

    rows = session.desk.sources.verdicts(source)
    if as_json:
        show_json(rows)
        return
    show_table(
        ("verdict", "reason", "rule", "folder", "file"),
        ((row.verdict, row.reason, row.rule, row.folder, row.file) for row in rows),
        empty="No message has been read yet. `frontdesk sync` reads the mailboxes of the settings.",
    )


@mail.command()
@click.argument("message_id")
@click.pass_obj
def why(session: Session, message_id: str) -> None:
    """Say what was made of the message MESSAGE_ID (or a file name), and by which rule."""
    found = session.desk.sources.why(message_id.strip().strip("<>"))
    if not found:
        raise NotFound(f"No message {message_id!r} has been read. `frontdesk mail verdicts` lists them all.")
    for sentence in found:
        click.echo(plain(sentence, 500))


@click.group(name="import")
def import_() -> None:
    """Bring in what you have elsewhere."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def clients(session: Session, file: Path, as_json: bool) -> None:
    """Import clients from FILE, a .json list or a .csv with a header line.

    Columns: name, addresses, domains, phones, zone; several values in a CSV cell are separated by
    semicolons. A client of the same name is completed, never doubled.
    """
    from tui.cli.client_file import read_clients
    from tui.cli.table import show_json

    outcome = session.desk.clients.take_in(read_clients(file))
    if as_json:
        show_json(outcome)
        return
    click.echo(f"{outcome.added} added, {outcome.completed} completed, {outcome.same} were there already.")
    for note in outcome.notes:
        click.echo(plain(note, 500), err=True)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def history(session: Session, file: Path, as_json: bool) -> None:
    """Import finished jobs from FILE, a .csv with a header line: what promises rest on.

    Columns: estimated and actual, in hours or as 2h30, and where you know it date. A job that is there
    already is not doubled.
    """
    from tui.cli.history_file import hours_promised, read_history, what_changed
    from tui.cli.table import show_json

    desk = session.desk
    day = desk.working_time.usual_day_minutes
    jobs = read_history(file, day_first=desk.settings.day_first, day_minutes=day)
    before = hours_promised(desk)
    outcome = desk.effort.import_history(jobs)
    if as_json:
        now = hours_promised(desk)
        show_json(
            {
                "added": outcome.added,
                "known": outcome.known,
                "eight_hours_got": round(before, 2),
                "eight_hours_get": round(now, 2),
            }
        )
        return
    added = "1 finished job" if outcome.added == 1 else f"{outcome.added} finished jobs"
    click.echo(f"Added {added}, {outcome.known} {'was' if outcome.known == 1 else 'were'} known.")
    click.echo(what_changed(desk, before))


import_.add_command(time_file)
import_.add_command(calls)


@import_.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--all", "everybody", is_flag=True, help="Take every card in.")
@click.option("--org", "organisations", multiple=True, help="Take the cards of an organisation in.")
@click.option("--dry-run", is_flag=True, help="Only say what it would bring.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found or done as JSON.")
@click.pass_obj
def contacts(
    session: Session,
    path: Path,
    everybody: bool,
    organisations: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make clients and people of vCards: PATH is a .vcf file or a folder of them.

    Without --all or --org only those are taken who wrote or called already, and those of whom a card says
    more than is known. Cards of one organisation become one client with several people; who exists is
    completed, never doubled. `n`, then `b` in the dashboard lets you choose card by card.
    """
    from tui.cli.contacts import bring_in

    bring_in(session.desk, path, everybody, organisations, dry_run=dry_run, as_json=as_json)


COMMANDS = {"sync": sync, "mail": mail, "import": import_}
