"""Each key of the dashboard has an id, a description and a tooltip, and means one thing."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from data.desk import Desk
from tests.driver import session
from tui.app import FrontdeskApp
from tui.screens.acts.by_name import ACTS
from tui.screens.dashboard import Dashboard
from tui.screens.detail import DetailScreen
from tui.screens.help import HelpScreen
from tui.screens.review.screen import ReviewScreen
from tui.screens.review.trends import TrendsScreen
from tui.widgets.detail import DetailView, SideColumn
from tui.widgets.keys import live_keys
from tui.widgets.rows import Rows
from tui.wording.hints import ORDER, hint_word

NODES: tuple[type[DOMNode], ...] = (
    FrontdeskApp,
    Dashboard,
    DetailScreen,
    HelpScreen,
    ReviewScreen,
    TrendsScreen,
    Rows,
    DetailView,
    SideColumn,
)
LATER = {"s", "exclamation_mark", "k"}
"""Keys that issues to come will need."""


def keys_of(node: type[DOMNode]) -> list[Binding]:
    return [binding for _, binding in node._merge_bindings()]


@pytest.mark.parametrize("node", NODES)
def test_each_key_can_be_explained_and_bound_anew(node: type[DOMNode]) -> None:
    for binding in keys_of(node):
        assert binding.id, binding
        assert binding.description, binding
        assert binding.tooltip, binding


@pytest.mark.parametrize("node", NODES)
def test_each_key_means_one_thing(node: type[DOMNode]) -> None:
    keys = Counter(binding.key for binding in keys_of(node))
    assert [key for key, count in keys.items() if count > 1] == []
    ids = Counter((binding.id, binding.action) for binding in keys_of(node))
    names = Counter(name for name, _ in ids)
    assert [name for name, count in names.items() if count > 1] == []


def test_keys_of_issues_to_come_stay_free() -> None:
    assert {binding.key for binding in keys_of(Dashboard)}.isdisjoint(LATER)


def test_every_act_has_a_key_or_begins_by_itself() -> None:
    bound = {binding.action for binding in keys_of(Dashboard)}
    assert {name for name in ACTS if f"act('{name}')" not in bound} == {"open", "welcome"}


async def test_the_foot_names_only_keys_there_are(desk: Desk) -> None:
    async with session(desk) as day:
        await day.press("escape")
        live = {key.name.partition(".")[2] for key in live_keys(day.app.dashboard)}
        for pane, names in ORDER.items():
            assert set(names) <= live
            assert all(hint_word(name, pane) for name in names)


async def test_keys_can_be_bound_anew_by_id(desk: Desk) -> None:
    app = FrontdeskApp(desk, light=False, keymap={"dashboard.find": "ctrl+f"})
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        shown = {key.name: key.keys for key in live_keys(app.dashboard)}
        assert shown["dashboard.find"] == ("^f",)
