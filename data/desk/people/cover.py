"""Who may reach the freelancer in an emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.rules.agreements import has_cover
from data.store import agreements, clients

if TYPE_CHECKING:
    from data.model.agreement import Agreement
    from data.store.engine.looking import Looking


def on_call(db: Looking) -> dict[int, str]:
    """Give the clients with an emergency policy that is whole: their names by id, in their order."""
    names = {client.id: client.name for client in clients.all_(db)}
    mine: dict[int, list[Agreement]] = {}
    for each in agreements.about_emergencies(db, names):
        mine.setdefault(each.client_id, []).append(each)
    return {number: name for number, name in names.items() if has_cover(mine.get(number, ()))}
