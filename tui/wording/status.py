"""The one line of a status bar: what is late and due, what is in danger, what comes next (SERVICE.md 8).

A status bar is seen while the screen is shared, so no client's name and no words of an entry are in it
unless they are asked for. Each statement carries its state as a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.model.today import AgendaItem, AgendaKind, Room, Stage, Today, WaitingItem
from data.model.touch import Channel
from data.values import frozen
from tui.wording.plain import named, plain
from tui.wording.row import Part, Tone
from tui.wording.times import clock_time, moment, span
from tui.wording.top import is_evening

QUIET: tuple[Part, ...] = (("nothing due", "kept"),)
"""What is said when nothing is."""

_SAID = frozenset(
    {AgendaKind.COMMITMENT, AgendaKind.FOLLOW_UP, AgendaKind.FIND_OUT, AgendaKind.DELIVERY},
)
"""Entries of Today that somebody was told a time for; calls to return are counted apart."""

_SOON = 60
"""Minutes ahead that are counted."""

_LONGEST = 40
"""Characters of an entry or a name, where they are asked for."""

_COLOURS: dict[Tone, str] = {"late": "red", "due": "yellow", "kept": "green"}


@frozen
class Status:
    """What the line is made of, as figures: without any name."""

    replies_late: int
    replies_due: int
    callbacks: int
    """Calls to return: missed ones, and those that were promised."""
    callbacks_late: int
    promises_late: int
    promises_at_risk: int
    """Deliverables that no longer hold as things are, and whose promise is still ahead."""


def status_of(today: Today) -> Status:
    """Count what an open dashboard shows: what is held back until the next mail window does not count."""
    replies = [item for item in today.waiting_now if item.channel is not Channel.CALL]
    callbacks = _callbacks(today)
    return Status(
        replies_late=_in(Stage.LATE, replies),
        replies_due=_in(Stage.DUE, replies),
        callbacks=len(callbacks),
        callbacks_late=_in(Stage.LATE, callbacks),
        promises_late=_in(Stage.LATE, _said(today)),
        promises_at_risk=sum(item.room is Room.SHORT for item in today.slack),
    )


def next_said(today: Today) -> AgendaItem | None:
    """Give what was promised for the next time that is still to come today."""
    ahead = [item for item in _said(today) if item.at >= today.now and item.stage is not Stage.DONE]
    return min(ahead, key=lambda item: (item.at, item.key), default=None)


def status_parts(today: Today, *, names: bool = False) -> tuple[tuple[Part, ...], ...]:
    """Say it in statements of one or more parts, the most pressing first; with `names`, say what is next.

    In the evening the first one says when you open again, and only what was promised for a time follows:
    neither the reply clock nor the slack moves until then.
    """
    counted = status_of(today)
    said = [*_evening(today)] if is_evening(today) else [*_replies(counted), *_calls(counted)]
    if is_evening(today):
        promised = [item for item in today.agenda if _is_callback(item)]
        said += _calls_of(len(promised), _in(Stage.LATE, promised))
    said += _promises(counted, at_risk=not is_evening(today))
    said += _next(today, names=names)
    return tuple(said) or (QUIET,)


def one_line(statements: Iterable[tuple[Part, ...]]) -> str:
    """Give the statements on one line, without colours."""
    return " · ".join("".join(text for text, _ in parts) for parts in statements)


def tmux_line(statements: Iterable[tuple[Part, ...]]) -> str:
    """Give the statements on one line for tmux's status bar, with the colours of what is late and due.

    tmux reads `#` in what a command prints, so the sign is doubled in the words of an entry.
    """
    return " · ".join("".join(_coloured(*part) for part in parts) for parts in statements)


def _coloured(text: str, tone: Tone) -> str:
    text = text.replace("#", "##")
    return f"#[fg={_COLOURS[tone]}]{text}#[default]" if tone in _COLOURS else text


def _evening(today: Today) -> Iterator[tuple[Part, ...]]:
    opens = moment(today.opens_at, today.now, today.zone) if today.opens_at else ""
    yield ((f"closed, opens {opens}" if opens else "closed", "dim"),)


def _replies(counted: Status) -> Iterator[tuple[Part, ...]]:
    late, due = counted.replies_late, counted.replies_due
    parts: list[Part] = [("replies ", "plain")]
    if late:
        parts.append((f"{late} late", "late"))
    if late and due:
        parts.append((", ", "plain"))
    if due:
        parts.append((f"{due} due", "due"))
    if late or due:
        yield tuple(parts)


def _calls(counted: Status) -> Iterator[tuple[Part, ...]]:
    return _calls_of(counted.callbacks, counted.callbacks_late)


def _calls_of(callbacks: int, late: int) -> Iterator[tuple[Part, ...]]:
    if callbacks:
        said: Part = (f"{callbacks} to call back", "plain")
        yield (said, (", ", "plain"), (f"{late} late", "late")) if late else (said,)


def _promises(counted: Status, *, at_risk: bool) -> Iterator[tuple[Part, ...]]:
    if counted.promises_late:
        yield ((f"{_promised(counted.promises_late)} late", "late"),)
    if counted.promises_at_risk and at_risk:
        yield ((f"{_promised(counted.promises_at_risk)} at risk", "late"),)


def _promised(count: int) -> str:
    return "1 promise" if count == 1 else f"{count} promises"


def _next(today: Today, *, names: bool) -> Iterator[tuple[Part, ...]]:
    item = next_said(today)
    if item is None:
        return
    minutes = int((item.at - today.now).total_seconds() // 60)
    when = f"in {span(minutes)}" if minutes <= _SOON else clock_time(item.at, today.zone)
    tone: Tone = "due" if item.stage is Stage.DUE else "plain"
    what = f": {named(item.text, _LONGEST)}" if names else ""
    whom = f", {plain(item.client, _LONGEST)}" if names and item.client else ""
    yield (("next ", "plain"), (when, tone), (f"{what}{whom}", "plain"))


def _said(today: Today) -> list[AgendaItem]:
    return [item for item in today.agenda if item.kind in _SAID]


def _is_callback(item: AgendaItem) -> bool:
    return item.kind is AgendaKind.CALLBACK and item.stage is not Stage.DONE


def _callbacks(today: Today) -> list[AgendaItem | WaitingItem]:
    missed = [item for item in today.waiting_now if item.channel is Channel.CALL]
    return [*missed, *(item for item in today.agenda if _is_callback(item))]


def _in(stage: Stage, items: Iterable[AgendaItem | WaitingItem]) -> int:
    return sum(item.stage is stage for item in items)
