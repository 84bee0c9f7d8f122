"""Which client an appointment is with, and whether it takes place there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from data.model.calendar import Appointment
from data.model.client import Client
from data.values import frozen

MARKS = ("visit", "at client", "on site", "@client", "#visit")
"""Words that mark a visit where the settings name none."""

ClientOf = Callable[[str], int | None]
"""Whose e-mail address is this? Gives the client's id."""

_WORD = re.compile(r"[#@]?\w+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEGAL_FORMS = _words(
    """
    ltd limited llc llp inc incorporated corp plc pty gmbh mbh ag kg ohg ug ek
    sarl sas srl spa bv nv ab oy aps
    """
)
_SAME = {"str": "strasse", "st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "sq": "square"}
_NO_STREET = _words("flat unit suite floor apt apartment room building etage stock stiege po box postfach")
_ON_A_SCREEN = _words(
    """
    zoom skype webex jitsi whereby hangouts facetime phone telephone telefon call telko videocall
    online remote
    """
)
_ONLINE_PLACE = _ON_A_SCREEN | _words("teams meet discord slack video virtual http https www")
_ONLINE_TITLE = _ON_A_SCREEN | {
    "video call",
    "teams call",
    "on teams",
    "via teams",
    "ms teams",
    "microsoft teams",
    "google meet",
}
"""In a title "meet" and "teams" alone are ordinary words."""
_SHORTEST_NAME = 4
"""Shorter names must be written in the same case: a client "Art" is not meant by every piece of art."""
_SHORTEST_STREET = 7


def match_appointments(
    appointments: Iterable[Appointment],
    clients: Iterable[Client],
    *,
    marks: Sequence[str] = MARKS,
    client_of: ClientOf | None = None,
    me: Collection[str] = (),
) -> tuple[Appointment, ...]:
    """Say of each appointment which client it is with and whether it is a visit.

    The client is the one at whose address it takes place; else the one an attendee belongs to; else the
    one whose name stands in the title or the place as whole words. What could be two clients is none.
    A visit takes place at the client's address, or title or place say so by one of the `marks`; what
    happens on the phone or on a screen is none. `client_of` knows the addresses of people as well; left
    out, the clients' own addresses and domains count. `me` are the freelancer's addresses.
    """
    known = [_Known.of(client) for client in clients]
    whose = client_of or _by_own_addresses(known)
    wanted = tuple(_padded(mark) for mark in marks if _padded(mark).strip())
    mine = frozenset(address.lower() for address in me)
    return tuple(_matched(each, known, wanted, whose, mine) for each in appointments)


@frozen
class _Known:
    """A client as it is looked for."""

    client: Client
    name: str
    exact: str
    """Not empty for a short name, which counts only as it is written."""
    streets: tuple[str, ...]

    @classmethod
    def of(cls, client: Client) -> _Known:
        words = _WORD.findall(_plain(client.name).replace("@", " ").replace("#", " "))
        while len(words) > 1 and words[-1].casefold() in _LEGAL_FORMS:
            del words[-1]
        name = " ".join(words)
        short = len(name) < _SHORTEST_NAME and name.isascii()
        return cls(
            client=client,
            name=_to_find(name.casefold()) if name and not short else "",
            exact=f" {name} " if name and short else "",
            streets=_streets(client.post_address),
        )

    def stands_in(self, folded: str, written: str) -> bool:
        """Whether the name stands in a text, given in lower case and as it is written."""
        if self.exact:
            return self.exact in written
        return bool(self.name) and self.name in folded


def _matched(
    appointment: Appointment,
    known: Sequence[_Known],
    marks: Sequence[str],
    whose: ClientOf,
    me: Collection[str],
) -> Appointment:
    place, title = _padded(appointment.location), _padded(appointment.title)
    where = _street_words(place)
    at = {each.client.id for each in known if any(street in where for street in each.streets)}
    client_id = _client(appointment, known, at, whose, me)
    visit = client_id is not None and _is_visit(
        place, title, marks, there=client_id in at, named=_name_of(client_id, known)
    )
    return replace(appointment, client_id=client_id, visit=visit)


def _client(
    appointment: Appointment, known: Sequence[_Known], at: set[int], whose: ClientOf, me: Collection[str]
) -> int | None:
    if len(at) == 1:
        return next(iter(at))
    named = _named(f"{appointment.title} / {appointment.location}", known)
    people = [whose(address) for address in appointment.attendees if address.lower() not in me]
    present = list(dict.fromkeys(client_id for client_id in people if client_id is not None))
    for among in (at, named):
        both = [client_id for client_id in present if client_id in among]
        if len(both) == 1:
            return both[0]
    if present:
        return present[0]
    both = [client_id for client_id in named if client_id in at]
    candidates = both or (named if not at else [])
    return candidates[0] if len(candidates) == 1 else None


def _named(text: str, known: Sequence[_Known]) -> list[int]:
    """Give the clients whose names stand in the text, without those that only stand inside a longer one."""
    folded, written = _bare(_padded(text)), _bare(_padded(text, fold=False))
    found = [each for each in known if each.stands_in(folded, written)]
    names = [each.name or each.exact.casefold() for each in found]
    return [
        each.client.id
        for each, name in zip(found, names, strict=True)
        if not any(name != other and name in other for other in names)
    ]


def _is_visit(place: str, title: str, marks: Sequence[str], *, there: bool, named: str) -> bool:
    if any(f" {word} " in place for word in _ONLINE_PLACE):
        return False
    if there:
        return True
    if any(f" {word} " in title for word in _ONLINE_TITLE):
        return False
    said = f"{title} {place}"
    bare = _bare(said)
    return any(mark in said or mark in bare for mark in marks) or bool(named and f" @{named}" in said)


def _name_of(client_id: int | None, known: Sequence[_Known]) -> str:
    return next(
        ((each.name or each.exact.casefold()).strip() for each in known if each.client.id == client_id), ""
    )


def _by_own_addresses(known: Sequence[_Known]) -> ClientOf:
    addresses = {
        address.lower(): each.client.id for each in reversed(known) for address in each.client.addresses
    }
    domains = {domain.lower(): each.client.id for each in reversed(known) for domain in each.client.domains}

    def whose(address: str) -> int | None:
        plain = address.lower()
        if plain in addresses:
            return addresses[plain]
        domain = plain.rpartition("@")[2]
        while domain:
            if domain in domains:
                return domains[domain]
            domain = domain.partition(".")[2]
        return None

    return whose


def _streets(post_address: str) -> tuple[str, ...]:
    """Give the street and number of a postal address, with the number at either end."""
    for line in re.split(r"[\n,;]", post_address):
        words = _street_words(_padded(line)).split()
        text = " ".join(words)
        if len(text) < _SHORTEST_STREET or not _NO_STREET.isdisjoint(words):
            continue
        if _has_number(words[0]) and any(word.isalpha() and len(word) > 2 for word in words[1:]):
            return f" {text} ", f" {' '.join([*words[1:], words[0]])} "
        if _has_number(words[-1]) and any(word.isalpha() and len(word) > 2 for word in words[:-1]):
            return f" {text} ", f" {' '.join([words[-1], *words[:-1]])} "
    return ()


def _has_number(word: str) -> bool:
    return word[0].isdigit()


def _street_words(padded: str) -> str:
    """Write out what addresses shorten: Hauptstr. and Hauptstrasse, Rd and Road."""
    words = [_SAME.get(word, word) for word in padded.split()]
    return (
        f" {' '.join(word + 'asse' if word.endswith('str') and len(word) > 3 else word for word in words)} "
    )


def _padded(text: str, *, fold: bool = True) -> str:
    """Give the words of a text, a space before and after each, so that whole words can be found."""
    plain = _plain(text)
    return f" {' '.join(_WORD.findall(plain.casefold() if fold else plain))} "


def _bare(padded: str) -> str:
    return padded.replace(" #", " ").replace(" @", " ")


def _plain(text: str) -> str:
    """Take accents away and bring variants of characters together: "Café" is found as "Cafe"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char))


def _to_find(name: str) -> str:
    """Put spaces around a name, unless its script writes words without spaces between them."""
    return name if any(unicodedata.east_asian_width(char) == "W" for char in name) else f" {name} "
