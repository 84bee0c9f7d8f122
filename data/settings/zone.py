"""Time zones by name: whether one is known, and which one this machine is set to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

FALLBACK = "UTC"


def zone_problem(name: str) -> str | None:
    """Say what is wrong with `name` as a time zone; None when it is one."""
    if _known(name):
        return None
    import difflib

    everywhere = {each.lower(): each for each in available_timezones()}
    cities = {each.rpartition("/")[2].lower(): each for each in sorted(everywhere.values(), reverse=True)}
    wanted = name.strip().lower().replace(" ", "_")
    near = cities.get(wanted) or next(
        (everywhere[each] for each in difflib.get_close_matches(wanted, everywhere, 1, 0.8)), None
    )
    return f'no time zone has this name; did you mean "{near}"?' if near else "no time zone has this name"


def machine_zone(environ: Mapping[str, str] | None = None, etc: Path = Path("/etc")) -> str:
    """Give the zone this machine is set to, as an IANA name; UTC when nothing says.

    Asked in the order in which the C library decides: TZ, the link /etc/localtime, and then the name
    Debian keeps in /etc/timezone.
    """
    given = (os.environ if environ is None else environ).get("TZ", "")
    for candidate in (given.removeprefix(":"), _link(etc / "localtime"), _first_line(etc / "timezone")):
        name = _name_in(candidate)
        if _known(name):
            return name
    return FALLBACK


def _name_in(text: str) -> str:
    """Cut the folder of the zone files off: "/usr/share/zoneinfo/Europe/Berlin" is "Europe/Berlin"."""
    _, marker, rest = text.rpartition("zoneinfo/")
    return (rest if marker else text).removeprefix("posix/").removeprefix("right/")


def _link(path: Path) -> str:
    try:
        target = str(path.readlink())
        return target if "zoneinfo/" in target else str(path.resolve())
    except (OSError, RuntimeError):
        return ""


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")[:200].strip().partition("\n")[0].strip()
    except OSError:
        return ""


def _known(name: str) -> bool:
    if not name or name.startswith("/"):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        # Not found is a LookupError; a name such as "Europe" or "../x" is an OSError or a ValueError.
        return False
    return True
