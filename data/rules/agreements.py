"""What stands with a client, whether that is all there should be, and what has gone stale (SERVICE.md 1.1).

Of each kind the one agreed last stands; one without a date counts from the day it was entered.

**Complete** is a client with whom availability, process, rates and obligations are agreed. An emergency
policy is no duty, for most clients need none; but where there is one it has to be whole (2.10): what counts,
what does not, the way to reach you, the time to say that you are on it, what is added, the date agreed.

**Stale** is what rests on a setting that says something else now than when it was entered: availability on
the working hours, rates on the hourly rate and the loading, an emergency policy on the loading. The words
of the settings are kept with each agreement and compared, so nobody has to notice the moment a setting
changes, and a setting that is changed back makes nothing stale. Where the settings said nothing then, or say
nothing now, there is nothing to compare. What is agreed anew rests on the settings as they are then. Process
and obligations rest on no setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from data.model.agreement import PRICE, Agreed, Agreement, AgreementKind, Outdated, Terms

NEEDED = (
    AgreementKind.AVAILABILITY,
    AgreementKind.PROCESS,
    AgreementKind.RATES,
    AgreementKind.OBLIGATIONS,
)
"""The kinds without which a client is not complete."""

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60

Spans = Sequence[tuple[str, str]]


def agreed(agreements: Iterable[Agreement], terms: Terms, until: date | None = None) -> Agreed:
    """Judge the agreements of one client against the settings; with `until`, as of the end of that day."""
    stands = standing(agreements, until)
    kinds = {each.kind for each in stands}
    emergency = next((each for each in stands if each.kind is AgreementKind.EMERGENCY), None)
    return Agreed(
        standing=stands,
        missing=tuple(kind for kind in NEEDED if kind not in kinds),
        lacking=lacking(emergency) if emergency is not None else (),
        outdated=tuple(change for each in stands for change in outdated(each, terms)),
    )


def standing(agreements: Iterable[Agreement], until: date | None = None) -> tuple[Agreement, ...]:
    """Give the latest of each kind in the order of the kinds; with `until`, as of the end of that day."""
    latest: dict[AgreementKind, Agreement] = {}
    for each in sorted(agreements, key=lambda one: (one.since, one.id)):
        if until is None or each.since <= until:
            latest[each.kind] = each
    return tuple(latest[kind] for kind in AgreementKind if kind in latest)


def lacking(emergency: Agreement) -> tuple[str, ...]:
    """Name what an emergency policy lacks; empty when it is whole."""
    has = {
        "what counts": emergency.text.strip(),
        "what does not count": emergency.no_emergency.strip(),
        "how to reach you": emergency.channel.strip(),
        "how soon you answer": emergency.acknowledge_minutes is not None,
        PRICE: emergency.loading_percent is not None,
        "the date agreed": emergency.agreed_on is not None,
    }
    return tuple(name for name, there in has.items() if not there)


def has_cover(agreements: Iterable[Agreement]) -> bool:
    """Whether a client with these may reach you in an emergency: the policy that stands is whole."""
    stands = (each for each in standing(agreements) if each.kind is AgreementKind.EMERGENCY)
    return any(not lacking(each) for each in stands)


def resting_on(agreement: Agreement, terms: Terms) -> Agreement:
    """Give the agreement with the words of the settings that its kind rests on, and no others."""
    hours = terms.hours if agreement.kind is AgreementKind.AVAILABILITY else ""
    rate = terms.rate if agreement.kind is AgreementKind.RATES else ""
    priced = agreement.kind in (AgreementKind.RATES, AgreementKind.EMERGENCY)
    return replace(agreement, hours_then=hours, rate_then=rate, loading_then=terms.loading if priced else "")


def outdated(agreement: Agreement, terms: Terms) -> Iterator[Outdated]:
    """Give each setting the agreement rests on that says something else now."""
    for then, now in (
        (agreement.hours_then, terms.hours),
        (agreement.rate_then, terms.rate),
        (agreement.loading_then, terms.loading),
    ):
        if then and now and then != now:
            yield Outdated(agreement.id, then, now)


# The words of the settings. They are kept with agreements: another way to write the same thing would make
# every agreement stale.


def terms_of(
    hours: Mapping[str, Spans], zone: str, hourly_cents: int | None, currency: str, loading_percent: int
) -> Terms:
    """Say what the settings say about hours and money."""
    return Terms(hours_words(hours, zone), rate_words(hourly_cents, currency), loading_words(loading_percent))


def hours_words(hours: Mapping[str, Spans], zone: str) -> str:
    """Say working hours: "Mon–Thu 09:00–12:30 and 13:30–17:30, Fri 09:00–16:00 (Europe/Berlin)".

    Spans that touch or overlap are one, in whatever order they stand; empty when there are none.
    """
    days = [(day, _day_words(hours.get(day, ()))) for day in _WEEK]
    said = []
    for words, same in groupby(days, key=lambda day: day[1]):
        names = [day.capitalize() for day, _ in same]
        if words:
            said.append(f"{names[0]}{f'–{names[-1]}' if len(names) > 1 else ''} {words}")
    return f"{', '.join(said)} ({zone})" if said else ""


def rate_words(hourly_cents: int | None, currency: str) -> str:
    """Say a rate: "85.00 EUR an hour"; empty when none is set."""
    return "" if hourly_cents is None else f"{hourly_cents / 100:.2f} {currency} an hour"


def loading_words(percent: int) -> str:
    """Say what is added: "50 % more outside working hours"."""
    return f"{percent} % more outside working hours"


def _day_words(spans: Spans) -> str:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(map(_minutes, spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return " and ".join(
        f"{_clock(start)}–{_clock(end)}{' the day after' if end - start > _DAY else ''}"
        for start, end in merged
    )


def _minutes(span: tuple[str, str]) -> tuple[int, int]:
    """Give a span in minutes of its day; an end that is not after its start lies on the next one."""
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (clock.split(":") for clock in span))
    return start, end if end > start else end + _DAY


def _clock(minutes: int) -> str:
    at = minutes if minutes <= _DAY else minutes - _DAY
    return f"{at // 60:02d}:{at % 60:02d}"
