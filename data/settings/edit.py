"""Changes to the settings file that leave its comments and its order alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SettingsError
from data.settings.declare import keys
from data.settings.reading import check, ensure, reason, text_of, wrong
from data.settings.sections import CalendarSettings, MailSettings

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


def add_mail(path: Path, mail: MailSettings) -> None:
    """Add a mailbox at the end of the file."""
    _edit(path, lambda document: _append(document, "mail", mail))


def add_calendar(path: Path, calendar: CalendarSettings) -> None:
    """Add a calendar at the end of the file."""
    _edit(path, lambda document: _append(document, "calendar", calendar))


def _edit(path: Path, change: Callable[[TOMLDocument], None]) -> None:
    """Change the file in one step; nothing is written when the file, before or after, has a mistake in it."""
    # Imported here: only a change needs it, and it costs more than reading the settings does.
    import tomlkit

    ensure(path)
    before = text_of(path)
    if problems := check(before, path.parent):
        raise wrong(path, problems)
    document = tomlkit.parse(before)
    change(document)
    after = tomlkit.dumps(document)
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


def _append(document: TOMLDocument, name: str, feed: MailSettings | CalendarSettings) -> None:
    import tomlkit

    entry = tomlkit.table()
    for each in keys(type(feed)):
        value = getattr(feed, each.name)
        if each.required or value != each.default:
            entry[each.name] = _home_short(value) if isinstance(value, Path) else each.kind.show(value)
    if name not in document:
        document[name] = tomlkit.aot()
    document[name].append(entry)


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
            with os.fdopen(handle, "w", encoding="utf-8") as file:
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
