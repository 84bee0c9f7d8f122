"""Passwords of sources: asked of a command or of the system's keyring, held in memory and nowhere else.

Neither the settings nor the store, a log or a sentence ever holds one: what a command prints is read and
never shown, not even where it failed.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import IO

from data.errors import Refused
from data.values import frozen

LIMIT_SECONDS = 30.0
"""A command may ask for a passphrase, but a reading does not wait for ever."""
_MAX_BYTES = 65_536
_LOOK_SECONDS = 0.2
_NOT_STORED = 3
_KEYRING = """import sys, keyring
found = keyring.get_password(*sys.argv[1:])
sys.exit(3) if found is None else sys.stdout.buffer.write(found.encode())"""


@frozen
class SecretPlace:
    """Where the password of a source is to be had."""

    name: str
    """Of the source, for sentences."""
    command: str = ""
    """A shell command whose first line of output is the password; it comes before the keyring."""
    service: str = ""
    """What the keyring knows it by besides `user`, such as the server's name; empty: not in the keyring."""
    user: str = ""


@dataclass(slots=True)
class _Known:
    """What was asked for already, so that one passphrase a day is enough."""

    secrets: dict[SecretPlace, str] = field(default_factory=dict, repr=False)
    asking: threading.Lock = field(default_factory=threading.Lock)


_known = _Known()


def secret(place: SecretPlace, stop: Callable[[], bool] = lambda: False) -> str:
    """Give the password: as it was given before in this process, else as the command or the keyring says.

    `stop` is asked a few times a second. Refused says why there is none and what to do. One is asked for
    at a time, because two programs that ask for a passphrase at once get in each other's way.
    """
    with _known.asking:
        if place not in _known.secrets:
            _known.secrets[place] = _asked(place, stop)
        return _known.secrets[place]


def forget(place: SecretPlace) -> None:
    """Let go of a password that was refused, so that the next reading asks for it anew."""
    with _known.asking:
        _known.secrets.pop(place, None)


def _asked(place: SecretPlace, stop: Callable[[], bool]) -> str:
    if place.command:
        return _from_command(place, stop)
    if place.service:
        return _from_keyring(place, stop)
    raise _none(
        place,
        "say a command that prints it (password_command), or that the keyring has it (keyring = true)",
    )


def _from_command(place: SecretPlace, stop: Callable[[], bool]) -> str:
    try:
        status, output = _run(["sh", "-c", place.command], stop)
    except _NoOutput as error:
        raise _none(place, f"its password_command {error}; run it in a terminal to see why") from None
    if status:
        raise _none(
            place, f"its password_command failed (exit code {status}); run it in a terminal to see why"
        )
    return _line(place, output.partition(b"\n")[0].removesuffix(b"\r"), "its password_command printed")


def _from_keyring(place: SecretPlace, stop: Callable[[], bool]) -> str:
    """Ask in a process of its own: a locked keyring waits for its owner, and this can be ended."""
    if find_spec("keyring") is None:
        raise _none(
            place,
            "the keyring needs a package that is not installed;"
            " install frontdesk[keyring], or say password_command in the settings",
        )
    try:
        status, output = _run([sys.executable, "-P", "-c", _KEYRING, place.service, place.user], stop)
    except _NoOutput as error:
        raise _none(place, f"asking the keyring {error}; unlock it and try again") from None
    if status == _NOT_STORED:
        raise _none(
            place,
            f"the keyring has none for {place.service} and {place.user};"
            f' put it there: keyring set "{place.service}" "{place.user}"',
        )
    if status:
        raise _none(
            place, "the keyring could not be used; say password_command in the settings where there is none"
        )
    return _line(place, output, "what the keyring has is")


def _line(place: SecretPlace, output: bytes, what: str) -> str:
    try:
        text = output.decode()
    except UnicodeDecodeError:
        raise _none(place, f"{what} no UTF-8 text") from None
    if not text:
        raise _none(place, f"{what} nothing")
    if "\0" in text or "\r" in text or "\n" in text:
        raise _none(place, f"{what} no password: it has control characters in it")
    return text


def _none(place: SecretPlace, why: str) -> Refused:
    """Refused, since asking again every few minutes would open a dialog for a passphrase each time."""
    return Refused(f'There is no password for "{place.name}": {why}.')


class _NoOutput(Exception):
    """A command did not come to its end; the text continues its name."""


def _run(command: Sequence[str], stop: Callable[[], bool]) -> tuple[int, bytes]:
    """Run a command without a terminal or input; give how it ended and what it printed."""
    try:
        process = subprocess.Popen(  # noqa: S603 - what the user's own settings say
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A group of its own, so that all of it can be ended; without a terminal, so that what asks for a
            # passphrase there does not write into the dashboard.
            start_new_session=True,
        )
    except OSError as error:
        raise _NoOutput(f"could not be started ({(error.strerror or str(error)).lower()})") from None
    assert process.stdout is not None
    with process.stdout:
        try:
            output = _read(process, process.stdout, stop)
        except BaseException:
            # Nobody has waited for it yet, so its number still names it and its group.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
    return process.wait(), output


def _read(process: subprocess.Popen[bytes], pipe: IO[bytes], stop: Callable[[], bool]) -> bytes:
    """Read to the end of the output and of the process."""
    output = b""
    until = time.monotonic() + LIMIT_SECONDS
    while not stop():
        left = min(until - time.monotonic(), _LOOK_SECONDS)
        if left <= 0:
            raise _NoOutput(f"took longer than {LIMIT_SECONDS:.0f} seconds and was ended")
        if pipe.closed:
            with suppress(subprocess.TimeoutExpired):
                process.wait(left)
                return output
        elif select.select([pipe], [], [], left)[0]:
            more = os.read(pipe.fileno(), _MAX_BYTES)
            output += more
            if not more:
                pipe.close()
            if len(output) > _MAX_BYTES:
                raise _NoOutput("prints far more than a password and was ended")
    raise _NoOutput("was interrupted")
