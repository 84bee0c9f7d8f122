"""Sensible values to begin a test from: each builder takes what matters to the test, by name.

The day is always the same: Monday 23 November 2026, 10:15 in Berlin.
"""

# ruff: noqa: A002 - `id` is what the model calls it
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from data.model.calendar import Appointment
from data.model.client import Client, Person
from data.model.facts import Facts
from data.model.gesture import Gesture, GestureKind
from data.model.source import SourceState
from data.model.today import AgendaItem, AgendaKind, GestureItem, Room, SlackItem, Stage, Today, WaitingItem
from data.model.touch import Channel, Direction, Thread, Touch
from data.model.work import Commitment, Deliverable, Project
from data.rules.working_time import WorkingTime

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def at(text: str, zone: str = BERLIN) -> datetime:
    """The instant of a wall-clock time such as "2026-11-23 10:15", in UTC; a bare "17:00" is today's."""
    stamp = text if " " in text or "T" in text else f"{TODAY.isoformat()} {text}"
    return datetime.fromisoformat(stamp).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def office_hours(*spans: tuple[str, str], zone: str = BERLIN, **fields: Any) -> WorkingTime:
    """Monday to Friday, 09:00 to 17:00 unless other spans are given; `fields` as for `WorkingTime`."""
    day = list(spans or [("09:00", "17:00")])
    return WorkingTime(zone, dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), day), **fields)


def a_client(name: str = "Harbour Books", *, id: int = 1, **fields: Any) -> Client:
    """A client without addresses, limits or wishes of its own."""
    return Client(name=name, id=id, **fields)


def a_person(name: str = "Dana Ruiz", *, id: int = 1, client_id: int = 1, **fields: Any) -> Person:
    """Someone at a client."""
    return Person(client_id=client_id, name=name, id=id, **fields)


def a_project(name: str = "Checkout", *, id: int = 1, client_id: int = 1, **fields: Any) -> Project:
    """A project that runs since September."""
    return Project(client_id=client_id, name=name, id=id, **{"started_on": date(2026, 9, 1), **fields})


def a_deliverable(
    name: str = "Checkout redesign",
    *,
    id: int = 1,
    project_id: int = 1,
    client_id: int = 1,
    **fields: Any,
) -> Deliverable:
    """Eight hours of work, promised for Friday 17:00."""
    usual: dict[str, Any] = {"estimate_minutes": 480, "promised_at": at("2026-11-27 17:00")}
    return Deliverable(project_id=project_id, client_id=client_id, name=name, id=id, **(usual | fields))


def a_commitment(
    text: str = "Send the quote", *, id: int = 1, client_id: int | None = 1, **fields: Any
) -> Commitment:
    """Something promised for today at 11:00."""
    return Commitment(text=text, id=id, client_id=client_id, **({"due_at": at("11:00")} | fields))


def a_thread(
    subject: str = "Which dates suit you?", *, id: int = 1, client_id: int = 1, **fields: Any
) -> Thread:
    """A mail that has waited since 09:15, an hour of working time ago."""
    since: datetime | None = fields.get("waiting_since", at("09:15"))
    usual: dict[str, Any] = {
        "channel": Channel.MAIL,
        "who": "Dana Ruiz",
        "waiting_since": since,
        "waiting_since_id": f"{id}@harbour.example",
        "newest_at": since,
        "newest_id": f"{id}@harbour.example",
        "waiting_count": 1,
    }
    return Thread(subject=subject, id=id, client_id=client_id, **(usual | fields))


def a_touch(note: str = "", *, id: int = 1, client_id: int | None = None, **fields: Any) -> Touch:
    """A call that came in at 10:00."""
    usual: dict[str, Any] = {"channel": Channel.CALL, "direction": Direction.IN, "at": at("10:00")}
    return Touch(note=note, id=id, client_id=client_id, **(usual | fields))


def an_appointment(
    title: str = "Planning", starts_at: datetime | None = None, *, minutes: int = 60, **fields: Any
) -> Appointment:
    """A busy hour, today at 14:00 unless `starts_at` says otherwise."""
    begin = starts_at or at("14:00")
    usual: dict[str, Any] = {
        "key": f"work:{title}:{begin.isoformat()}",
        "source": "work",
        "starts_at": begin,
        "ends_at": begin + timedelta(minutes=minutes),
    }
    return Appointment(title=title, **(usual | fields))


def a_gesture(
    key: str, kind: GestureKind, *, client_id: int = 1, due_on: date = TODAY, **fields: Any
) -> Gesture:
    """A decision about a suggestion; say which by `done_on`, `dismissed_on` or `put_off_until`."""
    return Gesture(key=key, kind=kind, client_id=client_id, due_on=due_on, **fields)


def a_source(name: str = "work", *, kind: str = "maildir", **fields: Any) -> SourceState:
    """A mailbox that was read without trouble."""
    return SourceState(name=name, kind=kind, **fields)


def facts(
    *,
    clients: Iterable[Client] | None = None,
    projects: Iterable[Project] | None = None,
    deliverables: Iterable[Deliverable] = (),
    commitments: Iterable[Commitment] = (),
    threads: Iterable[Thread] = (),
    appointments: Iterable[Appointment] = (),
    ended_projects: Iterable[Project] = (),
    decisions: Iterable[Gesture] = (),
    last_contact: Mapping[int, datetime] | None = None,
    **fields: Any,
) -> Facts:
    """The rows of a store that is a year old, one client and one running project unless told."""
    return Facts(
        clients={client.id: client for client in ([a_client()] if clients is None else clients)},
        projects={project.id: project for project in ([a_project()] if projects is None else projects)},
        deliverables=tuple(deliverables),
        commitments=tuple(commitments),
        threads=tuple(threads),
        appointments=tuple(appointments),
        ended_projects=tuple(ended_projects),
        decisions=tuple(decisions),
        last_contact=last_contact or {},
        **({"store_since": date(2025, 11, 1)} | fields),
    )


def an_agenda_item(text: str = "Send the quote", *, id: int = 1, **fields: Any) -> AgendaItem:
    """A commitment to Harbour Books for today at 11:00, due soon."""
    usual: dict[str, Any] = {
        "key": f"commitment:{id}",
        "kind": AgendaKind.COMMITMENT,
        "client": "Harbour Books",
        "client_id": 1,
        "at": at("11:00"),
        "stage": Stage.DUE,
    }
    return AgendaItem(text=text, **(usual | fields))


def a_slack_item(
    name: str = "Checkout redesign", *, id: int = 1, slack: int | None = 210, **fields: Any
) -> SlackItem:
    """A deliverable for Friday 17:00 with three and a half hours of slack out of twenty."""
    deliverable = fields.pop("deliverable", None) or a_deliverable(name, id=id)
    usual: dict[str, Any] = {
        "key": f"deliverable:{id}",
        "client": "Harbour Books",
        "project": "Checkout",
        "room": Room.TIGHT,
        "capacity_minutes": 1200,
        "owed_minutes": None if slack is None else 1200 - slack,
        "slack_minutes": slack,
    }
    return SlackItem(deliverable=deliverable, **(usual | fields))


def a_waiting_item(
    who: str = "Marta Lindqvist", *, id: int = 1, elapsed: int = 370, **fields: Any
) -> WaitingItem:
    """A mail that waits for 6 h 10 m of 4 h."""
    limit = fields.pop("limit_minutes", 240)
    share = elapsed / limit
    usual: dict[str, Any] = {
        "key": f"thread:{id}",
        "thread_id": id,
        "client": "Lindqvist",
        "client_id": 1,
        "subject": "Which dates show first?",
        "channel": Channel.MAIL,
        "waiting_since": at("2026-11-20 10:00"),
        "waiting_since_id": "first@lindqvist.example",
        "newest_at": at("2026-11-20 10:00"),
        "newest_id": "first@lindqvist.example",
        "count": 1,
        "limit_minutes": limit,
        "elapsed_minutes": elapsed,
        "share": share,
        "stage": Stage.LATE if share >= 1 else Stage.DUE if share >= 0.5 else Stage.FRESH,
        "due_at": at("12:30"),
    }
    return WaitingItem(who=who, **(usual | fields))


def a_gesture_item(
    title: str = "Thank-you card", *, key: str = "thank_you_card:1", **fields: Any
) -> GestureItem:
    """A card to Harbour Books by Wednesday."""
    usual: dict[str, Any] = {
        "kind": GestureKind.THANK_YOU_CARD,
        "client": "Harbour Books",
        "client_id": 1,
        "due_on": date(2026, 11, 25),
        "reason": "checkout closed Fri 20 Nov · mention the launch night",
    }
    return GestureItem(key=key, title=title, **(usual | fields))


def a_day(**fields: Any) -> Today:
    """A Monday morning, open till 17:30, with one entry in each pane."""
    usual: dict[str, Any] = {
        "now": NOW,
        "zone": BERLIN,
        "open_until": at("17:30"),
        "is_open": True,
        "work_left_minutes": 250,
        "load": 0.72,
        "next_mail_window": at("13:30"),
        "agenda": (an_agenda_item(),),
        "slack": (a_slack_item(),),
        "waiting": (a_waiting_item(),),
        "gestures": (a_gesture_item(),),
        "owed_minutes": 39 * 60,
        "capacity_minutes": 54 * 60,
        "clients": 6,
    }
    return Today(**(usual | fields))
