"""Changes to the settings file that leave its comments and its order alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SettingsError
from data.settings.reading import check, ensure, reason, text_of, wrong

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


def _edit(path: Path, change: Callable[[TOMLDocument], None]) -> None:
    # tomlkit is imported here: only a change needs it, and it costs more than reading the settings does.
    def changed(text: str) -> str:
        import tomlkit

        document = tomlkit.parse(text)
        change(document)
        return tomlkit.dumps(document)

    edit_text(path, changed)


def edit_text(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of the file in one step; nothing is written when it has a mistake before or after."""
    ensure(path)
    before = text_of(path)
    if problems := check(before, path.parent):
        raise wrong(path, problems)
    after = change(before.replace("\r\n", "\n"))
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
