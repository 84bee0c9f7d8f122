"""The words of the page of one deliverable: what it is, where it stands, what it may cost."""

from __future__ import annotations

from collections.abc import Iterable

from data.model.check import Odds
from data.model.effort import EffortChange
from data.model.today import Room, SlackItem, Today
from data.model.work import Deliverable
from data.values import frozen
from tui.wording.amounts import money
from tui.wording.deliverable.time import slack_spent
from tui.wording.deliverable.told import day_or_time
from tui.wording.marks import KEPT, KIND, UNSAID, WAITS
from tui.wording.plain import named, plain
from tui.wording.promise import often_said
from tui.wording.row import EMPTY, Cell, Part, Row, Tone, joined
from tui.wording.slack import gauge, past_estimate, rough, slack_row, slack_words
from tui.wording.times import by, day_name, days, exact, local, moment, span

_QUARTER = 15
"""Minutes to which work that is reckoned is said."""


@frozen
class Rate:
    """What the settings say about money."""

    currency: str
    hourly: int | None = None
    """Cents of one hour; None: not set."""


def head_line(what: Deliverable, client: str) -> tuple[Part, ...]:
    """Say what it is and whose; a long name is cut before it pushes the client out."""
    return (named(what.name, 50), "strong"), (f"   {named(client, 80)}", "plain")


def state_line(what: Deliverable, item: SlackItem | None, today: Today) -> tuple[Part, ...]:
    """Say the date told, the day aimed for and the slack."""
    now, zone, here = today.now, today.zone, local(today.now, today.zone).date()
    promised = moment(what.promised_at, now, zone) if what.promised_at else ""
    told: list[Part] = [(f"promised {promised}", "plain")] if promised else [("no date told", "dim")]
    aim: list[Part] = []
    if what.target_on is not None and what.open:
        aim = [(f"aim {day_name(what.target_on, here)}", "dim")]
    return joined([told, aim, list(_state(what, item, today))], between="   ")


def _state(what: Deliverable, item: SlackItem | None, today: Today) -> tuple[Part, ...]:
    now, zone = today.now, today.zone
    if what.delivered_at is not None:
        return ((f"{KEPT} delivered {day_or_time(what.delivered_at, now, zone)}", "kept"),)
    if what.dropped_at is not None:
        return ((f"{UNSAID} not owed any more", "dim"),)
    if item is None:
        return ()
    mark = slack_row(item, today).cells[0]
    return ((f"{mark.text} {_words(item, today)}", mark.tone),)


def fact_rows(
    what: Deliverable,
    item: SlackItem | None,
    ledger: Iterable[EffortChange],
    rate: Rate,
    today: Today,
    odds: Odds | None = None,
) -> list[Row]:
    """Say where it stands, line by line; `odds` are what the work left counts as."""
    stands = (
        _ended(what, today)
        if item is None
        else [*_work(what, today), _counted(what, odds), *_slack(item, today)]
    )
    facts = [
        *stands,
        _fact("slack spent", *slack_spent(ledger)),
        _budget(what, item, rate),
        _fact("extra", (plain(what.extra, 400), "kind"), mark=Cell(KIND, "kind")),
        _fact("note", (plain(what.note, 400), "plain")),
    ]
    return [row for row in facts if row is not None]


def _fact(
    label: str, *parts: Part, mark: Cell = EMPTY, fill: Cell | None = None, moves: bool = False
) -> Row | None:
    """Make a row of a fact, with a gauge under it where there is one; None when there is nothing to say.

    `moves` is for what changes with the passing of time alone.
    """
    if not parts or not parts[0][0]:
        return None
    said = tuple(part for part in parts if part[0])
    under = (EMPTY, EMPTY, fill) if fill is not None else ()
    return Row(
        f"fact:{label}", (mark, Cell(label, "dim"), Cell.of(*said)), under, gist=None if moves else said
    )


def _work(what: Deliverable, today: Today) -> list[Row | None]:
    """Say how much work is left."""
    if what.finished_at is not None:
        done = exact(what.finished_at, today.now, today.zone)
        return [
            _fact("done", (done, "kept"), (" · not delivered yet", "dim"), mark=Cell(KEPT, "kept")),
            _fact("left to do", (span(what.pending_minutes), "due"), (" of extras, undecided", "dim"))
            if what.pending_minutes
            else None,
        ]
    left, pending = what.work_left, what.pending_minutes
    if left is None:
        return [_fact("left to do", ("no estimate", "due"), (" · l or e adds one", "dim"))]
    beside: Part = ("", "dim")
    if past_estimate(what):
        beside = (" · past its estimate, l judges anew", "due")
    elif pending:
        beside = (f" · {span(pending)} of it extra", "due")
    elif what.judged_minutes is None:
        beside = (" · estimate less spent", "dim")
    return [_fact("left to do", (span(left), "plain"), beside)]


def _counted(what: Deliverable, odds: Odds | None) -> Row | None:
    """Say what the work left counts as where a promise is to hold, and why it can grow while one works."""
    total = what.total_minutes
    if odds is None or total is None:
        return None
    safe = max(0, odds.ratio * (total + what.pending_minutes) - what.spent_minutes)
    such = "that came this far" if odds.begun else "of about this size"
    why = Cell(f"{often_said(odds.confidence)} {such} took no more", "dim")
    said: Part = (f"{span(_QUARTER * round(safe / _QUARTER))} to do", "plain")
    return Row("fact:counted", (EMPTY, Cell("counted as", "dim"), Cell.of(said)), (EMPTY, EMPTY, why), said)


def _slack(item: SlackItem, today: Today) -> list[Row | None]:
    """Say the slack, what it is made of, and what that asks for."""
    day, mark, said = today.day_minutes, slack_row(item, today).cells[0], _words(item, today)
    if item.room is Room.LATE:
        late = _fact("slack", (said, mark.tone), (" · tell now", "dim"), mark=mark, moves=True)
        return [late, *_waiting(item, today)]
    if item.slack_minutes is None or item.owed_minutes is None or item.capacity_minutes is None:
        return [_fact("slack", (said, "dim"), mark=mark), *_waiting(item, today)]
    sure = f" · {_sure(item, today.confidence)}"
    bar = Cell("", mark.tone, fill=gauge(item))
    # As rough as the slack itself, so that the three add up as they are said.
    room = rough(item.capacity_minutes)
    till_then = f"{span(room, day)} to work"
    return [
        _fact("slack", (said, mark.tone), (sure, "dim"), mark=mark, fill=bar, moves=True),
        _fact(
            "till then",
            (till_then, "plain"),
            (f" · {span(room - rough(item.slack_minutes), day)} owed", "plain"),
            moves=True,
        ),
        _room("as planned", item.plain_slack_minutes, "if estimates hold", day),
        _room("on its own", item.naive_slack_minutes, "nothing else owed", day),
        *_deadlines(item, today),
        *_waiting(item, today),
    ]


def _words(item: SlackItem, today: Today) -> str:
    """Say the slack alone: "3 h 30 m slack"."""
    return slack_words(item, today.now, today.day_minutes)


def _room(label: str, minutes: int | None, when: str, day: int) -> Row | None:
    if minutes is None:
        return None
    word = "short" if minutes < 0 else "slack"
    tone: Tone = "due" if minutes < 0 else "plain"
    return _fact(label, (f"{span(minutes, day)} {word}", tone), (f" · {when}", "dim"), moves=True)


def _deadlines(item: SlackItem, today: Today) -> list[Row | None]:
    """Say by when to begin, and by when to tell them where the promise does not hold."""
    now, zone = today.now, today.zone
    start, tell = item.latest_start, item.heads_up_by
    begin: Part = ("", "plain")
    if start is not None:
        begin = (by(start, now, zone), "due" if start <= now else "plain")
    word: Part = ("", "plain")
    if tell is not None:
        word = (by(tell, now, zone), "late" if item.act_today else "due")
    return [
        _fact("start", begin, moves=True),
        _fact("tell them", word, (" · h writes it", "dim"), moves=True),
    ]


def _waiting(item: SlackItem, today: Today) -> list[Row | None]:
    """Say what it waits for, and what that does to the promise."""
    late = f" · {days(item.waiting_days)} late" if item.waiting_days else ""
    becomes = exact(item.would_become, today.now, today.zone) if item.would_become is not None else ""
    return [
        _fact("waits for", (plain(item.waiting_for, 200), "wait"), (late, "dim"), mark=Cell(WAITS, "wait")),
        _fact("it becomes", (becomes, "plain"), (", if that came today", "dim"), moves=True),
    ]


def _budget(what: Deliverable, item: SlackItem | None, rate: Rate) -> Row | None:
    """Say what the budget leaves when the work is done."""
    if what.budget_cents is None:
        return None
    budget = money(what.budget_cents, rate.currency)
    left = item.budget_slack_cents if item is not None else None
    if left is None:
        about = " · set rates.hourly to see what is left" if rate.hourly is None and what.open else ""
        return _fact("budget", (budget, "plain"), (about, "dim"))
    said = f"{money(left, rate.currency)} {'over' if left < 0 else 'to spare'}"
    return _fact("budget", (said, "due" if left < 0 else "plain"), (f" of {budget}", "dim"))


def _ended(what: Deliverable, today: Today) -> list[Row | None]:
    """Say how it ended, once it is delivered."""
    if what.delivered_at is None:
        return []
    promise, at = what.promised_at, what.delivered_at
    kept: Part = ("", "plain")
    if promise is not None:
        kept = (" · as promised", "kept") if at <= promise else (" · later than promised", "due")
    of = f" of {span(what.estimate_minutes)} estimated" if what.estimate_minutes is not None else ""
    return [
        _fact("delivered", (exact(at, today.now, today.zone), "plain"), kept, mark=Cell(KEPT, "kept")),
        _fact("it took", (span(what.spent_minutes) if what.spent_minutes else "", "plain"), (of, "dim")),
    ]


def _sure(item: SlackItem, confidence: float) -> str:
    """Say how often a promise that stands like this is kept: "kept 9 times in 10", "kept under 9 in 10"."""
    percent = round(confidence * 100)
    of = 10 if percent % 10 == 0 else 20 if percent % 5 == 0 else 100
    often = percent * of // 100
    if item.slack_minutes is not None and item.slack_minutes < 0:
        return f"kept under {often} in {of}"
    return f"kept {often} times in {of}"
