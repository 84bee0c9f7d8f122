"""Which client a few typed letters mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from data.model.client import Client

_LONGEST_TEXT = 80
# Fewer letters are somewhere in almost every name.
_FEWEST_LETTERS = 3
# Share of letters in common, in percent, from which two words count as one misspelt: "brich" for Birch is 80.
_FUZZY_SHARE = 70.0
_WORD = re.compile(r"\w+")


def rank_clients(text: str, clients: Iterable[Client]) -> list[Client]:
    """Give the clients `text` may mean, best first; among equally good ones the given order stays.

    Best is the name or an address itself, then the name's beginning, its initials, the beginnings of its
    words in order, any part of it. Only when none of these fit are misspellings tried.
    """
    sought = plain_name(text)
    if not sought or len(sought) > _LONGEST_TEXT:
        return []
    known = list(clients)
    kinds = [(_likeness(sought, client), client) for client in known]
    ranked = sorted(((kind, client) for kind, client in kinds if kind is not None), key=lambda pair: pair[0])
    return [client for _, client in ranked] or _misspelt(sought, known)


def starts_words(text: str, client: Client) -> bool:
    """Tell whether the typed words begin words of the client's name, in order: "acme stu" for Acme Studio."""
    return _begin(_WORD.findall(plain_name(text)), _WORD.findall(plain_name(client.name)))


def plain_name(text: str) -> str:
    """Give a name for comparing: lower-case, without accents and extra blanks."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


def _likeness(sought: str, client: Client) -> int | None:
    """Say how the text fits a client, 0 the best; None when it does not."""
    name = plain_name(client.name)
    words = _WORD.findall(name)
    if sought == name or sought in client.addresses or sought in client.domains:
        return 0
    if name.startswith(sought):
        return 1
    if len(words) > 1 and "".join(word[0] for word in words).startswith(sought):
        return 2
    if _begin(_WORD.findall(sought), words):
        return 3
    return 4 if len(sought) >= _FEWEST_LETTERS and sought in name else None


def _begin(typed: list[str], words: list[str]) -> bool:
    """Tell whether each typed word begins a word, each a later one than the one before."""
    rest = iter(words)
    return bool(typed) and all(any(word.startswith(part) for word in rest) for part in typed)


def _misspelt(sought: str, clients: Sequence[Client]) -> list[Client]:
    """Give the clients with a name, or a word of it, that is nearly the same; nearest first."""
    if len(sought) < _FEWEST_LETTERS:
        return []
    from rapidfuzz import fuzz  # costs 27 ms, so only a slip of the finger pays for it

    def share(client: Client) -> float:
        name = plain_name(client.name)
        return max(fuzz.ratio(sought, part) for part in (name, *_WORD.findall(name)))

    near = [(share(client), client) for client in clients]
    near = sorted((pair for pair in near if pair[0] >= _FUZZY_SHARE), key=lambda pair: -pair[0])
    return [client for _, client in near]
