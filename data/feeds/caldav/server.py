"""What is asked of a CalDAV server: where calendars are, whether something is new in them, and what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit
from xml.sax.saxutils import escape

from data.errors import FeedError
from data.feeds.caldav.errors import NotUnderstood, Status, TooBig
from data.feeds.caldav.multistatus import CALDAV, CALENDARSERVER, DAV, Entry, Multistatus
from data.feeds.caldav.wire import Wire
from data.feeds.calendar.text import one_line
from data.values import frozen

_SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_WHERE = "<current-user-principal/><C:calendar-home-set/><resourcetype/>"
_LIST = (
    "<resourcetype/><displayname/><S:getctag/><sync-token/><C:supported-calendar-component-set/>"
    "<supported-report-set/>"
)
_ROUNDS = 200
_EVENTS = (
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
)
_NO_TOKEN = (400, 403, 404, 405, 409, 410, 412, 415, 422, 501, 507)
"""How servers say that a sync-token no longer holds, or that they never heard of one."""


@frozen
class Home:
    """A place that is asked once to tell of all calendars in it."""

    url: str
    depth: str = "1"
    """"0" when the address is a calendar's own."""


@frozen
class Listed:
    """One calendar as its home tells of it."""

    url: str
    name: str
    mark: str
    """Stays the same while nothing in the calendar changes; empty when the server gives none."""
    token: str = ""
    """From which on changes can be asked for; empty when they cannot."""

    @property
    def path(self) -> str:
        """Give what identifies it at its server."""
        return path_of(self.url)


@frozen
class Changes:
    """What is new in a calendar since a token."""

    changed: dict[str, str]
    """Addresses of items with their etags."""
    gone: frozenset[str]
    """Paths of items that are no more."""
    token: str


def path_of(url: str) -> str:
    """Give the path of an address without escapes, because servers escape the same path in several ways."""
    return unquote(urlsplit(url).path)


class Server:
    """One account at one server."""

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire = wire
        self._url = url

    def home(self) -> Home:
        """Find where the calendars are, from the address the user gave (RFC 6764 section 6)."""
        try:
            return self._home_from(self._url)
        except (Status, NotUnderstood) as error:
            if isinstance(error, Status) and error.status in (401, 403):
                raise
            known = urljoin(self._url, "/.well-known/caldav")
            try:
                return self._home_from(known)
            except (Status, NotUnderstood):
                raise error from None

    def calendars(self, home: Home) -> list[Listed]:
        """Give the calendars that hold events: one request."""
        url, found = self._propfind(home.url, _LIST, home.depth)
        listed = (self._listed(url, entry) for entry in found.entries)
        return list({each.path: each for each in listed if each is not None}.values())

    def etags(self, calendar: Listed) -> dict[str, str]:
        """Give the address and etag of every event of a calendar."""
        body = f"{_HEAD}<C:calendar-query {_SPACES}><prop><getetag/></prop>{_EVENTS}</C:calendar-query>"
        try:
            url, found = self._wire.ask("REPORT", calendar.url, body, "1")
        except Status:
            url, found = self._propfind(calendar.url, "<getetag/><resourcetype/>", "1")
        return dict(self._items(url, calendar, found))

    def changes(self, calendar: Listed, token: str) -> Changes | None:
        """Give what changed since a token (RFC 6578); None when the server doesn't know."""
        changed: dict[str, str] = {}
        gone: set[str] = set()
        for _ in range(_ROUNDS):
            body = (
                f"{_HEAD}<sync-collection {_SPACES}><sync-token>{escape(token)}</sync-token>"
                "<sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
            )
            try:
                url, found = self._wire.ask("REPORT", calendar.url, body, "0")
            except Status as error:
                if error.status in _NO_TOKEN:
                    return None
                raise
            changed.update(self._items(url, calendar, found))
            gone |= {path_of(urljoin(url, entry.href)) for entry in found.entries if entry.status == 404}
            if not found.sync_token:
                return None
            more = any(entry.status == 507 for entry in found.entries)
            if not more or found.sync_token == token:
                break
            token = found.sync_token
        return Changes(
            {item: etag for item, etag in changed.items() if path_of(item) not in gone},
            frozenset(gone),
            found.sync_token,
        )

    def fetch(self, calendar: Listed, items: Sequence[str]) -> Iterator[tuple[str, str, str | None]]:
        """Give path, etag and text of items; None for one that is too big, nothing for one that is gone."""
        hrefs = "".join(f"<href>{escape(_relative(item))}</href>" for item in items)
        body = (
            f"{_HEAD}<C:calendar-multiget {_SPACES}><prop><getetag/><C:calendar-data/></prop>{hrefs}"
            "</C:calendar-multiget>"
        )
        try:
            url, found = self._wire.ask("REPORT", calendar.url, body, "1")
        except TooBig:
            if len(items) == 1:
                yield path_of(items[0]), "", None
                return
            half = len(items) // 2
            yield from self.fetch(calendar, items[:half])
            yield from self.fetch(calendar, items[half:])
            return
        for entry in found.entries:
            if entry.status < 300:
                yield (
                    path_of(urljoin(url, entry.href)),
                    entry.text(DAV + "getetag").strip(),
                    entry.text(CALDAV + "calendar-data"),
                )

    def _propfind(self, url: str, props: str, depth: str) -> tuple[str, Multistatus]:
        body = f"{_HEAD}<propfind {_SPACES}><prop>{props}</prop></propfind>"
        return self._wire.ask("PROPFIND", url, body, depth)

    def _home_from(self, url: str) -> Home:
        url, found = self._propfind(url, _WHERE, "0")
        entry = found.entries[0] if found.entries else Entry()
        if CALDAV + "calendar" in entry.names(DAV + "resourcetype"):
            return Home(url, "0")
        homes = entry.hrefs(CALDAV + "calendar-home-set")
        if not homes:
            for principal in entry.hrefs(DAV + "current-user-principal"):
                url, found = self._propfind(self._at(url, principal), _WHERE, "0")
                homes += [href for each in found.entries for href in each.hrefs(CALDAV + "calendar-home-set")]
        if homes:
            return Home(self._at(url, homes[0]))
        if self.calendars(Home(url)):
            return Home(url)
        raise NotUnderstood("knows of no calendars at this address")

    def _at(self, url: str, href: str) -> str:
        found = urljoin(url, href)
        self._wire.check(found)
        return found

    def _listed(self, url: str, entry: Entry) -> Listed | None:
        """Give the calendar an entry tells of; None when it is none, or none of events."""
        if CALDAV + "calendar" not in entry.names(DAV + "resourcetype"):
            return None
        holds = entry.names(CALDAV + "supported-calendar-component-set")
        if holds and "VEVENT" not in (each.upper() for each in holds):
            return None
        there = urljoin(url, entry.href)
        try:
            self._wire.check(there)
        except (FeedError, NotUnderstood):
            return None
        token = entry.text(DAV + "sync-token").strip()
        mark = [token, entry.text(CALENDARSERVER + "getctag").strip()]
        name = one_line(entry.text(DAV + "displayname")) or one_line(
            path_of(there).rstrip("/").split("/")[-1]
        )
        return Listed(there, name, "\n".join(mark) if any(mark) else "", token)

    def _items(self, url: str, calendar: Listed, found: Multistatus) -> Iterator[tuple[str, str]]:
        """Give what lies directly in a calendar, and nothing that claims to lie elsewhere."""
        folder = calendar.path.rstrip("/") + "/"
        for entry in found.entries:
            there = urljoin(url, entry.href)
            path = path_of(there)
            inside = path.startswith(folder) and not path.endswith("/") and entry.status < 300
            if inside and DAV + "collection" not in entry.names(DAV + "resourcetype"):
                yield there, entry.text(DAV + "getetag").strip()


def _relative(url: str) -> str:
    """Give the address the way answers have it, without scheme and host."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
