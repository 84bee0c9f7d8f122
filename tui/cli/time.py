"""`frontdesk time`: the clock on a deliverable, and time entered by hand, for scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from data.errors import NotFound, WrongUse
from tui.cli import time_log
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.work import Deliverable
    from tui.cli.session import Session


@click.group(name="time", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print what runs as JSON, or null.")
@click.pass_context
def time_(ctx: click.Context, as_json: bool) -> None:
    """Say which clock runs, start or stop it, or enter time worked."""
    if ctx.invoked_subcommand is not None:
        return
    from tui.cli.table import show_json
    from tui.wording.times import clock_time, span

    session: Session = ctx.obj
    desk = session.desk
    running = desk.effort.running()
    if as_json:
        show_json(running)
    elif running is None:
        click.echo("No clock runs.")
    else:
        began = running.entry.started_at
        since, so_far = clock_time(began, desk.settings.zone), (desk.now() - began) / timedelta(minutes=1)
        click.echo(f"The clock runs on {plain(running.name, 80)} since {since}, {span(so_far)}.")


@time_.command()
@click.argument("what", nargs=-1, required=True)
@click.pass_obj
def start(session: Session, what: tuple[str, ...]) -> None:
    """Start the clock on WHAT, words of an open deliverable's name; one that runs elsewhere stops."""
    desk = session.desk
    found = _open_one(desk, " ".join(what))
    running = desk.effort.running()
    if running is not None and running.entry.deliverable_id == found.id:
        click.echo(f"The clock runs on {plain(found.name, 80)} already.")
    else:
        click.echo(plain(desk.effort.start(found.id), 300))


@time_.command()
@click.pass_obj
def stop(session: Session) -> None:
    """Stop the clock, if one runs."""
    running = session.desk.effort.running()
    if running is None:
        click.echo("No clock runs.")
    else:
        click.echo(plain(session.desk.effort.stop(), 300))


@time_.command()
@click.argument("what", nargs=-1, required=True)
@click.argument("effort")
@click.option("--at", "began", metavar="ISO", help="When it began; now less the time otherwise.")
@click.option("--polish", is_flag=True, help="Beyond what was promised; it spoils no estimate.")
@click.option("--note", default="", help="What was done.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def add(
    session: Session,
    what: tuple[str, ...],
    effort: str,
    began: str | None,
    polish: bool,
    note: str,
    as_json: bool,
) -> None:
    """Enter time worked on WHAT, such as: frontdesk time add logo 1h30."""
    from data.model.effort import WorkEntry
    from data.rules.work_words import read_work
    from tui.cli.log import read_instant
    from tui.cli.table import show_json
    from tui.wording.times import span

    desk = session.desk
    minutes = read_work(effort, desk.working_time.usual_day_minutes)
    if not minutes:
        raise WrongUse(f"{plain(effort, 60)!r} is no length of time. Write it like: 1h30, 90m, 2h.")
    found = _open_one(desk, " ".join(what))
    at = read_instant(began, desk.settings.zone, "--at") if began else desk.now() - timedelta(minutes=minutes)
    entry = WorkEntry(
        found.id, at, minutes=minutes, polish=polish or found.finished_at is not None, note=note.strip()
    )
    stored = desk.effort.add_entry(entry)
    if as_json:
        show_json(stored)
        return
    beyond = " as polish" if stored.polish else ""
    click.echo(f"{span(minutes)} on {plain(found.name, 80)}{beyond}.")


def _open_one(desk: Desk, words: str) -> Deliverable:
    """Give the one open deliverable whose name has these words in it; a whole name wins."""
    wanted = words.strip().casefold()
    owed = [item.deliverable for item in desk.today().slack]
    fits = [each for each in owed if each.name.casefold() == wanted]
    fits = fits or [each for each in owed if wanted and wanted in each.name.casefold()]
    if not fits:
        raise NotFound(f"Nothing open fits {plain(words, 60)!r}. `frontdesk slack` shows what is open.")
    if len(fits) > 1:
        names = ", ".join(plain(each.name, 60) for each in fits[:5])
        raise NotFound(f"{plain(words, 60)!r} fits {names}. Write a little more of it.")
    return fits[0]


for each in time_log.WITHIN_TIME:
    time_.add_command(each)

COMMANDS = {"time": time_}
