"""Turns judged letters into threads and contacts: which exchange waits, since when, and why not.

Letters are judged a cluster at a time (everything that can decide about each other), so a new letter costs
its own cluster, not the mailbox. What is written here is derived and can be derived again at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from data.desk.intake import callers
from data.desk.intake.writing import Writing
from data.store import clients, mail, people, shared_domains

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.feeds.mail.book import ClientBook
    from data.feeds.mail.letter import Letter
    from data.feeds.mail.verdict import Ruling
    from data.settings import Mailbox
    from data.store.engine.looking import Looking

_AT_ONCE = 400
"""Clusters in one transaction: short enough that a key pressed meanwhile does not wait for it."""
_MANY = 12
"""Addresses from which on judging everything is quicker than looking for the letters that name them."""
_FEW = 400
"""Clusters that are judged inside an act."""
_NOBODY = 0
"""Whose a domain is that several share."""
_OTHER_WORDS = frozenset({"no_reply_needed", "not_client_matter", "counts"})


@contextmanager
def following(core: Core, name: str) -> Iterator[Database]:
    """Open an act after which letters and calls follow whose address and whose number is whose.

    Every letter that names an address or domain which changed hands is judged anew, and what logs say of a
    number derived: inside the act, so that undo takes all of it back, unless that would make the act long.
    """
    with core.act(name) as db:
        before, callers_before = owners(db), callers.before(core, db)
        yield db
        calls = callers.follow(core, db, callers_before)
        dirty = moved(db, before)
        few = len(dirty) <= _FEW
        if few:
            judge_some(core, db, sorted(dirty))
    if not few:
        judge(core, dirty)
    callers.derive(core, calls)


def moved(db: Looking, before: Mapping[str, int]) -> set[int]:
    """Give the clusters of letters that name what was somebody else's, or nobody's, before."""
    after = owners(db)
    points = {point for point in before.keys() | after.keys() if before.get(point) != after.get(point)}
    return mail.all_clusters(db) if len(points) > _MANY else mail.clusters_naming(db, points)


def owners(db: Looking) -> dict[str, int]:
    """Give whose each address and domain is, as letters have them."""
    from data.feeds.mail.addresses import normal, normal_domain

    found: dict[str, int] = {}
    for client in clients.all_(db):
        found.update((normal(address), client.id) for address in client.addresses)
        found.update((normal_domain(domain.lstrip("@*.")), client.id) for domain in client.domains)
    for person in people.all_(db):
        found.update((normal(address), person.client_id) for address in person.addresses)
    found.update((normal_domain(domain), _NOBODY) for domain in shared_domains.all_(db))
    return found


def judge_messages(core: Core, message_ids: Iterable[str]) -> None:
    """Judge the clusters of some messages anew."""
    with core.reading() as db:
        dirty = mail.clusters_of_messages(db, message_ids)
    judge(core, dirty)


def judge_all(core: Core) -> set[str]:
    """Judge every letter anew, after something changed that concerns them all; gives what `judge` gives."""
    with core.reading() as db:
        dirty = mail.all_clusters(db)
    return judge(core, dirty)


def judge(
    core: Core, dirty: Iterable[int], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> set[str]:
    """Judge some clusters anew, a handful at a time; give unset addresses that look like mine (R9).

    `progress` is told how many of how many clusters are judged.
    """
    waiting = sorted(dirty)
    aliases: set[str] = set()
    for start in range(0, len(waiting), _AT_ONCE):
        progress(start, len(waiting))
        with core.store.intake(core.now()) as db:
            aliases |= judge_some(core, db, waiting[start : start + _AT_ONCE])
    return aliases


def judge_some(core: Core, db: Database, some: Sequence[int]) -> set[str]:
    """Judge some clusters and write what comes of it, inside the caller's transaction."""
    from data.feeds.mail.judge import judge
    from data.feeds.mail.letter import Letter

    stored = {str(row.id): row for row in mail.letters_of_clusters(db, some)}
    # As they lie there now, each under a key that no two mailboxes share.
    letters = [
        Letter.from_json(row.facts, key=key, file=row.file, flags=row.flags, gone=row.gone_at is not None)
        for key, row in stored.items()
    ]
    judged = judge(letters, my_addresses(core, db), client_book(db), _rulings(db, letters))
    Writing(core, db, stored, {letter.key: letter for letter in letters}, judged).write()
    return set(judged.aliases)


def _rulings(db: Database, letters: Iterable[Letter]) -> dict[str, Ruling]:
    """Give the user's word on these letters; whatever the channel, an answer is an answer."""
    from data.feeds.mail.verdict import Ruling

    return {
        message_id: Ruling(said.ruling) if said.ruling in _OTHER_WORDS else Ruling.ANSWERED
        for message_id, said in mail.rulings(db, {letter.ident for letter in letters}).items()
    }


def my_addresses(core: Core, db: Looking) -> frozenset[str]:
    """Give every address that is mine: those of the settings and those seen in Sent (R2)."""
    from data.feeds.mail.addresses import normal

    own = {normal(core.settings.email)} if core.settings.email else set()
    boxes: tuple[Mailbox, ...] = (*core.settings.mail, *core.settings.imap)
    for box in boxes:
        own |= {normal(address) for address in box.addresses}
    own |= mail.all_me(db)
    return frozenset(own)


def client_book(db: Looking) -> ClientBook:
    """Give whose address is whose, people's leading to their client."""
    from data.feeds.mail.book import ClientBook

    return ClientBook(clients.all_(db), people.all_(db), shared_domains.all_(db))
