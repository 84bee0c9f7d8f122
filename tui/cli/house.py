"""The house itself: the dashboard, the demo, the settings file and the doctor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import FrontdeskError, SettingsError, WrongUse
from tui.wording.plain import plain

if TYPE_CHECKING:
    from tui.cli.session import Session

TURN_SECONDS = 0.001
"""How long one thread of the dashboard computes while another waits for its turn.

With Python's own 5 ms a picture that is ready waits for the one that draws the next or reads mail before it
goes to the terminal: the first paint came a twentieth later.
"""


def open_dashboard(session: Session) -> None:
    """Open the dashboard on the store of a session and stay until it is left."""
    run_app(session)


def run_app(session: Session) -> None:
    """Hand the Desk to the app; the only place that imports it."""
    if not (os.isatty(0) and os.isatty(1)):
        raise WrongUse(
            "The dashboard needs a terminal. "
            "In a script use `frontdesk today`, `slack`, `waiting` or `gestures`."
        )
    desk = session.desk
    from tui.app import FrontdeskApp

    sys.setswitchinterval(TURN_SECONDS)
    FrontdeskApp(desk).run()


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to make it; a throw-away folder otherwise.",
)
@click.option("--no-dashboard", is_flag=True, help="Make the demo and print where it is.")
@click.pass_obj
def demo(session: Session, folder: Path | None, no_dashboard: bool) -> None:
    """Show a lively fortnight of one freelancer, in a store of its own. Yours is not touched."""
    from data.demo import build
    from data.settings import machine_zone

    with tempfile.TemporaryDirectory(prefix="frontdesk-demo-") as throw_away:
        zone = machine_zone()
        place = build(folder or Path(throw_away), session.clock_in(lambda: zone), zone)
        if no_dashboard:
            if folder is None:
                raise WrongUse(
                    "--no-dashboard needs --folder, or the demo is gone before you can look at it."
                )
            click.echo(
                f"frontdesk --store {shlex.quote(str(place.store))} --config {shlex.quote(str(place.config))}"
            )
            return
        inside = session.at(place.store, place.config)
        try:
            run_app(inside)
        finally:
            inside.close()


@click.command()
@click.option("--check", "check_only", is_flag=True, help="Only check the file and say what is wrong.")
@click.option("--path", "path_only", is_flag=True, help="Only print where the file is.")
@click.pass_obj
def settings(session: Session, check_only: bool, path_only: bool) -> None:
    """Open the settings file in $EDITOR, check it, and say what is wrong."""
    path = session.config_path
    if path_only:
        click.echo(path)
        return
    from data.settings import load
    from data.settings.reading import ensure

    ensure(path)
    while True:
        if not check_only:
            _edit(path)
        try:
            load(path)
        except SettingsError as error:
            click.echo(str(error), err=True)
            if check_only or not sys.stdin.isatty():
                raise click.exceptions.Exit(1) from None
            if not click.confirm("Open it again?", default=True):
                raise click.exceptions.Exit(1) from None
            continue
        click.echo(f"{path} is fine.")
        for warning in _too_far_apart(session):
            click.echo(plain(warning, 500))
        return


def _too_far_apart(session: Session) -> tuple[str, ...]:
    """Say which reply limits the mail windows can't meet; no store is made for that."""
    if session.store_path.exists():
        try:
            return session.desk.mail.warnings()
        except FrontdeskError:
            return ()  # what is wrong with the store is the doctor's business
    from data.desk.talk.mail_checks import warnings_of
    from data.rules.working_time import WorkingTime

    said = session.settings
    work = WorkingTime(said.zone, said.working_hours, said.days_off)
    return warnings_of(said, work, (), session.clock())


def _edit(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError):
        raise WrongUse(
            f"The editor {editor!r} cannot be started. Set EDITOR, or open {path} yourself."
        ) from None
    if done.returncode != 0:
        raise FrontdeskError(
            f"{editor} ended with an error ({done.returncode}); the settings were not checked."
        )


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def doctor(session: Session, as_json: bool) -> None:
    """Look at versions, settings, store and sources, and say what is not well."""
    from tui.cli.checks import examine
    from tui.cli.table import show_json

    checks = examine(session)
    if as_json:
        show_json(checks)
    else:
        wide = max(len(check.what) for check in checks)
        for check in checks:
            click.echo(f"{'ok' if check.well else '!!'} {check.what:<{wide}}  {check.finding}")
    if not all(check.well for check in checks):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("backup", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(session: Session, backup: Path | None, yes: bool) -> None:
    """Put BACKUP in the store's place; without BACKUP, list what there is.

    What was written since that backup is gone then. Close every dashboard first.
    """
    from data.store.engine import backup as backups
    from data.store.engine import files

    store = session.store_path
    found = files.backups(store)
    if backup is None:
        for path in reversed(found):
            click.echo(path)
        if not found:
            click.echo("There is no backup yet; one is made each day the dashboard opens.")
        return
    if not yes:
        click.confirm(f"Put {backup} in the place of {store}?", abort=True)
    backups.restore(store, backup)
    click.echo(f"{store} is what it was in {backup.name}.")


COMMANDS = {"demo": demo, "settings": settings, "doctor": doctor, "restore": restore}
