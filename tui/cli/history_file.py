"""Reads a file of finished jobs: what each was estimated at, and how long it took."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.effort import PastJob
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk

_HEADS = {
    "estimated": ("estimated", "estimate", "est", "planned", "plan", "expected", "budgeted"),
    "actual": ("actual", "spent", "real", "worked", "took", "tracked", "logged"),
    "date": ("date", "day", "finished", "finished on", "done", "done on", "completed", "delivered"),
}
"""What each column may be called, besides a word for the unit."""
_UNITS = {"hours": 60, "hour": 60, "hrs": 60, "h": 60, "minutes": 1, "minute": 1, "mins": 1, "min": 1}
"""Minutes of a bare number under a head with this word in it; without one it is hours."""
_SAYS_NOTHING = frozenset({"in", "time", "effort", "work"})

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", re.ASCII)

_MOST_MINUTES = 10_000 * 60
_SHOWN = 10
"""Mistakes told at once."""


def read_history(file: Path, *, day_first: bool = True, day_minutes: int = 480) -> list[PastJob]:
    """Read `file`; WrongUse with every line that cannot be meant."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{file.name} is not UTF-8 text. Save it as UTF-8 and import it again.") from None
    except OSError as error:
        raise WrongUse(f"{file.name} cannot be read: {error.strerror}.") from None
    reading = _Reading(file.name, day_first, day_minutes)
    jobs = list(reading.jobs(text))
    if reading.mistakes:
        shown = reading.mistakes[:_SHOWN]
        more = len(reading.mistakes) - len(shown)
        shown += [f"… and {more} more."] if more else []
        raise WrongUse("\n".join([*shown, "Nothing was imported."]))
    return jobs


def what_changed(desk: Desk, before: float) -> str:
    """Say what the next promise gets now, where an eight-hour job got `before` hours."""
    from tui.wording.times import span

    now = hours_promised(desk)
    got, gets = span(before * 60), span(now * 60)
    if got == gets:
        return f"An 8 h job is still promised with room for {gets} of work."
    return f"An 8 h job is now promised with room for {gets} of work; before, for {got}."


def hours_promised(desk: Desk) -> float:
    """Give the hours of work a job estimated at eight is promised with."""
    return 8 * desk.promises.board().odds(8 * 60).ratio


class _Reading:
    """Reads one file and remembers what is wrong in it."""

    def __init__(self, name: str, day_first: bool, day_minutes: int) -> None:
        self._name = name
        self._day_first = day_first
        self._day_minutes = day_minutes
        self.mistakes: list[str] = []

    def jobs(self, text: str) -> Iterator[PastJob]:
        """Give the jobs of the lines that are right."""
        first = text.partition("\n")[0]
        # A semicolon between columns is what spreadsheets write in half of Europe.
        delimiter = max(";\t,", key=first.count)
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        try:
            heads = next(reader, [])
            columns = self._columns(heads)
            for cells in reader:
                job = self._job(f"line {reader.line_num}", columns, cells, len(heads), delimiter)
                if job is not None:
                    yield job
        except csv.Error as error:
            self._wrong(f"line {reader.line_num}", f"this is no CSV ({error})")

    def _columns(self, heads: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Give each column's place and the minutes of a bare number in it."""
        found: dict[str, tuple[int, int]] = {}
        for place, head in enumerate(heads):
            words = re.findall(r"[a-z]+", head.casefold())
            name = " ".join(word for word in words if word not in _UNITS and word not in _SAYS_NOTHING)
            unit = next((_UNITS[word] for word in words if word in _UNITS), 60)
            for column, names in _HEADS.items():
                if name in names:
                    found.setdefault(column, (place, unit))
        missing = [column for column in ("estimated", "actual") if column not in found]
        if missing:
            raise WrongUse(
                f"{self._name}, line 1: no column called {' and none called '.join(missing)}. "
                "The first line names the columns: estimated, actual and, where you know it, date."
            )
        return found

    def _job(
        self, where: str, columns: dict[str, tuple[int, int]], cells: list[str], width: int, delimiter: str
    ) -> PastJob | None:
        if not any(cell.strip() for cell in cells):
            return None
        if len(cells) > width:
            comma = delimiter == "," and any(re.fullmatch(r"\s*\d+", cell) for cell in cells)
            hint = (
                '; write a decimal comma in quotes, "7,5", or put semicolons between columns' if comma else ""
            )
            self._wrong(where, f"{len(cells)} cells, but the first line names {width}{hint}")
            return None
        estimated = self._minutes(where, "estimated", columns["estimated"], cells)
        actual = self._minutes(where, "actual", columns["actual"], cells)
        finished_on, clear = self._day(where, columns.get("date"), cells)
        if estimated is None or actual is None or not clear:
            return None
        return PastJob(estimated, actual, finished_on=finished_on)

    def _minutes(self, where: str, column: str, at: tuple[int, int], cells: list[str]) -> int | None:
        place, unit = at
        text = cells[place].strip() if place < len(cells) else ""
        minutes = self._amount(text, unit)
        if minutes is None or not 1 <= minutes <= _MOST_MINUTES:
            said = (
                f"{column} is missing" if not text else f"{column} {plain(text, 40)!r} is no amount of work"
            )
            self._wrong(where, f"{said}. Allowed: hours above 0 such as 7.5 or 7,5, or 2h30, 90m, 2d")
            return None
        return minutes

    def _amount(self, text: str, unit: int) -> int | None:
        from data.rules.work_words import read_work

        if _NUMBER.fullmatch(text):
            minutes = float(text.replace(",", ".")) * unit
            return max(1, round(minutes)) if minutes > 0 else None
        return read_work(text, self._day_minutes)

    def _day(self, where: str, at: tuple[int, int] | None, cells: list[str]) -> tuple[date | None, bool]:
        """Give the day, and whether what stands there is clear."""
        text = cells[at[0]].strip() if at is not None and at[0] < len(cells) else ""
        if not text:
            return None, True
        found = self._read_day(text)
        if found is None:
            order = "31.12.2025" if self._day_first else "12/31/2025"
            self._wrong(
                where, f"date {plain(text, 40)!r} is no day. Allowed: 2025-12-31 or {order}, or nothing"
            )
        return found, found is not None

    def _read_day(self, text: str) -> date | None:
        if iso := _ISO.fullmatch(text):
            year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
        elif numbers := _DAY_MONTH.fullmatch(text):
            first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
            # A dot between the figures is always day first; only the slash is written both ways.
            day, month = (first, second) if self._day_first or numbers[2] == "." else (second, first)
        else:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def _wrong(self, where: str, what: str) -> None:
        self.mistakes.append(f"{self._name}, {where}: {what}.")
