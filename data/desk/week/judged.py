"""What a week is judged by: the settings that apply, kept with it when it is closed, and read back.

So another limit, another rate, other working hours or a journey to another zone correct no closed week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from data.desk.limits import limits_of, terms_in
from data.model.agreement import Terms
from data.rules.agreements import loading_words, rate_words
from data.rules.replies import ReplyLimits
from data.rules.review import ReviewRules
from data.rules.working_time import WorkingTime

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.settings import Settings

_HOURS = "working_hours."
"""What the names of the hours of one weekday begin with."""


def rules_of(settings: Settings) -> ReviewRules:
    """Give what a week is judged by."""
    limits = limits_of(settings)
    return ReviewRules(
        replies=limits.replies,
        hourly_cents=settings.rates.hourly,
        loading_percent=settings.rates.after_hours_loading_percent,
        terms=terms_in(settings),
        confidence=limits.confidence,
        mail_windows=limits.mail_windows,
        keep_in_touch_days=settings.gestures.keep_in_touch_days,
    )


def kept_settings(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Give the settings a week is judged by, as they are kept with it."""
    return (
        ("replies.limit_minutes", str(settings.replies.limit_minutes)),
        ("replies.urgent_minutes", str(settings.replies.urgent_minutes)),
        ("replies.callback_minutes", str(settings.replies.callback_minutes)),
        ("mail_windows", " ".join(limits_of(settings).mail_windows) or "off"),
        ("promises.confidence_percent", str(settings.promises.confidence_percent)),
        ("promises.hours_a_day", str(settings.promises.hours_a_day)),
        ("gestures.keep_in_touch_days", str(settings.gestures.keep_in_touch_days)),
        ("rates.hourly", str(settings.rates.hourly)),
        ("rates.currency", settings.rates.currency),
        ("rates.after_hours_loading_percent", str(settings.rates.after_hours_loading_percent)),
        ("zone", settings.zone),
        ("days_off", " ".join(map(str, settings.days_off))),
        ("working_hours", terms_in(settings).hours),
        *(
            (f"{_HOURS}{day}", " ".join("-".join(span) for span in spans))
            for day, spans in settings.working_hours.items()
        ),
    )


def rules_then(kept: Mapping[str, str], now: ReviewRules) -> ReviewRules:
    """Give the rules a closed week was judged by, so that another setting since corrects nothing."""

    def number(name: str, otherwise: int) -> int:
        value = kept.get(name, "")
        return int(value) if value.isdecimal() else otherwise

    hourly = kept.get("rates.hourly", "")
    windows = kept.get("mail_windows")
    hourly_cents = None if hourly == "None" else number("rates.hourly", now.hourly_cents or 0) or None
    loading = number("rates.after_hours_loading_percent", now.loading_percent)
    currency = kept.get("rates.currency")
    return replace(
        now,
        replies=ReplyLimits(
            normal_minutes=number("replies.limit_minutes", now.replies.normal_minutes),
            urgent_minutes=number("replies.urgent_minutes", now.replies.urgent_minutes),
            callback_minutes=number("replies.callback_minutes", now.replies.callback_minutes),
        ),
        hourly_cents=hourly_cents,
        loading_percent=loading,
        terms=Terms(
            hours=kept.get("working_hours", now.terms.hours),
            rate=now.terms.rate if currency is None else rate_words(hourly_cents, currency),
            loading=loading_words(loading),
        ),
        confidence=number("promises.confidence_percent", round(now.confidence * 100)) / 100,
        mail_windows=now.mail_windows if windows is None else _times(windows),
        keep_in_touch_days=number("gestures.keep_in_touch_days", now.keep_in_touch_days),
    )


def _times(kept: str) -> tuple[str, ...]:
    """Give the mail windows that were kept: "10:00 13:30", or "off"."""
    return () if kept == "off" else tuple(kept.split())


def time_then(core: Core, kept: Mapping[str, str]) -> WorkingTime:
    """Give the working time a closed week was judged by; a day off entered since counts, like any edit."""
    hours = {
        name.removeprefix(_HOURS): [span.split("-") for span in spans.split()]
        for name, spans in kept.items()
        if name.startswith(_HOURS)
    }
    if not hours:
        return core.working_time()
    off = {*kept.get("days_off", "").split(), *map(str, core.own_days_off())}
    return WorkingTime(kept.get("zone", core.settings.zone), hours, sorted(off))
