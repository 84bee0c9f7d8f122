"""Small charts as SVG within the page: each says in words, too, what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.week import ClientWeek, Trend
from tui.export.markup import Markup, element, joined
from tui.wording.review.figures import week_name
from tui.wording.review.weeks import TrendName, contacts_told, trend_said, trend_value, trends_told

_WIDE, _HIGH = 240.0, 76.0
_BAR = 0.64
"""How much of its week a bar fills."""
_OVER, _UNDER = 4.0, 2.0
"""What is left free over the highest and under the lowest."""
_LEAST = 2.0
"""What is there at all can be seen."""
_SPARK_WIDE, _SPARK_HIGH = 84.0, 20.0


def weeks_chart(trends: Sequence[Trend], name: TrendName) -> Markup:
    """Draw one figure over the weeks, this week last: bars on a line, those under it hanging down."""
    values = [trend.due if name == "promises" else trend_value(trend, name) for trend in trends]
    known = [value for value in values if value is not None]
    most, least = max(known, default=0) or 0, min(known, default=0)
    top, bottom = max(most, 0), min(least, 0)
    scale = (_HIGH - _OVER - _UNDER) / ((top - bottom) or 1)
    zero = _OVER + top * scale if top > bottom else _HIGH - _UNDER
    slot = _WIDE / max(len(trends), 1)
    bars = [
        element(
            "g",
            element("title", f"{week_name(trend.week)}: {trend_said(trend, name)}"),
            *_bars(trend, name, i * slot + slot * (1 - _BAR) / 2, slot * _BAR, zero, scale),
            class_="now" if i == len(trends) - 1 else None,
        )
        for i, trend in enumerate(trends)
    ]
    base = element("line", class_="base", x1="0", x2=_WIDE, y1=zero, y2=zero)
    return _svg(_WIDE, _HIGH, trends_told(trends, name), base, *bars)


def spark_chart(client: ClientWeek) -> Markup:
    """Draw the contacts with one client over the weeks, as small as a word."""
    if not any(client.weeks):
        return Markup()
    slot = _SPARK_WIDE / len(client.weeks)
    scale = (_SPARK_HIGH - 1) / max(client.weeks)
    bars = [
        element(
            "g",
            _rect(i * slot, slot * 0.7, _SPARK_HIGH - high, high, "bar"),
            class_="now" if i == len(client.weeks) - 1 else None,
        )
        for i, contacts in enumerate(client.weeks)
        for high in (max(contacts * scale, 1),)
    ]
    return _svg(_SPARK_WIDE, _SPARK_HIGH, contacts_told(client), *bars, width=_SPARK_WIDE, height=_SPARK_HIGH)


def gauge(share: float, tone: str) -> Markup:
    """Draw how full something is as a thin line; the words beside it say it."""
    used = 100 * min(max(share, 0), 1)
    return element(
        "svg",
        element("rect", class_="all", width="100", height="4"),
        element("rect", class_=f"used {tone}", width=used, height="4"),
        viewBox="0 0 100 4",
        preserveAspectRatio="none",
        class_="gauge",
        aria_hidden="true",
    )


def _bars(trend: Trend, name: TrendName, x: float, wide: float, zero: float, scale: float) -> list[Markup]:
    """Draw what one week has: one bar, two upon each other, or a mark that nothing is known."""
    value = trend_value(trend, name)
    if value is None:
        return [_rect(x, wide, zero - 3, 3, "gap")]
    if name == "promises":
        kept, rest = trend.kept * scale, (trend.due - trend.kept) * scale
        bars = [_rect(x, wide, zero - kept, kept, "bar good")] if kept else []
        # A hair of paper between the two, so that they are two without their colours as well.
        lift = 1.5 if kept and rest > _LEAST else 0
        return [*bars, _rect(x, wide, zero - kept - rest, rest - lift, "bar rest")] if rest else bars
    high = max(abs(value) * scale, _LEAST) if value else 0
    if value < 0:
        return [_rect(x, wide, zero, high, "bar under")]
    return [_rect(x, wide, zero - high, high, "bar")] if high else []


def _rect(x: float, wide: float, y: float, high: float, kind: str) -> Markup:
    return element("rect", class_=kind, x=x, y=y, width=wide, height=high, rx=min(2.0, wide / 4))


def _svg(wide: float, high: float, told: str, *children: Markup, **attributes: float) -> Markup:
    """Make a picture that says in words what it shows."""
    return element(
        "svg",
        element("title", told),
        joined(children),
        role="img",
        viewBox=f"0 0 {wide:g} {high:g}",
        **attributes,
    )
