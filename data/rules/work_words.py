"""How much work it is, as people say it: "12h", "2d", "90m", "8-14h" (the high end counts)."""

from __future__ import annotations

import re

from data.rules.lengths import read_minutes

_DAYS = re.compile(r"(\d{1,3}(?:[.,]\d)?) ?(?:d|days?)(?: (.+))?", re.ASCII)
_RANGE = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:[a-z]+)? ?(?:-|–|—|to|bis) ?(\d.*)", re.ASCII)


def read_work(text: str, day_minutes: int) -> int | None:
    """Read an amount of work in minutes; None when it is unclear.

    Days are days of `day_minutes`; with 0 there are none. Of a range the high end counts: an estimate that
    names two figures means the second one when it goes wrong.
    """
    words = " ".join(text.casefold().split())
    found = _RANGE.fullmatch(words)
    if found is not None:
        high = _single(found[2], day_minutes)
        unit = re.sub(r"^[\d.,: ]+", "", found[2])
        low = _single(found[1] + unit, day_minutes) if unit else None
        return high if high is not None and low is not None and low <= high else None
    return _single(words, day_minutes)


def _single(words: str, day_minutes: int) -> int | None:
    found = _DAYS.fullmatch(words)
    if found is None or not day_minutes:
        return read_minutes(words)
    rest = read_minutes(found[2]) if found[2] else 0
    return None if rest is None else round(float(found[1].replace(",", ".")) * day_minutes) + rest
