"""The files of a log of calls: quiet, unfinished, not understood, under another name, tried out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.desk import Desk
from data.desk.intake import calls
from data.errors import NotFound
from data.model.client import Client
from data.model.touch import Answer
from data.store import skips
from tests.desk.conftest import Hand
from tests.desk.test_calls_intake import Open, birch, contacts, desk, folder, section, waiting
from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BO, at, missed, said, spoke

__all__ = ["birch", "desk", "folder"]


def test_a_quiet_folder_is_not_opened(
    desk: Desk, birch: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = logs.android(folder / "calls.xml", missed("10:00"))
    desk.sources.sync()
    version = desk.data_version()

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


def test_another_zone_moves_who_waits_and_lets_nobody_wait_twice(open_desk: Open, folder: Path) -> None:
    desk = open_desk(section(folder))
    birch = desk.clients.add(Client("Birch", phones=(ANN,)))
    (folder / "list.csv").write_text(f"when,number,direction,outcome\n2026-11-23 10:00,{ANN},in,missed\n")
    desk.sources.sync()
    london = open_desk(section(folder, 'zone = "Europe/London"\n'))
    london.sources.sync()
    assert [touch.at for touch in contacts(london, birch)] == [at("11:00")]
    assert [each.waiting_since for each in london.today().waiting] == [at("11:00")]


def test_the_users_word_outlasts_a_reading_under_another_zone(open_desk: Open, folder: Path) -> None:
    desk = open_desk(section(folder))
    birch = desk.clients.add(Client("Birch", phones=(ANN,)))
    bo = desk.clients.add(Client("Bo", phones=(BO,)))
    logs.android(folder / "calls.xml", missed("10:00"), missed("11:00", BO))
    desk.sources.sync()
    of = {each.client: each.thread_id for each in desk.today().waiting}
    desk.waiting.answered(of["Birch"], Answer.NO_REPLY_NEEDED)
    desk.waiting.mark_urgent(of["Bo"], True)
    before = contacts(desk, birch), contacts(desk, bo), desk.today().waiting
    abroad = open_desk(section(folder, 'zone = "America/New_York"\n'))
    abroad.sources.sync()
    assert (contacts(abroad, birch), contacts(abroad, bo), abroad.today().waiting) == before


@pytest.mark.parametrize("asked", [0, 1, 2, 3])
def test_reading_anew_under_another_zone_goes_on_after_it_was_stopped(
    open_desk: Open, folder: Path, asked: int
) -> None:
    desk = open_desk(section(folder))
    birch = desk.clients.add(Client("Birch", phones=(ANN,)))
    for name, hour in (("one", 10), ("two", 12)):
        line = f"2026-11-23 {hour}:00,{ANN},in,missed"
        (folder / f"{name}.csv").write_text(f"when,number,direction,outcome\n{line}\n")
    desk.sources.sync()
    london = open_desk(section(folder, 'zone = "Europe/London"\n'))
    until = iter([False] * (asked + 1))
    london.sources.sync(stop=lambda: next(until, True))
    london.sources.sync()
    assert [touch.at for touch in contacts(london, birch)] == [at("11:00"), at("13:00")]
    assert [(each.waiting_since, each.count) for each in london.today().waiting] == [(at("11:00"), 2)]


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
    beside = desk._core.store.path.parent.glob(f"{desk._core.store.path.name}*")
    assert not any(b"1234" in file.read_bytes() for file in beside)
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
