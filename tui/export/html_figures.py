"""The figures of the page: four of them large with their last twelve weeks, then every block."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from data.model.week import Block, Figure, Trend, WeekReview
from data.values import frozen
from tui.export.charts import weeks_chart
from tui.export.ink import inked
from tui.export.markup import Markup, element, joined
from tui.wording.review.figures import (
    block_title,
    figure_label,
    figure_parts,
    ordered,
    ordered_figures,
)
from tui.wording.review.weeks import TrendName, week_numbers


@frozen
class _Card:
    """One figure said large."""

    trend: TrendName
    title: str
    large: tuple[str, ...]
    """The figure, or several that are summed up."""
    under: str
    """What the large figure is."""
    beside: str = ""
    """Another figure of the block that belongs to it."""
    beside_is: str = ""
    """What that is, `{}` being the figure."""


_CARDS = (
    _Card("promises", "Promises", ("due",), "", "early_days", "delivered {}"),
    _Card("replies", "Replies", ("median",), "median wait", "within", "{} within the limit"),
    _Card("slack", "Slack", ("end",), "left", "red", "{} in danger"),
    _Card(
        "after_hours",
        "After hours",
        ("contacts_in", "contacts_out"),
        "contacts",
        "evenings",
        "{} evenings guarded",
    ),
)


def cards(review: WeekReview, trends: Sequence[Trend], currency: str) -> Markup:
    """Say the four figures one looks for first, each with the weeks before."""
    found = {block.name: block for block in review.blocks}
    shown = [_card(card, found[card.trend], trends, currency) for card in _CARDS if card.trend in found]
    if not shown:
        return Markup()
    return element(
        "section",
        element("h2", "The week at a glance", class_="hidden"),
        element("div", *shown, class_="cards"),
    )


def blocks(review: WeekReview, currency: str, columns: Collection[int]) -> Markup:
    """Say every figure, block by block; those at the places in `columns` begin another column on paper."""
    full = (block for block in ordered(review.blocks) if block.figures)
    shown = [_block(block, currency, begins=place in columns) for place, block in enumerate(full)]
    if not shown:
        return Markup()
    grid = element("div", *shown, class_="blocks")
    return element("section", element("h2", "All figures"), grid, class_="figures")


def _card(card: _Card, block: Block, trends: Sequence[Trend], currency: str) -> Markup:
    large = _sum(block, card.large)
    parts = figure_parts(block.name, large, currency) if large is not None else ()
    (text, tone), *_ = parts or (("not known", "dim"),)
    nothing = large is None or large.value is None or tone == "dim"
    return element(
        "article",
        element("h3", card.title),
        element("p", inked(((text, tone),)), class_="big none" if nothing else "big"),
        element("p", _under(card, block, currency, nothing=nothing), class_="sub"),
        _chart(card, trends),
        class_="card",
    )


def _under(card: _Card, block: Block, currency: str, *, nothing: bool) -> Markup:
    """Say what the large figure is, and another that belongs to it."""
    said: list[Markup] = [Markup(card.under)] if card.under and not nothing else []
    beside = _figure(block, card.beside)
    if beside is not None and beside.value:
        (text, tone), *_ = figure_parts(block.name, beside, currency)
        said.append(inked(((card.beside_is.replace("{}", text), tone),)))
    return joined(said, " · ")


def _figure(block: Block, name: str) -> Figure | None:
    return next((figure for figure in block.figures if figure.name == name), None)


def _sum(block: Block, names: Sequence[str]) -> Figure | None:
    """Give one figure, or several as one."""
    found = [figure for name in names if (figure := _figure(block, name)) is not None]
    known = [figure.value for figure in found if figure.value is not None]
    return replace(found[0], value=sum(known) if known else None) if found else None


def _chart(card: _Card, trends: Sequence[Trend]) -> Markup:
    if not trends:
        return Markup()
    numbers = week_numbers(trends)
    legend = inked((("■", "kept"), (" kept ", "plain"), ("■", "due"), (" not", "plain")))
    caption = element(
        "figcaption",
        element("span", numbers[0] if len(numbers) > 1 else ""),
        *((element("span", legend, class_="legend"),) if card.trend == "promises" else ()),
        element("span", numbers[-1], class_="this"),
    )
    return element("figure", weeks_chart(trends, card.trend), caption, class_="chart")


def _block(block: Block, currency: str, *, begins: bool) -> Markup:
    rows = (
        element(
            "tr",
            element("th", figure_label(block.name, figure.name), scope="row"),
            element("td", inked(figure_parts(block.name, figure, currency))),
        )
        for figure in ordered_figures(block)
    )
    return element(
        "div",
        element("h3", block_title(block.name), id=f"block-{block.name}"),
        element("table", element("tbody", *rows), aria_labelledby=f"block-{block.name}"),
        class_="block begins" if begins else "block",
    )
