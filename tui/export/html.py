"""The review of a week as one HTML page that needs nothing but itself: no script, no request, no fonts."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.week import Intention, NextWeek, Trend, WeekReview
from tui.export.html_figures import blocks, cards
from tui.export.html_lists import clients_panel, coming_panel, corrected_panel, meant_panel
from tui.export.ink import inked
from tui.export.markup import Markup, element
from tui.export.paper import paper_for
from tui.export.style import style
from tui.wording.review.figures import dates_said, state_parts, week_name, week_said

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page itself forbids the browser, should anything foreign ever get into it."""


def to_html(
    review: WeekReview,
    coming: NextWeek | None = None,
    trends: Sequence[Trend] = (),
    meant: Sequence[Intention] = (),
    currency: str = "EUR",
) -> str:
    """Draw all of a week on one page: for the screen, the phone, and one sheet of A4.

    The same values always give the same page: only the time of closing is in it.
    """
    paper = paper_for(review, coming, meant)
    main = element(
        "main",
        _header(review),
        cards(review, trends, currency),
        blocks(review, currency, paper.columns),
        _two(
            (clients_panel(review.clients, paper), meant_panel(meant, paper)),
            (coming_panel(coming, review.zone, paper), corrected_panel(review, currency, paper)),
        ),
        _footer(),
        class_="large" if paper.large else None,
    )
    page = element("html", _head(review), element("body", main), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(review: WeekReview) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        # Or a browser asks the server the page came from for an icon.
        element("link", rel="icon", href="data:,"),
        element("title", f"{week_said(review.week, review.starts_on)} · frontdesk"),
        # What is ours and holds no text from outside; escaped it would be no sheet of style.
        element("style", Markup(f"\n{style()}")),
    )


def _header(review: WeekReview) -> Markup:
    return element(
        "header",
        element(
            "div",
            element("p", "frontdesk · week review", class_="brand"),
            element("h1", week_name(review.week)),
            element("p", dates_said(review.starts_on), class_="dates"),
        ),
        element("p", inked(state_parts(review)), class_="state"),
    )


def _two(left: Sequence[Markup], right: Sequence[Markup]) -> Markup:
    """Stack panels side by side; a side without any leaves its room to the other."""
    sides = [element("div", *filter(None, side), class_="stack") for side in (left, right) if any(side)]
    if not sides:
        return Markup()
    return element("section", *sides, class_="two" if len(sides) == 2 else None)


def _footer() -> Markup:
    return element(
        "footer",
        element(
            "p",
            "Waits and work are counted in your own working hours. "
            "A long wait is more than twice that of everybody together.",
        ),
    )
