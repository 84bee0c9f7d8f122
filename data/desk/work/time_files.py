"""Files of time logs: what one would bring, found out without writing, and one that is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.intake import time_log as intake
from data.errors import WrongUse
from data.model.time_log import LabelSum, LoggedTime, Placing, TimeLabel, TimePreview
from data.rules import time_log as rules
from data.store import deliverables, time_log, time_mappings

if TYPE_CHECKING:
    from pathlib import Path

    from data.desk.core import Core
    from data.feeds.time_log.reading import TimeReading
    from data.store.engine.looking import Looking

_ONCE = "imported {}"
"""The source under which a file that is imported once is kept, by its kind."""


def preview(core: Core, path: Path, kind: str | None, *, source: str = "", run: bool = False) -> TimePreview:
    """Say what reading a time log would bring, and write nothing."""
    kind = kind or kind_of(path)
    reading = intake.read(core, path, kind, run=run)
    return _seen(core, reading, kind, source or _ONCE.format(kind))


def import_(core: Core, path: Path, kind: str | None) -> tuple[TimePreview, int]:
    """Read a file once; give what it brought, and how many entries it says are gone."""
    kind = kind or kind_of(path)
    _not_a_source(core, path)
    reading, source = intake.read(core, path, kind), _ONCE.format(kind)
    seen = _seen(core, reading, kind, source)
    kept = rules.usable(reading.entries, core.now()).kept
    with core.store.intake(core.now()) as db:
        _, gone = intake.store(db, source, kind, _part(reading, kept), kept)
    return seen, gone


def kind_of(path: Path) -> str:
    """Tell from its name what kind of time log lies at a path; WrongUse when it does not say."""
    ending = path.suffix.lower()
    if ending == ".csv":
        return "toggl"
    if ending in (".json", ".data") or (path / "data").is_dir():
        return "timewarrior"
    raise WrongUse(f"{path.name} does not say what it is: add --kind timewarrior or --kind toggl.")


def _not_a_source(core: Core, path: Path) -> None:
    """Make sure that a file is not imported besides being read by itself: it would come in twice."""
    here = path.expanduser().absolute()
    for feed in core.settings.time_log:
        if here == feed.path or feed.path in here.parents:
            raise WrongUse(f"{path} is read by itself already, as {feed.name}. Nothing was imported.")


def _seen(core: Core, reading: TimeReading, kind: str, source: str) -> TimePreview:
    sorted_ = rules.usable(reading.entries, core.now())
    kept, db = sorted_.kept, core.reader
    known = {entry.key for entry in time_log.of_source(db, source)}
    skipped = ((each.place, each.reason) for each in reading.skipped)
    return TimePreview(
        kind=kind,
        entries=len(kept),
        minutes=sum(map(_minutes, kept)),
        new=sum(entry.key not in known for entry in kept),
        first_at=kept[0].started_at if kept else None,
        last_at=kept[-1].started_at if kept else None,
        labels=_sums(db, kind, kept),
        skipped=(*skipped, *sorted_.skipped),
        notes=tuple(intake.notes(reading, sorted_, core.settings.zone)),
    )


def _sums(db: Looking, kind: str, kept: Iterable[LoggedTime]) -> tuple[LabelSum, ...]:
    mappings, over = time_mappings.mappings(db), time_mappings.over(db)
    sums: dict[tuple[TimeLabel, Placing | None, int | None], list[LoggedTime]] = {}
    for entry in kept:
        holding = rules.fitting(kind, entry.label, mappings)
        found = rules.placed(entry.started_at, holding, over)
        about = (found.placing, found.deliverable_id) if found else (None, None)
        sums.setdefault((rules.asked(entry.label), *about), []).append(entry)
    names = {number: what.name for *_, number in sums if number and (what := deliverables.get(db, number))}
    said = [
        LabelSum(label, len(some), sum(map(_minutes, some)), placing, names.get(number or 0, ""))
        for (label, placing, number), some in sums.items()
    ]
    return tuple(sorted(said, key=lambda each: (-each.minutes, each.label.said, each.name)))


def _part(reading: TimeReading, kept: Iterable[LoggedTime]) -> TimeReading:
    """Give a reading that speaks of its own time alone, even where it was of a whole folder."""
    from data.feeds.time_log.reading import around

    whole = reading.reach is None
    return replace(reading, reach=around([each.started_at for each in kept])) if whole else reading


def _minutes(entry: LoggedTime) -> int:
    return round(((entry.ended_at or entry.started_at) - entry.started_at).total_seconds() / 60)
