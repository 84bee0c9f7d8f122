"""The words of the Waiting pane."""

from __future__ import annotations

from data.model.today import Stage, Today, WaitingItem
from data.model.touch import Channel
from tui.wording.marks import STAGE
from tui.wording.plain import named, plain
from tui.wording.row import Cell, Part, Row, joined
from tui.wording.times import clock_time, local, moment, span

CHANNELS = {
    Channel.MAIL: "mail",
    Channel.CALL: "call",
    Channel.SMS: "text message",
    Channel.CHAT: "chat",
    Channel.MEETING: "meeting",
    Channel.LETTER: "letter",
    Channel.OTHER: "other",
}
_DAYTIME = range(8, 18)
"""Hours of the day in which nobody minds a call, wherever they are."""


def waiting_rows(today: Today) -> tuple[Row, ...]:
    """Say who waits for an answer and is not held back, one row each."""
    return tuple(waiting_row(item, today) for item in today.waiting_now)


def waiting_row(item: WaitingItem, today: Today) -> Row:
    """Say one exchange: mark · who · about what · since when · of which limit."""
    mark, tone = STAGE[item.stage]
    who, client = plain(item.who) or named(item.client), plain(item.client)
    return Row(
        item.key,
        (
            Cell(mark, tone),
            Cell(who),
            Cell.of(*_about(item, today)),
            Cell("" if client == who else client, "dim"),
            Cell(span(item.elapsed_minutes), tone),
            Cell(f"of {span(item.limit_minutes)}", "dim"),
        ),
        gist=(
            who,
            client,
            item.newest_id,
            item.stage,
            item.urgent,
            item.tries,
            item.wrote_since,
            item.called_since,
        ),
    )


def waiting_subject(item: WaitingItem, zone: str) -> str:
    """Say what it is about; a call without words says when it came."""
    subject = plain(item.subject)
    if subject:
        return subject
    if item.channel is Channel.CALL:
        return f"missed call, {clock_time(item.waiting_since, zone)}"
    return f"{CHANNELS[item.channel]}, {clock_time(item.waiting_since, zone)}"


def waiting_counts(today: Today) -> tuple[Part, ...]:
    """Say how many and how urgent: "1 late · 2 due · in open hours": nights and weekends are not waited.

    What is held back is counted apart: "1 due · 4 held until 13:30".
    """
    shown, held = today.waiting_now, held_said(today)
    late = sum(item.stage is Stage.LATE for item in shown)
    due = sum(item.stage is Stage.DUE for item in shown)
    rest = len(shown) - late - due
    if not today.waiting:
        return (("nobody waits", "dim"),)
    return joined(
        [
            [(f"{late} late", "late")] if late else [],
            [(f"{due} due", "due")] if due else [],
            [(f"{rest} fresh", "dim")] if rest else [],
            [(held, "dim")] if held else [("in open hours", "faint")],
        ]
    )


def held_said(today: Today) -> str:
    """Say how much is held back, and until when: "4 held until 13:30"; empty when nothing is."""
    held = len(today.held)
    return f"{held} held until {mail_time(today)}" if held else ""


def mail_time(today: Today) -> str:
    """Say when mail is read next: "13:30", "tomorrow 10:00", "Mon 10:00"; empty without mail windows."""
    at = today.next_mail_window
    if at is None:
        return ""
    ahead = (local(at, today.zone).date() - local(today.now, today.zone).date()).days
    if not ahead:
        return clock_time(at, today.zone)
    return f"tomorrow {clock_time(at, today.zone)}" if ahead == 1 else moment(at, today.now, today.zone)


def mail_opened(before: Today, today: Today) -> bool:
    """Whether what was held back is shown from this snapshot on."""
    return before.mail_shown_until is None and today.mail_shown_until is not None


def waited_said(before: Today, today: Today) -> str:
    """Say what a mail window that has just opened brings: "3 messages waited for you."; else nothing."""
    if not mail_opened(before, today) or today.mail_window_until is None:
        return ""
    were = {item.key for item in before.waiting_now}
    came = sum(item.channel is Channel.MAIL and item.key not in were for item in today.waiting)
    return f"{came} message{'' if came == 1 else 's'} waited for you." if came else ""


def waiting_note(today: Today) -> str:
    """Say how to see what is held, and what lies in the trays: "2 asleep · 2 of time · i opens"."""
    trays = [
        f"{today.snoozed} asleep" if today.snoozed else "",
        f"{today.from_before} from before" if today.from_before else "",
        f"{today.unknown_senders} unknown" if today.unknown_senders else "",
        f"{today.time_to_place} of time" if today.time_to_place else "",
    ]
    filled = [tray for tray in trays if tray]
    look = ["b shows held"] if today.held else []
    return " · ".join([*look, *filled, *(["i opens"] if filled else [])])


def waiting_empty(today: Today) -> str:
    """Say what an empty pane means: "Nobody waits. Next mail 13:30.", or that the rest can wait."""
    if today.held:
        return f"Nobody waits that cannot wait. {held_said(today)}."
    if today.next_mail_window is None:
        return "Nobody waits."
    return f"Nobody waits. Next mail {mail_time(today)}."


def _about(item: WaitingItem, today: Today) -> tuple[Part, ...]:
    """Say what changes how to read it, and then the subject: of a long one it is the end that is cut."""
    at_theirs = local(today.now, item.zone or today.zone)
    # Where clocks show the same, it says nothing; where nobody is at work, it comes before what it is about.
    elsewhere = at_theirs.utcoffset() != local(today.now, today.zone).utcoffset()
    there: list[Part] = [(f"{at_theirs:%H:%M} there", "dim")] if elsewhere else []
    early = there if at_theirs.hour not in _DAYTIME else []
    groups: list[list[Part]] = [
        [("urgent", "strong")] if item.urgent else [],
        [("you called since", "wait")]
        if item.called_since
        else [("you wrote since", "wait")]
        if item.wrote_since
        else [],
        [(f"{item.tries} tries" if item.tries > 1 else "1 try", "dim")] if item.tries else [],
        early,
        [(waiting_subject(item, today.zone), "dim")],
        [] if early else there,
        [(f"{item.count} messages", "dim")] if item.count > 1 else [],
    ]
    return joined(groups)
