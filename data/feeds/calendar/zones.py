"""From the zone names of calendar files, some of them odd, to time zones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


class Zones:
    """The zones of one calendar file."""

    def __init__(self, own: tzinfo, definitions: Mapping[str, Sequence[str]], default_name: str = "") -> None:
        self._own = own
        self._definitions = definitions
        self._known: dict[str, tzinfo | None] = {}
        self.named: tzinfo | None = self.find(default_name) if default_name else None
        """The calendar's X-WR-TIMEZONE."""

    @property
    def floating(self) -> tzinfo:
        """Give the zone of times without one: the calendar's own, else the freelancer's."""
        return self.named or self._own

    @property
    def unknown(self) -> tuple[str, ...]:
        """Give the names that stood for no zone; their times were read as floating ones."""
        return tuple(name for name, zone in self._known.items() if zone is None)

    def find(self, name: str) -> tzinfo | None:
        """Give the zone a TZID stands for, or None.

        The file's own definition is asked last: the IANA name knows this year's rules, a definition
        written years ago does not.
        """
        if name not in self._known:
            definition = self._definitions.get(name)
            self._known[name] = (
                _by_name(name) or _by_location(definition) or _by_offset(name) or _by_rules(definition)
            )
        return self._known[name]


def _by_name(name: str) -> tzinfo | None:
    """Find an IANA name, also at the end of a path such as "/mozilla.org/20050126_1/Europe/Berlin"."""
    # Imported here: icalendar costs 77 ms and is needed only where a calendar is read.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    given = name.strip().strip('"')
    parts = [part for part in given.split("/") if part]
    tails = ["/".join(parts[-count:]) for count in (3, 2) if len(parts) > count]
    for candidate in (given, WINDOWS_TO_OLSON.get(given, ""), *tails):
        found = _iana(candidate)
        if found is not None:
            return found
    return None


def _iana(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def _by_location(definition: Sequence[str] | None) -> tzinfo | None:
    """Ask the definition for the place it names (X-LIC-LOCATION)."""
    for line in definition or ():
        if line.upper().startswith("X-LIC-LOCATION:"):
            return _by_name(line.partition(":")[2])
    return None


def _by_offset(name: str) -> tzinfo | None:
    """Read "GMT+0100", "UTC+2" and "+01:00"."""
    found = _OFFSET.fullmatch(name.strip())
    if found is None or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)


def _by_rules(definition: Sequence[str] | None) -> tzinfo | None:
    """Make a zone from the definition's own rules, if they are ordinary ones: once a year or once at all."""
    if definition is None:
        return None
    rules = [line.upper() for line in definition if line.upper().startswith("RRULE")]
    if any("FREQ=YEARLY" not in rule or "INTERVAL=" in rule for rule in rules):
        return None
    from icalendar import Timezone

    kept = [
        line
        for line in definition
        if not line.upper().startswith(("X-", "TZURL", "LAST-MODIFIED", "COMMENT"))
    ]
    try:
        made = Timezone.from_ical("\r\n".join(kept) + "\r\n")
        return made.to_tz(lookup_tzid=False) if isinstance(made, Timezone) else None
    except Exception:  # whatever a definition of a stranger makes the parser stumble over
        return None
