"""What an act makes sure of before it changes anything; each error says what happened and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.errors import Changed, NotFound, WrongUse
from data.store import deliverables

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.model.work import Deliverable

T = TypeVar("T")


def there(found: T | None, what: str) -> T:
    """Give what was found; NotFound when it is not in the store any more."""
    if found is None:
        raise NotFound(f"That {what} is not in the store any more. Reload and try again.")
    return found


def unchanged(now: T | None, opened: T | None, what: str) -> T:
    """Give what is to be changed; Changed when it is no longer what a form was `opened` on.

    So nothing that came in between is lost. Without `opened`, whatever it is by now is changed.
    """
    if now is None:
        raise NotFound(f"That {what} was deleted meanwhile. Undo that, or enter it anew.")
    if opened is not None and now != opened:
        raise Changed(f"That {what} was changed elsewhere meanwhile. Go back and open it again.")
    return now


def open_deliverable(db: Database, deliverable_id: int) -> Deliverable:
    """Give a deliverable that is still owed; WrongUse when it is delivered or dropped."""
    item = there(deliverables.get(db, deliverable_id), "deliverable")
    if not item.open:
        raise WrongUse(f"{item.name} is not open any more.")
    return item


def named(text: str, what: str) -> None:
    """Make sure that something has a name."""
    if not text.strip():
        raise WrongUse(f"A {what} needs a name.")


def worded(text: str, what: str) -> None:
    """Make sure that something is said in words."""
    if not text.strip():
        raise WrongUse(f"A {what} needs a few words.")
