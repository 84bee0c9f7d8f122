"""Waiting for servers in a way that can be ended: whoever leaves the program never waits for one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")

Stop = Callable[[], bool]
"""Asked a few times a second while a server lets us wait; true ends everything at once."""
_LOOK_SECONDS = 0.1


class Stopped(Exception):
    """Somebody asked to stop: what was read until then is kept, and nothing went wrong."""


def never() -> bool:
    """Never stop."""
    return False


def patiently(work: Callable[[], T], stop: Stop, let_go: Callable[[T], None] = lambda _: None) -> T:
    """Do what cannot be interrupted (look up a name, shake hands) in a thread, and give what came of it.

    Stopped when `stop` says so; the thread then ends by itself, and `let_go` gets what came too late.
    """
    results: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
    left = threading.Event()

    def run() -> None:
        try:
            made = work()
        except BaseException as error:
            results.put((None, error))
            return
        results.put((made, None))
        if left.is_set():
            let_go(made)

    threading.Thread(target=run, name="connecting", daemon=True).start()
    while True:
        try:
            made, error = results.get(timeout=_LOOK_SECONDS)
        except Empty:
            if stop():
                left.set()
                with suppress(Empty):
                    late, error = results.get_nowait()
                    if error is None:
                        let_go(late)  # type: ignore[arg-type]  # there is one where there is no error
                raise Stopped from None
            continue
        if error is not None:
            raise error
        return made  # type: ignore[return-value]  # there is one where there is no error
