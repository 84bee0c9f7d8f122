"""Calls that come in by themselves: what they bring, whom they let wait, and what answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import NotFound, WrongUse
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome, Touch
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


def test_an_answer_in_a_log_closes_what_was_logged_by_hand(desk: Desk, birch: Client, folder: Path) -> None:
    desk.contacts.log(log(birch, "8:00", Outcome.MISSED))
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    logs.android(folder / "calls.xml", spoke("10:00", out=True))
    desk.sources.sync()
    assert waiting(desk) == []
    desk.undo()
    assert [touch.is_from_log for touch in contacts(desk, birch)] == [True]
    assert waiting(desk) == []


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


def test_a_quiet_folder_is_not_opened(
    desk: Desk, birch: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = logs.android(folder / "calls.xml", missed("10:00"))
    desk.sources.sync()
    version = desk.data_version()
    import data.desk.intake.calls as calls

    def never(*_: object) -> None:
        raise AssertionError("a file was read though nothing moved")

    monkeypatch.setattr(calls, "read_file", never)
    desk.sources.sync()
    assert desk.data_version() == version
    os.utime(file, (1, 1))
    (state,) = desk.sources.sync()
    assert "AssertionError" in state.error


def test_a_file_still_being_written_is_read_on(desk: Desk, birch: Client, folder: Path, clock: Hand) -> None:
    file = logs.android(folder / "calls.xml", spoke("9:00"), end='\n <call number="+49')
    (state,) = desk.sources.sync()
    assert "ends in the middle" in state.note
    assert len(contacts(desk, birch)) == 1
    logs.android(file, spoke("9:00"), missed("10:00"))
    (state,) = desk.sources.sync()
    assert state.note == ""
    assert len(contacts(desk, birch)) == 2
    listed = logs.jsonl(folder / "more.jsonl", spoke("12:00"))
    listed.write_bytes(listed.read_bytes()[:-1])
    os.utime(listed, (clock.at.timestamp() - 5,) * 2)
    desk.sources.sync()
    assert len(contacts(desk, birch)) == 2
    clock.turn(minutes=2)
    desk.sources.sync()
    assert len(contacts(desk, birch)) == 3


def test_what_is_not_understood_is_counted_and_named(desk: Desk, birch: Client, folder: Path) -> None:
    (folder / "list.csv").write_text(f"when,number,direction\nsoon,{ANN},in\n2026-11-23 10:00,{ANN},in\n")
    (folder / "notes.txt").write_text("nothing of the kind\n")
    (folder / "archive_browser.html").write_text("<html><body>Takeout</body></html>")
    (state,) = desk.sources.sync()
    assert (state.read, state.skipped) == (1, 2)
    assert "Europe/Berlin" in state.note
    from data.store import skips

    assert [(each.place, each.reason) for each in skips.of_source(desk._core.reader, "phone")] == [
        ("list.csv, line 2", "'soon' is no time"),
        ("notes.txt", "it is no log of calls that frontdesk knows"),
    ]


def test_another_zone_or_country_reads_anew(open_desk: Open, folder: Path) -> None:
    desk = open_desk(section(folder, ""))
    birch = desk.clients.add(Client("Birch", phones=(ANN,)))
    (folder / "list.csv").write_text("when,number,direction\n2026-11-23 10:00,040 5550110,in\n")
    (state,) = desk.sources.sync()
    assert contacts(desk, birch) == []
    assert "country" in state.note
    german = open_desk(section(folder))
    german.sources.sync()
    assert [touch.at for touch in contacts(german, birch)] == [at("10:00")]
    elsewhere = open_desk(section(folder, 'country = "+49"\nzone = "America/New_York"\n'))
    (state,) = elsewhere.sources.sync()
    assert [touch.at for touch in contacts(elsewhere, birch)] == [at("16:00")]
    assert state.note == ""


def test_a_log_under_another_name_and_one_taken_out(open_desk: Open, folder: Path) -> None:
    desk = open_desk(section(folder))
    birch = desk.clients.add(Client("Birch", phones=(ANN,)))
    logs.android(folder / "calls.xml", spoke("9:00"), missed("10:00"))
    desk.sources.sync()
    renamed = open_desk(section(folder, name="mobile"))
    (state,) = renamed.sources.sync()
    assert (state.name, state.read) == ("mobile", 2)
    before = contacts(renamed, birch)
    without = open_desk("")
    assert without.sources.sync() == ()
    assert contacts(without, birch) == before
    assert waiting(without) == [("Birch", "missed call", 1, 0)]
    again = open_desk(section(folder))
    again.sources.sync()
    assert contacts(again, birch) == before
    assert waiting(again) == [("Birch", "missed call", 1, 0)]


def test_a_folder_that_is_not_there_says_so(open_desk: Open, folder: Path) -> None:
    desk = open_desk(section(folder / "gone"))
    (state,) = desk.sources.sync()
    assert "gone is not there" in state.error


def test_a_reading_cut_off_is_made_good_by_the_next(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(folder / "calls.xml", missed("10:00"))

    def cut(said: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.sources.sync(cut)
    assert waiting(desk) == []
    assert desk.sources.sync(stop=lambda: True) == ()
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]


def test_withheld_and_short_numbers_are_only_counted(desk: Desk, birch: Client, folder: Path) -> None:
    logs.android(
        folder / "sms.xml", said("9:00", "Your code is 1234", "Bank"), said("9:05", "TAN 99", "22000")
    )
    (state,) = desk.sources.sync()
    assert (state.read, state.not_client) == (0, 2)
    assert b"1234" not in desk._core.store.path.read_bytes()
    assert desk.matching.unknown_senders() == ()


def test_a_folder_of_logs_is_tried_out_and_connected(open_desk: Open, folder: Path) -> None:
    desk = open_desk("")
    desk.clients.add(Client("Birch", phones=(ANN,)))
    logs.android(folder / "calls.xml", spoke("9:00"), missed("10:00"), missed("11:00", BO))
    candidate = desk.connecting.at(folder)
    feed = desk.connecting.proposal(candidate)
    assert (feed.SECTION, feed.kind, feed.name) == ("calls", "auto", "calls")
    before = desk.data_version()
    trial = desk.connecting.try_out(feed)
    assert [(each.channel, each.direction, each.count) for each in trial.contacts] == [("call", "in", 2)]
    assert (trial.waiting, trial.unknown, trial.state.error) == (1, 1, "")
    assert desk.data_version() == before
    desk.connecting.add(feed)
    desk.sources.sync()
    assert waiting(desk) == [("Birch", "missed call", 1, 0)]
    assert desk.connecting.at(folder / "calls.xml").kind == "android"
    voice = logs.voice(folder / "voice", spoke("9:00"))
    assert desk.connecting.at(voice).kind == "google_voice"
    assert desk.connecting.at(logs.voice_zip(folder / "t.zip", spoke("9:00"))).kind == "google_voice"
    for name, text in (("feed.xml", "<rss/>"), ("page.html", "<html></html>"), ("x.csv", "a,b\n1,2\n")):
        (folder / name).write_text(text)
        with pytest.raises(NotFound):
            desk.connecting.at(folder / name)
