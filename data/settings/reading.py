"""From the text of the settings file to `Settings`, with everything that is wrong said at once."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SettingsError
from data.paths import expand, make_private_folder
from data.settings.declare import Key, NotAllowed, Table, declared, keys, toml
from data.settings.export import Export
from data.settings.feeds import FeedSettings
from data.settings.sections import Settings, feed_sections
from data.settings.zone import machine_zone

if TYPE_CHECKING:
    from data.settings.lines import Place

_MAX_BYTES = 1_000_000
_PATHS = ("path", "ca_file")
"""Keys of sources that name a file or folder."""
_Problem = tuple["Place", str]


def load(path: Path) -> Settings:
    """Read the settings file; a missing one is written first, commented, with the defaults.

    SettingsError names the file and, for each mistake on a line of its own, the key and what is allowed.
    """
    ensure(path)
    text = text_of(path)
    settings, problems = _understand(text, path.parent)
    if settings is None:
        raise wrong(path, problems)
    return settings


def check(text: str, base: Path = Path()) -> list[str]:
    """Say everything that is wrong with the text of a settings file, one line each; nothing when it is fine.

    `base` is the folder the file lies in, where relative paths start.
    """
    return _understand(text, base)[1]


def wrong(path: Path, problems: Sequence[str]) -> SettingsError:
    """Make the error that names the file and lists the problems."""
    # "line 3: …" and "zone: …" both read well after "FILE, ".
    lines = tuple(f"{path}, {problem}" for problem in problems)
    return SettingsError("\n".join(lines), lines)


def text_of(path: Path) -> str:
    """Read the file as it is."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SettingsError(f"{path} is too big to be a settings file; nothing was read.")
        # Bytes, so that the line ends of the file are known when it is changed.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {reason(error)}.") from error


def ensure(path: Path) -> None:
    """Write the commented template where there is no file yet, for the owner alone and over nothing."""
    if path.exists():
        return
    from data.settings.template import template

    try:
        make_private_folder(path.parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.is_symlink():
            raise SettingsError(f"{path} points to a file that is not there.") from None
        return
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {reason(error)}.") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(template(machine_zone()))


def reason(error: OSError) -> str:
    """Say in the system's words why something could not be done."""
    return (error.strerror or str(error)).lower()


def _understand(text: str, base: Path) -> tuple[Settings | None, list[str]]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [f"not valid TOML: {error}"]
    except RecursionError:
        return None, ["not valid TOML: nested too deeply"]
    raw.setdefault("zone", machine_zone())
    problems: list[_Problem] = []
    settings = _section(Settings, raw, (), problems)
    if settings is not None:
        settings = _finish(settings, base, problems)
    if problems:
        from data.settings.lines import lines_of

        return None, _said(problems, lines_of(text))
    return settings, []


def _section(
    section: type[Any], raw: Mapping[str, Any], place: Place, problems: list[_Problem]
) -> Any | None:
    """Read one table; None when anything in it is wrong."""
    before = len(problems)
    parts = declared(section)
    names = [part.name for part in parts]
    values: dict[str, Any] = {}
    problems += [((*place, name), _unknown(name, names)) for name in raw if name not in names]
    for part in parts:
        if part.name not in raw:
            if isinstance(part, Key) and part.required:
                problems.append((place, f"{part.name} is missing; allowed: {part.kind.allowed}"))
            continue
        where = (*place, part.name)
        if isinstance(part, Key):
            values[part.name] = _value(part, raw[part.name], where, problems)
        else:
            values[part.name] = _table(part, raw[part.name], where, problems)
    return section(**values) if len(problems) == before else None


def _value(part: Key, raw: object, place: Place, problems: list[_Problem]) -> Any:
    try:
        return part.kind.read(raw)
    except NotAllowed as error:
        because = f" ({error})" if str(error) else ""
        problems.append((place, f"is {_shown(raw)}{because}; allowed: {part.kind.allowed}"))
        return None


def _table(part: Table, raw: object, place: Place, problems: list[_Problem]) -> Any:
    if not part.many:
        if not isinstance(raw, dict):
            problems.append((place, f"is {_shown(raw)}; allowed: a section that begins with [{part.name}]"))
            return None
        if part.blank:
            raw = {each.name: [] for each in keys(part.section)} | raw
        read = _section(part.section, raw, place, problems)
        return None if read is None else part.build(read)
    if not isinstance(raw, list) or not all(isinstance(each, dict) for each in raw):
        problems.append((place, f"is {_shown(raw)}; allowed: sections that begin with [[{part.name}]]"))
        return ()
    return tuple(_section(part.section, each, (*place, at), problems) for at, each in enumerate(raw))


def _unknown(name: str, names: Sequence[str]) -> str:
    """Say that a key is unknown, and which one may have been meant."""
    if name == "password" and "password_command" in names:
        return (
            "is not a key, for others may read this file; allowed: password_command, a command that prints"
            ' the password such as "pass show mail", or keyring = true'
        )
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace("-", "_"), names, 1, 0.6)
    if near:
        return f'is not a key; did you mean "{near[0]}"?'
    for part in declared(Settings):
        if isinstance(part, Table) and name in (each.name for each in keys(part.section)):
            return f"is not a key here; it belongs under [{part.name}]"
        if isinstance(part, Key) and part.name == name:
            return "is not a key here; it belongs above the first [section]"
    return f"is not a key; allowed: {', '.join(names)}"


def _shown(raw: object) -> str:
    text = "".join(char if char.isprintable() else "?" for char in toml(raw))
    return text if len(text) <= 60 else text[:59] + "…"


def _finish(settings: Settings, base: Path, problems: list[_Problem]) -> Settings:
    """Work out what one key says about another: paths from the file's folder, names, addresses."""
    finished: dict[str, Any] = {
        part.name: _feeds(part.name, getattr(settings, part.name), settings.email, base, problems)
        for part in feed_sections(Settings)
    }
    finished["export"] = _export(settings.export, base, problems)
    return replace(settings, **finished)


def _export(export: Export, base: Path, problems: list[_Problem]) -> Export:
    """Give the file of the promises its full path."""
    if export.promises is None:
        return export
    try:
        return replace(export, promises=expand(str(export.promises), base))
    except RuntimeError:
        problems.append((("export", "promises"), f"is {_shown(export.promises)}; there is no such user"))
        return export


def _feeds(
    section: str, feeds: tuple[FeedSettings, ...], email: str, base: Path, problems: list[_Problem]
) -> tuple[FeedSettings, ...]:
    """Give every feed its full path, a name of its own, and your address where it says none."""
    taken = {feed.name for feed in feeds}
    used: set[str] = set()
    finished: list[FeedSettings] = []
    for at, feed in enumerate(feeds):
        paths = {name: path for name in _PATHS if (path := getattr(feed, name, None)) is not None}
        try:
            there: dict[str, Any] = {name: expand(str(path), base) for name, path in paths.items()}
        except RuntimeError:
            (name, path), *_ = paths.items()
            problems.append(((section, at, name), f"is {_shown(path)}; there is no such user"))
            continue
        feed = replace(feed, **there)
        problems += [((section, at, wrong), text) for wrong, text in feed.wrong()]
        if feed.name and feed.name in used:
            problems.append(
                ((section, at, "name"), f"is {_shown(feed.name)} twice; allowed: a name of its own")
            )
        name = feed.name or free_name(feed.usual_name(), taken)
        used.add(name)
        taken.add(name)
        mine: dict[str, Any] = {"me": (email,)} if email and getattr(feed, "me", None) == () else {}
        finished.append(replace(feed, name=name, **mine))
    return tuple(finished)


def as_read(feed: FeedSettings, email: str, base: Path) -> FeedSettings:
    """Give a source as it would be read from a file in the folder `base`: whole paths, a name, addresses.

    SettingsError when it could not stand there.
    """
    problems: list[_Problem] = []
    finished = _feeds(feed.SECTION, (feed,), email, base, problems)
    if problems:
        said = tuple(f"`{place[-1]}` {text}." for place, text in problems)
        raise SettingsError(" ".join(said), said)
    return finished[0]


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Give the name, with a number behind it when it is taken."""
    wanted = wanted[:36]
    return next(name for name in (wanted, *(f"{wanted} {n}" for n in range(2, 2000))) if name not in taken)


def _said(problems: Sequence[_Problem], lines: Mapping[Place, int]) -> list[str]:
    """Put the problems in the order of the file, with their lines."""

    def line(place: Place) -> int:
        return next((lines[place[:cut]] for cut in range(len(place), 0, -1) if place[:cut] in lines), 0)

    said: list[tuple[int, str]] = []
    for place, text in problems:
        number = line(place)
        at = f"line {number}: " if number else ""
        said.append((number, f"{at}{_dotted(place)} {text}"))
    return [text for _, text in sorted(said, key=lambda each: each[0])]


def _dotted(place: Place) -> str:
    """Write a place as people do: replies.settle_days, mail #2 path."""
    words = [f"#{part + 1}" if isinstance(part, int) else part for part in place]
    return re.sub(r"\.?(#\d+)\.?", r" \1 ", ".".join(words)).strip()
