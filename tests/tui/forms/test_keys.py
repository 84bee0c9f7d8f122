"""Every key of the forms can be explained and bound anew."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui.screens
import tui.widgets

NOT_HERE = ("tui.screens.dashboard", "tui.screens.detail", "tui.screens.help", "tui.screens.acts")
"""Held by the tests of the dashboard."""


def nodes() -> Iterator[type[DOMNode]]:
    seen: set[type[DOMNode]] = set()
    for package in (tui.screens, tui.widgets):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.startswith(NOT_HERE):
                continue
            for each in vars(importlib.import_module(found.name)).values():
                ours = isinstance(each, type) and issubclass(each, DOMNode) and each.__module__ == found.name
                if ours and each not in seen and "BINDINGS" in vars(each):
                    seen.add(each)
                    yield each


@pytest.mark.parametrize("node", nodes(), ids=lambda node: node.__name__)
def test_each_key_has_an_id_a_description_and_a_tooltip(node: type[DOMNode]) -> None:
    ids: list[str] = []
    for binding in vars(node)["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.id
        assert binding.description
        assert binding.tooltip
        ids.append(binding.id)
    assert len(ids) == len(set(ids))
