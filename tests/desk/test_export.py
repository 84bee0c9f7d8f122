"""Promises outside of the store: what is in the file, when it changes, and what never gets there."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from icalendar import Calendar

from data.desk import Desk
from data.errors import FrontdeskError, WrongUse
from data.feeds.calendar import read_calendar
from data.model.client import Client
from data.model.draft import ContactDraft, FollowUp
from data.model.outgoing import CalendarForm
from data.model.promise import FindOut
from data.model.touch import Channel, Direction
from data.model.work import Commitment, CommitmentKind, Deliverable
from tests.build import NOW, at
from tests.desk.conftest import Hand as Clock
from tests.servers.radicale import Hand

TARGET = date(2026, 12, 1)
SPELLINGS = ("20261201", "2026-12-01", "1 Dec", "Dec 1", "1.12.", "01.12.", "1/12")
SETTING = '\n[export]\npromises = "promises.ics"\n'


@pytest.fixture
def kept(open_desk: Callable[[str], Desk], tmp_path: Path) -> Desk:
    """A Desk that keeps a file of its promises."""
    return open_desk(SETTING)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "promises.ics"


def a_client(desk: Desk, name: str = "Harbour Books") -> Client:
    return desk.clients.add(Client(name, domains=(f"{name.split()[0].lower()}.example",)))


def promise(
    desk: Desk, client: Client, name: str = "Checkout", when: str = "2026-12-04 17:00"
) -> Deliverable:
    return desk.work.add_deliverable_to(
        f"Project of {name}",
        Deliverable(
            0,
            client.id,
            name,
            estimate_minutes=40 * 60,
            promised_at=at(when),
            target_on=TARGET,
            note="they pay late, so no hurry",
            budget_cents=777_00,
        ),
    )


def tasks(text: str) -> dict[str, dict[str, str]]:
    """The tasks or events of a calendar by summary."""
    found = [each for each in Calendar.from_ical(text).walk() if each.name in ("VTODO", "VEVENT")]
    return {
        str(each["SUMMARY"]): {name: value.to_ical().decode() for name, value in each.items()}
        for each in found
    }


def sequence(text: str, summary: str) -> int:
    return int(tasks(text)[summary]["SEQUENCE"])


def test_what_was_told_is_in_it(desk: Desk) -> None:
    client = a_client(desk)
    promise(desk, client)
    desk.work.add_commitment(Commitment("Send the quote", at("17:00"), client_id=client.id))
    desk.find_outs.add(FindOut("hosting price", NOW, at("2026-11-24 12:00"), client_id=client.id))
    desk.work.add_commitment(Commitment("Water the plants", at("18:00")))
    found = tasks(desk.export.promises())
    assert {summary: each["DUE"] for summary, each in found.items()} == {
        "Send the quote (Harbour Books)": "20261123T160000Z",
        "Answer: hosting price (Harbour Books)": "20261124T110000Z",
        "Checkout (Harbour Books)": "20261204T160000Z",
    }


def test_what_was_only_asked_for_or_hangs_on_an_arrival_is_not_in_it(desk: Desk) -> None:
    client = a_client(desk)
    desk.work.add_deliverable_to("Site", Deliverable(0, client.id, "No date yet", estimate_minutes=60))
    assert tasks(desk.export.promises()) == {}


def everything(desk: Desk) -> tuple[Client, Client]:
    """Two clients with promises in every state, and all that is nobody's business."""
    ours, theirs = a_client(desk), a_client(desk, "Birch & Sons")
    for client, secret in ((ours, "ours"), (theirs, "theirs")):
        promise(desk, client, f"Open {secret}")
        desk.work.deliver(promise(desk, client, f"Delivered {secret}").id)
        desk.work.drop(promise(desk, client, f"Dropped {secret}").id)
        back = promise(desk, client, f"Withdrawn {secret}")
        desk.work.edit_deliverable(replace(back, promised_at=None))
        desk.work.add_commitment(
            Commitment(f"Said {secret}", at("17:00"), client_id=client.id, note="grumbled about it")
        )
        desk.find_outs.add(
            FindOut(
                f"Question {secret}", NOW, at("2026-11-24 12:00"), client_id=client.id, source="my brother"
            )
        )
        desk.contacts.log(
            ContactDraft(
                Channel.CALL,
                Direction.IN,
                client.id,
                NOW,
                note="a difficult person",
                follow_ups=(FollowUp(f"ask around about {secret}", at("2026-11-25 09:00")),),
            )
        )
    return ours, theirs


def test_no_file_says_the_aim_a_note_an_estimate_or_money(desk: Desk, clock: Clock) -> None:
    ours, theirs = everything(desk)
    for form, client in product(CalendarForm, (None, ours, theirs)):
        text = desk.export.promises(form, client.id if client else None)
        assert len(tasks(text)) >= 5
        unfolded = text.replace("\r\n ", "")
        for word in (
            *SPELLINGS,
            "hurry",
            "grumbled",
            "brother",
            "difficult",
            "777",
            "2400",
            "40",
            "Project of",
        ):
            assert word not in "".join(
                line for line in unfolded.splitlines() if not line.startswith(("UID", "DTSTAMP", "LAST-MOD"))
            ), (word, form)
        names = {line.partition(":")[0].partition(";")[0] for line in unfolded.split("\r\n") if line}
        assert names <= {
            *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "REFRESH-INTERVAL"),
            *("X-PUBLISHED-TTL", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DUE", "STATUS"),
            *("COMPLETED", "PERCENT-COMPLETE", "DTSTART", "DTEND", "TRANSP"),
        }


def test_a_client_s_file_has_nothing_of_another_and_nothing_said_to_oneself(desk: Desk) -> None:
    ours, _ = everything(desk)
    for form in CalendarForm:
        text = desk.export.promises(form, ours.id)
        assert "theirs" not in text
        assert "Birch" not in text
        assert "Harbour" not in text
        assert "ask around" not in text
        assert "Said ours" in text
    assert "ask around about theirs" in desk.export.promises()


def test_a_promise_that_names_another_client_is_pointed_out(desk: Desk) -> None:
    ours, _ = a_client(desk), a_client(desk, "Birch & Sons")
    promise(desk, ours, "Shop like Birch & Sons has")
    promise(desk, ours, "Checkout")
    (warning,) = desk.export.warnings(ours.id)
    assert warning.startswith('"Shop like Birch & Sons has": ')


def test_the_file_is_written_at_each_act_that_changes_a_promise(kept: Desk, file: Path) -> None:
    client = a_client(kept)
    what = promise(kept, client)
    assert list(tasks(file.read_text())) == ["Checkout (Harbour Books)"]
    kept.work.edit_deliverable(replace(what, promised_at=at("2026-12-07 12:00")))
    assert tasks(file.read_text())["Checkout (Harbour Books)"]["DUE"] == "20261207T110000Z"
    kept.undo()
    assert tasks(file.read_text())["Checkout (Harbour Books)"]["DUE"] == "20261204T160000Z"
    kept.work.deliver(what.id)
    assert tasks(file.read_text())["Checkout (Harbour Books)"]["STATUS"] == "COMPLETED"


def test_every_change_counts_on_also_when_it_is_taken_back(kept: Desk, file: Path, clock: Clock) -> None:
    name = "Checkout (Harbour Books)"
    what = promise(kept, a_client(kept))
    stamps = [tasks(file.read_text())[name]["LAST-MODIFIED"]]
    assert sequence(file.read_text(), name) == 0
    for count, when in enumerate(("2026-12-07 12:00", "2026-12-08 12:00"), 1):
        clock.turn(minutes=1)
        kept.work.edit_deliverable(replace(what, promised_at=at(when)))
        what = replace(what, promised_at=at(when))
        assert sequence(file.read_text(), name) == count
        stamps.append(tasks(file.read_text())[name]["LAST-MODIFIED"])
    clock.turn(minutes=1)
    kept.undo()
    assert sequence(file.read_text(), name) == 3
    stamps.append(tasks(file.read_text())[name]["LAST-MODIFIED"])
    assert stamps == sorted(set(stamps))


def test_what_was_deleted_goes_at_once_and_comes_back_as_the_same(kept: Desk, file: Path) -> None:
    what = promise(kept, a_client(kept))
    kept.work.edit_deliverable(replace(what, name="Checkout page"))
    before = file.read_bytes()
    kept.work.delete_deliverable(what.id)
    assert tasks(file.read_text()) == {}
    kept.undo()
    assert file.read_bytes() == before
    assert sequence(file.read_text(), "Checkout page (Harbour Books)") == 1


def test_an_act_that_changes_no_promise_leaves_the_file_alone(kept: Desk, file: Path) -> None:
    client = a_client(kept)
    promise(kept, client)
    before = file.stat()
    kept.contacts.log(ContactDraft(Channel.CHAT, Direction.IN, client.id, NOW, note="hello"))
    assert file.stat().st_ino == before.st_ino
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_what_was_kept_or_taken_back_stays_for_a_while_and_goes(kept: Desk, file: Path, clock: Clock) -> None:
    client = a_client(kept)
    kept.work.deliver(promise(kept, client, "Kept").id)
    back = promise(kept, client, "Taken back")
    kept.work.edit_deliverable(replace(back, promised_at=None))
    states = {summary: each["STATUS"] for summary, each in tasks(file.read_text()).items()}
    assert states == {"Kept (Harbour Books)": "COMPLETED", "Taken back (Harbour Books)": "CANCELLED"}
    assert tasks(file.read_text())["Taken back (Harbour Books)"]["DUE"] == "20261204T160000Z"
    clock.turn(days=13)
    kept.sources.sync()
    assert len(tasks(file.read_text())) == 2
    clock.turn(days=2)
    kept.sources.sync()
    assert tasks(file.read_text()) == {}


def test_it_is_closed_to_others_unless_the_user_says_otherwise(
    open_desk: Callable[[str], Desk], file: Path
) -> None:
    a_client(open_desk(SETTING))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    a_client(open_desk(SETTING + "private = false\n"), "Osei")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    a_client(open_desk(SETTING), "Cove")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_form_and_the_time_things_stay_are_the_settings_own(
    open_desk: Callable[[str], Desk], file: Path
) -> None:
    desk = open_desk(SETTING + 'form = "days"\nkeep_days = 0\n')
    what = promise(desk, a_client(desk))
    assert tasks(file.read_text())["Checkout (Harbour Books)"]["DTSTART"] == "20261204"
    desk.work.deliver(what.id)
    desk._core.clock.turn(minutes=1)  # type: ignore[attr-defined]
    desk.sources.sync()
    assert tasks(file.read_text()) == {}


def test_another_file_is_never_written_over(kept: Desk, file: Path) -> None:
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//My calendar//EN\r\nEND:VCALENDAR\r\n")
    before = file.read_bytes()
    promise(kept, a_client(kept))
    assert file.read_bytes() == before
    (trouble,) = (notice for notice in kept.today().notices if notice.serious)
    assert "is another file and was left as it is" in trouble.text
    with pytest.raises(WrongUse, match="was left as it is"):
        kept.export.write(file, CalendarForm.TASKS)
    kept.export.write(file, CalendarForm.TASKS, force=True)
    assert len(tasks(file.read_text())) == 1


def test_an_act_is_done_even_where_the_file_cannot_be_written(
    open_desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    desk = open_desk('\n[export]\npromises = "nowhere/promises.ics"\n')
    client = a_client(desk)
    assert desk.clients.get(client.id) == client
    assert "nowhere/promises.ics cannot be written: no such file or directory" in desk.trouble
    (tmp_path / "nowhere").mkdir()
    desk.sources.sync()
    assert desk.trouble == ""
    assert (tmp_path / "nowhere" / "promises.ics").is_file()
    assert not list((tmp_path / "nowhere").glob(".*"))


def test_a_link_stays_a_link(kept: Desk, file: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    file.unlink(missing_ok=True)
    file.symlink_to(tmp_path / "shared" / "p.ics")
    promise(kept, a_client(kept))
    assert file.is_symlink()
    assert len(tasks((tmp_path / "shared" / "p.ics").read_text())) == 1


def test_two_programs_at_one_store_leave_the_newest_file(
    open_desk: Callable[[str], Desk], file: Path
) -> None:
    one, two = open_desk(SETTING), open_desk(SETTING)
    client = a_client(one)
    promise(one, client, "One")
    promise(two, two.clients.get(client.id), "Two")
    promise(one, client, "Three")
    assert {summary.partition(" ")[0] for summary in tasks(file.read_text())} == {"One", "Two", "Three"}


def test_a_folder_that_is_missing_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FrontdeskError, match="cannot be written: no such file"):
        desk.export.write(tmp_path / "no" / "p.ics", CalendarForm.TASKS)


def test_it_can_be_read_back_as_a_calendar_and_takes_no_time(desk: Desk, tmp_path: Path) -> None:
    promise(desk, a_client(desk))
    path = tmp_path / "p.ics"
    desk.export.write(path, CalendarForm.EVENTS)
    found = read_calendar("p", path, "ics", NOW, NOW + timedelta(days=30), "Europe/Berlin")
    assert found.skipped == ()
    (read,) = found.appointments
    assert (read.title, read.starts_at, read.busy) == (
        "Checkout (Harbour Books)",
        at("2026-12-04 17:00"),
        False,
    )


@pytest.mark.parametrize("form", CalendarForm)
def test_a_calendar_server_takes_it_and_gives_it_back(desk: Desk, hand: Hand, form: CalendarForm) -> None:
    client = a_client(desk)
    what = promise(desk, client, "Checkout, redesign; ü \\ " + "long " * 20)
    desk.work.deliver(promise(desk, client, "Kept").id)
    hand.make("promises", components=("VTODO", "VEVENT"))
    for each in (what.id,):
        whole = desk.export.promises(form)
        kind = "VTODO" if form is CalendarForm.TASKS else "VEVENT"
        one = next(part for part in whole.split(f"BEGIN:{kind}")[1:] if f"-{each}" in part)
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:{kind}{one.partition(f'END:{kind}')[0]}"
        hand.put("promises", str(each), f"{text}END:{kind}\r\nEND:VCALENDAR\r\n")
        back = tasks(hand.get("promises", str(each)))
        sent = {summary: values for summary, values in tasks(whole).items() if summary in back}
        assert back == sent
        assert len(back) == 1


def test_following_up_is_for_one_s_own_eyes_only(desk: Desk) -> None:
    client = a_client(desk)
    for kind in CommitmentKind:
        desk.work.add_commitment(Commitment(f"A {kind}", at("17:00"), client_id=client.id, kind=kind))
    assert len(tasks(desk.export.promises())) == 3
    assert list(tasks(desk.export.promises(client_id=client.id))) == ["A commitment"]
