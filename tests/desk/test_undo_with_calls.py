"""Undo where logs of calls are read meanwhile: an act can be taken back, and no import ever is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import NotFound
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.today import Today
from data.model.touch import Answer, Channel, Direction, Outcome
from data.store.engine.rows import tuples
from tests.desk.conftest import Hand
from tests.desk.test_calls_intake import section
from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BO, NOW, at, missed, said, spoke

CYRA = "+49405550130"


@pytest.fixture
def folder(tmp_path: Path, clock: Hand) -> Path:
    clock.at = NOW
    made = tmp_path / "calls"
    made.mkdir()
    return made


@pytest.fixture
def desk(open_desk: Callable[[str], Desk], folder: Path) -> Desk:
    """A Desk with two clients who called, one whom nobody knows yet, and nothing to undo but the clients."""
    desk = open_desk(section(folder))
    desk.clients.add(Client("Birch", phones=(ANN,)))
    cove = desk.clients.add(Client("Cove"))
    desk.clients.add_person(Person(cove.id, "Bo", phones=(BO,)))
    read_first(desk, folder)
    return desk


def read_first(desk: Desk, folder: Path) -> None:
    day = (spoke("9:00"), missed("10:00"), missed("11:00", BO), missed("12:00", CYRA))
    logs.android(folder / "calls.xml", *day)
    logs.android(folder / "sms.xml", said("10:30", "Shall I send it?"))
    desk.sources.sync()


def read_more(desk: Desk, folder: Path) -> None:
    """Read what changes nearly everything: answers, further calls, and a second log of the same."""
    day = (missed("13:00"), spoke("14:00", 250, out=True), missed("14:30"), spoke("15:00", number=BO))
    logs.android(folder / "more.xml", *day)
    logs.asterisk(folder / "Master.csv", missed("10:00"), spoke("14:00", 240, out=True), late=20)
    logs.android(folder / "moresms.xml", said("15:30", "Please do", out=True), said("15:40", "And the logo?"))
    desk.sources.sync()


def birch(desk: Desk) -> Client:
    return desk.clients.by_name("Birch")


def call(desk: Desk, clock: str, outcome: Outcome, *, out: bool = False) -> object:
    direction = Direction.OUT if out else Direction.IN
    draft = ContactDraft(Channel.CALL, direction, birch(desk).id, at(clock), outcome=outcome, note="a word")
    return desk.contacts.log(draft)


def waits_of(desk: Desk, client: str) -> int:
    return next(w.thread_id for w in desk.today().waiting if w.client == client and w.channel is Channel.CALL)


ACTS: dict[str, Callable[[Desk], object]] = {
    "no reply needed": lambda desk: desk.waiting.answered(waits_of(desk, "Birch"), Answer.NO_REPLY_NEEDED),
    "sleep": lambda desk: desk.waiting.snooze(waits_of(desk, "Birch"), NOW.replace(hour=20)),
    "urgent": lambda desk: desk.waiting.mark_urgent(waits_of(desk, "Cove"), True),
    "a talk": lambda desk: call(desk, "15:50", Outcome.SPOKE, out=True),
    "a talk the log knows": lambda desk: call(desk, "9:04", Outcome.SPOKE),
    "a talk the log will know": lambda desk: call(desk, "14:05", Outcome.SPOKE, out=True),
    "a missed call the log knows": lambda desk: call(desk, "10:02", Outcome.MISSED),
    "a missed call of its own": lambda desk: call(desk, "12:40", Outcome.VOICEMAIL),
    "a try": lambda desk: call(desk, "12:50", Outcome.NO_ANSWER, out=True),
    "a note": lambda desk: desk.contacts.edit(
        replace(desk.clients.contacts(birch(desk).id)[-1], note="about the logo")
    ),
    "no number": lambda desk: desk.clients.edit(replace(birch(desk), phones=())),
    "one more number": lambda desk: desk.clients.edit(replace(birch(desk), phones=(ANN, CYRA))),
    "a new client": lambda desk: desk.matching.make_client(CYRA, "Cyra"),
    "delete a client": lambda desk: desk.clients.delete(birch(desk).id),
    "delete a person": lambda desk: desk.clients.delete_person(
        desk.clients.people(desk.clients.by_name("Cove").id)[0].id
    ),
    "ignore": lambda desk: desk.matching.ignore(CYRA),
    "merge": lambda desk: desk.merging.merge(birch(desk).id, desk.clients.by_name("Cove").id),
}


def seen(desk: Desk) -> tuple[object, ...]:
    """Give what is to be as before, but for numbers that are given anew."""
    today: Today = desk.today()
    contacts = {
        client.name: [
            (
                t.channel,
                t.direction,
                t.at,
                t.who,
                t.note,
                t.minutes,
                t.outcome,
                t.message_id,
                t.person_id is None,
            )
            for t in desk.clients.contacts(client.id, 100)
        ]
        for client in desk.clients.all()
    }
    waiting = [
        (w.client, w.subject, w.waiting_since, w.newest_at, w.count, w.tries, w.urgent) for w in today.waiting
    ]
    return (
        sorted(waiting, key=str),
        today.snoozed,
        today.unknown_senders,
        contacts,
        desk.matching.unknown_senders(),
    )


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_taken_back(desk: Desk, name: str) -> None:
    before = seen(desk)
    ACTS[name](desk)
    assert seen(desk) != before
    desk.undo()
    assert seen(desk) == before


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_taken_back_after_further_logs(
    desk: Desk, folder: Path, name: str, open_desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    ACTS[name](desk)
    read_more(desk, folder)
    desk.undo()
    after = seen(desk)
    # As if the act had never been.
    other = folder.with_name("other")
    other.mkdir()
    from data.settings import load
    from tests.desk.conftest import SETTINGS

    file = tmp_path / "other.toml"
    file.write_text(SETTINGS + section(other))
    file.chmod(0o600)
    plain = Desk.open(tmp_path / "plain.db", load(file), lambda: NOW, settings_path=file)
    try:
        plain.clients.add(Client("Birch", phones=(ANN,)))
        cove = plain.clients.add(Client("Cove"))
        plain.clients.add_person(Person(cove.id, "Bo", phones=(BO,)))
        read_first(plain, other)
        read_more(plain, other)
        assert after == seen(plain)
    finally:
        plain.close()


def test_no_import_is_ever_undone(desk: Desk, folder: Path) -> None:
    contacts = len(desk.clients.contacts(birch(desk).id))
    for said_ in ("add Bo", "add client Cove"):
        assert desk.undo() == said_
    assert len(desk.clients.contacts(birch(desk).id)) == contacts
    assert desk.undo() == "add client Birch"
    assert desk.clients.all() == ()
    assert {sender.phone for sender in desk.matching.unknown_senders()} == {ANN, BO, CYRA}
    with pytest.raises(NotFound):
        desk.undo()
    desk.clients.add(Client("Birch", phones=(ANN,)))
    assert len(desk.clients.contacts(birch(desk).id)) == contacts


def test_what_no_act_can_want_back_is_forgotten(desk: Desk, folder: Path) -> None:
    call(desk, "13:02", Outcome.MISSED)
    read_more(desk, folder)
    kept = "SELECT count(*) FROM call_amend"
    assert tuples(desk._core.reader, kept)[0][0] > 0
    desk.settle()
    logs.android(folder / "last.xml", spoke("15:55"))
    desk.sources.sync()
    assert tuples(desk._core.reader, kept)[0][0] == 0
