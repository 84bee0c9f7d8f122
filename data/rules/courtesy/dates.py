"""Every way people write a date, found in a text and read as the days it may mean.

Finding dates and comparing them beats searching for spellings of one date: a spelling nobody thought of is
missed either way, but a date that is another one is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from data.rules.courtesy.words import Language
from data.values import frozen

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20|21)\d\d)"
_ORD = r"(?:st|nd|rd|th|er|ter|ten)"
_UNIT = (
    r"(?:\s*(?:%|[$€£]|am\b|pm\b|a\.m|p\.m|o'clock|h\b|hrs?\b|hours?|min|days?\b|weeks?|months?\b|years?|eur\b|usd\b"
    r"|gbp\b|euros?\b|dollars?|pounds?|[kmgt]b\b|px\b|cm\b|mm\b|km\b|kg\b|people|pages?|pieces?|items?|times\b|x\b))"
)
_NOT_A_DATE_BEFORE = r"(?:[$€£#]\s?|\bv\.?\s?|\bversions?\s|\bpages?\s|\bno\.?\s|\bstep\s|\bchapter\s)$"


@frozen
class Reading:
    """One day that some words may mean; what they do not say is None."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    def fits(self, on: date) -> bool:
        """Whether the words, read so, mean this day."""
        return (
            self.day == on.day
            and self.month in (None, on.month)
            and self.year in (None, on.year)
            and self.weekday in (None, on.weekday())
        )


@frozen
class Mention:
    """Words that are a date, with the ways to read them, the likeliest first."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    either: bool = False
    """Whether only one of the readings is meant, and not all of them."""


_Read = Callable[["re.Match[str]", bool], Iterator[Reading]]
"""Gives the readings of a match; the flag says whether the day is usually written before the month."""


def mentions(text: str, language: Language, *, day_first: bool = True) -> list[Mention]:
    """Give every date in a folded text, in order; each letter belongs to one of them at most."""
    found: list[Mention] = []
    taken = bytearray(len(text))
    for pattern, read in _readers(language):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            readings = tuple(read(match, day_first))
            if readings:
                taken[start:end] = b"\1" * (end - start)
                found.append(Mention(start, end, readings, read in _AMBIGUOUS))
    return sorted(found, key=lambda mention: mention.start)


class _Reader:
    """Reads the matches of one language's patterns."""

    def __init__(self, language: Language) -> None:
        self._months = {word: i for i, words in enumerate(language.months, 1) for word in words}
        self._weekdays = {word: i for i, words in enumerate(language.weekdays) for word in words}
        self._ordinals = {word.replace("-", " "): i for i, word in enumerate(language.ordinals, 1)}

    def named(self, match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
        """Read "2nd and 3rd of December 2026": each of the days in the month."""
        month, year = self._months[match["month"]], _year(match["year"])
        for day in re.findall(r"\d+", match["days"]):
            yield Reading(int(day), month, year)

    def worded(self, match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
        """Read "the second of December"."""
        day = self._ordinals[re.sub(r"[\s-]+", " ", match["word"])]
        yield Reading(day, self._months[match["month"]], _year(match["year"]))

    def weekday_and_day(self, match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
        """Read "Wed the 2nd"."""
        yield Reading(int(match["day"]), weekday=self._weekdays[match["weekday"]])


def _iso(match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
    yield from _valid(Reading(int(match["d"]), int(match["m"]), int(match["y"])))
    yield from _valid(Reading(int(match["m"]), int(match["d"]), int(match["y"])))


def _iso_week(match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
    try:
        on = date.fromisocalendar(int(match["y"]), int(match["w"]), int(match["d"]))
    except ValueError:
        return
    yield Reading(on.day, on.month, on.year)


def _compact(match: re.Match[str], day_first: bool) -> Iterator[Reading]:
    """Read eight digits, or six, in the orders that people and programs write them in."""
    digits = match["digits"]
    if len(digits) == 8:
        year_last = (digits[:2], digits[2:4], digits[4:])
        orders = [(digits[6:], digits[4:6], digits[:4])]
    else:
        year_last = (digits[:2], digits[2:4], digits[4:])
        orders = [(digits[4:], digits[2:4], digits[:2])]
    first, second, year = year_last
    both = [(first, second, year), (second, first, year)]
    for day, month, in_year in orders + (both if day_first else both[::-1]):
        yield from _valid(Reading(int(day), int(month), _year(in_year)))


def _numeric(match: re.Match[str], day_first: bool) -> Iterator[Reading]:
    """Read "2/12" and "12/2" both ways, the usual one first."""
    if re.search(_NOT_A_DATE_BEFORE, match.string[max(0, match.start() - 12) : match.start()]):
        return
    first, second, year = int(match["a"]), int(match["b"]), _year(match["year"])
    readings = [Reading(first, second, year), Reading(second, first, year)]
    # With the year's two digits in front, "26-12-02".
    if match["year"] and len(match["year"]) == 2:
        readings.append(Reading(int(match["year"]), second, 2000 + first))
    for reading in readings if day_first else [readings[1], readings[0], *readings[2:]]:
        yield from _valid(reading)


def _lone_day(match: re.Match[str], _day_first: bool) -> Iterator[Reading]:
    yield Reading(int(match["day"]))


_AMBIGUOUS: frozenset[_Read] = frozenset({_iso, _compact, _numeric})


def _valid(reading: Reading) -> Iterator[Reading]:
    """Give the reading when there is such a day."""
    if not (1 <= reading.day <= 31 and reading.month is not None and 1 <= reading.month <= 12):
        return
    if reading.year is None or 1900 <= reading.year < 2200:
        yield reading


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(re.sub(r"\D", "", text))
    return number if number >= 100 else 2000 + number


def one_of(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first; a blank or dash in a word may be either."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.sub(r"(?:\\-|\\ | )", r"[\\s-]+", re.escape(word)) for word in ordered) + ")"


@lru_cache(maxsize=4)
def _readers(language: Language) -> list[tuple[re.Pattern[str], _Read]]:
    """Give the patterns with what reads them; those that say most come first."""
    reader = _Reader(language)
    months = one_of(word for words in language.months for word in words)
    month = rf"(?P<month>{months})(?![a-z])\.?"
    weekday = rf"{one_of(word for words in language.weekdays for word in words)}"
    before = rf"(?:(?<![a-z]){weekday}\.?,?\s*(?:,\s*)?(?:the\s+)?)?"
    days = rf"{_D}{_ORD}?\.?(?:\s*(?:-|/|,|&|\+|to|and|or|till|until|und|bis|et|y)\s*{_D}{_ORD}?\.?)*"
    between = r"(?:\s*[-/.,]\s*|\s+(?:(?:of|de|di|in)\s+)?(?:the\s+)?|)"
    # Two digits after a blank may be a time ("2 Dec 10 o'clock"); with a mark before them they are a year.
    no_day = rf"(?![\d:]|\.\d|{_ORD}|\.?\s*{months})"
    year = rf"(?P<year>(?:,?\s*|\s*[-/.]\s*|\s+(?:of|de|in)\s+){_YEAR}(?!\d)|(?:\s*'|[-/.])\d\d{no_day})?"
    word = rf"(?<![a-z])(?:the\s+)?(?P<word>{one_of(language.ordinals)})"
    patterns = (
        (rf"(?<!\d)(?P<year>{_YEAR})[\s./,-]*{month}[\s./-]*(?P<days>{_D}){_ORD}?(?!\d)", reader.named),
        (rf"{before}(?<![\d:])(?P<days>{days}){between}{month}{year}", reader.named),
        (rf"{before}(?<![a-z]){month}(?:[\s./,-]*(?:the\s+)?)(?P<days>{days})(?!\d|:\d){year}", reader.named),
        (rf"{before}{word}\s+(?:of\s+)?{month}{year}", reader.worded),
        (rf"{before}(?<![a-z]){month}\s+{word}(?![a-z]){year}", reader.worded),
        (r"(?<!\d)(?P<y>\d{4})-?w(?P<w>\d\d)-?(?P<d>[1-7])(?!\d)", _iso_week),
        (r"(?<!\d)(?P<y>\d{4})\s?[-/._]\s?(?P<m>\d{1,2})\s?[-/._]\s?(?P<d>\d{1,2})(?!\d)", _iso),
        (r"(?<![\d.,/-])(?P<digits>\d{8}|\d{6})(?![\d.,/-]\d|\d)", _compact),
        (
            rf"{before}(?<!\d)(?<!\d[./:,])(?:(?<!\d-)|(?=\d\d?\s?[./]))(?P<a>\d{{1,2}})\s?(?P<sep>[./-])\s?(?P<b>\d{{1,2}})(?!\d)"
            rf"(?:\s?(?P=sep)(?P<year>\s?\d{{4}}|\d\d)(?!\d)|\.(?!\d))?(?!(?:(?P=sep)|[.:])?\d)(?!{_UNIT})",
            _numeric,
        ),
        (
            rf"(?<![a-z])(?P<weekday>{weekday})\.?,?\s+(?:the\s+)?(?P<day>{_D}){_ORD}?(?![\d:.,/-]\d|\d)(?!{_UNIT})",
            reader.weekday_and_day,
        ),
        (
            rf"\b(?:by|on|until|till|before|for|due|from)\s+the\s+(?P<day>{_D})(?:st|nd|rd|th)\b"
            r"(?=\s*(?:$|[.,;:!?)\n]|(?:at|in the|and|or|so|if|but|already|instead)\b))",
            _lone_day,
        ),
    )
    return [(re.compile(pattern), read) for pattern, read in patterns]
