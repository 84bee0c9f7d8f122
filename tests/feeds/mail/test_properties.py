"""What holds for any mail at all: nothing crashes, everything can be stored, clusters suffice (R16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.feeds.mail.book import ClientBook
from data.feeds.mail.headers import find_end, read_headers
from data.feeds.mail.judge import judge
from data.feeds.mail.letter import Letter, Role, tokens
from data.feeds.mail.reading import Head, letter_of
from data.feeds.mail.verdict import Exchange, Judgement, Ruling, Verdict
from tests.feeds.mail.post import BIRCH, COVE

NOW = datetime(2026, 11, 6, tzinfo=UTC)
ME = frozenset({"jo@studio.example"})
BOOK = ClientBook([BIRCH, COVE])

# any bytes

PIECES = st.sampled_from(
    [
        *(
            b"From: ",
            b"To: ",
            b"Subject: ",
            b"Date: ",
            b"Message-ID: ",
            b"References: ",
            b"Reply-To: ",
            b"Received: ",
        ),
        *(b"Content-Type: ", b"List-Id: ", b"X-Mozilla-Status: ", b"Content-Transfer-Encoding: base64\n"),
        *(
            b"ann@birch.example",
            b"<",
            b">",
            b"(",
            b")",
            b'"',
            b"\\",
            b":",
            b";",
            b",",
            b"@",
            b".",
            b"+",
            b"=?",
            b"?=",
        ),
        *(
            b"=?utf-8?q?",
            b"=?utf-7?q?+2AA-?=",
            b"=?utf-16?b?2AA=?=",
            b"\r",
            b"\n",
            b"\r\n",
            b"\n\n",
            b" ",
            b"\t",
            b"\0",
        ),
        *(
            b"\xff",
            "ü".encode(),
            "\u202e".encode(),
            b"text/html; charset=",
            b"multipart/mixed; boundary=b",
            b"--b",
        ),
        *(
            b"Mon, 02 Nov 2026 10:00:00 +0000",
            b"9999",
            b"0001",
            b"31 Dec 9999 23:59 -1500",
            b"> ",
            b"-- \n",
            b"thanks",
        ),
        *(
            b"<p>",
            b"<![",
            b"<!--",
            b"</",
            b"&#",
            b"From ann Mon Nov  2 10:00:00 2026\n",
            b"multipart/report;",
        ),
    ]
)
RAW = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=60).map(b"".join))


def letter_from(raw: bytes) -> Letter:
    end, start = find_end(raw)
    head = Head(read_headers(raw if end < 0 else raw[:end]), b"" if end < 0 else raw[start:], whole=True)
    return letter_of(Letter("INBOX", "k", "INBOX/cur/k"), head, NOW, (NOW,))


@given(RAW)
def test_no_bytes_crash_reading_or_judging(raw: bytes) -> None:
    letter = letter_from(raw)
    assert Letter.from_json(letter.to_json()) == letter
    letter.to_json().encode()
    assert all(text.isprintable() for text in (letter.subject, letter.name, letter.ident, letter.base))
    assert len(letter.subject) <= 200
    assert set(judge([letter], ME, BOOK).verdicts) == {letter.at}


# clusters

IDS = st.sampled_from([f"{n}@x.example" for n in range(8)])
ADDRESSES = st.sampled_from(
    ["jo@studio.example", "ann@birch.example", "bob@birch.example", "pat@cove.example", "x@y.example"]
)
SUBJECTS = st.sampled_from(["", "launch", "invoice", "draft"])
FEW_ADDRESSES = st.lists(ADDRESSES, max_size=2).map(tuple)
FEW_IDS = st.lists(IDS, max_size=2).map(tuple)

LETTERS = st.builds(
    Letter,
    folder=st.just("INBOX"),
    key=st.just("k"),
    file=st.just("f"),
    role=st.sampled_from([Role.WATCHED] * 4 + [Role.SENT] * 2 + [Role.OTHER, Role.JUNK, Role.DRAFTS]),
    flags=st.sampled_from(["", "S", "RS", "T", "D"]),
    skipped=st.sampled_from(["", "", "", "", "no_sender"]),
    gone=st.sampled_from([False, False, True]),
    ident=IDS,
    arrived=st.integers(0, 60).map(lambda hours: NOW - timedelta(hours=hours)),
    senders=ADDRESSES.map(lambda address: (address,)),
    reply_to=FEW_ADDRESSES,
    to=FEW_ADDRESSES,
    cc=FEW_ADDRESSES,
    recipients=st.integers(0, 60),
    has_recipients=st.booleans(),
    delivered=FEW_ADDRESSES,
    in_reply_to=FEW_IDS,
    references=FEW_IDS,
    base=SUBJECTS,
    robot=st.sampled_from(["", "", "", "bounce", "auto"]),
    calendar=st.sampled_from([False, False, True]),
    list_id=st.sampled_from(["", "", "l.x.example"]),
    unsubscribe=st.booleans(),
    bulk=st.booleans(),
    closing=st.booleans(),
)
MAILBOXES = st.lists(LETTERS, max_size=12).map(
    lambda letters: [replace(letter, key=str(number)) for number, letter in enumerate(letters)]
)
RULINGS = st.dictionaries(IDS, st.sampled_from(list(Ruling)), max_size=2)


def clusters(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Put letters together that share a token, directly or through others."""
    found: list[tuple[set[str], list[Letter]]] = []
    for letter in letters:
        mine, members = set(tokens(letter)), [letter]
        apart = []
        for names, others in found:
            if names & mine:
                mine |= names
                members = others + members
            else:
                apart.append((names, others))
        found = [*apart, (mine, members)]
    return [members for _, members in found]


def comparable(*judgements: Judgement) -> tuple[dict[tuple[str, str], Verdict], set[Exchange], set[str]]:
    verdicts = {at: verdict for one in judgements for at, verdict in one.verdicts.items()}
    # I may have written to that person in another cluster.
    exchanges = {replace(exchange, wrote_since=None) for one in judgements for exchange in one.exchanges}
    return verdicts, exchanges, {alias for one in judgements for alias in one.aliases}


@given(MAILBOXES, RULINGS)
def test_judging_clusters_is_judging_everything(letters: list[Letter], rulings: dict[str, Ruling]) -> None:
    whole = comparable(judge(letters, ME, BOOK, rulings))
    apart = comparable(*(judge(cluster, ME, BOOK, rulings) for cluster in clusters(letters)))
    assert apart == whole


@given(MAILBOXES, RULINGS)
def test_letters_may_come_one_by_one(letters: list[Letter], rulings: dict[str, Ruling]) -> None:
    """After each letter only the cluster it falls into is judged again."""
    verdicts: dict[tuple[str, str], Verdict] = {}
    for count, letter in enumerate(letters, start=1):
        [touched] = [cluster for cluster in clusters(letters[:count]) if letter in cluster]
        verdicts.update(judge(touched, ME, BOOK, rulings).verdicts)
    assert verdicts == judge(letters, ME, BOOK, rulings).verdicts


@given(MAILBOXES)
def test_every_letter_has_one_verdict_and_waiting_is_counted_right(letters: list[Letter]) -> None:
    judgement = judge(letters, ME, BOOK)
    assert set(judgement.verdicts) == {letter.at for letter in letters}
    assert all(verdict.rule for verdict in judgement.verdicts.values())
    waiting = [at for at, verdict in judgement.verdicts.items() if verdict.verdict == "unanswered"]
    assert sum(exchange.count for exchange in judgement.exchanges) == len(waiting)
    for exchange in judgement.exchanges:
        assert (exchange.waiting_since is None) == (exchange.count == 0)
        assert exchange.waiting_since is None or exchange.waiting_since <= exchange.newest_at


@given(st.permutations(range(6)), st.lists(LETTERS, min_size=6, max_size=6))
def test_the_order_of_reading_does_not_matter(order: list[int], letters: list[Letter]) -> None:
    keyed = [replace(letter, key=str(number)) for number, letter in enumerate(letters)]
    shuffled = [keyed[number] for number in order]
    assert comparable(judge(shuffled, ME, BOOK)) == comparable(judge(keyed, ME, BOOK))
