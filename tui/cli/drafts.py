"""`frontdesk drafts …`: the texts that drafts are made from, built in or your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from data.errors import FrontdeskError, WrongUse

if TYPE_CHECKING:
    from pathlib import Path

    from data.model.letter import DraftKind
    from tui.cli.session import Session


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def drafts(ctx: click.Context, as_json: bool) -> None:
    """List the texts that messages to clients are made from.

    Nothing is ever sent: a draft is copied, saved as a mail or opened in your mail program.
    """
    if ctx.invoked_subcommand is not None:
        return
    from data.drafts import drafts_folder, template_path
    from data.model.letter import DraftKind
    from tui.cli.table import show_json, show_table

    session: Session = ctx.obj
    folder = drafts_folder(session.config_path)
    found = [(kind, template_path(kind, folder)) for kind in DraftKind]
    rows = [(kind.value, "yours" if path.parent == folder else "built-in", str(path)) for kind, path in found]
    if as_json:
        show_json([dict(zip(("name", "whose", "path"), row, strict=True)) for row in rows])
        return
    show_table(("name", "whose", "path"), rows, empty="There is no text.")
    for kind, path in found:
        if path.parent == folder and (problem := _problem(session, kind)):
            click.echo(problem, err=True)


@drafts.command()
@click.argument("name")
@click.pass_obj
def edit(session: Session, name: str) -> None:
    """Make the text NAME your own, open it in $EDITOR, and say what is wrong with it."""
    from data.drafts import adopt, drafts_folder

    kind = _kind(name)
    path = adopt(kind, drafts_folder(session.config_path))
    _open(path)
    problem = _problem(session, kind)
    if problem:
        raise FrontdeskError(problem)
    click.echo(f"{path} is fine.")


@drafts.command()
@click.argument("name")
@click.pass_obj
def reset(session: Session, name: str) -> None:
    """Go back to the built-in text of NAME; yours is kept as a .bak file."""
    from data.drafts import drafts_folder, give_up

    kind = _kind(name)
    kept = give_up(kind, drafts_folder(session.config_path))
    if kept is None:
        click.echo(f"{kind.value} is the built-in text already.")
    else:
        click.echo(f"{kind.value} is the built-in text again; yours is kept as {kept}.")


def _kind(name: str) -> DraftKind:
    """Give the kind of that name; "heads-up" is as good as "heads_up"."""
    from data.model.letter import DraftKind

    try:
        return DraftKind(name.strip().lower().removesuffix(".txt").replace("-", "_").replace(" ", "_"))
    except ValueError:
        known = ", ".join(kind.value for kind in DraftKind)
        raise WrongUse(f"There is no draft {name!r}; there are {known}.") from None


def _problem(session: Session, kind: DraftKind) -> str:
    """Fill in the user's own text with made-up facts and say what is wrong; empty when it is fine."""
    from data.drafts import DraftError, drafts_folder, render, sample

    try:
        render(sample(kind, session.clock().date()), (), drafts_folder(session.config_path))
    except DraftError as error:
        return str(error)
    return ""


def _open(path: Path) -> None:
    from tui.cli.house import _edit

    try:
        _edit(path)
    except WrongUse:
        raise
    except FrontdeskError:
        raise FrontdeskError(
            f"The editor ended with an error. {path} is as the editor left it; it was not checked."
        ) from None


COMMANDS = {"drafts": drafts}
