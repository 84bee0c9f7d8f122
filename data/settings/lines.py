"""On which line of a TOML text a key stands, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

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


def sections_of(text: str, name: str) -> list[tuple[int, int]]:
    """Give the lines, from 0 and the last one excluded, of each `[[name]]` of a text without mistakes.

    Comments right above the next section belong to that one.
    """
    lines = text.splitlines()
    heads = [
        number for number, line in enumerate(lines) if _HEADER.match(line) and not _in_list(lines, number)
    ]
    found: list[tuple[int, int]] = []
    for start, after in pairwise([*heads, len(lines)]):
        header = _HEADER.match(lines[start])
        if header is None or header[1] != "[[" or _parts(header[2]) != (name,):
            continue
        end = after
        while after < len(lines) and end - 1 > start and lines[end - 1].lstrip().startswith("#"):
            end -= 1
        found.append((start, end))
    return found


def _in_list(lines: Sequence[str], number: int) -> bool:
    """Whether a line that looks like a header is a line of a list of many lines."""
    try:
        tomllib.loads("\n".join(lines[:number]))
    except tomllib.TOMLDecodeError:
        return True
    return False


def _parts(dotted: str) -> Place:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
