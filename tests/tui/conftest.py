"""A Desk for the app, the same one as the Desk's own tests have, in a terminal of many colours."""

from __future__ import annotations

import pytest

from tests.desk.conftest import clock, desk, open_desk

__all__ = ["clock", "desk", "open_desk"]


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the app looks like must not depend on the terminal the tests run in."""
    for name in ("NO_COLOR", "FRONTDESK_CONFIG", "FRONTDESK_STORE", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
