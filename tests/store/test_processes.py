"""Several processes on one store: they start at once, they write at once, they are killed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from data.store import Store, touches
from data.store.engine.rows import tuples
from tests.build import NOW, a_touch

ROOT = Path(__file__).parents[2]
KILLS = 100


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *code.split(), *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def tell(process: subprocess.Popen[str], lines: int) -> list[int]:
    """Wait until a logger has told so many numbers."""
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _ in range(lines)]


def kill(process: subprocess.Popen[str]) -> list[int]:
    """Kill a logger in the middle of whatever it does; give what else it had told."""
    process.kill()
    with process:
        assert process.stdout is not None
        return [int(line) for line in process.stdout if line.endswith("\n")]


def check(path: Path, acknowledged: set[int]) -> None:
    with closing(Store.open(path, now=NOW)) as store:
        assert tuples(store.reader, "PRAGMA integrity_check") == [("ok",)]
        assert tuples(store.reader, "PRAGMA foreign_key_check") == []
        assert tuples(store.reader, "SELECT * FROM doing") == []
        stored = {number for (number,) in tuples(store.reader, "SELECT id FROM touch")}
        assert acknowledged <= stored
        assert store.undo(NOW) == "log call"
        assert len(tuples(store.reader, "SELECT id FROM touch")) == len(stored) - 1
        with store.action("log call", NOW) as db:
            touches.insert(db, a_touch())


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(path: Path) -> None:
    Store.open(path, now=NOW).close()
    chance = random.Random(20261123)
    running: list[subprocess.Popen[str]] = []
    acknowledged: set[int] = set()
    for number in range(KILLS):
        while len(running) < 2:
            running.append(start("-m tests.store.logger", path, f"{number}.{len(running)}"))
        victim = running.pop(chance.randrange(2))
        acknowledged |= {*tell(victim, chance.randrange(1, 25)), *kill(victim)}
        if number % 10 == 9:
            (survivor,) = running
            acknowledged |= set(tell(survivor, 1))
    for process in running:
        acknowledged |= set(kill(process))
    assert len(acknowledged) > KILLS
    with closing(Store.open(path, now=NOW)) as store:
        stored = {number for (number,) in tuples(store.reader, "SELECT id FROM touch")}
        # Besides what was told, one act at most per kill had been stored and not yet told.
        assert acknowledged <= stored
        assert len(stored - acknowledged) <= KILLS + 2
    check(path, acknowledged)


OPEN = """
import sys
from pathlib import Path
from data.store import Store, touches
from tests.build import NOW, a_touch
sys.stdin.readline()
store = Store.open(Path(sys.argv[1]), now=NOW)
with store.action("log call", NOW) as db:
    print(touches.insert(db, a_touch()).id, flush=True)
store.close()
"""


@pytest.mark.parametrize("round_", range(10))
def test_processes_that_start_at_once_make_one_store(path: Path, tmp_path: Path, round_: int) -> None:
    script = tmp_path / "open.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{OPEN}")
    processes = [start(str(script), path) for _ in range(3)]
    told = set()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        said, _ = process.communicate()
        assert process.returncode == 0
        told.add(int(said))
    check(path, told)


def test_what_another_process_stores_is_seen(store: Store, path: Path) -> None:
    before = store.data_version()
    assert store.data_version() == before
    logger = start("-m tests.store.logger", path, "other")
    (number,) = tell(logger, 1)
    assert store.data_version() != before
    assert touches.get(store.reader, number) is not None
    kill(logger)


def test_what_this_process_stores_is_seen_by_the_same_road(store: Store) -> None:
    def moves(act: Callable[[], object]) -> bool:
        before = store.data_version()
        act()
        return store.data_version() != before

    def log() -> None:
        with store.action("log", NOW) as db:
            touches.insert(db, a_touch())

    def take_in() -> None:
        with store.intake() as db:
            touches.insert(db, a_touch())

    assert moves(log)
    assert moves(take_in)
    assert moves(lambda: store.undo(NOW))
    assert not moves(lambda: touches.latest(store.reader))
