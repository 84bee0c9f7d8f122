"""The keys about what happens outside working hours."""

from __future__ import annotations

from data.model.after_hours import HINTS
from data.settings.declare import key
from data.settings.kinds import clock_time, clock_times, texts, whole
from data.values import frozen


@frozen
class AfterHours:
    """What to say when a client calls outside your working hours, and when it is seen to."""

    hints: tuple[str, ...] = key(
        HINTS,
        texts(60, '["I\'m not at my desk"]'),
        "What you could say first; in the call form you tick what is true just now.",
    )
    tomorrow_minutes: int = key(
        30,
        whole(0, 600, "a whole number of minutes"),
        "What is put off to the next working day is due this long after you open.",
    )
    write_up_at: str = key(
        "12:00",
        clock_time(),
        "Without their confirming mail by then, you are asked to write it up yourself.",
    )
    emergency_checks: tuple[str, ...] = key(
        ("10:00", "18:00"),
        clock_times(),
        "When to look at the emergency line at weekends and on days off, if a client has one with you.",
    )
