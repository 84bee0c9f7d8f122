"""Calendars on this machine: .ics files and vdir folders, read only, unrolled into appointments."""

from data.feeds.calendar.files import fingerprint
from data.feeds.calendar.reading import CalendarReading, Skipped, read_calendar

__all__ = ["CalendarReading", "Skipped", "fingerprint", "read_calendar"]
