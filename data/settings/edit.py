"""Changes to the settings file that leave its comments and its order alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SettingsError
from data.settings.declare import keys, toml
from data.settings.feeds import FeedSettings
from data.settings.reading import check, ensure, free_name, reason, text_of, wrong

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def set_zone(path: Path, zone: str) -> None:
    """Write the time zone."""
    _edit(path, lambda document: document.update({"zone": zone}))


def set_you(path: Path, *, name: str | None = None, email: str | None = None) -> None:
    """Write your name, your address or both."""
    given = {"name": name, "email": email}
    _edit(path, lambda document: document.update({k: v for k, v in given.items() if v is not None}))


def set_theme(path: Path, theme: str) -> None:
    """Write the colours."""
    _edit(path, lambda document: _table(document, "screen").update({"theme": theme}))


def set_working_hours(path: Path, hours: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write the spans of the weekdays that `hours` names ("mon" … "sun"); the others stay."""
    days = {day: [list(span) for span in spans] for day, spans in hours.items()}
    _edit(path, lambda document: _table(document, "working_hours").update(days))


def add_feed(path: Path, feed: FeedSettings) -> None:
    """Add a source at the end of the file; a name that is taken in its section gets a number."""
    _append(path, feed.SECTION, feed)


def _edit(path: Path, change: Callable[[TOMLDocument], None], more: Callable[[], str] = str) -> None:
    """Change the file in one step and put what `more` gives at its end.

    Nothing is written when the file, before or after, has a mistake in it.
    """
    # Imported here: only a change needs it, and it costs more than reading the settings does.
    import tomlkit

    ensure(path)
    before = text_of(path)
    if problems := check(before, path.parent):
        raise wrong(path, problems)
    document = tomlkit.parse(before.replace("\r\n", "\n"))
    change(document)
    after = tomlkit.dumps(document)
    if added := more():
        after = f"{after.rstrip()}\n\n{added}".lstrip()
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    if problems := check(after, path.parent):
        raise wrong(path, problems)
    if after != before:
        _replace(path, after)


def _table(document: TOMLDocument, name: str) -> MutableMapping[str, Any]:
    import tomlkit

    if name not in document:
        document[name] = tomlkit.table()
    found: MutableMapping[str, Any] = document[name]
    return found


def _append(path: Path, name: str, feed: FeedSettings) -> None:
    """Put a `[[section]]` at the end of the file.

    As text, because tomlkit would move earlier sections of that name together. Where the file has them
    in a list on one line instead, that list is written out as sections, since TOML takes only one of the two.
    """
    sections: list[Mapping[str, Any]] = []
    taken: set[str] = set()

    def take_list(document: TOMLDocument) -> None:
        from tomlkit.items import Array

        there = document.get(name, [])
        taken.update(str(each.get("name", "")) for each in there)
        if isinstance(there, Array):
            sections.extend(document.pop(name).unwrap())

    def written() -> str:
        own = replace(feed, name=free_name(feed.name, taken)) if feed.name else feed
        return "\n".join(_section(name, each) for each in [*sections, _values(own)])

    _edit(path, take_list, written)


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


def _replace(path: Path, text: str) -> None:
    """Put the new text in place of the old in one step; a link to the file stays a link."""
    from tempfile import mkstemp

    target = path.resolve()
    try:
        mode = target.stat().st_mode & 0o777
        handle, name = mkstemp(prefix=".settings-", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise SettingsError(f"{path} was not changed: {reason(error)}.") from error
