"""A process of its own that logs touches and tells the number of each as soon as it is stored.

Run as a module with the path of the store and a name; it goes on until it is killed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from data.errors import Busy
from data.model.touch import Channel, Direction, Touch
from data.store import Store, touches

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)


def main() -> None:
    store = Store.open(Path(sys.argv[1]), now=NOW, busy_seconds=30)
    for number in count():
        note = f"{sys.argv[2]} {number} " + "x" * (number % 7) * 500
        try:
            with store.action("log call", NOW) as db:
                touch = touches.insert(db, Touch(Channel.CALL, Direction.IN, NOW, note=note))
        except Busy:
            continue
        sys.stdout.write(f"{touch.id}\n")
        sys.stdout.flush()


main()
