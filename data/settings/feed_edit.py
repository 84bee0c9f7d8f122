"""Adding, changing and taking out one source of the settings file; the rest of its text stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.settings.declare import keys, toml
from data.settings.edit import edit_text
from data.settings.feeds import FeedSettings
from data.settings.lines import sections_of
from data.settings.reading import free_name


def add_feed(path: Path, feed: FeedSettings) -> None:
    """Add a source at the end of the file; a name that is taken in its section gets a number."""
    edit_text(path, lambda text: _append(text, feed.SECTION, feed))


def change_feed(path: Path, place: int, feed: FeedSettings) -> None:
    """Write the source at a place of its section anew; comments in that section stay."""

    def changed(text: str) -> str:
        import tomlkit

        span = sections_of(text, feed.SECTION)[place : place + 1]
        if not span:  # the file has them in a list on one line
            document = tomlkit.parse(text)
            document[feed.SECTION][place] = _values(feed)
            return tomlkit.dumps(document)
        lines = text.splitlines(keepends=True)
        start, end = span[0]
        own = tomlkit.parse("".join(lines[start:end]))
        table: Any = own[feed.SECTION][0]
        values = _values(feed)
        for key in [key for key in table if key not in values]:
            del table[key]
        for key, value in values.items():
            if key not in table or table[key] != value:
                table[key] = value
        return "".join([*lines[:start], tomlkit.dumps(own), *lines[end:]])

    edit_text(path, changed)


def remove_feed(path: Path, section: str, place: int) -> None:
    """Take the source at a place of its section out of the file."""

    def without(text: str) -> str:
        import tomlkit

        span = sections_of(text, section)[place : place + 1]
        if not span:
            document = tomlkit.parse(text)
            del document[section][place]
            return tomlkit.dumps(document)
        lines = text.splitlines(keepends=True)
        start, end = span[0]
        return "".join([*lines[:start], *lines[end:]])

    edit_text(path, without)


def _append(text: str, name: str, feed: FeedSettings) -> str:
    """Put a `[[section]]` at the end of a text.

    As text, because tomlkit would move earlier sections of that name together. Where the file has them
    in a list on one line instead, that list is written out as sections, since TOML takes only one of the two.
    """
    import tomlkit
    from tomlkit.items import Array

    document = tomlkit.parse(text)
    there = document.get(name, [])
    taken = {str(each.get("name", "")) for each in there}
    sections: list[Mapping[str, Any]] = []
    if isinstance(there, Array):
        sections.extend(document.pop(name).unwrap())
        text = tomlkit.dumps(document)
    own = replace(feed, name=free_name(feed.name, taken)) if feed.name else feed
    added = "\n".join(_section(name, each) for each in [*sections, _values(own)])
    return f"{text.rstrip()}\n\n{added}".lstrip()


def _section(name: str, values: Mapping[str, Any]) -> str:
    lines = [f"{key} = {toml(value)}" for key, value in values.items()]
    return "\n".join([f"[[{name}]]", *lines, ""])


def _values(feed: FeedSettings) -> dict[str, Any]:
    """Give what of a feed is worth writing: what must be said and what is not as usual."""
    given = ((each, getattr(feed, each.name)) for each in keys(type(feed)))
    return {
        each.name: _home_short(value) if isinstance(value, Path) else each.kind.show(value)
        for each, value in given
        if each.required or value != each.default
    }


def _home_short(path: Path) -> str:
    """Write a path below the home folder with ~, so that the file can move to another machine."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
