"""The file of a first start and the reference page say what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import data.settings
from data.settings import Settings, check, load
from data.settings.declare import Table, declared, keys
from data.settings.template import reference, template


def test_the_template_is_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(template("Asia/Tokyo"), encoding="utf-8")
    assert load(path) == Settings(zone="Asia/Tokyo")


def test_the_template_names_every_key_and_every_section() -> None:
    written = template("UTC")
    for part in declared(Settings):
        assert part.name in written
        if isinstance(part, Table):
            for key in keys(part.section):
                assert re.search(rf"^(# )?{key.name} = ", written, re.MULTILINE), key.name


def test_what_is_switched_off_in_the_template_works_when_switched_on() -> None:
    written = re.sub(r"^# (\[\[|\w+ = )", r"\1", template("UTC"), flags=re.MULTILINE)
    read = tomllib.loads(written)
    assert len(read["mail"]) == len(read["calendar"]) == 1
    assert check(written) == []


def test_no_line_of_the_template_but_examples_is_wide() -> None:
    assert all(len(line) <= 110 for line in template("UTC").splitlines())


def test_every_key_has_a_sentence_and_says_what_is_allowed() -> None:
    for part in declared(Settings):
        for key in keys(part.section) if isinstance(part, Table) else [part]:
            assert key.doc.rstrip().endswith("."), key.name
            assert key.kind.allowed, key.name
        if isinstance(part, Table):
            assert part.doc.endswith("."), part.name


def test_the_defaults_are_allowed_values() -> None:
    for part in declared(Settings):
        for key in keys(part.section) if isinstance(part, Table) else [part]:
            shown = key.default_toml
            if shown is not None:
                assert key.kind.read(tomllib.loads(f"x = {shown}")["x"]) == key.default


def test_the_reference_page_is_what_the_code_says() -> None:
    page = Path(data.settings.__file__).parent / "REFERENCE.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "run: python -m data.settings > data/settings/REFERENCE.md"
    )


def test_the_module_prints_the_reference_page() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "data.settings"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert printed.stdout == reference()


def test_importing_the_settings_is_cheap() -> None:
    code = "import sys, data.settings; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"tomlkit", "platformdirs", "arrow", "sqlite3"} & set(loaded)
