"""Small things asked and done many times an hour: working time, find anything, log a call, undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bench.maker.span import NOW
from bench.measure import Figure, calm, median, quantile, times
from bench.place import Place
from data.desk import Desk
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome

_CHECK_MS = 50

_WORDS = ("logo", "log", "harbour", "invoice quote", "dana ruiz", "staging link", "zzz")


def run(place: Place) -> Iterator[Figure]:
    """Ask and do them on the ten-year store."""
    desk = place.desk(place.ten_years)
    try:
        calm()
        yield from _working_time(desk)
        found = [took for word in _WORDS for took in times(lambda word=word: desk.find(word), 20)]  # type: ignore[misc]
        yield Figure("question", "find anything, median", median(found), "ms")
        yield Figure("question", "find anything, p95", quantile(found, 0.95), "ms")
        yield from _promises(desk)
        yield from _acts(desk)
    finally:
        desk.close()


def _promises(desk: Desk) -> Iterator[Figure]:
    """Ask for a promise beside twenty open ones, as a form does: the board once, then each key press."""

    def whole(minutes: int) -> object:
        weighing = desk.promises.board().weigh(minutes)
        return weighing.at(NOW + timedelta(days=7)), weighing.first_sure()

    sizes = iter(range(60, 60_000, 7))  # another one each time, so that nothing is remembered
    checked = times(lambda: whole(next(sizes)), 40)
    board = desk.promises.board()
    typed = times(lambda: board.weigh(next(sizes)).first_sure(), 40)
    yield Figure("question", "promise check beside 20 open, median", median(checked), "ms", _CHECK_MS)
    yield Figure("question", "promise check beside 20 open, p95", quantile(checked, 0.95), "ms", _CHECK_MS)
    yield Figure("question", "promise check at a key press, median", median(typed), "ms")


def _working_time(desk: Desk) -> Iterator[Figure]:
    hours, rng = desk.working_time, Random(1)
    spans = [
        (NOW - timedelta(minutes=rng.randrange(1, 90_000)), rng.randrange(1, 900_000)) for _ in range(500)
    ]
    between = times(lambda: [hours.between(at, NOW) for at, _ in spans], 20)
    add = times(lambda: [hours.add(at, seconds) for at, seconds in spans], 20)
    yield Figure("question", "working time between", median(between) * 1000 / len(spans), "µs")
    yield Figure("question", "working time add", median(add) * 1000 / len(spans), "µs")


def _acts(desk: Desk) -> Iterator[Figure]:
    client = desk.clients.all()[0].id
    draft = ContactDraft(
        Channel.CALL, Direction.IN, client, NOW, minutes=5, outcome=Outcome.SPOKE, note="asks for staging"
    )
    log = times(lambda: desk.contacts.log(draft), 20)
    undo = times(desk.undo, 20)
    contacts = times(lambda: desk.clients.contacts(client, 50), 20)
    yield Figure("question", "log a call", median(log), "ms")
    yield Figure("question", "undo", median(undo), "ms")
    yield Figure("question", "last 50 contacts of a client", median(contacts), "ms")
