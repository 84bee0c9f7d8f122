"""Settings as they are typed into a form: a list as words between commas, a number as its digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.settings.declare import Key, NotAllowed


def read_typed(key: Key, text: str) -> Any:
    """Give the value that a text typed for a key means.

    Raises NotAllowed, whose text says why when the kind's own `allowed` does not.
    """
    complaint = NotAllowed()
    for value in _meant(text.strip()):
        try:
            return key.kind.read(value)
        except NotAllowed as problem:
            complaint = problem if str(problem) else complaint
    raise complaint


def write_typed(key: Key, value: Any) -> str:
    """Write a value of a key out, to be edited; empty for none."""
    shown = key.kind.show(value)
    if isinstance(shown, list | tuple):
        return ", ".join(str(each) for each in shown)
    return "" if shown is None else str(shown)


def _meant(text: str) -> Iterator[object]:
    """Give what a text may mean, the likeliest first."""
    yield text
    if text.isdecimal():
        yield int(text)
    yield [word for part in text.split(",") if (word := part.strip())]
