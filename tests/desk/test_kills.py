"""Two processes log calls at one store and are killed again and again: what was acknowledged is there."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.model.client import Client

_CALLER = """
import sys
from pathlib import Path
from data.clock import system_clock
from data.desk import Desk
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.settings import load

store, config, client, name = sys.argv[1:]
desk = Desk.open(Path(store), load(Path(config)), system_clock)
number = 0
while True:
    number += 1
    note = f"{name} {number}"
    outcome = (Outcome.SPOKE, Outcome.MISSED, Outcome.NO_ANSWER)[number % 3]
    draft = ContactDraft(Channel.CALL, Direction.IN, int(client), desk.now(), outcome=outcome, note=note)
    desk.contacts.log(draft)
    print(note, flush=True)
"""

KILLS = 100


@pytest.mark.slow
def test_no_acknowledged_call_is_lost(open_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    desk = open_desk("")
    acme = desk.clients.add(Client("Acme"))
    chance = random.Random(20261123)
    acknowledged: set[str] = set()
    for turn in range(KILLS // 2):
        callers = [
            subprocess.Popen(
                [
                    *(sys.executable, "-c", _CALLER, str(tmp_path / "store" / "frontdesk.db")),
                    *(str(tmp_path / "settings.toml"), str(acme.id), f"{name}{turn}"),
                ],
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in "ab"
        ]
        for caller in callers:
            assert caller.stdout is not None
            # Killed in the middle of a call, after a few were acknowledged.
            for _ in range(chance.randint(1, 12)):
                acknowledged.add(caller.stdout.readline().strip())
            caller.kill()
        for caller in callers:
            # What was printed before the kill reached it was acknowledged, too.
            rest, _ = caller.communicate()
            acknowledged.update(line for line in rest.splitlines() if line[-1:].isdigit() and " " in line)
    acknowledged.discard("")
    stored = [touch.note for touch in desk.clients.contacts(acme.id, limit=1_000_000)]
    assert len(acknowledged) >= KILLS
    assert acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
    assert desk.health().trouble == ""
    # Whatever was half done is not there at all: a call that was missed waits, and only such a call.
    assert {thread.channel.value for thread in desk.waiting.of_client(acme.id)} <= {"call"}


_PROMISER = """
import sys
from datetime import timedelta
from pathlib import Path
from data.clock import system_clock
from data.desk import Desk
from data.model.promise import PromiseDraft, Verdict
from data.settings import load

store, config, client, name = sys.argv[1:]
desk = Desk.open(Path(store), load(Path(config)), system_clock)
number = 0
while True:
    number += 1
    called, told_at = f"{name} {number}", desk.now() + timedelta(days=20)
    # Of three promises one is from an arrival on: then what they owe is part of it.
    after = "texts" if number % 3 == 0 else ""
    draft = PromiseDraft(
        None if after else told_at, None, 60, int(client), called, verdict=Verdict.YES,
        after=after, after_days=3 if after else None,
    )
    made = desk.promises.confirm(draft)
    if number % 3 == 1:
        later = PromiseDraft(told_at + timedelta(days=3), None, 60, int(client), called, made.id)
        desk.promises.confirm(later)
    print(called, flush=True)
"""


@pytest.mark.slow
def test_no_promise_is_ever_half_there(open_desk: Callable[[str], Desk], tmp_path: Path) -> None:
    desk = open_desk("")
    acme = desk.clients.add(Client("Acme"))
    chance = random.Random(20261127)
    acknowledged: set[str] = set()
    for turn in range(KILLS // 2):
        promisers = [
            subprocess.Popen(
                [
                    *(sys.executable, "-c", _PROMISER, str(tmp_path / "store" / "frontdesk.db")),
                    *(str(tmp_path / "settings.toml"), str(acme.id), f"{name}{turn}"),
                ],
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in "ab"
        ]
        for promiser in promisers:
            assert promiser.stdout is not None
            for _ in range(chance.randint(1, 12)):
                acknowledged.add(promiser.stdout.readline().strip())
            promiser.kill()
        for promiser in promisers:
            rest, _ = promiser.communicate()
            acknowledged.update(line for line in rest.splitlines() if line[-1:].isdigit() and " " in line)
    acknowledged.discard("")
    made = desk.work.deliverables(acme.id)
    assert len(acknowledged) >= KILLS
    assert acknowledged <= {each.name for each in made}
    owed = {each.deliverable_id for each in desk.scope.owed_by(acme.id)}
    projects = {each.id for each in desk.work.projects(acme.id)}
    for each in made:
        told = desk.promises.history(each.id)
        assert told, f"{each.name} was stored without the word that was given"
        assert told[-1].promised_at == each.promised_at
        assert bool(told[-1].after) == (each.id in owed)
        assert each.project_id in projects
    assert len(projects) == len(made), "a project stands there for a promise that does not"
    assert desk.health().trouble == ""
