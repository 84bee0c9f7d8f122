"""A bare app in our colours that shows one question over a Desk at a throw-away store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client
from tests.desk.conftest import Hand, clock, open_desk
from tests.desk.conftest import desk as desk
from tui import theme

__all__ = ["Hand", "Stage", "clock", "open_desk"]

Show = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


class Stage(App[None]):
    """Shows a question and keeps its answers."""

    def __init__(self, question: Screen[Any], palette: str) -> None:
        super().__init__()
        self.question = question
        self.answers: list[object] = []
        for each in theme.THEMES.values():
            self.register_theme(each)
        self.theme = palette

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.DEFAULTS

    def compose(self) -> ComposeResult:
        yield Static("the dashboard")

    def on_mount(self) -> None:
        self.push_screen(self.question, self.answers.append)


@pytest.fixture
def show() -> Show:
    """Show a question; the pilot's `app` is the stage."""

    @asynccontextmanager
    async def shown(
        question: Screen[Any], *, size: tuple[int, int] = (120, 36), palette: str = "frontdesk-dark"
    ) -> AsyncIterator[Pilot[None]]:
        stage = Stage(question, palette)
        async with stage.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return shown


@pytest.fixture
def clients(desk: Desk) -> dict[str, Client]:
    """Six clients by name."""
    names = ("Harbour Books", "Osei & Sons", "Lindqvist", "Cove", "Birch", "Dune")
    return {name: desk.clients.add(Client(name=name)) for name in names}
