"""Calendars of a server on the dashboard: there when it answers, and still there when it does not."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.desk import Desk
from data.desk.intake.caldav import look_around
from data.feeds import secrets
from data.model.calendar import Appointment
from data.model.client import Client
from data.model.source import Place, SourceState
from data.model.today import AgendaKind
from data.settings import CaldavSettings
from data.store import appointments
from data.store.engine.rows import tuples
from tests.build import NOW
from tests.desk.conftest import Hand as Clock
from tests.feeds.calendar.build import a_calendar, an_event
from tests.servers.radicale import PASSWORD, Hand, Proxy


@pytest.fixture(autouse=True)
def _no_password_known() -> Iterator[None]:
    secrets._known.secrets.clear()
    yield
    secrets._known.secrets.clear()


@pytest.fixture
def section(front: Proxy, hand: Hand) -> str:
    """The section of the settings that names the account."""
    hand.make("work", "Work")
    return f"""
[[caldav]]
name = "studio"
url = "{front.url}"
user = "{hand.user}"
password_command = "printf %s {shlex.quote(PASSWORD)}"
"""


@pytest.fixture
def studio(open_desk: Callable[[str], Desk], section: str) -> Desk:
    return open_desk(section)


def put(hand: Hand, item: str, title: str, *lines: str, start: str = "20261123T130000Z") -> None:
    """Put an event of an hour into the calendar, today at 14:00 in Berlin unless told."""
    hand.put(
        "work",
        item,
        a_calendar(an_event(f"DTSTART:{start}", "DURATION:PT1H", f"SUMMARY:{title}", *lines, uid=item)),
    )


def shown(desk: Desk) -> list[str]:
    return [item.text for item in desk.today().agenda if item.kind is AgendaKind.APPOINTMENT]


def state(desk: Desk) -> SourceState:
    return desk.sources.states()[0]


def test_appointments_of_the_server_are_on_the_dashboard(studio: Desk, hand: Hand) -> None:
    put(hand, "planning", "Planning")
    studio.sources.sync()
    assert shown(studio) == ["Planning"]
    assert (state(studio).kind, state(studio).read, state(studio).error) == ("caldav", 1, "")


def test_visits_of_clients_are_known_by_their_addresses(studio: Desk, hand: Hand) -> None:
    client = studio.clients.add(Client("Harbour Books", addresses=("ann@harbour.example",)))
    put(hand, "visit", "Review on site", "ATTENDEE:mailto:ann@harbour.example", "LOCATION:Pier 4")
    studio.sources.sync()
    assert [(each.client_id, each.visit, each.busy) for each in _all(studio)] == [(client.id, True, True)]
    assert [item.text for item in studio.today().agenda if item.kind is AgendaKind.VISIT] == [
        "Review on site"
    ]


def test_they_take_working_time_away(studio: Desk, hand: Hand) -> None:
    put(hand, "one", "One")
    before = studio.today().work_left_minutes
    studio.sources.sync()
    assert studio.today().work_left_minutes == before - 60


def test_reading_twice_leaves_an_equal_store(studio: Desk, hand: Hand) -> None:
    put(hand, "one", "One")
    put(hand, "series", "Series", "RRULE:FREQ=WEEKLY")

    def everything() -> dict[str, object]:
        db = studio._core.reader
        return {
            table: tuples(db, f"SELECT * FROM {table} ORDER BY 1")
            for table in ("appointment", "source", "source_mark")
        }

    studio.sources.sync()
    before, version = everything(), studio.data_version()
    studio.sources.sync()
    assert everything() == before
    assert studio.data_version() == version


def test_nothing_new_costs_one_request(studio: Desk, hand: Hand, front: Proxy) -> None:
    put(hand, "one", "One")
    studio.sources.sync()
    front.asked.clear()
    studio.sources.sync()
    assert front.kinds == ["PROPFIND"]


def test_a_change_and_a_deletion_show(studio: Desk, hand: Hand) -> None:
    put(hand, "one", "One")
    put(hand, "two", "Two")
    studio.sources.sync()
    put(hand, "one", "One moved", start="20261123T143000Z")
    hand.delete("work", "two")
    studio.sources.sync()
    assert shown(studio) == ["One moved"]


def test_offline_is_said_quietly_and_the_appointments_stay(studio: Desk, hand: Hand, front: Proxy) -> None:
    put(hand, "one", "One")
    studio.sources.sync()
    front.meddle = lambda asked, ask: None
    studio.sources.sync()
    assert shown(studio) == ["One"]
    assert state(studio).error == ""
    assert state(studio).offline_since is not None
    assert not any(notice.serious for notice in studio.today().notices)
    front.meddle = None
    studio.sources.sync()
    assert state(studio).offline_since is None


def test_an_offline_start_shows_what_was_fetched(
    open_desk: Callable[[str], Desk], section: str, hand: Hand, front: Proxy
) -> None:
    put(hand, "one", "One")
    first = open_desk(section)
    first.sources.sync()
    front.meddle = lambda asked, ask: None
    second = open_desk(section)
    assert shown(second) == ["One"]


def test_the_days_go_on_while_offline(studio: Desk, hand: Hand, front: Proxy, clock: Clock) -> None:
    put(hand, "series", "Each week", "RRULE:FREQ=WEEKLY")
    studio.sources.sync()
    last = max(each.starts_at for each in _all(studio))
    front.meddle = lambda asked, ask: None
    clock.turn(days=21)
    studio.sources.sync()
    assert max(each.starts_at for each in _all(studio)) > last
    assert shown(studio) == ["Each week"]


def test_who_became_a_client_while_offline_is_matched(studio: Desk, hand: Hand, front: Proxy) -> None:
    put(hand, "talk", "Talk", "ATTENDEE:mailto:ann@harbour.example")
    studio.sources.sync()
    front.meddle = lambda asked, ask: None
    client = studio.clients.add(Client("Harbour Books", addresses=("ann@harbour.example",)))
    studio.sources.sync()
    assert [each.client_id for each in _all(studio)] == [client.id]


def test_a_wrong_password_is_an_error_and_the_appointments_stay(
    open_desk: Callable[[str], Desk], section: str, hand: Hand
) -> None:
    put(hand, "one", "One")
    open_desk(section).sources.sync()
    changed = open_desk(section.replace(PASSWORD, "wrong"))
    changed.sources.sync()
    assert "refused" in state(changed).error
    assert "wrong" not in state(changed).error
    assert shown(changed) == ["One"]


def test_a_server_that_never_answered_is_an_error(open_desk: Callable[[str], Desk], section: str) -> None:
    desk = open_desk(section.replace("url = ", 'url = "http://127.0.0.1:1/" # '))
    desk.sources.sync()
    assert state(desk).error == "The server did not answer."
    assert state(desk).offline_since is None


def test_a_calendar_that_was_deleted_takes_its_appointments_along(studio: Desk, hand: Hand) -> None:
    hand.make("travel", "Travel")
    put(hand, "one", "One")
    hand.put("travel", "t", a_calendar(an_event("DTSTART:20261123T150000Z", "SUMMARY:Train", uid="t")))
    studio.sources.sync()
    assert shown(studio) == ["One", "Train"]
    hand.delete("travel")
    studio.sources.sync()
    assert shown(studio) == ["One"]


def test_names_that_no_calendar_has_are_a_note(
    open_desk: Callable[[str], Desk], section: str, hand: Hand
) -> None:
    put(hand, "one", "One")
    desk = open_desk(section + 'calendars = ["Work", "Sport"]\n')
    for _ in range(2):
        desk.sources.sync()
        assert state(desk).note == 'There is no calendar called "Sport" at the server.'
    hand.make("sport", "Sport")
    desk.sources.sync()
    assert state(desk).note == ""


def test_odd_events_are_skipped_by_name_and_harm_no_other(studio: Desk, hand: Hand, front: Proxy) -> None:
    put(hand, "one", "One")
    put(hand, "old", "A thousand years", "RRULE:FREQ=SECONDLY", start="10261123T130000Z")
    studio.sources.sync()
    assert shown(studio) == ["One"]
    assert state(studio).skipped == 1


def test_a_source_taken_out_of_the_settings_leaves_no_copy(
    open_desk: Callable[[str], Desk], section: str, hand: Hand
) -> None:
    put(hand, "one", "Something private")
    desk = open_desk(section)
    desk.sources.sync()
    folder = Path(desk._core.store.path).parent
    assert list(folder.rglob("*.ics"))
    without = open_desk("")
    without.sources.sync()
    assert not list(folder.rglob("*.ics"))
    assert shown(without) == []


def test_reading_is_stopped_before_the_server_is_asked(studio: Desk, front: Proxy) -> None:
    studio.sources.sync(stop=lambda: True)
    assert front.asked == []


def test_trying_an_account_keeps_nothing(
    open_desk: Callable[[str], Desk], section: str, hand: Hand, tmp_path: Path
) -> None:
    put(hand, "one", "One")
    feed = open_desk(section).settings.caldav[0]
    around = look_around(feed, NOW, lambda: False)
    assert around.places == (Place("Work", 1),)
    assert not list(tmp_path.rglob("*.ics"))
    assert not list(tmp_path.rglob("*-calendars"))


def test_a_trial_says_what_it_would_bring(desk: Desk, front: Proxy, hand: Hand, tmp_path: Path) -> None:
    hand.make("work", "Work")
    put(hand, "one", "One")
    feed = CaldavSettings(
        name="studio",
        url=front.url,
        user=hand.user,
        password_command=f"printf %s {shlex.quote(PASSWORD)}",
    )
    trial = desk.connecting.try_out(feed)
    assert (trial.appointments, trial.state.error) == (1, "")
    assert desk.sources.states() == ()
    assert not list(tmp_path.rglob("*.ics"))
    desk.connecting.add(feed)
    desk.sources.sync()
    assert shown(desk) == ["One"]


def _all(desk: Desk) -> list[Appointment]:
    return appointments.between(
        desk._core.reader, desk.now().replace(year=2020), desk.now().replace(year=2040)
    )
