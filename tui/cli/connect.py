"""`frontdesk connect` and `frontdesk sources`: what is read, what could be, and what it would bring."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.errors import WrongUse
from tui.cli.progress import progress
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.source import SourceState
    from data.settings import FeedSettings, Key
    from tui.cli.session import Session
    from tui.wording.sheet import Block


_PLACE = "password_command"
_PLACES = frozenset({_PLACE, "token_command", "keyring"})
"""Keys of an account that say where its password is to be had; without any it could never be read."""
_ROOM = 24
"""Letters that stand in the table without being cut; what is longer stands under it, whole."""


def _short(text: str) -> str:
    return text if len(text) <= _ROOM else "see below"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def sources(session: Session, as_json: bool) -> None:
    """List what is read: when it last worked, what it brought, what was skipped and why."""
    from tui.cli.table import show_json, show_table
    from tui.wording.sources import to_know
    from tui.wording.times import exact

    desk = session.desk
    states = desk.sources.states()
    skipped = {state.name: desk.sources.skipped(state.name) for state in states}
    if as_json:
        show_json([{"source": state, "skipped": skipped[state.name]} for state in states])
        return
    now, zone = desk.now(), desk.settings.zone

    def last(state: SourceState) -> str:
        return exact(state.last_read_at, now, zone) if state.last_read_at else "not yet"

    show_table(
        ("source", "kind", "last worked", "known", "skipped", "to know"),
        (
            (
                each.name,
                each.kind,
                last(each),
                f"{each.read:,}",
                f"{each.skipped:,}",
                _short(to_know(each, now, zone)),
            )
            for each in states
        ),
        right=frozenset({3, 4}),
        empty="Nothing is read yet. `frontdesk connect` says what is there to be read.",
    )
    for state in states:
        known = to_know(state, now, zone)
        if _short(known) != known:
            click.echo(plain(f"{state.name}: {known}", 500))
    for name, each in ((name, each) for name, skips in skipped.items() for each in skips):
        times = f"{each.count} × " if each.count > 1 else ""
        click.echo(
            plain(f"{name}: skipped {times}{each.title or each.place}: {each.reason.replace('_', ' ')}", 300)
        )


@click.command()
@click.argument("what", required=False)
@click.option("--set", "given", metavar="KEY=VALUE", multiple=True, help="A key of its settings; repeatable.")
@click.option("--yes", is_flag=True, help="Keep it without asking, unless it cannot be read.")
@click.option("--dry-run", is_flag=True, help="Only say what it would bring.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found, or the trial, as JSON.")
@click.pass_obj
def connect(
    session: Session, what: str | None, given: tuple[str, ...], yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Connect a mailbox, a calendar or another source.

    WHAT is a path, or a section of the settings such as imap; without it, what lies on this machine is
    listed. Each is tried out first, and nothing outside is ever changed.
    """
    from tui.cli.table import show_json

    desk = session.desk
    feed = _asked_for(desk, as_json=as_json) if what is None else _named(desk, what)
    if feed is None:
        return
    feed = _filled_in(type(feed) if not isinstance(feed, type) else feed, feed, given)
    with progress() as tell:
        trial = desk.connecting.try_out(feed, tell)
    if as_json:
        show_json(trial)
    else:
        from tui.wording.sources import trial_block

        _print(trial_block(trial, desk.now(), desk.settings.zone))
    if yes and not dry_run and trial.state.error:
        click.echo("Not kept, for it cannot be read.", err=True)
    if dry_run or (trial.state.error and yes):
        raise click.exceptions.Exit(1 if trial.state.error else 0)
    if yes or (sys.stdin.isatty() and click.confirm("Keep it?", default=not trial.state.error)):
        click.echo(plain(desk.connecting.add(feed), 200), err=as_json)
    elif not sys.stdin.isatty():
        click.echo("Not kept. Add --yes to keep it.", err=True)


def _asked_for(desk: Desk, *, as_json: bool) -> FeedSettings | None:
    """List what was found, and ask for one where there is somebody to ask."""
    from tui.cli.table import show_json
    from tui.wording.sources import candidate_about, section_word

    found = desk.connecting.found()
    if as_json:
        show_json(found)
        return None
    for number, each in enumerate(found, 1):
        about = candidate_about(each.kind, str(each.path), each.count)
        click.echo(f"{number:>3}  {plain(each.name, 40)} · {about}")
    if not found:
        click.echo("Nothing that is not connected already lies in the usual places of this machine.")
    click.echo("\nBesides, `frontdesk connect WHAT` tries out what lies at a path, or one of these:")
    wide = max(len(name) for name, _ in _sections())
    for name, word in _sections():
        click.echo(f"  {name:<{wide}}  {section_word(name, word)}")
    if not found or not sys.stdin.isatty():
        return None
    number = click.prompt("Which", type=click.IntRange(0, len(found)), default=0, show_default=False)
    return desk.connecting.proposal(found[number - 1]) if number else None


def _sections() -> list[tuple[str, str]]:
    from data.settings import Settings, feed_sections

    return [(part.name, part.section.WORD) for part in feed_sections(Settings)]


def _named(desk: Desk, what: str) -> FeedSettings | type[FeedSettings]:
    """Give what is meant: a section of the settings by its name, or what lies at a path."""
    from data.settings import Settings, feed_sections

    section = next((part.section for part in feed_sections(Settings) if part.name == what), None)
    if section is not None:
        return section
    return desk.connecting.proposal(desk.connecting.at(Path(what)))


def _filled_in(
    section: type[FeedSettings], feed: FeedSettings | type[FeedSettings], given: Sequence[str]
) -> FeedSettings:
    """Make the settings of what was given, asking for what must be said and was not."""
    from data.settings import keys

    said = dict(_split(each) for each in given)
    known = {key.name: key for key in keys(section)}
    for name in said:
        if name not in known:
            raise WrongUse(f"{name} is no key of [[{section.SECTION}]]; there are {', '.join(known)}.")
    values: dict[str, Any] = {}
    for name, key in known.items():
        if name in said:
            values[name] = _read(key, said[name])
        elif not isinstance(feed, type):
            values[name] = getattr(feed, name)
        elif key.required:
            values[name] = _ask(key, section.SECTION)
    secret = known.get(_PLACE)
    if isinstance(feed, type) and secret is not None and not said.keys() & _PLACES and sys.stdin.isatty():
        values[_PLACE] = _ask(secret, section.SECTION)
    return section(**values)


def _split(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise WrongUse(f"--set {given} has no value; write it like --set host=mail.studio.example.")
    return name.strip(), value


def _read(key: Key, text: str) -> Any:
    from data.settings import NotAllowed
    from data.settings.typed import read_typed

    try:
        return read_typed(key, text)
    except NotAllowed as problem:
        because = f" ({problem})" if str(problem) else ""
        raise WrongUse(f"{key.name} is {text!r}{because}; allowed: {key.kind.allowed}.") from None


def _ask(key: Key, section: str) -> Any:
    if len(key.kind.options) == 1:
        return key.kind.options[0]
    if not sys.stdin.isatty():
        raise WrongUse(f"{key.name} is missing: --set {key.name}=… ({key.kind.allowed}).")
    click.echo(f"{key.doc} ({key.kind.allowed})")
    while True:
        try:
            asked = f"{section} {key.name}" if key.required else f"{section} {key.name}, or nothing"
            typed = click.prompt(asked, default=None if key.required else "", show_default=False)
            return _read(key, typed) if typed or key.required else key.default
        except WrongUse as problem:
            click.echo(str(problem), err=True)


def _print(block: Block) -> None:
    click.echo(f"{block.heading}:")
    width = max((len(fact.label) for fact in block.facts), default=0)
    for fact in block.facts:
        click.echo(f"  {fact.label:<{width}}  {''.join(text for text, _ in fact.parts)}")


COMMANDS = {"connect": connect, "sources": sources}
