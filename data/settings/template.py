"""What is written from the declarations: the commented file of a first start, and the reference page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from data.settings.declare import Key, Table, declared, keys, toml
from data.settings.sections import Settings

_HEAD = """\
# Settings of frontdesk. Every key is here with its default and may be left out.
# `frontdesk settings` opens this file and says what is wrong with it; every key is explained in
# data/settings/REFERENCE.md of the source.
"""
_PAGE = """\
# Settings

One TOML file in the platform's folder for settings (`~/.config/frontdesk/settings.toml` on Linux), written
with comments on the first start. `frontdesk settings` opens it in `$EDITOR`, checks it and says what is
wrong.
`--config PATH` or `FRONTDESK_CONFIG` name another file, `--store PATH` or `FRONTDESK_STORE` another store.

In paths `~` and `$VARIABLES` are understood; a relative path starts at the folder of the settings file.

This page is made from the code: `python -m data.settings > data/settings/REFERENCE.md`.
"""


def template(zone: str) -> str:
    """Write the file of a first start, with the machine's zone in it."""
    return "\n".join([_HEAD, *_lines(zone)]).rstrip("\n") + "\n"


def _lines(zone: str) -> Iterator[str]:
    for part in declared(Settings):
        if isinstance(part, Table):
            yield from _example(part) if part.many else _table(part)
        else:
            yield from _comment(part)
            yield f"{part.name} = {toml(zone) if part.name == 'zone' else part.default_toml}"
            yield ""


def _table(part: Table) -> Iterator[str]:
    yield from _wrapped(part.doc)
    yield f"[{part.name}]"
    for each in keys(part.section):
        yield from _comment(each)
        shown = each.default_toml
        # A key without a value of its own is shown by an example, switched off.
        yield f"{each.name} = {shown}" if shown is not None else f"# {each.name} = {_example_of(each)}"
    yield ""


def _example(part: Table) -> Iterator[str]:
    """Show a section that may stand several times by one that is switched off."""
    yield from _wrapped(part.doc)
    yield f"# [[{part.name}]]"
    for each in keys(part.section):
        yield f"# {each.name} = {_example_of(each)}  # {each.doc}"
    yield ""


def _example_of(key: Key) -> str:
    return toml(key.kind.show(key.default if key.example is None else key.example))


def _comment(key: Key) -> Iterator[str]:
    if not _says_itself(key):
        yield from _wrapped(key.doc)


def _says_itself(key: Key) -> bool:
    """Whether the sentence is only the name written out, as with the weekdays."""
    return key.doc.lower().startswith(key.name) and " " not in key.doc


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def reference() -> str:
    """Write the reference page, in Markdown."""
    above = _keys_table(Settings)
    sections = [_section(part) for part in declared(Settings) if isinstance(part, Table)]
    return "\n".join([_PAGE, "## Above the first section\n", above, *sections]).rstrip("\n") + "\n"


def _section(part: Table) -> str:
    title = f"[[{part.name}]]" if part.many else f"[{part.name}]"
    return f"\n## `{title}`\n\n{part.doc}\n\n{_keys_table(part.section)}"


def _keys_table(section: type[Any]) -> str:
    rows = ["| key | what it does | allowed | default |", "|---|---|---|---|"]
    rows += [
        f"| `{each.name}` | {_cell(each.doc)} | {_cell(each.kind.allowed)} | {_default(each)} |"
        for each in keys(section)
    ]
    return "\n".join(rows)


def _default(key: Key) -> str:
    if key.required:
        return "must be given"
    return key.default_words or ("none" if key.default_toml is None else f"`{_cell(key.default_toml)}`")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
