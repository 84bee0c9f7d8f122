"""Plain tables and JSON for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Any

import click

from tui.wording.plain import plain


def show_json(value: object) -> None:
    """Print a value as JSON: instants in UTC with Z, days as YYYY-MM-DD, enums as their word."""
    click.echo(json.dumps(jsonable(value), ensure_ascii=False, indent=2))


def jsonable(value: object) -> Any:
    """Turn dataclasses, instants and enums into what JSON knows; ids become strings.

    An id has up to 63 bits, and JSON readers that keep numbers as doubles lose those above 2^53.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _named(field.name, getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _named(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(item) for item in value]
    return value


def _named(name: str, value: object) -> Any:
    """Turn the value of one name into what JSON knows, ids into strings."""
    if name == "id" or name.endswith("_id"):
        return str(value) if isinstance(value, int) else jsonable(value)
    if name.endswith("_ids") and isinstance(value, list | tuple | set | frozenset):
        return [str(item) for item in value]
    return jsonable(value)


def utc(at: datetime) -> str:
    """Write an instant as scripts like it: UTC, whole seconds, Z."""
    from datetime import UTC

    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def show_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset(), empty: str
) -> None:
    """Print aligned columns, the widest text column cut so that a line fits the terminal.

    `right` names the columns that are aligned at their right edge; `empty` is said when there is no row.
    """
    import shutil

    from rich.cells import cell_len

    body = [[plain(cell) for cell in row] for row in rows]
    if not body:
        click.echo(empty)
        return
    widths = [max(cell_len(line[i]) for line in [list(heads), *body]) for i in range(len(heads))]
    room = shutil.get_terminal_size((120, 24)).columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    click.secho(_line(heads, widths, right), bold=True)
    for row in body:
        click.echo(_line(row, widths, right))


def _line(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    from rich.cells import cell_len, set_cell_size

    parts = []
    for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        text = cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
        pad = " " * (width - cell_len(text))
        parts.append(pad + text if i in right else text + pad)
    return "  ".join(parts).rstrip()
