"""The first calls that reached clients: whom one may have to agree with how to work together."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data.store.engine.rows import instant_text, tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

# One seek for each client: the first entry of an index on (client_id, at) of the calls that reached them.
_FIRST_CALLS = """SELECT id, first FROM (
        SELECT id, (SELECT min(at) FROM touch WHERE client_id = client.id
            AND channel = 'call' AND outcome = 'spoke') AS first
        FROM client WHERE hidden_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM agreement WHERE client_id = client.id)
            AND NOT EXISTS (SELECT 1 FROM project WHERE client_id = client.id AND ended_on IS NOT NULL))
    WHERE first >= :since"""


def since(db: Looking, start: datetime) -> dict[int, datetime]:
    """Give the first call that reached each client, where it was not before `start`.

    Left out are clients with whom something is agreed or a project was finished.
    """
    rows = tuples(db, _FIRST_CALLS, {"since": instant_text(start)})
    return {client_id: datetime.fromisoformat(at) for client_id, at in rows}
