"""Sources on the net that cannot be reached: normal, and said quietly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from data.model.source import SourceState
from data.model.today import Notice
from data.rules.days import local_date


def offline_notices(sources: Iterable[SourceState], now: datetime, zone: str) -> list[Notice]:
    """Say of each source that cannot be reached since when, and when it was last read; never in alarm."""
    return [
        Notice(_offline(source, source.offline_since, now, zone))
        for source in sources
        if source.offline_since is not None
    ]


def _offline(source: SourceState, since: datetime, now: datetime, zone: str) -> str:
    read = f", last read {_clock(source.last_read_at, now, zone)}" if source.last_read_at else ""
    return f"{source.name}: offline since {_clock(since, now, zone)}{read}"


def _clock(at: datetime, now: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%H:%M}" if there.date() == local_date(now, zone) else f"{there:%Y-%m-%d %H:%M}"
