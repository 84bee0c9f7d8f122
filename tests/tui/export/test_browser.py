"""The page in a real browser: on a phone, on a laptop, on paper, in the dark, and without any network.

Debian's Chromium, headless. Without one these tests skip; in CI (`CI=true`) they have to run.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.export.browser import Browser, Proxy, a_browser, chromium, switches
from tests.tui.export.build import (
    CLIENTS,
    HOSTILE,
    a_next_week,
    a_review,
    an_empty_review,
    intentions,
    the_fullest,
    the_fullest_of_large,
    the_fullest_of_short_names,
    trends,
    with_names,
)
from tests.tui.export.test_html import ELEMENTS
from tui.export import to_html
from tui.export.style import DARK, LIGHT
from tui.wording.plain import named

pytestmark = pytest.mark.slow

A4 = (210, 297)
"""Millimetres."""


def whole(review: Any, coming: Any, meant: Any) -> str:
    return to_html(review, coming, trends(), meant)


PAGES = {
    "lively": whole(a_review(), a_next_week(), intentions()),
    "empty": to_html(an_empty_review(), a_next_week(promises=(), intentions=(), owed_minutes=0)),
    "hostile": whole(*with_names(HOSTILE)),
    "fullest": whole(*the_fullest()),
    "fullest without figures": whole(*the_fullest(blocks=an_empty_review().blocks)),
    "fullest of short names": whole(*the_fullest_of_short_names()),
    "fullest of large print": whole(*the_fullest_of_large()),
}
Open = tuple[Browser, Proxy]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """One browser for all of these tests."""
    with a_browser(tmp_path_factory.mktemp("browser")) as both:
        yield both


@pytest.fixture
def browser(opened: Open) -> Browser:
    """The browser as it begins: a laptop in the light."""
    opened[0].size(1280)
    opened[0].prefer("light")
    return opened[0]


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Path]:
    """The pages as files."""
    return {name: a_file(tmp_path, text, name) for name, text in PAGES.items()}


def a_file(folder: Path, text: str, name: str = "page") -> Path:
    path = folder / f"{name}.html"
    path.write_text(text, encoding="utf-8")
    return path


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The size of every page of a PDF, in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(boxes)
    return [(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in boxes]


# Paper


@pytest.mark.parametrize("name", PAGES)
def test_it_prints_on_one_sheet_of_a4(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.open(pages[name])
    assert sheets(browser.pdf()) == [A4]


@pytest.mark.parametrize("font", ["DejaVu Serif", "monospace"])
def test_it_prints_on_one_sheet_in_wide_letters(browser: Browser, tmp_path: Path, font: str) -> None:
    for name in ("lively", "hostile", "fullest", "fullest of large print"):
        browser.open(a_file(tmp_path, PAGES[name].replace("system-ui", f'"{font}", system-ui')))
        assert sheets(browser.pdf()) == [A4], name


def test_it_prints_without_the_protocol_as_well(pages: dict[str, Path], tmp_path: Path) -> None:
    """What a person gets who has a browser print a file from the shell."""
    pdf = tmp_path / "week.pdf"
    subprocess.run(
        [chromium(), *switches(tmp_path / "profile"), f"--print-to-pdf={pdf}", pages["lively"].as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert sheets(pdf.read_bytes()) == [A4]


def test_paper_is_white_whatever_the_screen(browser: Browser, pages: dict[str, Path]) -> None:
    browser.prefer("dark", "print")
    browser.open(pages["lively"])
    assert colours_of(browser) == ("#ffffff", LIGHT["foreground"])
    assert (
        browser.ask("getComputedStyle(document.querySelector('.card')).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_paper_shows_a_few_of_many_and_says_so(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["fullest"])
    visible = "[...document.querySelectorAll('.clients tbody tr')].filter(e => e.offsetHeight).length"
    assert browser.ask(visible) == 40
    browser.prefer("light", "print")
    shown = browser.ask(visible)
    assert 5 <= shown - 1 < 40
    assert browser.ask("document.querySelector('tr.paper').innerText").strip() == f"and {41 - shown} more"


# Layout

CUT = """
[...document.querySelectorAll('h1,h2,h3,p,th,td,li,figcaption span,bdi')].filter(e => e.offsetHeight)
  .filter(e => !e.closest('.hidden'))
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != 'inline')
  .map(e => e.outerHTML.slice(0, 120))
"""
OUTSIDE = """
[...document.querySelectorAll('body *')].filter(e => !e.closest('.hidden'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width && (r.right > innerWidth + 0.5 || r.left < -0.5))
  .map(([e, r]) => e.outerHTML.slice(0, 120))
"""
SPILLED = """
[...document.querySelectorAll('.card *, .panel *')]
  .map(e => [e, e.getBoundingClientRect(), e.closest('.card, .panel').getBoundingClientRect()])
  .filter(([e, r, box]) => r.width && r.right > box.right + 0.5)
  .map(([e]) => e.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("wide", [320, 360, 768, 1024, 1280, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_or_runs_over(browser: Browser, pages: dict[str, Path], name: str, wide: int) -> None:
    browser.size(wide, 800)
    browser.open(pages[name])
    assert browser.ask("innerWidth") == wide
    assert browser.ask("document.documentElement.scrollWidth") <= wide
    for found in (CUT, OUTSIDE, SPILLED):
        assert browser.ask(found) == []


@pytest.mark.parametrize("wide", [360, 1280])
def test_charts_have_their_size(browser: Browser, pages: dict[str, Path], wide: int) -> None:
    browser.size(wide, 800)
    browser.open(pages["lively"])
    size = "(e => [e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    charts = browser.ask(f"[...document.querySelectorAll('.chart svg')].map({size})")
    assert len(charts) == 4
    assert all(across >= 90 and 25 <= high <= 130 for across, high in charts)
    sparks = browser.ask(f"[...document.querySelectorAll('.bars svg')].map({size})")
    assert sparks == [[84, 20]] * len(CLIENTS)
    bars = browser.ask(f"[...document.querySelectorAll('.chart rect')].map({size})")
    assert all(across > 4 and high > 0.5 for across, high in bars)


def test_a_phone_can_read_the_small_print(browser: Browser, pages: dict[str, Path]) -> None:
    browser.size(360, 800)
    browser.open(pages["lively"])
    sizes = browser.ask(
        "[...document.querySelectorAll('body *')].filter(e => e.offsetHeight && e.innerText)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12.5


# Dark and light


def colours_of(browser: Browser) -> tuple[str, str]:
    """Background and letters as they are painted."""
    found = browser.ask(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    background, letters = (
        "#{:02x}{:02x}{:02x}".format(*map(int, re.findall(r"\d+", colour)[:3])) for colour in found
    )
    return background, letters


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_it_is_dark_where_that_is_preferred(
    browser: Browser, pages: dict[str, Path], scheme: str, colours: dict[str, str]
) -> None:
    browser.prefer(scheme)
    browser.open(pages["lively"])
    assert colours_of(browser) == (colours["background"], colours["foreground"])
    picture = browser.picture(whole=False)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1280, 900)


# Nobody is asked for anything


def foreign(proxy: Proxy) -> list[str]:
    """What was asked of the network; what the browser asks of its makers is not the page's doing."""
    return [line for line in proxy.asked if not re.search(r"\.(google(apis)?|gstatic)\.com[:/ ]", line)]


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page(
    opened: Open, browser: Browser, pages: dict[str, Path], name: str
) -> None:
    for media in ("screen", "print"):
        browser.prefer("dark", media)
        browser.open(pages[name])
        browser.picture()
        assert browser.requests() == [pages[name].as_uri()]
        assert browser.complaints() == []
    assert foreign(opened[1]) == []


INTRUDER = (
    '<img src="http://evil.example/pixel.png"><script>document.title = "taken"</script>'
    '<link rel="stylesheet" href="http://evil.example/x.css"><iframe src="http://evil.example/"></iframe>'
    '<style>@import "http://evil.example/y.css"; body { background: url(http://evil.example/z.png) }</style>'
    '<script src="http://evil.example/x.js"></script><p onclick="document.title = 1">x</p>'
)


def test_what_would_get_in_could_neither_run_nor_ask(opened: Open, browser: Browser, tmp_path: Path) -> None:
    proxy = opened[1]
    page = PAGES["lively"].replace("<main", f"{INTRUDER}<main")
    browser.open(a_file(tmp_path, page))
    assert browser.ask("document.querySelector('iframe') !== null")
    assert browser.ask("document.title") == "Week 47 · 16–22 Nov 2026 · frontdesk"
    assert foreign(proxy) == []
    assert any("Content Security Policy" in each for each in browser.complaints())


def test_the_proxy_would_have_seen_it(browser: Browser, tmp_path: Path, opened: Open) -> None:
    proxy = opened[1]
    without = re.sub(r"<meta http-equiv[^>]*>", "", PAGES["lively"]).replace("<main", f"{INTRUDER}<main")
    browser.open(a_file(tmp_path, without))
    assert browser.ask("document.title") == "taken"
    assert any("evil.example" in line for line in foreign(proxy))
    proxy.asked.clear()


# Names that mean harm


def test_hostile_names_are_only_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    assert browser.ask("document.title") == "Week 47 · 16–22 Nov 2026 · frontdesk"
    found = set(browser.ask("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
    assert found <= ELEMENTS
    shown = browser.ask("[...document.querySelectorAll('.clients bdi')].map(e => e.textContent)")
    assert shown == [named(name, 60) for name in HOSTILE]
    handlers = (
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(a => /^on/.test(a))"
    )
    assert browser.ask(handlers) == []
    assert browser.ask("getComputedStyle(document.body).display") == "block"


def test_a_name_from_right_to_left_turns_nothing_else_round(browser: Browser, tmp_path: Path) -> None:
    review, coming, meant = with_names(["שלום עולם"])
    browser.open(a_file(tmp_path, to_html(review, coming, trends(), meant)))
    when = "document.querySelector('.list .when')"
    left = "getBoundingClientRect().left"
    assert browser.ask(f"{when}.{left} == {when}.closest('li').{left}")
    assert browser.ask("getComputedStyle(document.querySelector('.clients bdi')).direction") == "rtl"
    assert browser.ask("getComputedStyle(document.querySelector('.clients th')).direction") == "ltr"


# What a screen reader is told


def heard(browser: Browser) -> list[tuple[str, str]]:
    """Role and name of everything in the tree a screen reader reads."""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored") and "role" in node
    ]


@pytest.mark.parametrize("wide", [360, 1280])
def test_a_screen_reader_hears_tables_and_charts(browser: Browser, pages: dict[str, Path], wide: int) -> None:
    browser.size(wide, 800)
    browser.open(pages["lively"])
    told = heard(browser)
    images = [name for role, name in told if role in ("image", "img")]
    assert len(images) == 4 + len(CLIENTS)
    assert "Slack left at the end of the week, week by week: Week 36 5 h" in " ".join(images)
    assert ("table", "Clients") in told
    assert ("table", "Promises") in told
    heads = [name for role, name in told if role == "rowheader"]
    assert {"within the limit", "Harbour Books"} <= set(heads)
    if wide == 1280:
        assert ("columnheader", "Median wait") in told
    assert next(name for role, name in told if role == "heading") == "Week 47"
