"""Words that forms say by themselves: what was understood, and what answers what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.model.draft import FollowUp
from data.model.touch import Channel, Direction, Outcome, Thread
from tui.wording.plain import plain
from tui.wording.row import Part, joined
from tui.wording.times import exact, past, span

OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.SPOKE, "spoke"),
    (Outcome.VOICEMAIL, "voicemail"),
    (Outcome.NO_ANSWER, "no answer"),
    (Outcome.MISSED, "missed"),
    (Outcome.DECLINED, "declined"),
)
CALLERS: tuple[tuple[Direction, str], ...] = ((Direction.IN, "they"), (Direction.OUT, "you"))
CHANNELS: tuple[tuple[Channel, str], ...] = (
    (Channel.MAIL, "mail"),
    (Channel.CHAT, "chat"),
    (Channel.SMS, "sms"),
    (Channel.MEETING, "meeting"),
    (Channel.LETTER, "letter"),
    (Channel.OTHER, "other"),
)


def follow_up_said(follow_up: FollowUp, now: datetime, zone: str) -> tuple[Part, ...]:
    """Say what is to be done after a contact: "› Send the link · Fri 27 Nov 17:30"."""
    return (
        ("› ", "accent"),
        (plain(follow_up.text, 200), "plain"),
        (f" · {exact(follow_up.due_at, now, zone)}", "dim"),
    )


def candidates_said(names: Sequence[str], chosen: int, more: int = 0) -> tuple[Part, ...]:
    """Say whom a few letters could mean, the one that Enter takes first in colour."""
    parts = joined(
        [[(plain(name, 40), "accent" if index == chosen else "dim")] for index, name in enumerate(names)]
    )
    return (*parts, (f" · {more} more", "faint")) if more > 0 else parts


def waiting_said(thread: Thread, now: datetime, zone: str, worked_minutes: float) -> str:
    """Say how long an exchange waits: "mail, yesterday 16:00 · 3 h 05 m"."""
    if thread.waiting_since is None:
        return thread.channel.value
    return f"{thread.channel.value}, {past(thread.waiting_since, now, zone)} · {span(worked_minutes)}"
