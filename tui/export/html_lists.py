"""The lists of the page: clients, what comes, what was meant, and what has been corrected.

A sheet of paper holds only so many (`paper`): the rest are on the screen alone, and the paper says how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from data.model.week import ClientWeek, Intention, NextWeek, ReviewRow, WeekReview
from tui.export.charts import gauge, spark_chart
from tui.export.ink import inked
from tui.export.markup import Markup, element, joined, outside
from tui.export.paper import Paper, one_line, said
from tui.wording.review.figures import week_said
from tui.wording.review.since import since_said, since_title
from tui.wording.review.weeks import (
    client_flags,
    count_or_nothing,
    judged_part,
    load_parts,
    promised_said,
    reply_said,
)
from tui.wording.times import span

_LONGEST_TEXT = 160
_HEADS = ("Client", "Contacts", "Time", "Promises", "Median wait", "Twelve weeks")


def clients_panel(clients: Sequence[ClientWeek], paper: Paper) -> Markup:
    """Say how much attention each client got."""
    if not clients:
        return Markup()
    rows = [_client(client, paper=place in paper.clients) for place, client in enumerate(clients)]
    more = len(clients) - len(paper.clients)
    if more > 0:
        left = element("td", f"and {more} more", colspan=str(len(_HEADS)), class_="dim", role="cell")
        rows.append(element("tr", left, class_="paper", role="row"))
    heads = (
        element("th", head, scope="col", role="columnheader", class_="n" if i else None)
        for i, head in enumerate(_HEADS)
    )
    # The roles are said because the narrow layout takes them from a table in some browsers.
    return element(
        "div",
        element("h2", "Clients", id="clients"),
        element(
            "table",
            element("thead", element("tr", *heads, role="row"), role="rowgroup"),
            element("tbody", *rows, role="rowgroup"),
            class_="clients",
            role="table",
            aria_labelledby="clients",
        ),
        class_="panel",
    )


def coming_panel(coming: NextWeek | None, zone: str, paper: Paper) -> Markup:
    """Say how full the coming week is, what is promised in it and what one means to do."""
    if coming is None:
        return Markup()
    parts = load_parts(coming)
    children = [
        element("h2", "Next week"),
        element("p", week_said(coming.week, coming.starts_on), class_="dim"),
        element("p", inked(parts), class_="load"),
    ]
    if coming.load is not None:
        children.append(gauge(coming.load, parts[-1][1]))
    children.append(element("h3", "Promised"))
    if coming.promises:
        children.append(_listed([_promise(row, zone) for row in coming.promises], paper.promises))
    else:
        children.append(element("p", "Nothing is promised for it.", class_="dim"))
    if coming.intentions:
        children.append(element("h3", "Meant to be done"))
        texts = [_entry(outside(each.text, _LONGEST_TEXT), each.text) for each in coming.intentions]
        children.append(_listed(texts, paper.coming, tag="ol"))
    return element("div", *children, class_="panel")


def meant_panel(meant: Sequence[Intention], paper: Paper) -> Markup:
    """Say what was meant to be done in the week, and how it went."""
    if not meant:
        return Markup()
    entries = [
        element(
            "span",
            _entry(outside(each.text, _LONGEST_TEXT), each.text, narrow=False),
            element("span", inked((judged_part(each),))),
            class_="judged",
        )
        for each in meant
    ]
    heading = element("h2", "What you meant to do")
    return element("div", heading, _listed(entries, paper.meant), class_="panel")


def corrected_panel(review: WeekReview, currency: str, paper: Paper) -> Markup:
    """Say which figures have become others since the week was closed."""
    entries = [element("span", said) for said in since_said(review, currency)]
    if not entries:
        return Markup()
    heading = element("h2", since_title(review))
    return element("div", heading, _listed(entries, paper.corrected), class_="panel")


def _client(client: ClientWeek, *, paper: bool) -> Markup:
    flags = client_flags(client)
    name = [outside(client.client)]
    if flags:
        name.append(element("span", inked(flags), class_="flags"))
    cells = (
        ("contacts", str(client.contacts)),
        ("time", span(client.minutes) if client.minutes else ""),
        ("promises", count_or_nothing(client.open_promises)),
        ("wait", reply_said(client)),
    )
    return element(
        "tr",
        element("th", *name, scope="row", role="rowheader"),
        *(_cell(label, text) for label, text in cells),
        element("td", spark_chart(client), class_="n bars", role="cell", data_label="twelve weeks"),
        role="row",
        class_=None if paper else "more",
    )


def _cell(label: str, text: str) -> Markup:
    nothing = text in ("", "0")
    shown = element("span", text or "none", class_="dim") if nothing else text
    return element("td", shown, class_="n", role="cell", data_label=label)


def _promise(row: ReviewRow, zone: str) -> Markup:
    whose = (" ", element("span", outside(row.client), class_="dim")) if row.client.strip() else ()
    when = promised_said(row, zone)
    time = (element("span", when, class_="when"),) if when else ()
    return _entry(joined((*time, outside(row.title), *whose)), said(row))


def _entry(text: Markup, reckoned: str, *, narrow: bool = True) -> Markup:
    """Make an entry that paper keeps to one line when it is reckoned as one."""
    return element("span", text, class_="one" if one_line(reckoned, narrow=narrow) else None)


def _listed(entries: Sequence[Markup], most: int, tag: Literal["ul", "ol"] = "ul") -> Markup:
    """Make a list of which paper shows the first few."""
    items = [element("li", entry, class_=None if i < most else "more") for i, entry in enumerate(entries)]
    if len(entries) > most:
        items.append(element("li", f"and {len(entries) - most} more", class_="paper dim"))
    return element(tag, *items, class_="list numbered" if tag == "ol" else "list")
