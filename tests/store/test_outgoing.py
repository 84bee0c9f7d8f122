"""Promises as they may leave the house: counted, and found without a look at everything there ever was."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from data.model.outgoing import Revision
from data.store import Store, clients, commitments, deliverables, outgoing, projects
from data.store.engine.rows import tuples
from tests.build import NOW, a_client, a_commitment, a_deliverable, a_project


def test_the_search_goes_by_indexes_alone(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        plan = tuples(
            store.reader,
            f"EXPLAIN QUERY PLAN {outgoing._PROMISES}",
            {"since": "2026-11-01T00:00:00Z", "client_id": None},
        )
        steps = [str(row[3]) for row in plan]
        assert any("deliverable_open" in step for step in steps)
        whole = [step for step in steps if step.startswith("SCAN") and "USING" not in step]
        assert not [
            step for step in whole if step.split()[1] in ("deliverable", "commitment", "find_out", "told")
        ]


def test_changes_are_counted_one_by_one(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        with store.action("promise", NOW) as db:
            client = clients.insert(db, a_client(), NOW)
            project = projects.insert(db, a_project(client_id=client.id))
            what = deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
            commitments.insert(db, a_commitment(client_id=client.id))
        later = NOW + timedelta(minutes=5)
        with store.intake(NOW) as db:
            first = outgoing.revise(db, outgoing.promises(db, NOW), NOW)
        assert set(first.values()) == {Revision(0, NOW)}
        with store.intake(later) as db:
            assert outgoing.revise(db, outgoing.promises(db, NOW), later) == first
            deliverables.update(db, replace(what, name="Another name", target_on=None, note="private"))
            second = outgoing.revise(db, outgoing.promises(db, NOW), later)
        assert second[f"deliverable:{what.id}"] == Revision(1, later)
        assert sum(each.sequence for each in second.values()) == 1


def test_what_only_the_freelancer_knows_changes_nothing(path: Path) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        with store.action("promise", NOW) as db:
            client = clients.insert(db, a_client(), NOW)
            project = projects.insert(db, a_project(client_id=client.id))
            what = deliverables.insert(db, a_deliverable(project_id=project.id, client_id=client.id))
        with store.intake(NOW) as db:
            before = outgoing.revise(db, outgoing.promises(db, NOW), NOW)
            deliverables.update(db, replace(what, note="private", estimate_minutes=9, budget_cents=1))
            assert outgoing.revise(db, outgoing.promises(db, NOW), NOW) == before
