"""The words of time kept elsewhere: the tray "what is this time?", mappings, and what a file would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from data.model.time_log import (
    HeldTime,
    LabelSum,
    Placing,
    TimeMapping,
    TimePreview,
    UnplacedTime,
)
from data.model.work import Deliverable
from tui.wording.plain import named, plain
from tui.wording.row import Cell, Part, Row
from tui.wording.times import full_day, local, moment, past, span


def unplaced_row(key: str, time: UnplacedTime, names: Mapping[int, str], now: datetime, zone: str) -> Row:
    """Say one label nobody has said the meaning of; under it what it may be, or what was last done there."""
    return Row(
        key,
        (
            Cell(named(time.label.said, 200)),
            Cell(entries(time.entries), "dim"),
            Cell(span(time.minutes)),
            Cell(past(time.last_at, now, zone), "dim"),
        ),
        (Cell.of(*_may_be(time, names)),),
    )


def _may_be(time: UnplacedTime, names: Mapping[int, str]) -> tuple[Part, ...]:
    if time.why:
        return ((plain(time.why, 200), "due"),)
    suggested = [named(names[number], 60) for number in time.suggested if number in names]
    if suggested:
        return ((f"{suggested[0]}?  ", "accent"), ("y", "key"), (" says yes", "dim"))
    said = "without a tag or a project" if time.label.words else plain(time.description, 200)
    return ((said or "no note", "faint"),)


def held_row(key: str, held: HeldTime, now: datetime, zone: str) -> Row:
    """Say one entry that is held back, and why."""
    what = "time you entered here" if held.by_hand else "time that came in already"
    why = f"{plain(held.entry.label.said, 100)}: it overlaps {what}, so it is not counted twice"
    return Row(
        key,
        (
            Cell(named(held.name, 200)),
            Cell("held back", "due"),
            Cell(span(held.entry.minutes)),
            Cell(past(held.entry.started_at, now, zone), "dim"),
        ),
        (Cell(why, "dim"),),
    )


def mapping_row(mapping: TimeMapping, names: Mapping[int, str], now: datetime, zone: str) -> Row:
    """Say one mapping: what it is called there · what it is here · from when on."""
    what, tone = placed(mapping.placing, names.get(mapping.deliverable_id or 0, ""))
    since = f"from {moment(mapping.since, now, zone)}" if mapping.since is not None else ""
    return Row(
        f"mapping:{mapping.id}",
        (
            Cell(named(mapping.label.said, 200)),
            Cell(what, "dim" if tone else "plain"),
            Cell(since, "dim"),
            Cell(plain(mapping.kind, 20), "faint"),
        ),
    )


def target_row(what: Deliverable, client: str, now: datetime, zone: str) -> Row:
    """Say one deliverable that time can be mapped to."""
    when = f"delivered {past(what.delivered_at, now, zone)}" if what.delivered_at is not None else ""
    return Row(
        f"deliverable:{what.id}",
        (Cell(named(what.name, 200)), Cell(plain(client, 100), "dim"), Cell(when, "dim")),
    )


def preview_lines(seen: TimePreview, now: datetime, zone: str) -> Iterator[str]:
    """Say what reading a time log would bring, a line each."""
    if seen.first_at is None or seen.last_at is None:
        yield "No time in it that can be counted."
    else:
        today = local(now, zone).date()
        first, last = (full_day(local(at, zone).date(), today) for at in (seen.first_at, seen.last_at))
        period = first if first == last else f"{first} to {last}"
        yield f"{entries(seen.entries)}, {span(seen.minutes)}, {period}; {seen.new} of them new."
    for each in seen.labels:
        yield f"  {_label_sum(each)}"
    for note in seen.notes:
        yield plain(note, 300)
    for where, reason in seen.skipped[:10]:
        yield f"  skipped: {plain(where, 80)}: {plain(reason, 200)}"
    if len(seen.skipped) > 10:
        yield f"  … and {len(seen.skipped) - 10} more skipped."


def _label_sum(each: LabelSum) -> str:
    what = placed(each.placing, each.name)[0] if each.placing is not None else "not mapped yet"
    return f"{named(each.label.said, 80)}: {entries(each.entries)}, {span(each.minutes)}: {what}"


def placed(placing: Placing, name: str) -> tuple[str, bool]:
    """Say what becomes of time, and whether it is left out."""
    if placing is Placing.IGNORE:
        return "left out", True
    beyond = " as polish" if placing is Placing.POLISH else ""
    return f"{named(name, 80)}{beyond}", False


def entries(count: int) -> str:
    """Say how many."""
    return "1 entry" if count == 1 else f"{count} entries"
