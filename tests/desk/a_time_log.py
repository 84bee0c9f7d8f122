"""What the tests of time logs look at: a deliverable, what is spent on it, and every row there is."""

from __future__ import annotations

from typing import Any

from data.desk import Desk
from data.model.client import Client
from data.model.work import Deliverable
from data.store.engine.rows import tuples
from tests.build import at


def a_deliverable(desk: Desk, name: str, **fields: Any) -> Deliverable:
    known = [client for client in desk.clients.all() if client.name == "Birch & Sons"]
    client = known[0] if known else desk.clients.add(Client("Birch & Sons"))
    usual: dict[str, Any] = {"estimate_minutes": 1200, "promised_at": at("2026-11-27 17:00")}
    return desk.work.add_deliverable_to("Brand", Deliverable(0, client.id, name, **(usual | fields)))


def spent(desk: Desk, what: Deliverable) -> tuple[int, int]:
    now = desk.work.deliverable(what.id)
    assert now.spent_minutes == sum(
        each.minutes or 0 for each in desk.effort.entries(what.id) if not each.polish
    )
    return now.spent_minutes, now.polish_minutes


def every_row(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    db = desk._core.reader
    columns = {
        "time_entry": "source, key, started_at, ended_at, tags, placing, deliverable_id, held",
        "work_entry": "deliverable_id, started_at, minutes, polish, note, summed",
        "deliverable": "id, spent_minutes, polish_minutes, teaches",
        "time_mapping": "kind, client, project, tags, words, placing, deliverable_id, since",
    }
    return {
        table: sorted(tuples(db, f"SELECT {names} FROM {table}"), key=repr)
        for table, names in columns.items()
    }
