"""How far a reading is, on one line of stderr that is written over and cleared at its end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tui.wording.plain import plain

_LINE = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Callable[[str], None] | None]:
    """Give what is told how far a reading is; None where nobody would see it.

    What it is told holds names from outside, such as those of folders on a server, so they are made harmless.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda said: click.echo(f"{_LINE}{plain(said, 100)}", nl=False, err=True)
    finally:
        click.echo(_LINE, nl=False, err=True)
