"""The dashboard in a real terminal leaves cleanly, however it is told to."""

from __future__ import annotations

import os
import pty
import select
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
    program, ours = begun(tmp_path)
    try:
        until_shown(ours)
        leave(program, ours)
        if leave is not hang_up:
            drain(ours)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
        if leave is not hang_up:
            os.close(ours)


def test_it_comes_back_from_the_shell_as_it_was(tmp_path: Path) -> None:
    program, ours = begun(tmp_path)
    try:
        until_shown(ours)
        os.write(ours, b"\x1a")
        read_until_stopped(program, ours)
        program.send_signal(signal.SIGCONT)
        until_shown(ours)
        press_q(program, ours)
        drain(ours)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def read_until_stopped(program: subprocess.Popen[bytes], terminal: int) -> None:
    """Read what is still written until the program sleeps: one that nobody reads from cannot fall asleep."""
    while os.waitpid(program.pid, os.WUNTRACED | os.WNOHANG) == (0, 0):
        if select.select([terminal], [], [], 0.05)[0]:
            os.read(terminal, 65_536)
    while select.select([terminal], [], [], 0)[0]:
        os.read(terminal, 65_536)


def begun(tmp_path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start the demo in a terminal of its own; give it and our end of the terminal."""
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
    return program, ours


def until_shown(terminal: int) -> None:
    """Wait until the whole dashboard is drawn."""
    shown = b""
    while b"Gestures" not in shown or b"keys" not in shown:
        assert select.select([terminal], [], [], PATIENCE)[0], "nothing more is drawn"
        shown += os.read(terminal, 65_536)


def drain(terminal: int) -> None:
    """Read what is still written, until the other side has closed."""
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        return
