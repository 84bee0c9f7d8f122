"""The open part of the shared cases: every nasty message, and two real mailing lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data.feeds.mail.addresses import normal
from data.feeds.mail.book import ClientBook
from data.feeds.mail.events import Found
from data.feeds.mail.identity import merge
from data.feeds.mail.judge import judge
from data.feeds.mail.letter import Letter
from data.feeds.mail.maildir import read_maildir
from data.feeds.mail.mbox import read_mbox
from data.feeds.mail.people import learn_me
from data.feeds.mail.threads import link
from data.feeds.mail.verdict import Exchange, Judgement
from data.model.client import Client

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "mail"
LATER = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the shared mail cases are not beside this repository"
)


def load(*steps: str) -> Any:
    return json.loads(CASES.joinpath(*steps).read_text())


def clients_of(entries: list[dict[str, Any]]) -> list[Client]:
    return [
        Client(
            entry["name"],
            id=number,
            addresses=tuple(entry.get("addresses", ())),
            domains=tuple(entry.get("domains", ())),
        )
        for number, entry in enumerate(entries, start=1)
    ]


class Court(NamedTuple):
    letters: dict[str, Letter]
    judgement: Judgement
    clients: list[Client]

    def exchange_of(self, letter: Letter) -> Exchange | None:
        return next((one for one in self.judgement.exchanges if letter.at in one.members), None)

    def name(self, client_id: int | None) -> str:
        return next((client.name for client in self.clients if client.id == client_id), "")


@pytest.fixture(scope="module")
def nasty() -> Court:
    case = load("nasty", "expected.json")
    now = datetime.fromisoformat(case["now"])
    folders = case["folders"]
    events = read_maildir(CASES / "nasty", folders["watch"], folders["sent"], {}, None, now)
    letters = [event.letter for event in events if isinstance(event, Found)]
    clients = clients_of(case["clients"])
    me = frozenset(map(normal, case["me"])) | learn_me(letters)
    judgement = judge(letters, me, ClientBook(clients))
    return Court({letter.file: letter for letter in letters}, judgement, clients)


def nasty_cases() -> Iterator[Any]:
    if CASES.is_dir():
        for case in load("nasty", "expected.json")["cases"]:
            yield pytest.param(case, id=f"{case['case']}-{case['file']}")


@pytest.mark.parametrize("case", nasty_cases())
def test_every_nasty_message_becomes_what_is_expected(nasty: Court, case: dict[str, Any]) -> None:
    letter = nasty.letters[case["file"]]
    verdict = nasty.judgement.verdicts[letter.at]
    if case["expect"] != "either":
        assert verdict.verdict == case["expect"]
        assert verdict.rule
    assert verdict.reason == case.get("reason", verdict.reason)
    assert letter.message_id == case.get("message_id", letter.message_id)
    if "client" in case:
        assert nasty.name(verdict.client_id) == case["client"]
    if "waiting_since_utc" in case:
        exchange = nasty.exchange_of(letter)
        assert exchange is not None
        assert exchange.waiting_since == datetime.fromisoformat(case["waiting_since_utc"])


def test_nothing_else_lies_in_the_nasty_mailbox(nasty: Court) -> None:
    assert set(nasty.letters) == {case["file"] for case in load("nasty", "expected.json")["cases"]}


def test_the_alias_somebody_forgot_is_suggested(nasty: Court) -> None:
    assert nasty.judgement.aliases == ("projects@studio.example",)


def test_a_subject_full_of_escapes_is_plain_text(nasty: Court) -> None:
    [letter] = [letter for letter in nasty.letters.values() if letter.message_id.startswith("e08.")]
    assert letter.subject.isprintable()
    assert "[bold red]markup[/]" in letter.subject


def read_list(name: str) -> list[Letter]:
    events = read_mbox(CASES / name / "archive.mbox", ("INBOX",), (), {}, None, LATER, {})
    return [event.letter for event in events if isinstance(event, Found)]


def judge_list(name: str) -> Court:
    view = load(name, "client-view.json")
    clients = clients_of(view["clients"])
    letters = read_list(name)
    judgement = judge(letters, frozenset(map(normal, view["me"])), ClientBook(clients))
    return Court({letter.ident: letter for letter in letters}, judgement, clients)


LISTS = ("httpd-users", "r-sig-2009q4")


@pytest.mark.parametrize("name", LISTS)
def test_everybody_who_waits_on_a_list_is_found(name: str) -> None:
    court = judge_list(name)
    waiting = {
        (court.name(one.client_id), one.newest_id): one
        for one in court.judgement.exchanges
        if one.waiting_since is not None
    }
    for entry in load(name, "client-view.json")["expected"]:
        found = waiting[entry["client"], entry["newest_id"]]
        assert found.waiting_since_id == entry["waiting_since_id"]
        assert found.count == entry["messages_waiting"]
        assert found.waiting_since is not None
        # The view has the Date; the clock runs from the arrival (R15).
        late = found.waiting_since - datetime.fromisoformat(entry["waiting_since_utc"])
        assert timedelta(0) <= late < timedelta(minutes=1)


def test_what_else_waits_on_a_list_waits_by_a_rule() -> None:
    """R9: mail without To and Cc counts. R15: what arrived after my reply was not answered by it."""
    for name in LISTS:
        court = judge_list(name)
        expected = {entry["newest_id"] for entry in load(name, "client-view.json")["expected"]}
        for one in court.judgement.exchanges:
            if one.waiting_since is None or one.newest_id in expected:
                continue
            letter = court.letters[one.newest_id]
            by_r9 = not letter.has_recipients
            by_r15 = letter.ident == "994727555.2099179.1594209215506@mail.yahoo.com"
            assert by_r9 or by_r15


@pytest.mark.parametrize("name", LISTS)
def test_threads_are_those_two_other_programs_find(name: str) -> None:
    expected = load(name, "expected.json")
    messages = merge(read_list(name), frozenset())
    threads = link(messages)
    assert len(messages) == expected["counts"]["messages"]
    assert len(threads) == expected["counts"]["threads"]
    by_id = {message.ident: message for message in messages}
    for entry in expected["unanswered"]:
        tail = [by_id[one["message_id"]] for one in entry["tail"]]
        assert {message.thread for message in tail} == {by_id[entry["message_id"]].thread}
        assert len(threads[tail[0].thread]) == entry["thread_messages"]
