"""What `frontdesk import contacts` says and does."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import NotFound
from data.model.address_book import BookLook, Proposed, Standing
from tui.wording.book import look_said, outcome_said
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk


def bring_in(
    desk: Desk,
    path: Path,
    everybody: bool,
    organisations: tuple[str, ...],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Look an address book through and take in what was chosen."""
    from tui.cli.table import show_json

    look = desk.address_book.look(path)
    if dry_run:
        if as_json:
            show_json({**asdict(look.counts), "skipped": look.skipped})
            return
        for sentence in look_said(look):
            click.echo(plain(sentence, 500))
        _say_skipped(look)
        return
    outcome = desk.address_book.take_in(
        each.entry for each in _chosen(look, everybody=everybody, organisations=organisations)
    )
    if as_json:
        show_json(outcome)
        return
    click.echo(outcome_said(outcome))
    for note in outcome.notes:
        click.echo(plain(note, 500), err=True)
    _say_skipped(look)


def _chosen(look: BookLook, *, everybody: bool, organisations: tuple[str, ...]) -> list[Proposed]:
    if everybody:
        return list(look.proposed)
    if organisations:
        wanted = {name.casefold().strip() for name in organisations}
        found = [each for each in look.proposed if each.entry.organisation.casefold() in wanted]
        if not found:
            raise NotFound(f"No card is of {' or '.join(organisations)}. --dry-run says what there is.")
        return found
    return [each for each in look.proposed if each.wrote or each.standing is Standing.MORE]


def _say_skipped(look: BookLook) -> None:
    for place, title, reason in look.skipped[:20]:
        who = f" ({title})" if title else ""
        click.echo(plain(f"Skipped {place}{who}: {reason}.", 500), err=True)
    if len(look.skipped) > 20:
        click.echo(f"Skipped {len(look.skipped) - 20} more.", err=True)
