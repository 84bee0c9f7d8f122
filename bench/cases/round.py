"""Sources of every kind on this machine: each read for the first time, and rounds that find nothing new.

Such a round comes every two minutes, all day: it reads no file again and writes nothing, for each write makes
every open dashboard look again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench.maildir import NOW, make_maildir
from bench.measure import Figure, calm, median, times
from bench.place import Place
from data.clock import fixed_clock
from data.desk import Desk
from data.model.client import Client
from data.settings import load

_CALLS, _NUMBERS, _CLIENTS, _MESSAGES = 2_000, 400, 40, 2_000
_MONTHS, _DAYS, _HOURS = 24, 21, 6
_CARDS, _EVENTS = 2_000, 500
_AGAIN_MS = 50
_KINDS = {
    "calls": "android",
    "time_log": "timewarrior",
    "contacts": "vcard",
    "calendar": "vdir",
    "mail": "maildir",
}


def run(place: Place) -> Iterator[Figure]:
    """Read each kind by itself into a store of its own, then all of them together with nothing new."""
    folder = place.config.parent / "round"
    folder.mkdir()
    made = {
        "calls": _calls(folder),
        "time_log": _time(folder),
        "contacts": _cards(folder),
        "calendar": _events(folder),
        "mail": _mail(folder),
    }
    for each in (folder, *folder.rglob("*")):
        os.utime(each, (NOW.timestamp() - 3600,) * 2)  # lying still, by the clock of the bench
    sections = {
        section: f'[[{section}]]\nname = "{section}"\nkind = "{_KINDS[section]}"\npath = "{path}"\n'
        for section, (path, _) in made.items()
    }
    try:
        for section, (_, count) in made.items():
            yield from _reading(place, section, sections[section], f"{section}, {count:,} entries")
        yield from _reading(place, "all", "".join(sections.values()), "all of these")
    finally:
        shutil.rmtree(folder)


def _reading(place: Place, name: str, section: str, what: str) -> Iterator[Figure]:
    config = place.config.with_name(f"round-{name}.toml")
    config.write_text(place.config.read_text(encoding="utf-8") + section, encoding="utf-8")
    desk = Desk.open(config.with_suffix(".db"), load(config), fixed_clock(NOW), settings_path=config)
    try:
        for number in range(_CLIENTS):
            desk.clients.add(Client(f"Client {number}", phones=(f"+4930{number:07d}",)))
        calm(2.0)
        begin = time.perf_counter()
        states = desk.sources.sync()
        yield Figure("round", f"{what}, first reading", time.perf_counter() - begin, "s")
        assert all(state.read and not state.error for state in states), states
        before = desk.data_version()
        again = times(desk.sources.sync, 15)
        yield Figure("round", f"{what}, nothing new", median(again), "ms", _AGAIN_MS)
        yield Figure("round", f"{what}, nothing new, written", int(desk.data_version() != before), "times", 0)
    finally:
        desk.close()


def _calls(folder: Path) -> tuple[Path, int]:
    """Write a backup of an Android telephone, a call every ten minutes back from now."""
    path, newest = folder / "calls.xml", int((NOW - timedelta(hours=2)).timestamp() * 1000)
    entries = (
        f'<call number="+4930{n % _NUMBERS:07d}" duration="{n % 600}" date="{newest - n * 600_000}"'
        f' type="{1 + n % 3}" presentation="1" contact_name="(Unknown)" />\n'
        for n in range(_CALLS)
    )
    text = "".join(entries)
    path.write_text(f'<?xml version="1.0"?>\n<calls count="{_CALLS}">\n{text}</calls>\n', encoding="utf-8")
    return path, _CALLS


def _time(folder: Path) -> tuple[Path, int]:
    """Write what Timewarrior keeps: a file a month, six entries a day under a dozen tags."""
    data = folder / "timewarrior" / "data"
    data.mkdir(parents=True)
    for back in range(1, _MONTHS + 1):
        year, month = divmod(NOW.year * 12 + NOW.month - 1 - back, 12)
        on = f"{year}{month + 1:02d}"
        lines = [
            f"inc {on}{day:02d}T{8 + hour:02d}0000Z - {on}{day:02d}T{8 + hour:02d}4500Z # work{day % 12}\n"
            for day in range(1, _DAYS + 1)
            for hour in range(_HOURS)
        ]
        (data / f"{year}-{month + 1:02d}.data").write_text("".join(lines), encoding="utf-8")
    return data.parent, _MONTHS * _DAYS * _HOURS


def _cards(folder: Path) -> tuple[Path, int]:
    """Write an address book in one file."""
    path = folder / "book.vcf"
    cards = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{n}\r\nFN:Somebody {n}\r\nEMAIL:s{n}@other{n % 500}.example\r\n"
        f"TEL:+4940{n:07d}\r\nEND:VCARD\r\n"
        for n in range(_CARDS)
    )
    path.write_text("".join(cards), encoding="utf-8", newline="")
    return path, _CARDS


def _events(folder: Path) -> tuple[Path, int]:
    """Write a folder of events, a file each, one a day around now."""
    path = folder / "calendar"
    path.mkdir()
    for number in range(_EVENTS):
        on = f"{NOW + timedelta(days=number - _EVENTS // 2):%Y%m%d}"
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\n"
            f"UID:{number}\r\nDTSTAMP:{on}T000000Z\r\nDTSTART:{on}T100000Z\r\nDTEND:{on}T110000Z\r\n"
            f"SUMMARY:Talk {number}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        (path / f"{number}.ics").write_text(text, encoding="utf-8", newline="")
    return path, _EVENTS


def _mail(folder: Path) -> tuple[Path, int]:
    """Make a mailbox; the case "mail" measures a big one."""
    make_maildir(folder / "mail", _MESSAGES)
    return folder / "mail", _MESSAGES
