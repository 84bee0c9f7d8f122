"""`frontdesk status`: one line for tmux's status bar, a shell prompt or any other bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from data.errors import NotFound
from tui.wording.status import next_said, one_line, status_of, status_parts, tmux_line

if TYPE_CHECKING:
    from data.model.today import Today
    from tui.cli.session import Session


@click.command()
@click.option("--line", "on_one_line", is_flag=True, help="Print everything on one line.")
@click.option("--tmux", is_flag=True, help="One line with the colours of tmux's status bar.")
@click.option("--names", is_flag=True, help="Say what is next and to whom; others may see it.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON; no names are in them.")
@click.pass_obj
def status(session: Session, on_one_line: bool, tmux: bool, names: bool, as_json: bool) -> None:
    """Say in a few words what is late, due, at risk and next; without names.

    It only looks: nothing is stored, made or brought up to date. Without a store it says so and leaves
    with 1.
    """
    if not session.store_path.exists():
        raise NotFound(f"There is no store at {session.store_path} yet. `frontdesk` makes one.")
    shown = session.look().glance()
    if as_json:
        from tui.cli.table import show_json

        show_json(_figures(shown))
        return
    said = status_parts(shown, names=names)
    if tmux:
        click.echo(tmux_line(said))
    elif on_one_line:
        click.echo(one_line(said))
    else:
        for statement in said:
            click.echo(one_line([statement]))


def _figures(shown: Today) -> dict[str, Any]:
    counted, ahead = status_of(shown), next_said(shown)
    return {
        "open": shown.is_open,
        "opens_at": shown.opens_at,
        **{name: getattr(counted, name) for name in _COUNTED},
        "next_at": ahead.at if ahead else None,
    }


_COUNTED = (
    "replies_late",
    "replies_due",
    "callbacks",
    "callbacks_late",
    "promises_late",
    "promises_at_risk",
)
COMMANDS = {"status": status}
