"""Reads a file of clients as people have it: a JSON list, or a CSV out of a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from data.errors import WrongUse
from data.model.client import Client
from tui.cli.add import check_zone

_LISTS = ("addresses", "domains", "phones")
_COLUMNS = ("name", *_LISTS, "zone")


def read_clients(file: Path) -> list[Client]:
    """Read `file`; WrongUse with the line or entry that cannot be meant."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{file.name} is not UTF-8 text. Save it as UTF-8 and import it again.") from None
    except OSError as error:
        raise WrongUse(f"{file.name} cannot be read: {error.strerror}.") from None
    rows = _from_json(file, text) if file.suffix.lower() == ".json" else _from_csv(file, text)
    return [_client(file, where, row) for where, row in rows]


def _from_json(file: Path, text: str) -> list[tuple[str, dict[str, Any]]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongUse(f"{file.name}, line {error.lineno}: no JSON ({error.msg}).") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongUse(f"{file.name}: a list of clients is expected, each an object with a name.")
    return [(f"entry {n}", row) for n, row in enumerate(rows, 1)]


def _from_csv(file: Path, text: str) -> list[tuple[str, dict[str, Any]]]:
    first = text.partition("\n")[0]
    # A semicolon between columns is what spreadsheets write in half of Europe.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    heads = [(head or "").strip().lower() for head in reader.fieldnames or ()]
    if "name" not in heads:
        raise WrongUse(f"{file.name}: the first line must name the columns: {', '.join(_COLUMNS)}.")
    reader.fieldnames = heads
    return [(f"line {reader.line_num}", {k: v for k, v in row.items() if k}) for row in reader]


def _client(file: Path, where: str, row: dict[str, Any]) -> Client:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise WrongUse(f"{file.name}, {where}: the name is missing.")
    zone = row.get("zone") or None
    if zone is not None and not isinstance(zone, str):
        raise WrongUse(f"{file.name}, {where}: zone is a text such as Europe/Berlin.")
    check_zone(zone)
    several = {key: _several(file, where, key, row.get(key)) for key in _LISTS}
    return Client(
        name=name.strip(),
        addresses=tuple(address.lower() for address in several["addresses"]),
        domains=tuple(domain.lower().removeprefix("@") for domain in several["domains"]),
        phones=several["phones"],
        zone=zone,
    )


def _several(file: Path, where: str, key: str, value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        pattern = r"[;\n|]" if key == "phones" else r"[;,\s|]+"
        return tuple(part.strip() for part in re.split(pattern, value) if part.strip())
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(part.strip() for part in value if part.strip())
    raise WrongUse(f"{file.name}, {where}: {key} is a list of texts.")
