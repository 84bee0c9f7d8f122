"""Who is this? What speaks for somebody unknown belonging to a client (R3): only suggested, never taken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from data.model.client import Client, Person
from data.model.matching import BookEntry, CardLink, Stranger, Suggestion, Why
from data.model.source import UnknownSender
from data.rules.match import plain_name
from data.rules.phones import FEWEST_DIGITS, key_of

_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FUZZY_SHARE = 90.0
"""Share of letters in common, in percent, from which two names count as one misspelt."""
_FEWEST_LETTERS = 8
_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "gv"})
"""Under a country these are no company's: co.uk, com.au."""


def name_key(name: str) -> str:
    """Give a name for comparing: "Bell, Ann (Acme)" and "ann bell" are the same."""
    return " ".join(sorted(_WORD.findall(plain_name(_ASIDE.sub(" ", name)))))


def phone_digits(number: str) -> str:
    """Give the digits of a number without what is dialled before a country or an area: +, 00, 0.

    Of what is too short to be anybody's, such as an extension, all digits that stand there.
    """
    key = key_of(number).lstrip("?")
    return (key or "".join(letter for letter in number if letter in "0123456789")).lstrip("0")


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers reach the same telephone, whether or not one of them names the country."""
    shorter, longer = sorted((phone_digits(one), phone_digits(other)), key=len)
    if shorter == longer:
        return bool(shorter)
    return len(shorter) >= FEWEST_DIGITS and longer.endswith(shorter)


def company_domain(address: str, not_theirs: Callable[[str], bool]) -> str:
    """Give the domain of an address when it can be a company's own: no free mail, shared by nobody."""
    domain = address.rpartition("@")[2]
    return "" if not domain or not_theirs(domain) else domain


def domains_above(domain: str) -> tuple[str, ...]:
    """Give the domains a domain lies under that can be a company's own: mail.acme.co.uk is acme.co.uk's."""
    labels = domain.split(".")
    above = (labels[start:] for start in range(1, len(labels) - 1))
    return tuple(".".join(each) for each in above if not _is_a_country(each))


def _is_a_country(labels: list[str]) -> bool:
    return len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _SECOND_LEVEL


class Known:
    """Everybody who is known, sorted once, so that a tray of hundreds is looked through quickly."""

    def __init__(
        self,
        clients: Iterable[Client],
        people: Iterable[Person],
        entries: Iterable[BookEntry] = (),
        links: Iterable[CardLink] = (),
        *,
        not_theirs: Callable[[str], bool],
        normal: Callable[[str], str] = str.lower,
    ) -> None:
        """Sort what is known.

        `not_theirs` says of a domain that it can be no company's own (free mail, shared by several);
        `normal` makes addresses comparable.
        """
        self._not_theirs, self._normal = not_theirs, normal
        self._clients: dict[int, Client] = {}
        self._people: dict[int, Person] = {}
        self._entries = tuple(entries)
        self._named: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        self._several: list[str] = []
        self._at: dict[str, tuple[int, int | None]] = {}
        self._called: dict[str, list[tuple[str, int, int | None]]] = defaultdict(list)
        self._of_domain: dict[str, set[int]] = defaultdict(set)
        self._below: dict[str, set[int]] = defaultdict(set)
        for client in clients:
            self.learn_client(client)
        for person in people:
            if person.client_id in self._clients:
                self.learn_person(person)
        self._links = {link.uid: link for link in links if link.client_id in self._clients}
        self._by_address = {
            normal(address): entry for entry in reversed(self._entries) for address in entry.addresses
        }
        self._by_phone: dict[str, list[tuple[str, BookEntry]]] = defaultdict(list)
        for entry in self._entries:
            for phone in entry.phones:
                self._by_phone[phone_digits(phone)[-FEWEST_DIGITS:]].append((phone, entry))

    def learn_client(self, client: Client) -> None:
        """Have a client be known, or known with what it has besides."""
        new = client.id not in self._clients
        self._clients[client.id] = client
        self._learn(client.name if new else "", client, client.id, None)
        for domain in client.domains:
            self._learn_domain(domain.strip().lstrip("@*.").lower(), client.id)

    def learn_person(self, person: Person) -> None:
        """Have somebody at a client be known, or known with what they have besides."""
        new = person.id not in self._people
        self._people[person.id] = person
        self._learn(person.name if new else "", person, person.client_id, person.id)

    def learn_link(self, link: CardLink) -> None:
        """Have it be known who came from a card."""
        self._links[link.uid] = link

    def stranger(self, sender: UnknownSender) -> Stranger:
        """Say of a row of the tray who it may be, and from which company's domain it came."""
        domain = company_domain(sender.address, self._not_theirs)
        card = self.entry_of(sender.point)
        if card is not None:
            return Stranger(sender, self._by_card(card, Why.CARD if sender.address else Why.PHONE), domain)
        found = self._by_domain(domain, sender) or self._by_name(sender.name)
        return Stranger(sender, found, domain)

    def entry_of(self, point: str) -> BookEntry | None:
        """Give the card an address or a number stands in."""
        if "@" in point:
            return self._by_address.get(self._normal(point))
        near = self._by_phone.get(phone_digits(point)[-FEWEST_DIGITS:], ())
        return next((entry for phone, entry in near if same_phone(phone, point)), None)

    def owner_of(self, entry: BookEntry) -> tuple[int, int | None] | None:
        """Give the client, and the person there, that a card belongs to: as remembered, or by an address."""
        link = self._links.get(entry.uid)
        if link is not None:
            return link.client_id, link.person_id
        for address in entry.addresses:
            owner = self._at.get(self._normal(address))
            if owner is not None:
                return owner
        for phone in entry.phones:
            for known, client_id, person_id in self._called.get(phone_digits(phone)[-FEWEST_DIGITS:], ()):
                if person_id is not None and same_phone(phone, known):
                    return client_id, person_id
        return None

    def client_called(self, name: str) -> int | None:
        """Give the one client of that name, whatever its legal form and its case."""
        found = {owner for owner, person in self._named.get(name_key(name), ()) if person is None}
        return next(iter(found)) if len(found) == 1 else None

    def suggestion_for(self, entry: BookEntry) -> Suggestion:
        """Say whose a card would be."""
        return self._by_card(entry, Why.CARD)

    def _learn(self, name: str, owner: Client | Person, client_id: int, person_id: int | None) -> None:
        if key := name_key(name):
            if " " in key and key not in self._named:
                self._several.append(key)
            self._named[key].append((client_id, person_id))
        for address in owner.addresses:
            self._at.setdefault(self._normal(address), (client_id, person_id))
            if domain := company_domain(address, self._not_theirs):
                self._learn_domain(domain, client_id)
        for phone in owner.phones:
            self._called[phone_digits(phone)[-FEWEST_DIGITS:]].append((phone, client_id, person_id))

    def _learn_domain(self, domain: str, client_id: int) -> None:
        self._of_domain[domain].add(client_id)
        for above in domains_above(domain):
            self._below[above].add(client_id)

    def _by_card(self, entry: BookEntry, why: Why) -> Suggestion:
        owner = self.owner_of(entry)
        if owner is not None:
            return self._theirs(why, *owner, entry)
        if not entry.organisation:
            same = self._named.get(name_key(entry.name), [])
            if len(same) == 1 and " " in name_key(entry.name):
                return self._theirs(why, *same[0], entry)
        client_id = self.client_called(entry.organisation or entry.name)
        if client_id is not None:
            person = next(
                (
                    person.id
                    for person in self._people.values()
                    if person.client_id == client_id and name_key(person.name) == name_key(entry.name)
                ),
                None,
            )
            return self._theirs(why, client_id, person, entry)
        name = entry.organisation or entry.name
        return Suggestion(why, name, person=entry.name if entry.name != name else "", entry=entry)

    def _by_domain(self, domain: str, sender: UnknownSender) -> Suggestion | None:
        if not domain:
            return None
        found = self._of_domain.get(domain, set()) | self._below.get(domain, set())
        for above in domains_above(domain):
            found = found | self._of_domain.get(above, set())
        if len(found) != 1:
            return None
        (client_id,) = found
        key = name_key(sender.name)
        same = [person for owner, person in self._named.get(key, ()) if owner == client_id] if key else []
        return self._theirs(Why.DOMAIN, client_id, same[0] if same else None)

    def _by_name(self, name: str) -> Suggestion | None:
        key = name_key(name)
        if not key:
            return None
        found = self._named.get(key) or self._misspelt(key)
        if len({owner for owner, _ in found}) != 1:
            return None
        return self._theirs(Why.NAME, *found[0])

    def _misspelt(self, key: str) -> list[tuple[int, int | None]]:
        """Give who is called nearly so; one word, or a short one, is like too many others."""
        if len(key) < _FEWEST_LETTERS or " " not in key:
            return []
        from rapidfuzz import fuzz, process  # costs 27 ms, so only a name that is nobody's pays for it

        best = process.extractOne(key, self._several, scorer=fuzz.ratio, score_cutoff=_FUZZY_SHARE)
        return self._named[best[0]] if best is not None else []

    def _theirs(
        self, why: Why, client_id: int, person_id: int | None, entry: BookEntry | None = None
    ) -> Suggestion:
        person = self._people.get(person_id) if person_id is not None else None
        return Suggestion(
            why,
            self._clients[client_id].name,
            client_id,
            person=person.name if person is not None else self._said_by(entry, client_id),
            person_id=person.id if person is not None else None,
            entry=entry,
        )

    def _said_by(self, entry: BookEntry | None, client_id: int) -> str:
        """Give whom a card is about at a client; empty when it is about the client itself."""
        if entry is None or name_key(entry.name) == name_key(self._clients[client_id].name):
            return ""
        return entry.name
