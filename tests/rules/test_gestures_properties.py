"""What must hold for gestures whatever a year of projects, visits, contacts and decisions looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.model.calendar import Appointment
from data.model.facts import Facts
from data.model.gesture import Gesture, GestureKind
from data.model.today import GestureItem
from data.model.work import Project
from data.rules.gestures import GestureRules, done_this_week, suggest
from tests.build import TODAY, a_client, a_project, an_appointment, at, facts, office_hours

CLIENTS = [a_client(f"Client {number}", id=number) for number in range(1, 6)]
HOURS = office_hours()
RULES = GestureRules()

who = st.integers(1, 5)
days = st.integers(-240, 20).map(lambda n: TODAY + timedelta(days=n))
soon = st.integers(0, 20).map(lambda n: TODAY + timedelta(days=n))
projects = st.lists(
    st.builds(
        lambda client, on, bad: a_project(client_id=client, ended_on=on, ended_badly=bad),
        who,
        days,
        st.booleans(),
    ),
    max_size=12,
).map(lambda found: [replace(project, id=number) for number, project in enumerate(found)])
visits = st.lists(
    st.builds(
        lambda client, on: an_appointment(f"Visit {client}", at(f"{on} 14:00"), client_id=client, visit=True),
        who,
        soon,
    ),
    max_size=6,
    # A key names one appointment.
    unique_by=lambda visit: visit.key,
)
contacts = st.dictionaries(who, days.map(lambda on: at(f"{on} 11:00")))


@st.composite
def worlds(draw: st.DrawFn) -> Facts:
    """Five clients, the projects that ended with them, visits ahead and when one last spoke."""
    ended: list[Project] = draw(projects)
    met: list[Appointment] = draw(visits)
    heard: Mapping[int, datetime] = draw(contacts)
    return facts(clients=CLIENTS, projects=[], ended_projects=ended, appointments=met, last_contact=heard)


def suggested(known: Facts, on: date) -> tuple[GestureItem, ...]:
    return suggest(known, at(f"{on} 10:15"), HOURS, RULES, on)


@given(worlds(), st.data())
def test_living_by_the_suggestions_keeps_every_limit(known: Facts, data: st.DataObject) -> None:
    """Three weeks, each day some suggestions are done: the week's number and the distance always hold."""
    for step in range(21):
        on = TODAY + timedelta(days=step)
        items = suggested(known, on)
        if any(item.kind is not GestureKind.COFFEE for item in items):
            assert len(items) + done_this_week(known.decisions, on) <= RULES.per_week
        assert len({item.client_id for item in items}) == len(items)
        for item in items:
            before = [g.done_on for g in known.decisions if g.client_id == item.client_id]
            assert all(day is None or (on - day).days >= RULES.spacing_days for day in before)
        picked = data.draw(st.lists(st.sampled_from(items), unique=True)) if items else []
        decided = tuple(Gesture(i.key, i.kind, i.client_id, i.due_on, done_on=on) for i in picked)
        known = replace(known, decisions=known.decisions + decided)


@given(worlds(), soon)
def test_what_is_declined_never_comes_back(known: Facts, on: date) -> None:
    declined: set[str] = set()
    for step in range(5):
        day = on + timedelta(days=step)
        items = suggested(known, day)
        assert not declined & {item.key for item in items}
        declined |= {item.key for item in items}
        decided = tuple(Gesture(i.key, i.kind, i.client_id, i.due_on, dismissed_on=day) for i in items)
        known = replace(known, decisions=known.decisions + decided)


@given(worlds(), soon)
def test_nothing_is_shown_for_those_who_left_unhappy(known: Facts, on: date) -> None:
    last: dict[int, Project] = {}
    for project in known.ended_projects:
        ended = project.ended_on
        if ended is not None and ended <= on:
            last[project.client_id] = max(
                project, last.get(project.client_id, project), key=lambda p: (p.ended_on or date.min, p.id)
            )
    unhappy = {client_id for client_id, project in last.items() if project.ended_badly}
    assert not unhappy & {item.client_id for item in suggested(known, on)}


@given(worlds(), soon)
def test_the_order_of_the_rows_in_the_store_does_not_matter(known: Facts, on: date) -> None:
    turned = replace(
        known,
        clients=dict(reversed(list(known.clients.items()))),
        ended_projects=known.ended_projects[::-1],
        appointments=known.appointments[::-1],
    )
    assert suggested(known, on) == suggested(turned, on)
