"""What the README says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from screenshots.keys import README, renewed
from tui.cli import cli

ROOT = Path(__file__).parents[2]
TEXT = README.read_text(encoding="utf-8")


def test_key_table_is_made_from_the_bindings() -> None:
    assert renewed(TEXT) == TEXT, "run `python -m screenshots.keys`"


@pytest.mark.parametrize("target", re.findall(r"\]\(((?!http)[^)#]+)\)", TEXT))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def commands(group: click.Group, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    found: dict[tuple[str, ...], click.Command] = {}
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found[*path, name] = command
            if isinstance(command, click.Group):
                found |= commands(command, (*path, name))
    return found


def test_every_command_shown_exists() -> None:
    known = commands(cli)
    for line in re.findall(r"^\$ frontdesk (.+?)(?:\s+#.*)?$", TEXT, flags=re.MULTILINE):
        words = tuple(line.split())
        assert any(words[: len(path)] == path for path in known), line


@pytest.mark.parametrize("path", [" ".join(path) for path in commands(cli)])
def test_every_command_says_what_it_does(path: str) -> None:
    command = commands(cli)[tuple(path.split())]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.name}"
