"""The words of merging two clients."""

from __future__ import annotations

from collections.abc import Mapping

from tui.wording.plain import plain

_THINGS = {
    "touch": ("contact", "contacts"),
    "thread": ("exchange", "exchanges"),
    "person": ("person", "people"),
    "project": ("project", "projects"),
    "deliverable": ("promised piece of work", "promised pieces of work"),
    "commitment": ("commitment", "commitments"),
    "find_out": ("question to come back on", "questions to come back on"),
    "obligation": ("thing they owe you", "things they owe you"),
    "contact_point": ("address or number", "addresses and numbers"),
    "gesture": ("kindness", "kindnesses"),
    "card": ("decision", "decisions"),
    "agreement": ("agreement", "agreements"),
    "card_link": ("vCard", "vCards"),
}
"""By table: one of it, several of it."""


def moves_said(moves: Mapping[str, int], into: str, gone: str) -> str:
    """Say in numbers what would go from one client to the other."""
    ordered = [*(table for table in _THINGS if table in moves), *(t for t in moves if t not in _THINGS)]
    said = [_counted(table, moves[table]) for table in ordered]
    what = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
    verb = "goes" if sum(moves.values()) == 1 else "go"
    kept, going = plain(into, 60), plain(gone, 60)
    first = f"{what} {verb} from {going} to {kept}." if what else f"{going} has nothing that would move."
    return f"{first} {going} is off every list then; where both differ, {kept} stays as it is."


def _counted(table: str, count: int) -> str:
    words = table.replace("_", " ")
    one, many = _THINGS.get(table, (words, f"{words}s"))
    return f"{count} {one if count == 1 else many}"
