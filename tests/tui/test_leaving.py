"""The dashboard in a real terminal leaves cleanly, however it is told to."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds after which a program that does not leave counts as hanging."""


def hang_up(_program: subprocess.Popen[bytes], terminal: int) -> None:
    os.close(terminal)


def tell(number: int) -> Callable[[subprocess.Popen[bytes], int], None]:
    return lambda program, _terminal: program.send_signal(number)


def press_q(_program: subprocess.Popen[bytes], terminal: int) -> None:
    os.write(terminal, b"q")


@pytest.mark.parametrize("leave", [press_q, tell(signal.SIGTERM), tell(signal.SIGHUP), hang_up])
def test_it_leaves(leave: Callable[[subprocess.Popen[bytes], int], None], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "COLORFGBG": "15;0", "COLUMNS": "120", "LINES": "36"}
    command = [
        sys.executable,
        "-m",
        "tui",
        "--now",
        "2026-11-23T10:15:00+01:00",
        "demo",
        "--folder",
        str(tmp_path),
    ]
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
    )
    os.close(theirs)
    try:
        shown = b""
        while b"Gestures" not in shown or b"keys" not in shown:
            shown += os.read(ours, 65_536)
        leave(program, ours)
        if leave is not hang_up:
            drain(ours)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
        if leave is not hang_up:
            os.close(ours)


def drain(terminal: int) -> None:
    """Read what is still written, until the other side has closed."""
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        return
