"""The words the made-up years are told in."""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    "Ada Ben Cleo Dana Emil Fay Gus Hana Ines Jona Kim Lars Mira Noor Olga Pia Quin Rosa Sven Tara "
    "Udo Vera Wim Xenia Yuki Zoe Amir Bea Carl Dora"
)
_LAST = _words(
    "Ruiz Lindqvist Osei Marten Novak Duval Ferrer Haas Ito Jensen Keller Lopez Moreau Nakata Olsen Petit "
    "Quist Rossi Silva Tamm Ueda Vogel Weiss Ximena Young Zander Abbott Bakker Costa Dietz"
)
_PLACES = _words(
    "Harbour Birch Dune Cove Meadow Lantern Copper Juniper Pebble Willow Orchard Granite Heron Maple Saffron "
    "Thistle Velvet Walnut Amber Basil Cedar Delta Ember Fjord Garnet Hazel Indigo Jasper Kestrel Linden"
)
_TRADES = _words(
    "Books Studio Clinic Bakery Press Garden Music Travel Tools Optics Films Coffee Law Crafts Bikes"
)
_THINGS = _words(
    "checkout logo newsletter booking form landing page menu catalogue invoice staging site photo gallery "
    "contact page search index style guide price list shop window calendar poster brochure map footer header "
    "translation hosting backup login mailing label banner survey archive report icon font licence"
)
_DOINGS = _words("draft review fix proof plan version update text colours dates quote approval")
_SAYINGS = (
    "wants it before the holidays",
    "asks for the staging link",
    "happy with the second draft",
    "texts come next week",
    "needs two languages",
    "the printer waits for the file",
    "green is theirs",
    "moved the opening by a week",
)


def thing(rng: Random) -> str:
    """Give something one works on: "booking label proof"."""
    return f"{rng.choice(_THINGS)} {rng.choice(_THINGS)} {rng.choice(_DOINGS)}"


def saying(rng: Random) -> str:
    """Give what somebody said in a call."""
    return f"{rng.choice(_SAYINGS)}, {thing(rng)}"


def person(rng: Random) -> str:
    """Give a first and a last name."""
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def company(number: int) -> str:
    """Give the name of the client with this number; no two have the same."""
    place = _PLACES[number % len(_PLACES)]
    trade = _TRADES[(number // len(_PLACES) + number) % len(_TRADES)]
    again = number // (len(_PLACES) * len(_TRADES))
    return f"{place} {trade}" + (f" {again + 1}" if again else "")


def domain(number: int) -> str:
    """Give the mail domain of the client with this number."""
    return f"{company(number).lower().replace(' ', '-')}.example"


def address(name: str, at: str) -> str:
    """Give somebody's address at a domain."""
    return f"{name.lower().replace(' ', '.')}@{at}"
