"""One page that needs nothing but itself, and in which a name is only ever text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.week import Block, Figure, Trend, Unit
from tests.tui.export.build import (
    CLIENTS,
    HOSTILE,
    a_next_week,
    a_review,
    an_empty_review,
    blocks,
    intentions,
    the_fullest,
    trends,
    with_names,
)
from tui.export import to_html
from tui.export.charts import spark_chart, weeks_chart
from tui.export.markup import Markup, element, joined, outside
from tui.export.paper import paper_for
from tui.export.style import DARK, LIGHT, PAST, style
from tui.theme import palettes
from tui.wording.plain import named

OF_A_PAGE = """
html head meta link title style body main header div p h1 h2 h3 section article span figure figcaption
table thead tbody tr th td bdi ul ol li footer svg g rect line
"""
OF_AN_ELEMENT = """
lang charset http-equiv content name rel href class id scope role colspan aria-labelledby aria-hidden
data-label viewbox preserveaspectratio x y x1 x2 y1 y2 width height rx
"""
ELEMENTS, ATTRIBUTES = (frozenset(names.split()) for names in (OF_A_PAGE, OF_AN_ELEMENT))
"""All that a page is made of."""


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Comments, declarations and instructions."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """What stands in each kind of element."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []

    @classmethod
    def of(cls, text: str) -> Page:
        page = cls()
        page.feed(text)
        page.close()
        assert page._open == []
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def page_of(*names: str) -> str:
    review, coming, meant = with_names(names)
    return to_html(review, coming, trends(), meant)


def checked(text: str) -> Page:
    """Take a page apart and look whether all of it is ours."""
    page = Page.of(text)
    assert set(page.tags) <= ELEMENTS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert page.others == ["DOCTYPE html"]
    assert [value for name, value in page.attributes if name == "href"] == ["data:,"]
    return page


@given(st.lists(st.text() | st.sampled_from(HOSTILE), min_size=1, max_size=4))
def test_any_name_makes_no_element_and_is_shown_as_it_is(names: list[str]) -> None:
    page = checked(page_of(*names))
    assert page.texts["bdi"][: len(names)] == [named(name, 60) for name in names]
    assert page.texts["title"][0] == "Week 47 · 16–22 Nov 2026 · frontdesk"


@given(st.text(), st.text(), st.text())
def test_what_a_store_could_hold_makes_no_element_either(block: str, figure: str, currency: str) -> None:
    review = a_review(blocks=(Block(block, (Figure(figure, Unit.CENTS, 100),)), *blocks()))
    page = checked(to_html(review, a_next_week(), trends(), (), currency))
    assert page.texts["title"]


@pytest.mark.parametrize(
    "text",
    [
        to_html(a_review(), a_next_week(), trends(), intentions()),
        to_html(an_empty_review()),
        to_html(an_empty_review(blocks=())),
        to_html(a_review(), a_next_week(), trends()[:1]),
        page_of(*HOSTILE),
    ],
    ids=["lively", "empty", "nothing at all", "one week", "hostile"],
)
def test_a_page_is_self_contained(text: str) -> None:
    page = checked(text)
    ours = re.sub(r"<bdi>.*?</bdi>", "", text)
    assert not re.search(r"https?:|//|url\(|@import|javascript:|<script|\bon\w+=", ours.replace("*/", ""))
    policy = next(value for name, value in page.attributes if name == "content")
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    named_by = {value for name, value in page.attributes if name == "aria-labelledby"}
    assert named_by <= set(ids)


def test_every_picture_says_in_words_what_it_shows() -> None:
    text = to_html(a_review(), a_next_week(), trends(), intentions())
    pictures = re.findall(r"<svg ([^>]*)>(<title>[^<]+</title>)?", text)
    assert len(pictures) == 4 + len(CLIENTS) + 1
    for attributes, title in pictures:
        assert ('role="img"' in attributes and title) or 'aria-hidden="true"' in attributes
    assert "Median wait for an answer, week by week: Week 36 2 h, Week 37 1 h 35 m" in text
    assert "Contacts in the last 12 weeks: 9, 7, 8, 6, 4, 5, 4, 3, 5, 4, 6, 6." in text


def test_every_table_has_heads_with_a_scope() -> None:
    text = to_html(a_review(), a_next_week(), trends(), intentions())
    heads = re.findall(r"<th [^>]*>", text)
    assert heads
    assert all('scope="col"' in head or 'scope="row"' in head for head in heads)
    assert all("aria-labelledby" in table for table in re.findall(r"<table[^>]*>", text))


def test_headings_skip_no_level() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", to_html(a_review(), a_next_week(), trends()))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_week_gives_the_same_page() -> None:
    pages = {to_html(a_review(now=now), a_next_week(), trends()) for now in (a_review().now, a_review().end)}
    assert len(pages) == 1


# Markup


def test_text_is_escaped_and_markup_is_not() -> None:
    inner = element("b", "<&>", title="\"'<")
    assert inner == '<b title="&quot;&#x27;&lt;">&lt;&amp;&gt;</b>'
    assert element("p", inner, " & ") == f"<p>{inner} &amp; </p>"
    assert joined(["<", Markup("<br/>")], "&") == "&lt;&amp;<br/>"
    assert outside("a\u202eb\n<i>") == "<bdi>ab &lt;i&gt;</bdi>"
    assert element("rect", x=1.5, y=2.0, rx=None, class_="a") == '<rect x="1.5" y="2" class="a"/>'


# Charts


def heights(chart: str, kind: str) -> list[float]:
    return [float(found) for found in re.findall(rf'class="{kind}"[^>]* height="([\d.]+)"', chart)]


def test_promises_are_stacked_kept_and_not() -> None:
    chart = weeks_chart(trends(), "promises")
    kept, rest = heights(chart, "bar good"), heights(chart, "bar rest")
    assert len(kept) == 11
    assert len(rest) == 7
    assert kept[0] / kept[2] == pytest.approx(5 / 6, rel=0.01)
    assert chart.count('class="now"') == 1
    assert heights(chart, "gap") == [3]


def test_slack_that_is_short_hangs_under_the_line() -> None:
    chart = weeks_chart(trends(), "slack")
    (line,) = re.findall(r'class="base"[^>]* y1="([\d.]+)"', chart)
    under = re.findall(r'class="bar under"[^>]* y="([\d.]+)"', chart)
    assert under == [line, line]


week = st.builds(
    lambda kept, more, reply, slack, after: Trend("2026-W01", kept, kept + more, reply, slack, after),
    st.integers(0, 50),
    st.integers(0, 50),
    st.none() | st.floats(0, 1e5, allow_subnormal=False),
    st.none() | st.integers(-100_000, 100_000),
    st.integers(0, 500),
)


@given(
    st.lists(week, min_size=1, max_size=20), st.sampled_from(["promises", "replies", "slack", "after_hours"])
)
def test_every_bar_lies_within_its_picture(weeks: list[Trend], name: Any) -> None:
    chart = weeks_chart(weeks, name)
    for x, y, wide, high in re.findall(
        r'<rect class="[^"]*" x="([\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)"', chart
    ):
        assert 0 <= float(x) <= float(x) + float(wide) <= 240.02
        assert -0.02 <= float(y) <= float(y) + float(high) <= 78.02
    assert len(re.findall("<rect", chart)) == len(
        re.findall(r'<rect class="[^"]*" x="[\d.]+" y="-?[\d.]+" ', chart)
    )


def test_a_client_of_twelve_silent_weeks_has_no_spark_line() -> None:
    assert spark_chart(CLIENTS[0]).count("<rect") == 12
    assert spark_chart(with_names(["x"])[0].clients[0]).startswith("<svg")
    assert spark_chart(replace(CLIENTS[0], weeks=(0,) * 12)) == ""


# Paper


def test_paper_shows_those_one_should_look_at_and_says_how_many_more() -> None:
    review, coming, meant = the_fullest()
    paper = paper_for(review, coming, meant)
    assert 5 <= len(paper.clients) < 40
    assert 2 <= paper.promises < 30
    assert (paper.coming, paper.meant, paper.corrected, paper.large) == (3, 3, 2, False)
    text = to_html(review, coming, trends(), meant)
    assert text.count('<tr role="row" class="more">') == 40 - len(paper.clients)
    assert f"and {40 - len(paper.clients)} more" in text
    assert f"and {30 - paper.promises} more" in text


def test_a_usual_week_is_whole_on_paper_and_large() -> None:
    paper = paper_for(a_review(), a_next_week(), intentions())
    assert (len(paper.clients), paper.promises, paper.large) == (len(CLIENTS), 4, True)
    text = to_html(a_review(), a_next_week(), trends(), intentions())
    assert 'class="more"' not in text
    assert " more</" not in text


# Style


def test_the_colours_are_those_of_the_dashboard() -> None:
    for ours, theirs in ((LIGHT, palettes.LIGHT), (DARK, palettes.DARK)):
        assert ours == {name: getattr(theirs, name) for name in ours}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", ["foreground", "dim", "accent", "late", "due", "kept", "wait", "kind"])
@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
def test_words_can_be_read_by_everybody(scheme: str, tone: str) -> None:
    colours = DARK if scheme == "dark" else LIGHT
    grounds = ["#ffffff"] if scheme == "paper" else [colours["background"], colours["surface"]]
    assert all(contrast(colours[tone], ground) >= 4.5 for ground in grounds)


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_bars_can_be_told_from_the_page(scheme: str, colours: dict[str, str]) -> None:
    assert contrast(PAST[scheme], colours["surface"]) >= 3


def test_every_colour_of_the_sheet_is_there_and_every_class_is_used() -> None:
    sheet = style()
    assert set(re.findall(r"var\(--(\w+)\)", sheet)) <= set(LIGHT) | {"past"}
    review, coming, meant = the_fullest()
    pages = to_html(a_review(), a_next_week(), trends(), intentions()) + to_html(
        review, coming, trends(), meant
    )
    pages += to_html(an_empty_review(), a_next_week(owed_minutes=9000))
    used = {each for found in re.findall(r'class="([^"]+)"', pages) for each in found.split()}
    told = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet, flags=re.DOTALL)))
    assert told - used == set()
    # Classes that only say what something is.
    assert used - told <= {"two", "plain"}
