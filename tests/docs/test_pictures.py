"""The README shows the program as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from screenshots.make import HERE, PICTURES, make


@pytest.mark.slow
def test_no_picture_is_stale(tmp_path: Path) -> None:
    stale = [
        file.name
        for file in make(tmp_path)
        if not (HERE / file.name).exists() or (HERE / file.name).read_text() != file.read_text()
    ]
    assert stale == [], "run `make screenshots` and look at what changed"


def test_every_picture_kept_is_made() -> None:
    assert {file.stem for file in HERE.glob("*.svg")} == {picture.name for picture in PICTURES}
