"""`frontdesk call` and `frontdesk contact`: what was said, from a script or a shell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from data.errors import NotFound, WrongUse
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.client import Client
    from data.model.draft import ContactDraft, FollowUp
    from data.rules.quick_line import QuickLine
    from tui.cli.session import Session

CHANNELS = ("mail", "call", "sms", "chat", "meeting", "letter", "other")
OUTCOMES = ("spoke", "voicemail", "no_answer", "missed", "declined")


@click.command()
@click.argument("line", nargs=-1, required=True)
@click.option("--client", help="The client's name, when LINE is the note alone.")
@click.option("--direction", type=click.Choice(("in", "out")), help="Who called: in is the client.")
@click.option("--minutes", type=click.IntRange(0, 1440), help="How long it took.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="How it ended.")
@click.option("--at", "began", metavar="ISO", help="When it began; now less the minutes otherwise.")
@click.option("--follow-up", metavar="TEXT", help="Something to do after it; needs --by.")
@click.option("--by", metavar="WHEN", help="When the follow-up is due: fri, tomorrow noon, 2 dec 10am.")
@click.option(
    "--tomorrow",
    metavar="TEXT",
    help="After hours: promise TEXT for when you are back, and await the mail that confirms it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def call(
    session: Session,
    line: tuple[str, ...],
    client: str | None,
    direction: str | None,
    minutes: int | None,
    outcome: str | None,
    began: str | None,
    follow_up: str | None,
    by: str | None,
    tomorrow: str | None,
    as_json: bool,
) -> None:
    """Log a call. LINE is the quick line of the call form.

    For example: frontdesk call ac in 12m asks for the staging link ">fri send staging"
    """
    from data.model.draft import ContactDraft, FollowUp, WishedChange
    from data.model.touch import Channel, Direction, Outcome

    desk = session.desk
    quick, known = _understood(desk, " ".join(line), client)
    lasted = minutes if minutes is not None else quick.minutes
    at = _began(session, began, lasted)
    draft = ContactDraft(
        channel=Channel.CALL,
        direction=Direction(direction) if direction else quick.direction or Direction.IN,
        client_id=known.id,
        at=at,
        minutes=lasted,
        outcome=Outcome(outcome) if outcome else quick.outcome or Outcome.SPOKE,
        note=quick.note,
        follow_ups=(
            *(FollowUp(text=said, due_at=reading.at) for said, reading in quick.follow_ups),
            *_follow_up(desk, follow_up, by),
        ),
        find_outs=quick.find_outs,
        changes=tuple(WishedChange(change.text, change.minutes) for change in quick.changes),
        tomorrow=_tomorrow(desk, tomorrow, at + timedelta(minutes=lasted or 0)),
    )
    _store(session, draft, as_json)


@click.command()
@click.argument("client")
@click.argument("note", nargs=-1)
@click.option("--channel", type=click.Choice(CHANNELS), default="mail", show_default=True, help="How.")
@click.option(
    "--direction", type=click.Choice(("in", "out")), default="out", show_default=True, help="Who wrote."
)
@click.option("--minutes", type=click.IntRange(0, 1440), help="How long it took.")
@click.option("--at", "began", metavar="ISO", help="When it was; now otherwise.")
@click.option("--wants-answer", is_flag=True, help="The client now waits for an answer.")
@click.option("--json", "as_json", is_flag=True, help="Print what was stored as JSON.")
@click.pass_obj
def contact(
    session: Session,
    client: str,
    note: tuple[str, ...],
    channel: str,
    direction: str,
    minutes: int | None,
    began: str | None,
    wants_answer: bool,
    as_json: bool,
) -> None:
    """Log a contact with CLIENT on any channel."""
    from data.model.draft import ContactDraft
    from data.model.touch import Channel, Direction

    if wants_answer and direction == "out":
        raise WrongUse("Only what came in can want an answer; add --direction in.")
    draft = ContactDraft(
        channel=Channel(channel),
        direction=Direction(direction),
        client_id=session.desk.clients.by_name(client).id,
        at=_began(session, began, minutes),
        minutes=minutes,
        note=" ".join(note),
        wants_answer=wants_answer,
    )
    _store(session, draft, as_json)


def _understood(desk: Desk, line: str, client: str | None) -> tuple[QuickLine, Client]:
    """Read the quick line and say what of it was not understood; NotFound unless it names one client."""
    from data.rules.quick_line import read_quick_line

    named = desk.clients.by_name(client) if client is not None else None
    quick = read_quick_line(
        line,
        desk.clients.recent(),
        desk.now(),
        desk.working_time,
        client=named,
        day_first=desk.settings.day_first,
    )
    first = line.split(maxsplit=1)[0] if line.split() else line
    if quick.client is None:
        raise NotFound(
            f"No client fits the beginning of {first!r}. Start with the client's name, or use --client; "
            "`frontdesk add client NAME` makes a new one."
        )
    if len(quick.candidates) > 1 and not f"{line.casefold()} ".startswith(f"{quick.client.name.casefold()} "):
        # The form shows whom it takes; here nobody would see that it was the wrong one.
        names = ", ".join(plain(candidate.name) for candidate in quick.candidates[:5])
        raise NotFound(f"{first!r} could be {names}. Write a little more of the name, or use --client.")
    # The call is kept whatever else was not understood: those pieces stand in its note.
    for sentence in (*quick.problems, *quick.said):
        click.echo(plain(sentence), err=True)
    return quick, quick.client


def _began(session: Session, text: str | None, minutes: int | None) -> datetime:
    if text is None:
        return session.desk.now() - timedelta(minutes=minutes or 0)
    return read_instant(text, session.settings.zone, "--at")


def read_instant(text: str, zone: str, option: str) -> datetime:
    """Read an ISO instant; without an offset it is on the wall clock of `zone`."""
    from datetime import UTC
    from zoneinfo import ZoneInfo

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"{option} {text!r} is no instant; write it like 2026-11-23T10:15.") from None
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC).replace(microsecond=0)


def _follow_up(desk: Desk, text: str | None, by: str | None) -> tuple[FollowUp, ...]:
    if text is None and by is None:
        return ()
    if not text or not by:
        raise WrongUse("A follow-up needs both: --follow-up TEXT and --by WHEN.")
    from data.model.draft import FollowUp
    from tui.cli.add import due

    return (FollowUp(text=text, due_at=due(desk, by)),)


def _tomorrow(desk: Desk, text: str | None, ended_at: datetime) -> FollowUp | None:
    """Promise something for when one is back after a call that ended then; WrongUse while one is open."""
    from data.model.draft import FollowUp

    if text is None:
        return None
    due_at = desk.after_hours.tomorrow(ended_at)
    if due_at is None:
        raise WrongUse(
            "--tomorrow is for calls after hours, so nothing was logged. "
            "Promise it with --follow-up TEXT and --by WHEN."
        )
    return FollowUp(text=text, due_at=due_at)


def _store(session: Session, draft: ContactDraft, as_json: bool) -> None:
    touch = session.desk.contacts.log(draft)
    if as_json:
        from tui.cli.table import show_json

        show_json(touch)
        return
    assert touch.client_id is not None
    client = session.desk.clients.get(touch.client_id)
    extra = f", {len(draft.follow_ups)} follow-up" if draft.follow_ups else ""
    click.echo(f"Logged: {draft.channel.value} {draft.direction.value}, {plain(client.name)}{extra}.")
    if draft.tomorrow is not None:
        from tui.wording.after_hours import put_off_said

        click.echo(put_off_said(draft.tomorrow.due_at, session.desk.now(), session.settings.zone))


COMMANDS = {"call": call, "contact": contact}
