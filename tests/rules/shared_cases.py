"""The cases that lie beside the repository; where they are missing, their tests are skipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parents[3] / "shared" / "cases"


def shared_cases(name: str) -> Any:
    """Read a file of cases; skips the calling module when it is not there."""
    path = _FOLDER / name
    if not path.is_file():
        pytest.skip(f"the shared cases are not here: {name}", allow_module_level=True)
    return json.loads(path.read_text(encoding="utf-8"))
