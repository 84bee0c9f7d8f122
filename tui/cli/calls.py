"""`frontdesk import calls`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import WrongUse
from tui.wording.plain import plain

if TYPE_CHECKING:
    from tui.cli.session import Session

_SHOWN = 10


@click.command(name="calls")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--kind",
    type=click.Choice(["auto", "android", "google_voice", "asterisk", "csv", "jsonl"]),
    default="auto",
    show_default=True,
    help="Whose format it is.",
)
@click.option("--zone", default="", help="The zone of its times, where they name none.")
@click.option("--country", default="", help="Your country's code, such as +49, for numbers without one.")
@click.option("--dry-run", is_flag=True, help="Only say what it would bring.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found or done as JSON.")
@click.pass_obj
def calls(
    session: Session, path: Path, kind: str, zone: str, country: str, dry_run: bool, as_json: bool
) -> None:
    """Bring in calls and text messages from FILE, or from a folder of such files.

    SMS Backup & Restore (calls.xml, sms.xml), Google Voice from Takeout (the folder or the .zip), Asterisk's
    Master.csv, or a list as .csv or .jsonl: when, number or who, direction, minutes, channel, text. What is
    there already is not doubled. A [[calls]] section in the settings reads a folder by itself.
    """
    from tui.cli.table import show_json
    from tui.wording.call_log import report_said

    desk = session.desk
    log = desk.call_log.section(path, kind=kind, zone=_zone(zone), country=_country(country))
    report = desk.call_log.look(log) if dry_run else desk.call_log.take_in(log)
    if as_json:
        show_json(report)
        return
    for sentence in report_said(report, desk.settings.zone):
        click.echo(plain(sentence, 500))
    for reason in report.reasons[:_SHOWN]:
        click.echo(plain(f"Skipped {reason}.", 500), err=True)
    if report.skipped > _SHOWN:
        click.echo(f"Skipped {report.skipped - min(len(report.reasons), _SHOWN)} more.", err=True)


def _zone(zone: str) -> str:
    from data.settings.zone import zone_problem

    problem = zone_problem(zone) if zone else None
    if problem:
        raise WrongUse(f"--zone {zone}: {problem}.")
    return zone


def _country(country: str) -> str:
    from data.rules.phones import code_of

    if country and not code_of(country):
        raise WrongUse(f"--country {country}: no country is dialled by that; write it like +49.")
    return code_of(country)
