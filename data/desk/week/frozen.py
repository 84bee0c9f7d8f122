"""A week's figures as they are kept when it is closed, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from data.model.agreement import Terms
from data.model.week import Block, ClientWeek, Correction, Figure, Unit, WeekReview
from data.rules.agreements import loading_words, rate_words
from data.rules.replies import ReplyLimits
from data.rules.review import AS_OF_NOW, ReviewRules


def frozen(review: WeekReview) -> dict[str, Any]:
    """Give what is kept of a review: its figures and its clients, as plain values."""
    return {
        "blocks": {block.name: [asdict(figure) for figure in block.figures] for block in review.blocks},
        "clients": [asdict(client) for client in review.clients],
    }


def thawed_blocks(kept: Mapping[str, Any]) -> tuple[Block, ...]:
    """Give the blocks that were kept."""
    return tuple(Block(name, tuple(map(_figure, figures))) for name, figures in kept["blocks"].items())


def thawed_clients(kept: Mapping[str, Any]) -> tuple[ClientWeek, ...]:
    """Give the lines of the clients that were kept."""
    return tuple(ClientWeek(**(client | {"weeks": tuple(client["weeks"])})) for client in kept["clients"])


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


def corrections(then: Iterable[Block], now: WeekReview) -> tuple[Correction, ...]:
    """Give what has become another figure since: `now` is the week as it would be closed at the same instant.

    What tells how things stand at present is left out: it changes by time alone.
    """
    present = {(block.name, figure.name): figure for block in now.blocks for figure in block.figures}
    found = []
    for block in then:
        for figure in block.figures:
            if (block.name, figure.name) in AS_OF_NOW:
                continue
            other = present.get((block.name, figure.name))
            if other is not None and (other.value, other.of) != (figure.value, figure.of):
                found.append(Correction(block.name, figure, other))
    return tuple(found)


def _figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(kept["name"], Unit(kept["unit"]), kept["value"], kept["of"], tuple(kept["rows"]))
