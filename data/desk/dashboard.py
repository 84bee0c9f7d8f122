"""The snapshot that the dashboard shows: the rows it needs, judged at one instant.

A module of its own so that commands which show no snapshot don't wait for the rules of one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.desk.limits import limits_of
from data.desk.people.cover import on_call
from data.model.today import Notice, Today
from data.rules.days import local_date
from data.rules.emergency_checks import day_keys, is_watched
from data.rules.today import snapshot
from data.store import cards
from data.store import facts as rows

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.facts import Facts
    from data.rules.working_time import WorkingTime

_ONLY_LOOKING = Notice(
    "The store cannot be written: you see it as it is, and nothing can be changed. "
    "Open its file and folder for writing and start again.",
    serious=True,
)


def today(core: Core) -> Today:
    """Give the snapshot of this instant that the dashboard shows."""
    now, limits = core.now(), limits_of(core.settings)
    if core.store.read_only:
        # A look could not be written down, and so what was held back could not be had.
        limits = replace(limits, mail_windows=())
    working_time = core.working_time()
    shown = snapshot(facts(core, now, working_time), now, working_time, limits)
    if core.store.read_only:
        return replace(shown, notices=(_ONLY_LOOKING, *shown.notices))
    if core.trouble:
        return replace(shown, notices=(Notice(core.trouble, serious=True), *shown.notices))
    return shown


def glance(core: Core) -> Today:
    """Give the snapshot of this instant, mail windows and all, also of a store that is only looked at."""
    now, working_time = core.now(), core.working_time()
    return snapshot(facts(core, now, working_time), now, working_time, limits_of(core.settings))


def facts(core: Core, now: datetime, working_time: WorkingTime) -> Facts:
    """Gather the rows a snapshot at `now` is computed from."""
    start, end = _local_day(now, core.settings.zone)
    gathered = rows.gather(
        core.reader,
        now=now,
        day_start=start.astimezone(ZoneInfo(core.settings.zone)),
        day_end=end,
        worked_since=core.worked_since(working_time),
    )
    if is_watched(now, working_time):
        on = local_date(now, working_time.zone)
        gathered = replace(
            gathered,
            on_call=on_call(core.reader),
            emergency_checks=tuple(cards.beginning(core.reader, day_keys(on))),
        )
    in_use = core.settings.named_feeds()
    return replace(gathered, sources=tuple(state for state in gathered.sources if state.name in in_use))


def _local_day(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Give the first instant of the local day that `now` lies in and of the next one, in UTC."""
    there = ZoneInfo(zone)
    on = now.astimezone(there).date()
    start = datetime.combine(on, time(), there).astimezone(UTC)
    return start, datetime.combine(on + timedelta(days=1), time(), there).astimezone(UTC)
