"""`frontdesk today`, `slack`, `waiting` and `gestures`: the four panes as tables, or as JSON for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from data.model.today import CARD_KINDS
from tui.wording import marks
from tui.wording.agenda import when_said
from tui.wording.plain import plain
from tui.wording.times import clock_time, day_name, exact, local, moment, past, span
from tui.wording.top import load_said
from tui.wording.waiting import held_said

if TYPE_CHECKING:
    from data.model.today import AgendaItem, GestureItem, SlackItem, Today, WaitingItem
    from tui.cli.session import Session

json_option = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


def _snapshot(session: Session, as_json: bool) -> Today:
    """Give the snapshot; people, not scripts, are told what a source is in trouble with."""
    shown = session.desk.today()
    if not as_json:
        for notice in shown.notices:
            click.echo(plain(notice.text, 500), err=True)
    return shown


@click.command()
@json_option
@click.pass_obj
def today(session: Session, as_json: bool) -> None:
    """Show what is due today."""
    from tui.cli.table import show_json, show_table

    shown = _snapshot(session, as_json)
    if as_json:
        show_json([_agenda_json(item) for item in shown.agenda])
        return
    click.echo(_top_line(shown))
    show_table(
        ("", "when", "what", "whom", ""),
        ([*_agenda_cells(item, shown)] for item in shown.agenda),
        empty="Nothing is due today.",
    )


@click.command()
@json_option
@click.pass_obj
def slack(session: Session, as_json: bool) -> None:
    """Show how much slack each deliverable has, in promise order."""
    from tui.cli.table import show_json, show_table

    shown = _snapshot(session, as_json)
    if as_json:
        show_json([_slack_json(item) for item in shown.slack])
        return
    show_table(
        ("", "deliverable", "client", "promised", "work left", "slack"),
        ([*_slack_cells(item, shown)] for item in shown.slack),
        right=frozenset({4, 5}),
        empty="Nothing is promised to anybody.",
    )


@click.command()
@json_option
@click.pass_obj
def waiting(session: Session, as_json: bool) -> None:
    """Show who waits for an answer, the longest share of the limit first.

    All of them, also those that the dashboard holds back until the next mail window; these are marked.
    """
    from tui.cli.table import show_json, show_table

    shown = _snapshot(session, as_json)
    if as_json:
        show_json([_waiting_json(item) for item in shown.waiting])
        return
    held = held_said(shown)
    show_table(
        ("", "who", "client", "about", "open hours", "of", "since", *([""] if held else [])),
        ([*_waiting_cells(item, shown), *(_held_cell(item) if held else [])] for item in shown.waiting),
        right=frozenset({4, 5}),
        empty="Nobody waits.",
    )
    if held:
        click.echo(f"{held}.")
    if shown.from_before:
        click.echo(f"{shown.from_before} from before: they waited already when the mailbox was first read.")


@click.command()
@json_option
@click.pass_obj
def gestures(session: Session, as_json: bool) -> None:
    """Show which kind gesture is due."""
    from tui.cli.table import show_json, show_table

    shown = _snapshot(session, as_json)
    if as_json:
        show_json(shown.gestures)
        return
    show_table(
        ("", "gesture", "client", "by", "why"),
        ((marks.KIND, item.title, item.client, _day(item, shown), item.reason) for item in shown.gestures),
        empty="No gesture is due.",
    )


def _top_line(shown: Today) -> str:
    parts = [f"{exact(shown.now, shown.now, shown.zone)}"]
    if shown.is_open and shown.open_until:
        parts.append(f"open till {clock_time(shown.open_until, shown.zone)}")
        parts.append(f"{span(shown.work_left_minutes)} of work left today")
    elif shown.opens_at:
        parts.append(f"closed, opens {moment(shown.opens_at, shown.now, shown.zone)}")
    if load := load_said(shown):
        parts.append(load)
    return " · ".join(parts)


def _agenda_cells(item: AgendaItem, shown: Today) -> tuple[str, ...]:
    mark = marks.STAGE[item.stage][0]
    when = ("" if item.kind in CARD_KINDS else "all day") if item.all_day else clock_time(item.at, shown.zone)
    return mark, when, item.text, item.client, when_said(item, shown.now, shown.zone)[0]


def _slack_cells(item: SlackItem, shown: Today) -> tuple[str, ...]:
    mark = marks.ROOM[item.room][0]
    promised = item.deliverable.promised_at
    left = item.deliverable.work_left
    if item.slack_minutes is None:
        slack = "no estimate" if left is None else "no promise"
    else:
        slack = span(item.slack_minutes) + (" short" if item.slack_minutes < 0 else "")
    return (
        mark,
        item.deliverable.name,
        item.client,
        moment(promised, shown.now, shown.zone) if promised else "",
        span(left) if left is not None else "",
        slack,
    )


def _waiting_cells(item: WaitingItem, shown: Today) -> tuple[str, ...]:
    return (
        marks.STAGE[item.stage][0],
        item.who or item.client,
        item.client,
        item.subject,
        span(item.elapsed_minutes),
        span(item.limit_minutes),
        past(item.waiting_since, shown.now, shown.zone),
    )


def _held_cell(item: WaitingItem) -> list[str]:
    return ["held" if item.can_wait else ""]


def _day(item: GestureItem, shown: Today) -> str:
    return day_name(item.due_on, local(shown.now, shown.zone).date())


def _agenda_json(item: AgendaItem) -> dict[str, Any]:
    return _fields(item, "key", "kind", "text", "client", "at", "ends_at", "all_day", "stage", "done_at")


def _slack_json(item: SlackItem) -> dict[str, Any]:
    shown = _fields(
        item, "key", "client", "project", "room", "capacity_minutes", "owed_minutes", "slack_minutes"
    )
    shown |= _fields(item, "plain_slack_minutes", "naive_slack_minutes", "latest_start", "act_today")
    shown |= _fields(item, "heads_up_by", "waiting_for", "waiting_days", "would_become")
    return {
        "deliverable": item.deliverable.name,
        **shown,
        **_fields(item.deliverable, "promised_at", "estimate_minutes", "spent_minutes"),
        "work_left_minutes": item.deliverable.work_left,
    }


def _waiting_json(item: WaitingItem) -> dict[str, Any]:
    return {
        "client": item.client,
        "who": item.who,
        "subject": item.subject,
        "message_id": item.newest_id,
        "waiting_since_id": item.waiting_since_id,
        **_fields(
            item, "waiting_since", "limit_minutes", "elapsed_minutes", "stage", "channel", "count", "urgent"
        ),
        "due_at": item.due_at,
        "held": item.can_wait,
        "key": item.key,
    }


def _fields(item: object, *names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}


COMMANDS = {"today": today, "slack": slack, "waiting": waiting, "gestures": gestures}
