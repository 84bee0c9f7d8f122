"""The list under keys, mouse and changing rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from tui import theme
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.wording.row import Cell, Row


class Probe(Rows):
    """Remembers what it was asked to repaint."""

    def __init__(self, gap: int) -> None:
        columns = (Column(flex=True), Column(right=True))
        super().__init__(columns, (Column(flex=True),), gap=gap, empty="Nothing here.")
        self.painted: list[Region | None] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Probe:
        if repaint:
            self.painted.extend(regions or (None,))
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Stage(App[None]):
    CSS = "Screen { layers: base; } Probe { height: 10; width: 40; }"

    def __init__(self, rows: Sequence[Row], gap: int = 0) -> None:
        super().__init__()
        self.given = rows
        self.gap = gap
        self.heard: list[tuple[str, str | None]] = []
        for palette in theme.THEMES.values():
            self.register_theme(palette)
        self.theme = "frontdesk-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.DEFAULTS

    def compose(self) -> ComposeResult:
        yield Probe(self.gap)

    def on_mount(self) -> None:
        self.query_one(Probe).show(self.given)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        self.heard.append((type(event).__name__, event.key))

    on_rows_chosen = on_rows_moved


def rows(count: int, *, under: bool = False, changed: str | None = None) -> list[Row]:
    made = []
    for number in range(count):
        text = f"row {number}" + (" changed" if str(number) == changed else "")
        made.append(Row(str(number), (Cell(text), Cell("1 h")), (Cell("why"),) if under else (), gist=text))
    return made


@asynccontextmanager
async def listing(given: Sequence[Row], gap: int = 0) -> AsyncIterator[tuple[Pilot[None], Probe, Stage]]:
    stage = Stage(given, gap)
    async with stage.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        probe = stage.query_one(Probe)
        probe.painted.clear()
        stage.heard.clear()
        yield pilot, probe, stage


def text(probe: Probe) -> list[str]:
    return [probe.render_line(y).text.rstrip() for y in range(probe.size.height)]


async def test_a_move_repaints_two_rows_and_nothing_else() -> None:
    async with listing(rows(6)) as (pilot, probe, stage):
        await pilot.press("down")
        assert [(region.y, region.height) for region in probe.painted if region] == [(0, 1), (1, 1)]
        assert None not in probe.painted
        assert stage.heard == [("Moved", "1")]


async def test_keys_go_everywhere_and_stop_at_the_ends() -> None:
    async with listing(rows(30)) as (pilot, probe, _):
        for keys, key in (
            (["up"], "0"),
            (["end"], "29"),
            (["down"], "29"),
            (["pageup"], "20"),
            (["home"], "0"),
            (["pagedown"], "9"),
        ):
            await pilot.press(*keys)
            assert probe.cursor_key == key


async def test_the_view_jumps_by_half_a_page_and_the_cursor_stays_in_sight() -> None:
    async with listing(rows(30)) as (pilot, probe, _):
        scrolled = []
        for _ in range(29):
            await pilot.press("down")
            await pilot.pause()
            scrolled.append(probe.scroll_offset.y)
            assert scrolled[-1] <= int(cast(str, probe.cursor_key)) < scrolled[-1] + 10
        assert len(set(scrolled)) <= 6


async def test_enter_and_a_double_click_open_and_a_click_selects() -> None:
    async with listing(rows(5)) as (pilot, probe, stage):
        await pilot.click(Probe, offset=(3, 2))
        assert probe.cursor_key == "2"
        await pilot.press("enter")
        await pilot.click(Probe, offset=(3, 4), times=2)
        await pilot.pause()
        assert [heard for heard in stage.heard if heard[0] == "Chosen"] == [("Chosen", "2"), ("Chosen", "4")]


async def test_the_wheel_moves_the_view_and_not_the_cursor() -> None:
    async with listing(rows(40)) as (pilot, probe, _):
        probe.scroll_down(animate=False)
        await pilot.pause()
        assert probe.scroll_offset.y > 0
        assert probe.cursor_key == "0"


async def test_one_changed_row_is_repainted_in_place_and_tinted() -> None:
    async with listing(rows(6)) as (_, probe, _stage):
        probe.show(rows(6, changed="3"))
        assert {(region.y, region.height) for region in probe.painted if region} == {(3, 1)}
        assert text(probe)[3].startswith(" row 3 changed")
        assert probe._look(3, "3") == "tint"


async def test_the_same_rows_repaint_nothing() -> None:
    async with listing(rows(6)) as (_, probe, _stage):
        probe.show(rows(6))
        assert probe.painted == []


async def test_the_cursor_stays_on_its_row_when_others_come_and_go() -> None:
    async with listing(rows(6)) as (pilot, probe, _):
        await pilot.press("down", "down", "down")
        for shown, key in (
            ([*rows(10)[6:], *rows(6)], "3"),
            ([row for row in rows(6) if row.key != "3"], "5"),
            ([], None),
        ):
            probe.show(shown)
            assert probe.cursor_key == key
        assert text(probe)[0] == " Nothing here."


async def test_two_line_rows_are_set_apart_while_all_fit() -> None:
    async with listing(rows(3, under=True), gap=1) as (pilot, probe, _):
        assert text(probe)[:5] == [
            " row 0" + " " * 30 + "1 h",
            " why",
            "",
            " row 1" + " " * 30 + "1 h",
            " why",
        ]
        probe.show(rows(5, under=True))
        await pilot.pause()
        assert text(probe)[2].startswith(" row 1")


async def test_a_note_follows_the_rows() -> None:
    async with listing(rows(2)) as (pilot, probe, _):
        probe.show(rows(2), note="2 asleep")
        await pilot.pause()
        assert text(probe)[2:4] == ["", " 2 asleep"]


async def test_two_thousand_rows_draw_only_what_is_seen() -> None:
    async with listing(rows(2000)) as (pilot, probe, _):
        assert len(probe._strips) <= 20
        await pilot.press("end")
        await pilot.pause()
        assert text(probe)[9].startswith(" row 1999")


async def test_another_theme_repaints_in_its_colours() -> None:
    async with listing(rows(2)) as (pilot, probe, stage):
        before = [segment.style for segment in probe.render_line(1)]
        stage.theme = "frontdesk-light"
        await pilot.pause()
        assert [segment.style for segment in probe.render_line(1)] != before


async def test_a_rebound_key_moves_and_the_old_one_does_not() -> None:
    stage = Stage(rows(5))
    stage.set_keymap({"rows.down": "j"})
    async with stage.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "down")
        assert stage.query_one(Probe).cursor_key == "1"
