"""What must not be in a text to one client, gathered for the courtesy check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from data.model.promise import ToldKind
from data.rules.courtesy import CourtesyFacts, known_days, told_days
from data.rules.days import local_date
from data.store import clients, deliverables, obligations, people, projects, promises

if TYPE_CHECKING:
    from data.model.client import Client
    from data.model.letter import DraftFacts
    from data.model.promise import Told
    from data.settings import Settings
    from data.store.engine.looking import Looking


def courtesy_facts(db: Looking, client_id: int, said: DraftFacts, settings: Settings) -> CourtesyFacts:
    """Gather the days a client knows of, those that are aimed for, and the names of everybody else."""
    everybody = clients.everybody(db)
    own = deliverables.of_client(db, client_id)
    history = [row for each in own for row in promises.of_deliverable(db, each.id) if row.promised_at]
    asked = frozenset(_days(settings.zone, (row for row in history if row.kind is ToldKind.ASKED)))
    told = tuple(_days(settings.zone, (row for row in history if row.kind is not ToldKind.ASKED)))
    owed = {each.needed_on for each in obligations.of_client(db, client_id)}
    there = tuple(person.name for person in people.of_client(db, client_id))
    return CourtesyFacts(
        targets=frozenset(each.target_on for each in own if each.target_on is not None),
        promised=(*told, *told_days(said)),
        known=frozenset({*owed, *known_days(said), *asked}),
        today=said.today,
        own_names=(*_names(db, (each for each in everybody if each.id == client_id)), *there),
        other_names=tuple(_names(db, (each for each in everybody if each.id != client_id))),
        day_first=settings.day_first,
    )


def _days(zone: str, rows: Iterable[Told]) -> Iterable[date]:
    return (local_date(row.promised_at, zone) for row in rows if row.promised_at is not None)


def _names(db: Looking, those: Iterable[Client]) -> Iterable[str]:
    """Give the names, domains, projects and open work of clients, also of those that are over.

    Work of one word is left out: an "API" is anybody's.
    """
    those = list(those)
    whose = {client.id for client in those}
    for client in those:
        yield client.name
        yield from client.domains
    for project in projects.list_(db, open_only=False):
        if project.client_id in whose:
            yield project.name
    for what in deliverables.open_(db):
        if what.client_id in whose and " " in what.name.strip():
            yield what.name
