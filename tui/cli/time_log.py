"""`frontdesk import time`, and `frontdesk time map …`: time kept elsewhere, and what it means here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import NotFound, WrongUse
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.time_log import TimeLabel, TimeMapping
    from data.model.work import Deliverable
    from tui.cli.session import Session

KINDS = ("timewarrior", "toggl")
_KIND = click.option("--kind", type=click.Choice(KINDS), help="Of which tool; found out where it can be.")


@click.command(name="time")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--kind", type=click.Choice(KINDS), help="What it is, where its name does not say so.")
@click.option("--dry-run", is_flag=True, help="Say what it would bring, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what it brings as JSON.")
@click.pass_obj
def time_file(session: Session, file: Path, kind: str | None, dry_run: bool, as_json: bool) -> None:
    """Import time from FILE: a detailed report of Toggl as .csv, a saved `timew export`, or a data folder.

    A file can be imported again: what changed in it changes, what was deleted goes, nothing is doubled.
    `frontdesk time waiting` says what of it has to be mapped.
    """
    from tui.cli.table import show_json
    from tui.wording.time_log import entries, preview_lines

    desk = session.desk
    gone = 0
    if dry_run:
        seen = desk.time_log.preview(file, kind)
    else:
        seen, gone = desk.time_log.import_(file, kind)
    if as_json:
        show_json(seen)
        return
    for line in preview_lines(seen, desk.now(), desk.settings.zone):
        click.echo(line)
    if gone:
        click.echo(f"{entries(gone)} not in it any more: gone here too.")
    if dry_run:
        click.echo("Nothing was written.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def waiting(session: Session, as_json: bool) -> None:
    """List the time nobody has said the meaning of."""
    from tui.cli.table import show_json, show_table
    from tui.wording.times import span

    log = session.desk.time_log
    unplaced, held = log.unplaced(), log.held()
    if as_json:
        show_json({"unplaced": unplaced, "held": held})
        return
    rows = [
        *((each.label.said, each.kind, str(each.entries), span(each.minutes), each.why) for each in unplaced),
        *((each.name, each.entry.kind, "1", span(each.entry.minutes), "held back") for each in held),
    ]
    show_table(("what", "from", "entries", "time", ""), rows, empty="All time is on its work.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def mappings(session: Session, as_json: bool) -> None:
    """List what each tag and project of a time tracker was mapped to."""
    from tui.cli.table import show_json, show_table
    from tui.wording.time_log import placed

    log = session.desk.time_log
    found, names = log.mappings(), log.names()
    if as_json:
        show_json(found)
        return
    show_table(
        ("what", "from", "is", "since"),
        (
            (
                each.label.said,
                each.kind,
                placed(each.placing, names.get(each.deliverable_id or 0, ""))[0],
                each.since.date().isoformat() if each.since else "",
            )
            for each in found
        ),
        empty="Nothing is mapped yet. `frontdesk time waiting` lists what could be.",
    )


@click.command(name="map")
@click.argument("words", nargs=-1)
@click.option("--client", default="", help="The client as Toggl has it, instead of a tag.")
@click.option("--project", default="", help="The project as Toggl has it, instead of a tag.")
@click.option("--ignore", is_flag=True, help="It is no client's time: leave it out.")
@click.option("--polish", is_flag=True, help="All of it is beyond what was promised.")
@_KIND
@click.pass_obj
def map_(
    session: Session,
    words: tuple[str, ...],
    client: str,
    project: str,
    ignore: bool,
    polish: bool,
    kind: str | None,
) -> None:
    """Map TAG … to DELIVERABLE, the last of the words, such as: frontdesk time map birch logo "Logo".

    Time with all of these tags counts there, what came before and what comes. Of several mappings that fit
    the one with the most tags holds.
    """
    from data.model.time_log import TimeLabel

    desk = session.desk
    tags = words if ignore else words[:-1]
    if not (tags or client or project) or (not ignore and not words):
        raise WrongUse("Say a tag and a deliverable, such as: frontdesk time map logo 'Birch logo'.")
    label = TimeLabel(client.strip(), project.strip(), tuple(sorted({tag.strip() for tag in tags} - {""})))
    kind = kind or _kind(desk, label)
    if ignore:
        said = desk.time_log.ignore(kind, label)
    else:
        said = desk.time_log.map_(kind, label, _one(desk, words[-1]).id, polish=polish)
    click.echo(plain(said, 500))


@click.command()
@click.argument("words", nargs=-1, required=True)
@_KIND
@click.pass_obj
def forget(session: Session, words: tuple[str, ...], kind: str | None) -> None:
    """Forget what WORDS are mapped to, tags or client and project: their time is asked about again."""
    log = session.desk.time_log
    wanted = {word.casefold() for word in words}
    fits = [each for each in log.mappings() if _parts(each) == wanted and each.kind == (kind or each.kind)]
    if not fits:
        said = plain(" ".join(words), 60)
        raise NotFound(f"Nothing called {said!r} is mapped. `frontdesk time mappings` lists what is.")
    for each in fits:
        click.echo(plain(log.forget(each.id), 300))


def _parts(mapping: TimeMapping) -> set[str]:
    named = (mapping.client, mapping.project, *mapping.tags, mapping.words)
    return {part.casefold() for part in named if part}


def _kind(desk: Desk, label: TimeLabel) -> str:
    """Tell of which tool a label is: by what waits, by what is set up, or by what it is made of."""
    seen = {each.kind for each in desk.time_log.unplaced() if not set(label.tags) - set(each.label.tags)} & (
        {"toggl"} if label.client or label.project else set(KINDS)
    )
    seen = seen or {feed.kind for feed in desk.settings.time_log}
    if len(seen) == 1:
        return seen.pop()
    return "toggl" if label.client or label.project else "timewarrior"


def _one(desk: Desk, words: str) -> Deliverable:
    """Give the one deliverable whose name has these words in it; whole names and open ones win."""
    wanted = words.strip().casefold()
    known = [what for what, _ in desk.time_log.targets()]
    fits = [each for each in known if each.name.casefold() == wanted]
    fits = fits or [each for each in known if wanted and wanted in each.name.casefold()]
    fits = [each for each in fits if each.open] or fits
    if not fits:
        raise NotFound(f"No deliverable fits {plain(words, 60)!r}. `frontdesk slack` shows what is open.")
    if len(fits) > 1:
        names = ", ".join(plain(each.name, 60) for each in fits[:5])
        raise NotFound(f"{plain(words, 60)!r} fits {names}. Write a little more of it.")
    return fits[0]


WITHIN_TIME = (map_, mappings, waiting, forget)
