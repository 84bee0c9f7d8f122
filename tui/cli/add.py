"""`frontdesk add …` and `frontdesk done`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from data.errors import NotFound, WrongUse
from tui.cli.agreements import agreement
from tui.cli.session import local_date
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from tui.cli.session import Session


@click.group()
def add() -> None:
    """Add a client, project, deliverable, commitment or agreement."""


@add.command()
@click.argument("name")
@click.option("--address", "addresses", multiple=True, help="An e-mail address; can be given again.")
@click.option("--domain", "domains", multiple=True, help="A mail domain of theirs alone; can be given again.")
@click.option("--phone", "phones", multiple=True, help="A phone number; can be given again.")
@click.option("--zone", help="Where they live, such as America/New_York.")
@click.option(
    "--reply-limit", type=click.IntRange(1), metavar="MINUTES", help="Their own limit, in business minutes."
)
@click.option("--coffee", default="", help="What they drink.")
@click.option("--post-address", default="", help="Where a card goes, and where you visit them.")
@click.option("--referred-by", default="", help="Who sent them.")
@click.option("--note", default="", help="Anything to remember.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def client(
    session: Session,
    name: str,
    addresses: tuple[str, ...],
    domains: tuple[str, ...],
    phones: tuple[str, ...],
    zone: str | None,
    reply_limit: int | None,
    coffee: str,
    post_address: str,
    referred_by: str,
    note: str,
    as_json: bool,
) -> None:
    """Add a client called NAME."""
    from data.model.client import Client

    check_zone(zone)
    stored = session.desk.clients.add(
        Client(
            name=name,
            addresses=tuple(address.lower() for address in addresses),
            domains=tuple(domain.lower() for domain in domains),
            phones=phones,
            zone=zone,
            reply_limit_minutes=reply_limit,
            coffee=coffee,
            post_address=post_address,
            referred_by=referred_by,
            note=note,
        )
    )
    _say(stored, f"Added client {stored.name}.", as_json)


@add.command()
@click.argument("client")
@click.argument("name")
@click.option("--detail", default="", help="One true detail worth a line in a card.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def project(session: Session, client: str, name: str, detail: str, as_json: bool) -> None:
    """Add a project called NAME for CLIENT."""
    from data.model.work import Project

    desk = session.desk
    stored = desk.work.add_project(
        Project(
            client_id=desk.clients.by_name(client).id,
            name=name,
            started_on=local_date(desk, desk.now()),
            true_detail=detail,
        )
    )
    _say(stored, f"Added project {stored.name}.", as_json)


@add.command()
@click.argument("client")
@click.argument("name")
@click.option("--project", help="The project it belongs to; made when there is none of that name.")
@click.option("--hours", type=click.FloatRange(0, 10_000, min_open=True), help="Your estimate of the work.")
@click.option("--promised", metavar="WHEN", help="What the client was told: fri, 4 dec, fri 3pm.")
@click.option("--target", metavar="WHEN", help="What you aim for; stays private.")
@click.option("--note", default="", help="Anything to remember.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def deliverable(
    session: Session,
    client: str,
    name: str,
    project: str | None,
    hours: float | None,
    promised: str | None,
    target: str | None,
    note: str,
    as_json: bool,
) -> None:
    """Add a deliverable called NAME for CLIENT."""
    from data.model.work import Deliverable

    desk = session.desk
    stored = desk.work.add_deliverable_to(
        project or "",
        Deliverable(
            project_id=0,
            client_id=desk.clients.by_name(client).id,
            name=name,
            estimate_minutes=None if hours is None else max(1, round(hours * 60)),
            promised_at=due(desk, promised) if promised else None,
            target_on=local_date(desk, due(desk, target)) if target else None,
            note=note,
        ),
    )
    _say(stored, f"Added {stored.name}.", as_json)


@add.command()
@click.argument("text")
@click.option("--due", "when", metavar="WHEN", required=True, help="When: 5pm, tomorrow noon, fri.")
@click.option("--client", help="Whom you said it to.")
@click.option("--callback", is_flag=True, help="They asked to be called back then.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def commitment(
    session: Session, text: str, when: str, client: str | None, callback: bool, as_json: bool
) -> None:
    """Add a commitment: TEXT is what you said you would do."""
    from data.model.work import Commitment, CommitmentKind

    desk = session.desk
    stored = desk.work.add_commitment(
        Commitment(
            text=text,
            due_at=due(desk, when),
            client_id=desk.clients.by_name(client).id if client else None,
            kind=CommitmentKind.CALLBACK if callback else CommitmentKind.COMMITMENT,
        )
    )
    _say(stored, f"Added: {stored.text}.", as_json)


@click.command()
@click.argument("what")
@click.pass_obj
def done(session: Session, what: str) -> None:
    """Mark as done: WHAT is words of one row of Today or Slack, or its key from --json."""
    desk = session.desk
    today = desk.today()
    rows = {item.key: item.text for item in today.agenda if item.done_at is None}
    rows |= {item.key: item.deliverable.name for item in today.slack}
    fits = [key for key in rows if key == what] or [
        key for key, text in rows.items() if what.casefold() in text.casefold() and ":" in key
    ]
    if not fits:
        raise NotFound(
            f"Nothing open fits {what!r}. `frontdesk today` and `frontdesk slack` show what is open."
        )
    if len(fits) > 1:
        raise NotFound(
            f"{what!r} fits {', '.join(rows[key] for key in fits[:5])}. Write a little more of it."
        )
    click.echo(desk.done(fits[0]))


def due(desk: Desk, text: str) -> datetime:
    """Read a typed date, or say how one looks."""
    from data.rules.when import read_when

    reading = read_when(text, desk.now(), desk.working_time, day_first=desk.settings.day_first)
    if reading is None:
        raise WrongUse(
            f"{text!r} is no time ahead that is clear. Write it like: fri, tomorrow noon, 2 dec 10am, 4wh."
        )
    if reading.warning:
        click.echo(reading.warning, err=True)
    return reading.at


def check_zone(zone: str | None) -> None:
    """Refuse a zone that the zone data does not have."""
    from zoneinfo import available_timezones

    if zone is not None and zone not in available_timezones():
        raise WrongUse(f"{zone!r} is no zone. Write it like Europe/Berlin or America/New_York.")


def _say(stored: object, sentence: str, as_json: bool) -> None:
    from tui.cli.table import show_json

    if as_json:
        show_json(stored)
    else:
        click.echo(plain(sentence, 500))


add.add_command(agreement)
COMMANDS = {"add": add, "done": done}
