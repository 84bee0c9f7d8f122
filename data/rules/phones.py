"""Telephone numbers, compared: the digits of E.164, however somebody wrote them.

A number is known by its key: the digits with the country code ("4940555010"), or, where the country is not
known, "?" and the digits as they would be dialled at home. What is too short to be anybody's (112, a bank's
short code), withheld, or a word has no key and is never matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FEWEST_DIGITS = 7
"""Shorter numbers belong to services and extensions, not to people."""
MOST_DIGITS = 15
"""E.164 allows no more."""

_EXTENSION = re.compile(
    r"(?:\bext\b|\bx\b|(?<=\d)\s*x(?=\s*\d)|[#;,]|durchwahl).*$", re.IGNORECASE | re.DOTALL
)
_LETTER = re.compile(r"[^\W\d_]")
# The national zero that some write into an international number: +49 (0)40 555 01.
_ZERO_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_KEEP_ZERO = frozenset({"39", "378", "379"})
"""Where the leading zero belongs to the number: Italy and its neighbours inside."""
_OTHER_TRUNK = {"7": ("8", 11), "36": ("06", 10)}
"""What is dialled before a national number where it is no zero, and how long the whole then is at least."""
_NORTH_AMERICA = "1"


def key_of(number: str, country: str = "") -> str:
    """Give what a number is known by; empty when it can be nobody's.

    `country` is the code of the country a national number is dialled in ("49"), empty when it is not known.
    """
    text = unicodedata.normalize("NFKC", number).strip()
    text = text.removeprefix("tel:").removeprefix("sip:")
    text = _EXTENSION.sub("", text)
    if _LETTER.search(text):
        return ""
    plus = text.lstrip("( ").startswith("+")
    if plus:
        text = _ZERO_IN_BRACKETS.sub("", text)
    digits = "".join(letter for letter in text if letter in "0123456789")
    if not plus and digits.startswith("00"):
        plus, digits = True, digits[2:]
    if not plus and country == _NORTH_AMERICA and digits.startswith("011"):
        plus, digits = True, digits[3:]
    key = digits if plus else _from_home(digits, country)
    count = len(key.lstrip("?"))
    return key if FEWEST_DIGITS <= count <= MOST_DIGITS and key.strip("?0") else ""


def keys_of(number: str, countries: Iterable[str]) -> tuple[str, ...]:
    """Give every key a client's number may have, dialled from one of some countries or from none known."""
    found = dict.fromkeys(key_of(number, country) for country in (*countries, ""))
    return tuple(key for key in found if key)


def shown(key: str, number: str) -> str:
    """Give the number as it is shown and kept: with its country where that is known, else as it came."""
    return number.strip() if key.startswith("?") or not key else f"+{key}"


def code_of(text: str) -> str:
    """Give the digits of a country code written as 49, +49 or 0049; empty when it is none."""
    digits = text.strip().removeprefix("+").removeprefix("00")
    return digits if re.fullmatch(r"[1-9][0-9]{0,3}", digits) else ""


def _from_home(digits: str, country: str) -> str:
    """Give the key of a number that was dialled or shown without a country code."""
    if not country:
        return f"?{digits}"
    if len(digits) < FEWEST_DIGITS:
        return ""
    trunk, least = _OTHER_TRUNK.get(country, ("0", 0))
    if country == _NORTH_AMERICA:
        return digits if len(digits) == 11 and digits.startswith("1") else country + digits
    if digits.startswith(trunk) and len(digits) >= least:
        rest = digits if country in _KEEP_ZERO else digits.removeprefix(trunk)
        return country + rest
    # A log may leave the plus out: nobody's national number is that long and begins with the own country.
    if digits.startswith(country) and len(digits) > 10:
        return digits
    return country + digits
