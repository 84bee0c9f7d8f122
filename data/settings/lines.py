"""On which line of a TOML text a key stands, which `tomllib` does not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""The way to a key: ("replies", "settle_days"), or ("mail", 0, "path") for the first [[mail]]."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-.\"' ]+?)\s*=")


def lines_of(text: str) -> Mapping[Place, int]:
    """Give the line, from 1, of each section and key.

    A reading by eye, good for a message: what looks like a key inside a text of many lines is taken for one.
    """
    found: dict[Place, int] = {}
    seen: Counter[Place] = Counter()
    section: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            section = _parts(header[2])
            if header[1] == "[[":
                seen[section] += 1
                section = (*section, seen[section] - 1)
            found.setdefault(section, number)
        elif assigned := _KEY.match(line):
            found.setdefault((*section, *_parts(assigned[1])), number)
    return found


def _parts(dotted: str) -> Place:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
