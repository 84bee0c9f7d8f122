"""Logs may be read in any order and as often as one likes: the contacts and who waits are the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.desk import Desk
from data.model.call import CallRecord
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.settings import load
from data.store.engine.rows import tuples
from tests.desk.conftest import SETTINGS
from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BO, NOW, at, missed, said, spoke, tried

_MINUTES = st.integers(0, 240).map(lambda m: f"{9 + m // 60}:{m % 60:02d}")
_NUMBERS = st.sampled_from([ANN, BO, "+49405550130"])
_CALLS = st.one_of(
    st.builds(missed, _MINUTES, _NUMBERS),
    st.builds(tried, _MINUTES, _NUMBERS),
    st.builds(
        lambda clock, number, out, long: spoke(clock, long, number, out=out),
        _MINUTES,
        _NUMBERS,
        st.booleans(),
        st.integers(20, 700),
    ),
)
_MESSAGES = st.builds(
    lambda clock, number, text, out: said(clock, text, number, out=out),
    _MINUTES,
    _NUMBERS,
    st.sampled_from(["When?", "Thanks!", "At three"]),
    st.booleans(),
)
_Write = Callable[[Path], Path]


@st.composite
def _exports(draw: st.DrawFn) -> list[_Write]:
    """One day as several programs have it: in parts, as a whole, and once more from another log."""
    day = draw(st.lists(_CALLS, max_size=7, unique_by=lambda call: (call.at, call.number)))
    messages = draw(st.lists(_MESSAGES, max_size=4, unique_by=lambda each: (each.at, each.number)))
    cut = draw(st.integers(0, len(day)))
    late = draw(st.integers(0, 100))
    switchboard = draw(st.lists(st.sampled_from(day), unique=True)) if day else []
    return [
        lambda folder: logs.android(folder / "first.xml", *day[:cut]),
        lambda folder: logs.android(folder / "whole.xml", *day),
        lambda folder: logs.asterisk(folder / "Master.csv", *switchboard, late=late),
        lambda folder: logs.android(folder / "sms.xml", *messages),
        lambda folder: logs.voice_zip(folder / "takeout.zip", *messages, *day[cut:]),
    ]


def everything(desk: Desk) -> tuple[Any, ...]:
    """Give what is in the store of contacts and exchanges, without the numbers that are given anew."""
    db = desk._core.reader
    threads = dict(
        tuples(
            db,
            "SELECT thread.id, json_array(client.name, channel, subject, who, waiting_since, newest_at,"
            " waiting_count, tries) FROM thread JOIN client ON client.id = client_id",
        )
    )
    touches = tuples(
        db,
        "SELECT thread_id, client.name, person_id IS NULL, channel, direction, at, who, subject, touch.note,"
        " minutes, outcome, message_id FROM touch JOIN client ON client.id = client_id",
    )
    stops = tuples(db, "SELECT thread_id, at, how FROM clock_stop")
    peers = tuples(db, "SELECT peer, name, newest_at, newest_text, count FROM call_peer ORDER BY peer")
    return (
        sorted((str(threads.get(thread)), *map(str, rest)) for thread, *rest in touches),
        sorted(map(str, threads.values())),
        sorted((str(threads.get(thread)), at, how) for thread, at, how in stops),
        peers,
        # Of two that wait alike the one that was stored first comes first.
        sorted((w.client, w.subject, w.count, w.tries) for w in desk.today().waiting),
        [(u.phone, u.count, u.newest_at) for u in desk.matching.unknown_senders()],
    )


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Both stores hold the same, part by part."""
    for part, counterpart in zip(one, other, strict=True):
        assert part == counterpart


def read(folder: Path, writes: list[_Write], hand: list[ContactDraft]) -> tuple[Any, ...]:
    """Read exports one after the other, into a fresh store where some calls were logged by hand."""
    box = folder / "box"
    box.mkdir()
    file = folder / "settings.toml"
    file.write_text(f'{SETTINGS}\n[[calls]]\npath = "{box}"\ncountry = "+49"\n')
    file.chmod(0o600)
    desk = Desk.open(folder / "store.db", load(file), lambda: NOW, settings_path=file)
    try:
        birch = desk.clients.add(Client("Birch", phones=("040 555 0110",)))
        desk.clients.add_person(Person(desk.clients.add(Client("Cove")).id, "Bo", phones=(BO,)))
        for draft in hand:
            desk.contacts.log(
                ContactDraft(draft.channel, draft.direction, birch.id, draft.at, outcome=draft.outcome)
            )
        for write in writes:
            write(box)
            (state,) = desk.sources.sync()
            assert state.error == ""
        return everything(desk)
    finally:
        desk.close()


_HAND = st.lists(
    st.builds(
        lambda clock, direction, outcome: ContactDraft(
            Channel.CALL, direction, None, at(clock), outcome=outcome
        ),
        _MINUTES,
        st.sampled_from(Direction),
        st.sampled_from([Outcome.SPOKE, Outcome.VOICEMAIL]),
    ),
    max_size=2,
    unique_by=lambda draft: draft.at,
)


@given(writes=_exports(), data=st.data())
@settings(max_examples=12, deadline=None, phases=[Phase.generate])
def test_any_order_and_repetition_gives_the_same_store(writes: list[_Write], data: st.DataObject) -> None:
    order = data.draw(st.permutations([*writes, *data.draw(st.lists(st.sampled_from(writes), max_size=2))]))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        same(read(Path(one), writes, []), read(Path(other), order, []))


@given(writes=_exports(), hand=_HAND, data=st.data())
@settings(max_examples=12, deadline=None, phases=[Phase.generate])
def test_so_it_is_beside_calls_logged_by_hand(
    writes: list[_Write], hand: list[ContactDraft], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(writes))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        same(read(Path(one), writes, hand), read(Path(other), order, hand))


def test_two_tries_within_two_minutes_stay_two_whichever_log_is_read_first(tmp_path: Path) -> None:
    """What was taken for one call, while only some logs were read, becomes two: no contact can be both."""
    first, second = missed("9:25", BO), missed("9:26", BO)
    writes: list[_Write] = [
        lambda folder: logs.android(folder / "first.xml", first),
        lambda folder: logs.android(folder / "whole.xml", first, second),
        lambda folder: logs.asterisk(folder / "Master.csv", first, second, late=36),
        lambda folder: logs.voice_zip(folder / "takeout.zip", second),
    ]
    found = []
    for number, order in enumerate(permutations(writes)):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(read(folder, list(order), []))
    assert [(waits[0], waits[2]) for waits in found[0][4]] == [("Cove", 2)]
    for other in found:
        same(found[0], other)


def test_a_day_of_each_format_is_one_day(tmp_path: Path) -> None:
    day: list[CallRecord] = [
        missed("9:00"),
        spoke("9:30", 300, out=True),
        tried("10:00", BO),
        spoke("11:00", 60, BO),
    ]
    one, all_ = tmp_path / "one", tmp_path / "all"
    one.mkdir()
    all_.mkdir()
    alone = read(one, [lambda box: logs.android(box / "calls.xml", *day)], [])
    together = read(
        all_,
        [
            lambda box: logs.asterisk(box / "Master.csv", *day),
            lambda box: logs.voice(box, *day),
            lambda box: logs.jsonl(box / "list.jsonl", *day),
            lambda box: logs.android(box / "calls.xml", *day),
        ],
        [],
    )
    assert [row[1:6] for row in together[0]] == [row[1:6] for row in alone[0]]
    assert together[4] == alone[4]
