"""The configuration of working time, checked and in one normal form that can be compared and hashed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from data.values import frozen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60

Span = tuple[int, int]
"""Start and end in minutes of the wall clock after the date's midnight; the end may be past 1,440."""
Spans = tuple[Span, ...]
HoursByDay = Mapping[str, Sequence[Sequence[str]]]
HoursByDate = Mapping[date, Sequence[Sequence[str]]] | Mapping[str, Sequence[Sequence[str]]]

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


@frozen
class Config:
    """Working hours as given, dates as ordinals; two that mean the same are equal."""

    zone: str
    week: tuple[Spans, ...]
    """Seven entries, Monday first."""
    days_off: tuple[int, ...]
    extra: tuple[tuple[int, Spans], ...]
    breaks: tuple[tuple[int, Spans], ...]


def read_config(
    zone: str,
    hours: HoursByDay,
    days_off: Iterable[date | str],
    extra: HoursByDate | None,
    breaks: HoursByDate | None,
) -> Config:
    """Check all parts; raises ValueError with one sentence about the first that cannot be meant."""
    read_zone(zone)
    unknown = [str(name) for name in hours if str(name).lower() not in WEEKDAYS]
    if unknown:
        raise ValueError(f'"{unknown[0]}" is no weekday: use {", ".join(WEEKDAYS)}.')
    by_name = {name.lower(): spans for name, spans in hours.items()}
    return Config(
        zone=zone,
        week=tuple(_spans(by_name.get(name, ()), name) for name in WEEKDAYS),
        days_off=tuple(sorted({_ordinal(on) for on in days_off})),
        extra=_dated(extra),
        breaks=_dated(breaks),
    )


def read_zone(name: str) -> ZoneInfo:
    """Give the zone; raises ValueError when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        raise ValueError(f'"{name}" is no known time zone: use a name such as "Europe/Berlin".') from error


def _dated(by_date: HoursByDate | None) -> tuple[tuple[int, Spans], ...]:
    return tuple(sorted((_ordinal(on), _spans(spans, str(on))) for on, spans in (by_date or {}).items()))


def _ordinal(on: object) -> int:
    if isinstance(on, str):
        try:
            return date.fromisoformat(on).toordinal()
        except ValueError as error:
            raise ValueError(f'"{on}" is no date: use the form "2026-12-24".') from error
    if isinstance(on, date) and not isinstance(on, datetime):
        return on.toordinal()
    raise ValueError(f'{on!r} is no date: use the form "2026-12-24".')


def _spans(spans: object, where: str) -> Spans:
    if isinstance(spans, str) or not isinstance(spans, Sequence):
        raise ValueError(f'The hours of {where} must be a list of spans such as ["09:00", "12:30"].')
    return tuple(sorted({_span(span, where) for span in spans}))


def _span(span: object, where: str) -> Span:
    if isinstance(span, str) or not isinstance(span, Sequence) or len(span) != 2:
        raise ValueError(f'The hours of {where} must be spans such as ["09:00", "12:30"], not {span!r}.')
    start, end = _minutes(span[0], where), _minutes(span[1], where)
    return (start, end if end > start else end + DAY_MINUTES)


def _minutes(text: object, where: str) -> int:
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 0)
    if minute > 59 or hour * 60 + minute > DAY_MINUTES:
        raise ValueError(f'{text!r} in the hours of {where} is no time of day: use "00:00" to "24:00".')
    return hour * 60 + minute
