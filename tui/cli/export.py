"""`frontdesk export …`: what may leave the house, as files that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import WrongUse
from tui.wording.plain import plain

if TYPE_CHECKING:
    from tui.cli.session import Session


@click.group(name="export")
def export() -> None:
    """Write what others may see, as files that their programs read."""


@export.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--client", metavar="NAME", help="What was promised to one client, fit for their eyes.")
@click.option("--events", is_flag=True, help="As events at the time told, instead of tasks.")
@click.option("--days", is_flag=True, help="As events of the whole day, instead of tasks.")
@click.option("--force", is_flag=True, help="Write over FILE even if it is something else.")
@click.pass_obj
def promises(session: Session, file: Path, client: str | None, events: bool, days: bool, force: bool) -> None:
    """Write your promises as a calendar to FILE, or to the output when it is -.

    It holds what was told: to whom, what, for when. The dates you aim for, notes and estimates are never in
    it. `promises` under [export] in the settings keeps such a file up to date by itself.
    """
    from data.model.outgoing import CalendarForm

    if events and days:
        raise WrongUse("Choose --events or --days.")
    if file == Path():
        raise WrongUse("Name the file, such as promises.ics; - prints them.")
    form = CalendarForm.EVENTS if events else CalendarForm.DAYS if days else CalendarForm.TASKS
    desk = session.desk
    whom = desk.clients.by_name(client) if client else None
    client_id = whom.id if whom else None
    if str(file) == "-":
        # As bytes, for the lines of such a file end in a way of their own.
        click.echo(desk.export.promises(form, client_id).encode(), nl=False)
    else:
        desk.export.write(file, form, client_id, force=force)
        click.echo(f"Written to {file}.")
    warnings = desk.export.warnings(whom.id) if whom else ()
    for warning in warnings:
        click.echo(plain(warning, 500), err=True)


COMMANDS = {"export": export}
