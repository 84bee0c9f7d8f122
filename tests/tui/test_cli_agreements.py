"""Agreements by script: noted, printed as the sheet, and refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.test_cli import Frontdesk, as_json, frontdesk

__all__ = ["frontdesk"]


@pytest.fixture
def acme(frontdesk: Frontdesk) -> Frontdesk:
    assert frontdesk("add", "client", "Acme")[0] == 0
    return frontdesk


def test_it_is_noted_and_printed(acme: Frontdesk) -> None:
    made = acme("add", "agreement", "ac", "process", "Sketch, then build", "--on", "12 nov", "--how", "mail")
    assert made == (0, "Process: agreed.\n", "")
    code, out, err = acme("agreements", "ac")
    assert (code, err) == (0, "")
    assert "- How the work goes: Sketch, then build (agreed on Thursday 12 November)\n" in out
    assert "- What it costs\n" in out
    assert out.startswith("Hello Acme,\n")


def test_json_says_what_stands_and_what_is_missing(acme: Frontdesk) -> None:
    stored = as_json(acme("add", "agreement", "ac", "rates", "85 an hour", "--json"))
    found = as_json(acme("agreements", "ac", "--json"))
    assert found["agreements"] == [stored]
    assert (stored["kind"], stored["agreed_on"], stored["how"]) == ("rates", "2026-11-23", "spoken")
    assert (found["complete"], found["missing"]) == (False, ["availability", "process", "obligations"])


def test_an_emergency_policy_says_what_it_lacks(acme: Frontdesk) -> None:
    made = acme("add", "agreement", "ac", "emergency", "down", "--proposed", "--channel", "call")
    assert made[1].startswith("Emergency: noted. Still missing: what does not count")
    code, out, err = acme("agreements", "ac")
    assert code == 0
    assert "What I suggest for emergencies:\n- What counts: down\n" in out
    assert err.startswith("The emergency policy lacks what does not count")
    whole = ("--not", "wishes", "--channel", "call", "--within", "30", "--loading", "50")
    assert acme("add", "agreement", "ac", "emergency", "down", *whole)[1] == "Emergency: agreed.\n"
    assert acme("agreements", "ac")[2] == ""


def test_what_is_out_of_date_is_said_beside_the_sheet(acme: Frontdesk, tmp_path: Path) -> None:
    acme("add", "agreement", "ac", "availability", "Mon to Fri, nine to five")
    config = tmp_path / "settings.toml"
    config.write_text(config.read_text().replace("fri =", "sat ="))
    assert acme("agreements", "ac")[2] == "Out of date, the settings changed since: availability.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("agreements", "zz"), 1, "No client fits"),
        (("agreements", "ac"), 2, "Nothing is agreed"),
        (("add", "agreement", "ac", "weather", "x"), 2, "weather"),
        (("add", "agreement", "ac", "rates", " "), 2, "needs a few words"),
        (("add", "agreement", "ac", "rates", "x", "--on", "tomorrow"), 2, ""),
        (("add", "agreement", "ac", "rates", "x", "--on", "mumble"), 2, "no day that is clear"),
        (("add", "agreement", "ac", "rates", "x", "--loading", "5"), 2, "emergency policy alone"),
        (("add", "agreement", "ac", "emergency", "x", "--proposed", "--on", "mon"), 2, "Either"),
    ],
)
def test_wrong_use_is_a_sentence(acme: Frontdesk, arguments: tuple[str, ...], code: int, said: str) -> None:
    answer = acme(*arguments)
    assert answer[0] == code
    assert said in answer[2]
    assert answer[2].strip()
