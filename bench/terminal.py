"""Plays the terminal and the person in front of it: starts a program, presses keys, notes when what changed.

Output is stamped when it is read and drawn only when the program has gone quiet, so that the slowness of
the drawing here is in no figure.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from bench.answers import Answers
from bench.picture import Picture

COLUMNS, LINES = 120, 36
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "tab": "\t",
    "enter": "\r",
    "escape": "\x1b",
    "pgdn": "\x1b[6~",
    "pgup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+q": "\x11",
}
_QUIET = 0.06
"""Seconds of silence that end what a key press set off."""

Awaited = Callable[[str], bool]
"""Told the visible text; whether it is what was waited for."""


@dataclass(slots=True)
class Seen:
    """What followed a press: milliseconds to the first changed picture and to the awaited text; bytes."""

    first: float | None = None
    last: float | None = None
    awaited: float | None = None
    size: int = 0


@dataclass(slots=True)
class Run:
    """A program on a pseudo-terminal; a context manager, so that it never outlives its block."""

    command: Sequence[str | Path]
    variables: dict[str, str] = field(default_factory=dict)
    columns: int = COLUMNS
    lines: int = LINES
    pid: int = 0
    exited: bool = False
    sent_bytes: int = 0
    began: float = 0.0
    _unseen: list[tuple[float, bytes]] = field(default_factory=list)
    _hand: int = -1
    _answers: Answers = field(init=False)
    picture: Picture = field(init=False)

    def __enter__(self) -> Run:
        self._answers = Answers(self.columns, self.lines)
        self.picture = Picture(self.columns, self.lines)
        self._hand, tail = os.openpty()
        size = struct.pack("HHHH", self.lines, self.columns, self.columns * 9, self.lines * 18)
        fcntl.ioctl(tail, termios.TIOCSWINSZ, size)
        os.set_blocking(self._hand, False)
        self.began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            _become(tail, [str(part) for part in self.command], environment(self.variables))
        os.close(tail)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if self._gone():
                break
            os.kill(self.pid, number)
            self.listen(1.0, until=self._gone)
        os.close(self._hand)

    def press(self, key: str, awaited: Awaited | None = None, patience: float = 2.0) -> Seen:
        """Press a key and watch what it does, until nothing more comes and `awaited` holds."""
        self._take_in()
        self.look()
        stamp = time.perf_counter()
        os.write(self._hand, KEYS.get(key, key).encode())
        return self.watch(stamp, awaited, patience)

    def wait_for(self, awaited: Awaited, patience: float = 30.0) -> Seen:
        """Watch the start of the program until `awaited` holds."""
        return self.watch(self.began, awaited, patience)

    def listen(
        self, seconds: float, *, quiet: float | None = None, until: Callable[[], bool] | None = None
    ) -> None:
        """Take in output for `seconds`, less when the program was `quiet` so long or `until` says so."""
        end = time.perf_counter() + seconds
        heard: float | None = None
        while (now := time.perf_counter()) < end and not (until and until()):
            limit = end if heard is None or quiet is None else min(end, heard + quiet)
            if now >= limit:
                return
            ready, _, _ = select.select(
                [self._hand], [], [], min(limit - now, 0.05 if until else limit - now)
            )
            if ready:
                if not self._take_in():
                    return
                heard = time.perf_counter()

    def look(self, note: Callable[[float, bool, int], None] | None = None) -> None:
        """Draw what was taken in; `note` is told the stamp, whether the picture changed, and the bytes."""
        unseen, self._unseen = self._unseen, []
        for stamp, data in unseen:
            changed = self.picture.draw(data)
            if note:
                note(stamp, changed, len(data))

    def watch(self, since: float, awaited: Awaited | None, patience: float) -> Seen:
        seen = Seen()

        def note(stamp: float, changed: bool, size: int) -> None:
            seen.size += size
            if not changed:
                return
            seen.last = (stamp - since) * 1000
            if seen.first is None:
                seen.first = seen.last
            if awaited and seen.awaited is None and awaited(self.picture.text()):
                seen.awaited = seen.last

        end = time.perf_counter() + patience
        while (left := end - time.perf_counter()) > 0 and not self._gone():
            self.listen(left, quiet=_QUIET)
            self.look(note)
            if seen.first is not None and (awaited is None or seen.awaited is not None):
                break
        return seen

    def _take_in(self) -> bool:
        """Read all there is and answer what was asked; False when the program closed its end."""
        while True:
            stamp = time.perf_counter()
            try:
                data = os.read(self._hand, 65536)
            except BlockingIOError:
                return True
            except OSError:
                return False
            self.sent_bytes += len(data)
            self._unseen.append((stamp, data))
            answer = self._answers.hear(data)
            if answer:
                os.write(self._hand, answer)

    def _gone(self) -> bool:
        if not self.exited:
            self.exited = os.waitpid(self.pid, os.WNOHANG)[0] == self.pid
        return self.exited


def environment(variables: dict[str, str] | None = None) -> dict[str, str]:
    """Give the variables of a program under test: a true-colour terminal, nothing that changes Python."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "TEXTUAL", "FRONTDESK"))
        and name not in ("LINES", "COLUMNS", "TERM_PROGRAM", "TMUX", "STY", "NO_COLOR")
    }
    return (
        kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"} | (variables or {})
    )


def _become(tail: int, command: list[str], variables: dict[str, str]) -> None:
    """Turn the forked child into the program, with the pseudo-terminal as its own. Never comes back."""
    try:
        os.setsid()
        fcntl.ioctl(tail, termios.TIOCSCTTY, 0)
        for handle in (0, 1, 2):
            os.dup2(tail, handle)
        os.closerange(3, 256)
        os.execvpe(command[0], command, variables)
    except BaseException as error:  # the child must not return into the bench
        os.write(2, f"cannot start {command[0]}: {error}\r\n".encode())
    os._exit(127)
