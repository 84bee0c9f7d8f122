"""One reading of an account: what is new at the server is fetched, everything else is left alone.

When nothing is new that costs one request. Where a calendar changed, the server is asked what changed since
the last token; one that knows no tokens, or not this one any more, is asked for all etags instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from data.errors import FeedError
from data.feeds.caldav.errors import NotUnderstood, Status
from data.feeds.caldav.kept import Kept, KeptCalendar
from data.feeds.caldav.lean import lean
from data.feeds.caldav.server import Changes, Home, Listed, Server, path_of
from data.values import frozen

BATCH = 100
MAX_ITEMS = 100_000


@frozen
class Pulled:
    """How a reading went."""

    missing: tuple[str, ...] = ()
    """Calendars of the settings that are not at the server."""
    fetched: int = 0


def pull(
    server: Server,
    kept: Kept,
    wanted: Collection[str],
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> Pulled:
    """Bring what is kept up to date; `wanted` are names of calendars, none for all of them.

    What is kept after each batch stays kept when `stop` says so or the server goes away.
    """
    home, listed = _listed(server, kept.home)
    chosen, missing = choose(listed, wanted)
    for path in kept.calendars.keys() - {each.path for each in chosen}:
        kept.drop(path)
    fetched = 0
    for each in chosen:
        if stop():
            break
        calendar = kept.calendar(each.path, each.name)
        if not each.mark or each.mark != calendar.mark:
            fetched += _bring_up(server, each, calendar, progress, stop)
    kept.save(home)
    return Pulled(missing, fetched)


def choose(listed: Collection[Listed], wanted: Collection[str]) -> tuple[list[Listed], tuple[str, ...]]:
    """Give the calendars the settings name, and the names that none has; FeedError when nothing is left."""
    if not listed:
        raise FeedError("The server has no calendar for this user.")
    if not wanted:
        return list(listed), ()
    names = {name.casefold(): name for name in wanted}
    chosen = [each for each in listed if {each.name.casefold(), _last(each)} & names.keys()]
    found = {word for each in chosen for word in (each.name.casefold(), _last(each))}
    missing = tuple(name for key, name in names.items() if key not in found)
    if not chosen:
        has = ", ".join(f'"{each.name}"' for each in listed)
        raise FeedError(f"None of the calendars in the settings is at the server, which has {has}.")
    return chosen, missing


def _last(calendar: Listed) -> str:
    return calendar.path.rstrip("/").rpartition("/")[2].casefold()


def _listed(server: Server, known: Home | None) -> tuple[Home, list[Listed]]:
    """Ask the place known from before, and look for it anew where that is none any more."""
    if known is not None:
        try:
            listed = server.calendars(known)
            if listed:
                return known, listed
        except (Status, NotUnderstood) as error:
            if isinstance(error, Status) and error.status == 401:
                raise
    home = server.home()
    return home, server.calendars(home)


def _bring_up(
    server: Server,
    listed: Listed,
    kept: KeptCalendar,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> int:
    """Bring one calendar up to date and give how many of its items were fetched."""
    changes = server.changes(listed, kept.token) if kept.token else None
    if changes is None:
        changes = _by_etags(server, listed, kept)
        kept.sweep()
    for item in changes.gone & kept.items.keys():
        kept.drop(item)
    wanted = [
        item for item, etag in changes.changed.items() if not etag or kept.items.get(path_of(item)) != etag
    ]
    if len(wanted) > MAX_ITEMS:
        raise FeedError(f'The calendar "{listed.name}" holds more than {MAX_ITEMS:,} events.')
    whole = True
    for at in range(0, len(wanted), BATCH):
        if stop():
            whole = False
            break
        if len(wanted) > BATCH:
            progress(f"{listed.name}: {at:,} of {len(wanted):,} events")
        batch = wanted[at : at + BATCH]
        whole &= _fetch(server, listed, kept, batch, changes.changed)
        kept.save()
    if whole:
        # The listing's own mark: what came in since then is seen by the next reading.
        kept.mark, kept.token = listed.mark, changes.token
    kept.save()
    return len(wanted)


def _by_etags(server: Server, listed: Listed, kept: KeptCalendar) -> Changes:
    etags = server.etags(listed)
    paths = {path_of(item) for item in etags}
    return Changes(etags, frozenset(kept.items.keys() - paths), listed.token)


def _fetch(
    server: Server, listed: Listed, kept: KeptCalendar, batch: list[str], etags: dict[str, str]
) -> bool:
    """Fetch one batch; whether all of it came. What is not asked for is not taken."""
    asked = {path_of(item): etags[item] for item in batch}
    for item, etag, text in server.fetch(listed, batch):
        if item in asked:
            # Something that is no calendar is kept empty, so that the reading can say so.
            kept.put(item, etag or asked[item], "" if text is None else lean(text))
            del asked[item]
    return not asked
