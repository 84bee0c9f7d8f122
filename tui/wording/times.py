"""Times and spans the way people say them: "in 18 m", "45 m late", "Tue 17:00", "3 h 30 m"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_SOON = 120
"""Minutes ahead that are said as "in 1 h 45 m"; beyond, "today" is enough."""

_LONG_LATE = 10 * 60
"""Minutes from which nobody reads the minutes of what is late."""

_LONG_WORK = 5
"""Own working days from which a span is said in days."""


def span(minutes: float, day_minutes: int | None = None) -> str:
    """Say a length of time: "45 m", "3 h", "3 h 05 m"; from five days of `day_minutes` on, "6 days"."""
    whole = abs(round(minutes))
    if day_minutes and whole >= _LONG_WORK * day_minutes:
        return f"{whole // day_minutes} days"
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{rest} m"
    return f"{hours} h {rest:02d} m" if rest else f"{hours} h"


def hours(minutes: float) -> str:
    """Say a sum of work without the minutes nobody reads in a sum: "39 h", below two hours as `span`."""
    whole = abs(round(minutes))
    return span(whole) if whole < 120 else f"{round(whole / 60)} h"


def days(count: int) -> str:
    """Say a number of days: "1 day", "3 days"."""
    return "1 day" if count == 1 else f"{count} days"


def local(at: datetime, zone: str) -> datetime:
    """Give the instant on the wall clock of `zone`."""
    return at.astimezone(ZoneInfo(zone))


def clock_time(at: datetime, zone: str) -> str:
    """Say the time of day: "17:00"."""
    return f"{local(at, zone):%H:%M}"


def full_day(on: date, today: date) -> str:
    """Say a day with its date: "Thu 26 Nov", with the year when it is another one."""
    text = f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"
    return text if on.year == today.year else f"{text} {on.year}"


def day_name(on: date, today: date) -> str:
    """Say a day as briefly as it is clear: "today", "tomorrow", "Tue" within six days, else "Thu 26 Nov"."""
    ahead = (on - today).days
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if ahead == -1:
        return "yesterday"
    return WEEKDAYS[on.weekday()] if 1 < ahead <= 6 else full_day(on, today)


def by(at: datetime, now: datetime, zone: str) -> str:
    """Say until when something is to be begun or told: "by Fri 14:00", or "now" where that has passed."""
    return "now" if at <= now else f"by {moment(at, now, zone)}"


def moment(at: datetime, now: datetime, zone: str) -> str:
    """Say an instant: "today 17:00", "Tue 17:00" within six days, else "Thu 26 Nov"."""
    there, here = local(at, zone), local(now, zone)
    ahead = (there.date() - here.date()).days
    if ahead == 0:
        return f"today {there:%H:%M}"
    if 0 < ahead <= 6:
        return f"{WEEKDAYS[there.weekday()]} {there:%H:%M}"
    return full_day(there.date(), here.date())


def exact(at: datetime, now: datetime, zone: str) -> str:
    """Say an instant in full: "Tue 24 Nov 17:00"."""
    there = local(at, zone)
    return f"{full_day(there.date(), local(now, zone).date())} {there:%H:%M}"


def relative(at: datetime, now: datetime, zone: str, *, soon: int = _SOON) -> str:
    """Say when something is due as seen from `now`: "in 18 m", "45 m late", "today", "2 days late".

    What is no more than `soon` minutes ahead is counted in minutes.
    """
    minutes = int((at - now) // timedelta(minutes=1))
    on, today = local(at, zone).date(), local(now, zone).date()
    if at <= now:
        return late_by(at, now)
    if minutes < 1:
        return "now"
    if minutes <= soon:
        return f"in {span(minutes)}"
    return day_name(on, today)


def late_by(at: datetime, now: datetime) -> str:
    """Say how long ago something was due: "now", "45 m late", "3 h 10 m late", "18 h late", "2 days late"."""
    minutes = int((now - at) // timedelta(minutes=1))
    if minutes < 1:
        return "now"
    if minutes < 24 * 60:
        whole = minutes if minutes < _LONG_LATE else minutes // 60 * 60
        return f"{span(whole)} late"
    return f"{days(minutes // (24 * 60))} late"


def past(at: datetime, now: datetime, zone: str) -> str:
    """Say when something was: "10:15" today, "yesterday 10:15", "Fri 20 Nov", "8 months ago"."""
    there, here = local(at, zone), local(now, zone)
    back = (here.date() - there.date()).days
    if back <= 0:
        return f"{there:%H:%M}"
    if back == 1:
        return f"yesterday {there:%H:%M}"
    return full_day(there.date(), here.date()) if back <= 92 else long_ago(here.date() - there.date())


def long_ago(since: timedelta) -> str:
    """Say a stretch of months or years: "8 months ago"."""
    import humanize

    return f"{humanize.naturaldelta(since)} ago"
