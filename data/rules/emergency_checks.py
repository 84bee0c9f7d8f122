"""When to look at the emergency line on days on which nobody works (SERVICE.md 2.11).

Only where a client may reach one in an emergency. A check shows an hour before its time and stays until one
looked; the next one takes its place, for a look in the evening says what one in the morning would have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from data.model.card import CardDecision
from data.model.facts import Facts
from data.model.today import AgendaItem, AgendaKind, Stage
from data.rules.agenda import SOON
from data.rules.days import instant, local_date
from data.rules.working_time import WorkingTime

TEXT = "Emergency line"


def is_watched(now: datetime, working_time: WorkingTime) -> bool:
    """Whether the day `now` lies in has no working hours: a weekend, a holiday, a day off."""
    return working_time.day_opening(local_date(now, working_time.zone)) is None


def day_keys(on: date) -> str:
    """Give what the keys of all checks of a day begin with."""
    return f"emergency_check:{on.isoformat()}T"


def emergency_checks(
    facts: Facts, now: datetime, working_time: WorkingTime, times: Sequence[str]
) -> tuple[AgendaItem, ...]:
    """Give the checks of today that were made, and the one to make now or within the hour."""
    if not facts.on_call or not is_watched(now, working_time):
        return ()
    today = local_date(now, working_time.zone)
    decided = {decision.key: decision for decision in facts.emergency_checks}
    planned = sorted((instant(today, time.fromisoformat(each), working_time.zone), each) for each in times)
    shown, last = [], None
    for at, clock in planned:
        key = f"{day_keys(today)}{clock}"
        made = decided.get(key)
        if made is not None and made.done_at is not None:
            shown.append(_item(facts, key, at, Stage.DONE, made.done_at))
            last = None
        elif at <= now + SOON:
            last = None if _sleeps(made, now) else _item(facts, key, at, _stage(at, now))
    return (*shown, last) if last is not None else tuple(shown)


def _sleeps(decision: CardDecision | None, now: datetime) -> bool:
    return decision is not None and decision.put_off_until is not None and decision.put_off_until > now


def _stage(at: datetime, now: datetime) -> Stage:
    return Stage.DUE if at <= now else Stage.FRESH


def _item(facts: Facts, key: str, at: datetime, stage: Stage, done_at: datetime | None = None) -> AgendaItem:
    clients = list(facts.on_call.items())
    number, name = clients[0]
    alone = len(clients) == 1
    return AgendaItem(
        key=key,
        kind=AgendaKind.EMERGENCY_CHECK,
        text=TEXT,
        client=name if alone else f"{len(clients)} clients",
        client_id=number if alone else None,
        at=at,
        stage=stage,
        done_at=done_at,
    )
