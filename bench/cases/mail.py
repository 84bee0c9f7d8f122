"""A Maildir of 50,000 messages: its first reading, one with nothing new, and keys pressed meanwhile."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench.cases.keys import Hands
from bench.cases.paint import whole_dashboard
from bench.maildir import CLIENTS, ME, NOW, make_maildir, message
from bench.measure import Figure, calm, median, quantile, times
from bench.place import Place
from bench.terminal import Run
from data.clock import fixed_clock
from data.desk import Desk
from data.model.client import Client
from data.settings import load

_COUNT = 50_000
_FIRST_S, _AGAIN_MS, _KEY_MS = 10, 50, 100
_PRESSES = 120


def run(place: Place) -> Iterator[Figure]:
    """Read the mailbox by itself, and once more behind an open dashboard."""
    folder = place.config.parent / "mailbox"
    make_maildir(folder, _COUNT)
    _lie_still(folder)
    config = place.config.with_name("mail.toml")
    mailbox = (
        f'[[mail]]\nname = "box"\nkind = "maildir"\npath = "{folder}"\nme = ["{ME}"]\nlook_back_days = 0\n'
    )
    config.write_text(place.config.read_text(encoding="utf-8") + mailbox, encoding="utf-8")
    try:
        yield from _reading(config, folder)
        yield from _meanwhile(place, config)
    finally:
        shutil.rmtree(folder)


def _reading(config: Path, folder: Path) -> Iterator[Figure]:
    desk = Desk.open(config.with_name("mail.db"), load(config), fixed_clock(NOW), settings_path=config)
    try:
        for number in range(CLIENTS):
            desk.clients.add(Client(f"Client {number}", domains=(f"client{number}.example",)))
        told: list[float] = []
        calm(30.0)
        begin = time.perf_counter()
        desk.sources.sync(lambda _: told.append(time.perf_counter()))
        took = time.perf_counter() - begin
        yield Figure("mail", f"first reading of {_COUNT:,}", took, "s", _FIRST_S)
        gaps = [later - sooner for sooner, later in zip([begin, *told], [*told, begin + took], strict=True)]
        yield Figure("mail", "longest silence of the progress", max(gaps), "s")
        again = times(desk.sources.sync, 7, warm_up=1)
        yield Figure("mail", "reading with nothing new", median(again), "ms", _AGAIN_MS)
        yield Figure("mail", "reading with one new", median(_one_new(desk, folder)), "ms")
        today = desk.today()
        note = f"{len(today.waiting):,} wait, {today.from_before:,} from before"
        yield Figure("mail", "snapshot after it", median(times(desk.today, 30)), "ms", note=note)
    finally:
        desk.close()


def _lie_still(folder: Path) -> None:
    """Let the folders look as if the last message had come an hour ago, by the clock of the bench."""
    stamp = NOW.timestamp() - 3600
    for each in (folder, *folder.glob("*"), *folder.glob("*/*")):
        os.utime(each, (stamp, stamp))


def _one_new(desk: Desk, folder: Path) -> Iterator[float]:
    for number in range(_COUNT, _COUNT + 9):
        where, text = message(number)
        stamp = int((NOW - timedelta(minutes=number - _COUNT)).timestamp())
        (folder / where / "cur" / f"{stamp}.N{number}.bench:2,").write_bytes(text)
        yield times(desk.sources.sync, 1, warm_up=0)[0]
        _lie_still(folder)


def _meanwhile(place: Place, config: Path) -> Iterator[Figure]:
    """Move in the dashboard of a week's store while the mailbox is read for the first time."""
    command = [config if part == place.config else part for part in place.command(place.one_week)]
    with Run(command) as program:
        program.wait_for(whole_dashboard(place, place.one_week))
        hands = Hands(program)
        seen = [hands.press(key) for key in ["down", "up"] * (_PRESSES // 2)]
    first = [one.first for one in seen if one.first is not None]
    yield Figure("mail", "move while it is read, p50", median(first), "ms")
    yield Figure("mail", "move while it is read, p95", quantile(first, 0.95), "ms", _KEY_MS)
