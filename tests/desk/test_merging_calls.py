"""Calls from logs when two clients become one, or one becomes two: they follow the numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client, Person
from data.model.merging import SplitDraft
from tests.desk.conftest import Hand
from tests.desk.test_merging import everything
from tests.feeds.calls import logs
from tests.feeds.calls.logs import BO, NOW, missed, spoke

LEFT_OUT = ("call_amend", "call_record", "call_peer")
"""Derived: their rows may be written anew with other numbers."""


@pytest.fixture
def desk(open_desk: Callable[[str], Desk], tmp_path: Path, clock: Hand) -> Desk:
    clock.at = NOW
    folder = tmp_path / "calls"
    folder.mkdir()
    logs.android(folder / "calls.xml", spoke("9:00", 130), missed("10:00"), missed("11:00", BO))
    desk = open_desk(f'[[calls]]\nname = "phone"\npath = "{folder}"\ncountry = "+49"\n')
    birch = desk.clients.add(Client("Birch", phones=("040 555 0110",)))
    desk.clients.add_person(Person(birch.id, "Bo", phones=(BO,)))
    desk.clients.add(Client("Acme"))
    desk.sources.sync()
    return desk


def calls(desk: Desk) -> dict[str, list[str]]:
    """What each client's calls were, oldest first."""
    return {
        client.name: [str(touch.outcome) for touch in reversed(desk.clients.contacts(client.id))]
        for client in desk.clients.all()
    }


def stored(desk: Desk) -> dict[str, object]:
    return {name: rows for name, rows in everything(desk).items() if name not in LEFT_OUT}


def test_calls_go_with_a_client_that_is_merged(desk: Desk) -> None:
    birch, acme = desk.clients.by_name("Birch"), desk.clients.by_name("Acme")
    waiting = [item.thread_id for item in desk.today().waiting]
    before = stored(desk)
    desk.merging.merge(acme.id, birch.id)
    assert calls(desk) == {"Acme": ["spoke", "missed", "missed"]}
    assert [(item.client, item.thread_id) for item in desk.today().waiting] == [("Acme", waiting[0])]
    desk.sources.sync()
    assert calls(desk) == {"Acme": ["spoke", "missed", "missed"]}
    desk.undo()
    assert stored(desk) == before


def test_the_calls_of_somebody_go_with_them(desk: Desk) -> None:
    birch = desk.clients.by_name("Birch")
    (bo,) = desk.clients.people(birch.id)
    before = stored(desk)
    desk.merging.split(SplitDraft(birch.id, "Cove", people=(bo.id,)))
    assert calls(desk) == {"Acme": [], "Birch": ["spoke", "missed"], "Cove": ["missed"]}
    assert sorted(item.client for item in desk.today().waiting) == ["Birch", "Cove"]
    desk.undo()
    assert calls(desk) == {"Acme": [], "Birch": ["spoke", "missed", "missed"]}
    assert stored(desk).keys() == before.keys()


def test_an_unknown_number_is_taken_from_the_tray(desk: Desk) -> None:
    desk.clients.delete(desk.clients.by_name("Birch").id)
    phones = {row.sender.phone for row in desk.matching.strangers()}
    assert len(phones) == 2
    for phone in phones:
        desk.matching.make_client(phone, f"Caller {phone[-2:]}")
    assert desk.matching.strangers() == ()
    assert sum(len(each) for each in calls(desk).values()) >= 3
