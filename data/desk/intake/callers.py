"""Whose number is whose, and what follows when that changes: in an act, after an undo, after a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import timedelta
from typing import TYPE_CHECKING

from data.store import amends, call_records, clients, people, sources
from data.store.engine import newest_act

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.touch import Touch
    from data.store.engine.looking import Looking

Owner = tuple[int, int | None]
"""A client, and who at the client; None: nobody in particular."""

BY_NAME = "name:"
"""How the key of somebody begins of whom a log says only the name."""
IMPORTED = "calls brought in by hand"
"""Where entries are from that no source of the settings brought."""
COUNTRY = '["country"]'
"""Mark: in which country the national numbers of a source are dialled."""

_FEW = 2_000
"""Entries that are derived inside an act; more would make it long."""
_AT_ONCE = 3_000
"""Entries derived in one transaction, so that a key pressed meanwhile does not wait for it."""
_NEAR = timedelta(hours=12)


def owners(core: Core, db: Looking, also: str = "") -> dict[str, Owner]:
    """Give whose each number is, and each name for logs that know no number; the older client wins.

    `also` is one more country in which national numbers may be dialled.
    """
    from data.rules.match import plain_name
    from data.rules.phones import keys_of

    countries = (*_countries(core, db), *([also] if also else []))
    found: dict[str, Owner] = {}
    named: dict[str, list[Owner]] = {}
    for client in sorted(clients.all_(db), key=lambda each: each.id):
        named.setdefault(plain_name(client.name), []).append((client.id, None))
        for phone in client.phones:
            for key in keys_of(phone, countries):
                found.setdefault(key, (client.id, None))
    for person in people.all_(db):
        named.setdefault(plain_name(person.name), []).append((person.client_id, person.id))
        for phone in person.phones:
            for key in keys_of(phone, countries):
                if found.get(key, (person.client_id, None)) == (person.client_id, None):
                    found[key] = (person.client_id, person.id)
    # A name that two have says nothing.
    found.update({BY_NAME + name: whose[0] for name, whose in named.items() if name and len(whose) == 1})
    return found


def before(core: Core, db: Looking) -> Mapping[str, Owner] | None:
    """Give whose each number is before it may change; None when no log was ever read."""
    return owners(core, db) if call_records.any_(db) else None


def follow(core: Core, db: Database, was: Mapping[str, Owner] | None) -> set[str]:
    """Let what was derived follow numbers that changed hands, in that act; give what is too much for it."""
    if was is None:
        return set()
    moved_ = moved(core, db, was)
    if call_records.count_of_peers(db, moved_) > _FEW:
        return moved_
    derive_some(core, db, moved_)
    return set()


def moved(core: Core, db: Looking, was: Mapping[str, Owner]) -> set[str]:
    """Give the numbers that logs name and that are somebody else's now."""
    now = owners(core, db)
    changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    return changed & call_records.peers(db).keys() if changed else set()


def derive(core: Core, peers: Iterable[str], left: Set[int] = frozenset()) -> None:
    """Derive what logs say about some numbers anew, a part at a time.

    `left` are contacts whose entries were let go of; see `Deriving`.
    """
    waiting = sorted(peers)
    while waiting:
        with core.store.intake(core.now()) as db:
            part: list[str] = []
            count = 0
            for peer in waiting:
                count += call_records.count_of_peers(db, [peer])
                if part and count > _AT_ONCE:
                    break
                part.append(peer)
            derive_some(core, db, part, left)
        waiting = waiting[len(part) :]


def derive_some(core: Core, db: Database, peers: Iterable[str], left: Set[int] = frozenset()) -> None:
    """Derive what logs say about some numbers anew, inside the caller's transaction."""
    wanted = set(peers)
    if wanted:
        from data.desk.intake.call_deriving import Deriving

        Deriving(core, db, owners(core, db), left).derive(wanted)


def logged(core: Core, db: Database, *about: Touch) -> None:
    """Look whether a log tells of a call that was logged or deleted by hand, or changed from one to another.

    Happens in that act.
    """
    told = {
        touch.client_id
        for touch in about
        if touch.client_id is not None
        and call_records.any_between(db, touch.client_id, touch.at - _NEAR, touch.at + _NEAR)
    }
    if told:
        derive_some(core, db, call_records.peers_of_clients(db, told))


def make_way(core: Core, db: Looking) -> tuple[set[int], Mapping[str, Owner] | None]:
    """Take back what logs changed of the rows of the newest act, so that it can be undone.

    Gives whom the act is about, and whose each number is before the undo, for `after_undo`. `db` is a reader.
    """
    was = before(core, db)
    if was is None:
        return set(), None
    ids = newest_act.values(db, "touch", "client_id") | newest_act.values(db, "thread", "client_id")
    rows = {(about, row) for about, row in newest_act.rows(db) if about in ("touch", "thread")}
    with core.store.intake(core.now()) as writer:
        amends.take_back(writer, rows)
    return {number for number in ids if number is not None}, was


def after_undo(core: Core, about: set[int], was: Mapping[str, Owner] | None) -> None:
    """Derive anew what an undo, done or refused, may have changed."""
    if was is None:
        return
    with core.reading() as db:
        peers = moved(core, db, was) | call_records.peers_of_clients(db, about)
    derive(core, peers)


def _countries(core: Core, db: Looking) -> tuple[str, ...]:
    """Give the countries in which numbers are dialled without a country code."""
    own = [feed.country for feed in core.settings.calls]
    return tuple(dict.fromkeys(each for each in (*own, sources.mark(db, IMPORTED, COUNTRY)) if each))
