"""Where somebody is reached: addresses, domains, phone numbers, and the time it is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from tui.screens.forms.notations.refusals import refused, wrong
from tui.widgets.fields import Notation, Understood
from tui.wording.plain import plain
from tui.wording.row import Part
from tui.wording.times import local

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_DOMAIN = re.compile(r"(?:[^@\s<>,;./]+\.)+[^@\s<>,;./]{2,}")


def addresses() -> Notation[tuple[str, ...]]:
    """Write e-mail addresses, with blanks or commas between them."""
    return _several(
        lambda word: bool(_ADDRESS.fullmatch(word)), lambda word: f"{word} is no e-mail address.", str.lower
    )


def domains() -> Notation[tuple[str, ...]]:
    """Write mail domains, with or without an @ before them."""
    return _several(
        lambda word: bool(_DOMAIN.fullmatch(word)),
        lambda word: f"{word} is no domain; write it like harbour.example.",
        lambda word: word.lower().lstrip("@"),
    )


def phones() -> Notation[tuple[str, ...]]:
    """Write phone numbers, with commas between them (blanks belong to a number)."""
    return _several(
        lambda word: sum(letter.isdigit() for letter in word) >= 3 and set(word) <= set("+0123456789 ()-/."),
        lambda word: f"{word} is no phone number.",
        str.strip,
        between=",;",
    )


def zone(now: datetime) -> Notation[str]:
    """Write a time zone by its IANA name, said with the time it is there."""

    def say(name: str) -> tuple[Part, ...]:
        return ((f"{name} · {local(now, name):%a %H:%M} there", "plain"),)

    def read(text: str) -> Understood[str]:
        name = find_zone(text)
        return Understood(name, say(name)) if name else wrong("Europe/Berlin")

    return Notation(read, str, say)


def find_zone(text: str) -> str | None:
    """Give the zone that is called so, whatever its case and with the area left out when that is clear."""
    from zoneinfo import available_timezones

    wanted = "_".join(text.casefold().split())
    names = {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"}
    if wanted in names:
        return _loads(names[wanted])
    cities = [name for low, name in names.items() if low.rpartition("/")[2] == wanted]
    usual = [name for name in cities if not name.startswith(("US/", "Etc/", "SystemV/", "posix/", "right/"))]
    return _loads(usual[0]) if len(usual) == 1 else None


def _loads(name: str) -> str | None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return None
    return name


def _several(
    fits: Callable[[str], bool],
    complaint: Callable[[str], str],
    tidy: Callable[[str], str],
    between: str = ",; ",
) -> Notation[tuple[str, ...]]:
    def read(text: str) -> Understood[tuple[str, ...]]:
        words = [word.strip() for word in re.split(f"[{between}]", text) if word.strip()]
        for word in words:
            if not fits(tidy(word)):
                sentence = complaint(plain(word, 40))
                return refused(sentence)
        return Understood(tuple(dict.fromkeys(tidy(word) for word in words)))

    return Notation(read, ", ".join)
