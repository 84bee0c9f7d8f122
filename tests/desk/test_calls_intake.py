"""Calls that come in by themselves: what they bring, whom they let wait, and what answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import WrongUse
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome, Touch
from data.store.engine.rows import tuples
from tests.desk.conftest import Hand
from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BO, NOW, at, missed, said, spoke, tried

Open = Callable[[str], Desk]


@pytest.fixture
def folder(tmp_path: Path, clock: Hand) -> Path:
    clock.at = NOW
    made = tmp_path / "calls"
    made.mkdir()
    return made


def section(folder: Path, more: str = 'country = "+49"\n', *, name: str = "phone") -> str:
    return f'[[calls]]\nname = "{name}"\npath = "{folder}"\n{more}'


@pytest.fixture
def desk(open_desk: Open, folder: Path) -> Desk:
    return open_desk(section(folder))


@pytest.fixture
def birch(desk: Desk) -> Client:
    return desk.clients.add(Client("Birch", phones=("040 555 0110",)))


def waiting(desk: Desk) -> list[tuple[str, str, int, int]]:
    return [(item.client, item.subject, item.count, item.tries) for item in desk.today().waiting]


def contacts(desk: Desk, client: Client) -> list[Touch]:
    return list(reversed(desk.clients.contacts(client.id)))


def log(client: Client, clock: str, outcome: Outcome, *, out: bool = False, note: str = "") -> ContactDraft:
    direction = Direction.OUT if out else Direction.IN
    return ContactDraft(Channel.CALL, direction, client.id, at(clock), outcome=outcome, note=note)


def test_a_number_of_another_country_is_taken_though_it_was_noted_as_dialled_there(
    desk: Desk, folder: Path
) -> None:
    cove = desk.clients.add(Client("Cove"))
    kofi = desk.clients.add_person(Person(cove.id, "Kofi", phones=("07700 900123",)))
    logs.android(folder / "calls.xml", missed("10:00", "+447700900123"))
    desk.sources.sync()
    assert [each.phone for each in desk.matching.unknown_senders()] == ["+447700900123"]
    desk.matching.add_to_person("+447700900123", kofi.id)
    assert desk.matching.unknown_senders() == ()
    assert [touch.outcome for touch in contacts(desk, cove)] == [Outcome.MISSED]
    assert [client for client, *_ in waiting(desk)] == ["Cove"]
    # The same number once more, written in another way, is not noted twice.
    assert len(desk.matching.add_to_person("+44 7700-900 123", kofi.id).phones) == 2


def test_calls_become_contacts_of_their_client(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", spoke("9:00", 130), tried("9:30"), missed("10:00", BO))
    (state,) = desk.sources.sync()
    assert (state.error, state.read, state.not_client, state.skipped, state.note) == ("", 3, 1, 0, "")
    first, second = contacts(desk, birch)
    assert (first.at, first.direction, first.outcome, first.minutes) == (at("9:00"), "in", Outcome.SPOKE, 2)
    assert (first.who, first.is_from_log) == ("Ann Bell", True)
    assert (second.direction, second.outcome, second.minutes) == ("out", Outcome.NO_ANSWER, None)


def test_people_at_a_client_bring_their_own_number(desk: Desk, birch: Client, folder: Path) -> None:
    bo = desk.clients.add_person(Person(birch.id, "Bo", phones=(BO,)))
    logs.android(folder / "calls.xml", missed("10:00", BO))
    desk.sources.sync()
    (touch,) = contacts(desk, birch)
    assert touch.person_id == bo.id


def test_a_missed_call_is_a_callback_until_one_has_spoken(desk: Desk, birch: Client, folder: Path) -> None:
    file = folder / "calls.xml"
    logs.android(file, missed("10:00"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    assert desk.today().waiting[0].limit_minutes == 120
    logs.android(file, missed("10:00"), tried("10:30"), missed("11:00"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 2, 1)]
    (item,) = desk.today().waiting
    assert (item.waiting_since, item.newest_at) == (at("10:00"), at("11:00"))
    logs.android(file, missed("10:00"), tried("10:30"), missed("11:00"), spoke("12:00", out=True))
    desk.sources.sync()
    assert waiting(desk) == []
    assert [touch.at for touch in desk.waiting.messages(item.thread_id)] == [
        at("12:00"),
        at("11:00"),
        at("10:00"),
    ]


def test_a_talk_answers_whoever_rang(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(
        folder / "calls.xml", missed("10:00", outcome=Outcome.VOICEMAIL), spoke("11:00"), missed("12:00")
    )
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    assert desk.today().waiting[0].waiting_since == at("12:00")


def test_messages_wait_until_one_is_written(desk: Desk, birch: Client, folder: Path) -> None:
    file = folder / "sms.xml"
    logs.android(file, said("10:00", "When can we talk?"), said("10:05", "Today?"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "Today?", 2, 0)]
    logs.android(
        file, said("10:00", "When can we talk?"), said("10:05", "Today?"), said("10:30", "At 3", out=True)
    )
    desk.sources.sync()
    assert waiting(desk) == []
    logs.android(folder / "more.xml", said("10:40", "Thank you!"))
    desk.sources.sync()
    assert waiting(desk) == []
    logs.android(folder / "even more.xml", said("10:50", "And where?"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "And where?", 1, 0)]


def test_old_calls_are_history_without_a_clock(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", missed("10:00", day=1), missed("10:00", day=20))
    desk.sources.sync()
    assert [touch.at for touch in contacts(desk, birch)] == [at("10:00", 1), at("10:00", 20)]
    assert [item.waiting_since for item in desk.today().waiting] == [at("10:00", 20)]
    # Nor are they when an old export turns up later.
    logs.android(folder / "old.xml", missed("9:00", day=2))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]


def test_after_three_weeks_away_nobody_is_lost(desk: Desk, birch: Client, folder: Path, clock: Hand) -> None:
    logs.android(folder / "calls.xml", spoke("9:00"))
    desk.sources.sync()
    clock.turn(days=21)
    logs.android(folder / "calls.xml", spoke("9:00"), missed("10:00", day=25))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]


def test_a_later_client_gets_the_earlier_calls(desk: Desk, folder: Path) -> None:
    logs.android(folder / "calls.xml", spoke("9:00"), missed("10:00"), missed("9:00", "22000"))
    (state,) = desk.sources.sync()
    assert state.not_client == 3
    (unknown,) = desk.matching.unknown_senders()
    assert (unknown.phone, unknown.address, unknown.name, unknown.count) == (ANN, "", "Ann Bell", 2)
    assert desk.today().unknown_senders == 1
    made = desk.matching.make_client(unknown.point, "Birch")
    assert [touch.outcome for touch in contacts(desk, made)] == [Outcome.SPOKE, Outcome.MISSED]
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    assert desk.matching.unknown_senders() == ()
    assert desk.today().unknown_senders == 0
    desk.undo()
    assert desk.clients.all() == ()
    assert len(desk.matching.unknown_senders()) == 1
    assert desk.today().waiting == ()
    desk.matching.ignore(ANN)
    assert (desk.matching.unknown_senders(), desk.today().unknown_senders) == ((), 0)


def test_a_number_that_moves_takes_its_calls_along(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", spoke("9:00"), missed("10:00"))
    desk.sources.sync()
    cove = desk.clients.add(Client("Cove"))
    desk.clients.edit(replace(birch, phones=()))
    assert contacts(desk, birch) == []
    assert desk.today().waiting == ()
    desk.clients.edit(replace(cove, phones=(ANN,)))
    assert len(contacts(desk, cove)) == 2
    assert waiting(desk) == [("Cove", "missed call", 1, 0)]


def test_names_alone_lead_to_the_client_of_that_name(desk: Desk, birch: Client, folder: Path) -> None:
    rows = "2026-11-23 10:00,birch,in,12\n2026-11-23 11:00,Nobody,in,3\n"
    (folder / "list.csv").write_text(f"when,who,direction,minutes\n{rows}")
    (state,) = desk.sources.sync()
    assert [touch.minutes for touch in contacts(desk, birch)] == [12]
    assert state.not_client == 1
    assert desk.matching.unknown_senders() == ()
    nobody = desk.clients.add(Client("Nobody"))
    assert [touch.minutes for touch in contacts(desk, nobody)] == [3]


def test_the_same_call_in_two_logs_is_one(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", missed("10:00"), spoke("11:00", 300, out=True))
    logs.asterisk(folder / "Master.csv", missed("10:00"), spoke("11:00", 290, out=True), late=15)
    (state,) = desk.sources.sync()
    assert state.read == 4
    assert [(touch.at, touch.minutes) for touch in contacts(desk, birch)] == [
        (at("10:00"), None),
        (at("11:00"), 5),
    ]


def test_what_was_logged_by_hand_is_completed(desk: Desk, birch: Client, folder: Path) -> None:
    by_hand = desk.contacts.log(log(birch, "10:12", Outcome.SPOKE, note="wants the blue one"))
    logs.android(folder / "calls.xml", spoke("10:00", 610))
    desk.sources.sync()
    (touch,) = contacts(desk, birch)
    assert touch == replace(by_hand, minutes=10)
    desk.undo()
    (touch,) = contacts(desk, birch)
    assert (touch.is_from_log, touch.minutes, touch.note) == (True, 10, "")


def test_what_is_logged_by_hand_after_its_log_is_completed_too(
    desk: Desk, birch: Client, folder: Path
) -> None:
    logs.android(folder / "calls.xml", spoke("10:00", 610))
    desk.sources.sync()
    desk.contacts.log(log(birch, "10:12", Outcome.SPOKE, note="wants the blue one"))
    (touch,) = contacts(desk, birch)
    assert (touch.note, touch.minutes, touch.is_from_log) == ("wants the blue one", 10, False)
    desk.undo()
    (touch,) = contacts(desk, birch)
    assert (touch.is_from_log, touch.minutes) == (True, 10)
    desk.contacts.log(log(birch, "10:12", Outcome.SPOKE))
    by_hand = contacts(desk, birch)[0]
    desk.contacts.delete(by_hand.id)
    (touch,) = contacts(desk, birch)
    assert touch.is_from_log


@pytest.mark.parametrize("correction", ["client", "day"])
def test_what_was_corrected_to_be_another_call_gives_back_the_one_in_the_log(
    desk: Desk, birch: Client, folder: Path, correction: str
) -> None:
    cove = desk.clients.add(Client("Cove"))
    logs.android(folder / "calls.xml", spoke("10:00", 610))
    desk.sources.sync()
    desk.contacts.log(log(birch, "10:12", Outcome.SPOKE, note="wants the blue one"))
    (touch,) = contacts(desk, birch)
    if correction == "client":
        desk.contacts.edit(replace(touch, client_id=cove.id))
        (corrected,), (call,) = contacts(desk, cove), contacts(desk, birch)
    else:
        desk.contacts.edit(replace(touch, at=at("10:12", 20)))
        corrected, call = contacts(desk, birch)
    assert (corrected.note, corrected.minutes) == ("wants the blue one", None)
    assert (call.is_from_log, call.at, call.minutes) == (True, at("10:00"), 10)
    desk.undo()
    assert contacts(desk, birch) == [touch]
    assert contacts(desk, cove) == []


def test_an_answer_in_a_log_closes_what_was_logged_by_hand(desk: Desk, birch: Client, folder: Path) -> None:
    desk.contacts.log(log(birch, "8:00", Outcome.MISSED))
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    logs.android(folder / "calls.xml", spoke("10:00", out=True))
    desk.sources.sync()
    assert waiting(desk) == []
    desk.undo()
    assert [touch.is_from_log for touch in contacts(desk, birch)] == [True]
    assert waiting(desk) == []


def test_what_was_logged_by_hand_ends_when_all_logs_together_say(
    desk: Desk, birch: Client, folder: Path
) -> None:
    desk.contacts.log(log(birch, "8:00", Outcome.MISSED))
    logs.asterisk(folder / "Master.csv", spoke("10:00", out=True), late=60)
    desk.sources.sync()
    assert stops(desk) == [at("10:01")]
    logs.android(folder / "calls.xml", spoke("10:00", out=True))
    desk.sources.sync()
    assert stops(desk) == [at("10:00")]
    desk.undo()
    assert stops(desk) == []


@pytest.mark.parametrize("remembered", [True, False])
def test_what_was_logged_by_hand_waits_on_when_the_answer_was_none(
    desk: Desk, birch: Client, folder: Path, remembered: bool
) -> None:
    """A switchboard counts what their voicemail took for a talk; the telephone knows better."""
    desk.contacts.log(log(birch, "8:00", Outcome.MISSED))
    before = desk.today().waiting
    logs.asterisk(folder / "Master.csv", spoke("10:00"))
    desk.sources.sync()
    assert waiting(desk) == []
    if not remembered:
        desk.settle()
    logs.android(folder / "calls.xml", missed("10:00", outcome=Outcome.VOICEMAIL))
    desk.sources.sync()
    first, *_ = desk.today().waiting
    assert (first, stops(desk)) == (before[0], [])


def stops(desk: Desk) -> list[datetime]:
    """Give when clocks were stopped."""
    found = tuples(desk._core.reader, "SELECT at FROM clock_stop ORDER BY at")
    return [datetime.fromisoformat(when) for (when,) in found]


def test_the_same_missed_call_by_hand_and_by_log_waits_once(desk: Desk, birch: Client, folder: Path) -> None:
    desk.contacts.log(log(birch, "10:03", Outcome.MISSED, note="sounded worried"))
    logs.android(folder / "calls.xml", missed("10:00"), missed("13:00"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call · sounded worried", 2, 0)]
    logs.android(folder / "calls.xml", missed("10:00"), missed("13:00"), spoke("14:00", out=True))
    desk.sources.sync()
    assert waiting(desk) == []


def test_the_users_word_holds_through_further_readings(
    desk: Desk, birch: Client, folder: Path, clock: Hand
) -> None:
    file = folder / "calls.xml"
    logs.android(file, missed("10:00"))
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.waiting.answered(item.thread_id, Answer.NO_REPLY_NEEDED)
    logs.android(file, missed("10:00"), missed("9:00", BO))
    desk.sources.sync()
    assert waiting(desk) == []
    clock.turn(hours=1)
    later = replace(missed("10:00"), at=clock.at - timedelta(minutes=5))
    logs.android(file, missed("10:00"), missed("9:00", BO), later)
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    assert desk.today().waiting[0].thread_id != item.thread_id


def test_asleep_until_it_rings_again(desk: Desk, birch: Client, folder: Path, clock: Hand) -> None:
    file = folder / "calls.xml"
    logs.android(file, missed("10:00"))
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.waiting.snooze(item.thread_id, clock.at + timedelta(hours=20))
    logs.android(file, missed("10:00"), spoke("9:00", number=BO))
    desk.sources.sync()
    assert waiting(desk) == []
    logs.android(file, missed("10:00"), spoke("9:00", number=BO), missed("16:30"))
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 2, 0)]


def test_what_a_log_brought_takes_a_note_and_is_not_deleted(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", spoke("10:00"))
    desk.sources.sync()
    (touch,) = contacts(desk, birch)
    desk.contacts.edit(replace(touch, note="about the logo", minutes=99))
    logs.asterisk(folder / "Master.csv", spoke("10:00", 310))
    desk.sources.sync()
    (kept,) = contacts(desk, birch)
    assert (kept.note, kept.minutes) == ("about the logo", 5)
    with pytest.raises(WrongUse, match="log"):
        desk.contacts.delete(touch.id)
    desk.undo()
    assert contacts(desk, birch)[0].note == ""
