"""Why something the clients owed or asked was let go: what the act that did it says, while it is remembered.

Neither has a place of its own for a reason; it stands in the name of the act ("drop TEXT: REASON"), which is
kept as long as the act can be taken back, for the latest 200 acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from data.store.engine.rows import tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_WORDS = {"obligation": "text", "find_out": "question"}
_ACTS = """SELECT row_id, name, json_extract(old, '$.' || :words)
    FROM change JOIN action ON action.id = action_id
    WHERE about = :about AND undone_at IS NULL AND name LIKE 'drop %: %'
    AND json_extract(old, '$.dropped_at') IS NULL AND json_extract(new, '$.dropped_at') IS NOT NULL
    ORDER BY change.id"""


def reasons(db: Looking, about: Literal["obligation", "find_out"]) -> dict[int, str]:
    """Give by id why something was let go, of those it is still known of."""
    acts = tuples(db, _ACTS, {"about": about, "words": _WORDS[about]})
    # What stands between the words and the reason is ours (", 2 days late"); the reason may hold anything.
    found = {row_id: name.partition(words)[2].partition(": ")[2].strip() for row_id, name, words in acts}
    return {row_id: why for row_id, why in found.items() if why}
