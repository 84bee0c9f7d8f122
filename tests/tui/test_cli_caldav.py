"""Calendars of a server from the command line: connected, read, and quiet while it is away."""

from __future__ import annotations

import shlex

from tests.feeds.calendar.build import a_calendar, an_event
from tests.servers.radicale import PASSWORD, Hand, Proxy
from tests.tui.test_cli import Frontdesk, as_json, frontdesk

__all__ = ["frontdesk"]


def test_connected_read_and_offline(frontdesk: Frontdesk, front: Proxy, hand: Hand) -> None:
    hand.make("work", "Work")
    hand.put("work", "a", a_calendar(an_event("DTSTART:20261123T130000Z", "SUMMARY:Planning", uid="a")))
    account = {
        "name": "studio",
        "url": front.url,
        "user": hand.user,
        "password_command": f"printf %s {shlex.quote(PASSWORD)}",
    }
    settings = [part for key, value in account.items() for part in ("--set", f"{key}={value}")]
    trial = as_json(frontdesk("connect", "caldav", *settings, "--dry-run", "--json"))
    assert trial["appointments"] == 1
    assert [(place["name"], place["count"]) for place in trial["around"]["places"]] == [("Work", 1)]
    code, out, _ = frontdesk("connect", "caldav", *settings, "--yes")
    assert code == 0
    assert "studio is read from now on." in out
    assert frontdesk("sync") == (0, "studio: 1 known\n", "")
    front.meddle = lambda asked, ask: None
    assert frontdesk("sync") == (0, "studio: offline, tried again by itself; 1 known\n", "")
    assert "Planning" in frontdesk("today")[1]
    assert "offline, tried again by itself, since" in frontdesk("sources")[1]
    assert PASSWORD not in "".join(frontdesk("sources", "--json")[1:])


def test_a_wrong_password_fails_in_a_sentence(frontdesk: Frontdesk, front: Proxy, hand: Hand) -> None:
    settings = (
        "--set",
        f"url={front.url}",
        "--set",
        f"user={hand.user}",
        "--set",
        "password_command=echo no",
    )
    code, out, err = frontdesk("connect", "caldav", *settings, "--yes")
    assert code != 0
    assert f"The server refused {hand.user} or the password." in out + err
    assert frontdesk("sources")[1].startswith("Nothing is read yet.")
