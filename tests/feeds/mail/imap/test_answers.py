"""Answers to FETCH: the quick reader and the library say the same, whatever a server makes of the order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.feeds.mail.imap import answers
from data.feeds.mail.imap.answers import HEADER, TEXT, understood

HEAD, BODY = b"From: Ann <ann@birch.example>\r\n\r\n", b"Hi!\r\n"


def test_as_dovecot_says_it() -> None:
    assert understood(
        [
            (
                b'3 (UID 17 INTERNALDATE " 2-Nov-2026 11:00:00 +0100" FLAGS (\\Seen $Forwarded)'
                b" BODY[HEADER.FIELDS (FROM TO)]<0> {33}",
                HEAD,
            ),
            (b" BODY[TEXT]<0> {5}", BODY),
            b")",
            b"4 (UID 18 FLAGS () MODSEQ (12))",
        ]
    ) == {
        17: {
            b"UID": 17,
            b"INTERNALDATE": datetime(2026, 11, 2, 10, tzinfo=UTC),
            b"FLAGS": (b"\\Seen", b"$Forwarded"),
            HEADER: HEAD,
            TEXT: BODY,
        },
        18: {b"UID": 18, b"FLAGS": ()},
    }


@pytest.mark.parametrize(
    ("answer", "header", "text"),
    [
        ([(b"1 (BODY[HEADER.FIELDS (FROM)]<0> {33}", HEAD), b" UID 5 FLAGS ())"], HEAD, None),
        (
            [(b"1 (UID 5 BODY[TEXT]<0> {5}", BODY), (b" BODY[HEADER.FIELDS (FROM)]<0> {33}", HEAD), b")"],
            HEAD,
            BODY,
        ),
        ([(b'1 (UID 5 BODY[HEADER.FIELDS ("FROM")]<0> {33}', HEAD), b' BODY[TEXT]<0> "Hi!")'], HEAD, b"Hi!"),
        ([(b"1 (UID 5 body[header.fields (from)]<0> {33}", HEAD), b" BODY[TEXT]<0> NIL)"], HEAD, None),
        ([(b"1 (UID 5 X-GM-LABELS (a) BODY[HEADER.FIELDS (FROM)] {33}", HEAD), b")"], HEAD, None),
    ],
)
def test_as_other_servers_say_it(answer: list[Any], header: bytes, text: bytes | None) -> None:
    (found,) = understood(answer).values()
    assert found[HEADER] == header
    assert found.get(TEXT) == text


def test_what_comes_without_a_number_is_left_out() -> None:
    assert understood([b"1 (FLAGS (\\Seen))", b"2 (UID 9 FLAGS ())"]) == {9: {b"UID": 9, b"FLAGS": ()}}


items = st.fixed_dictionaries(
    {
        b"UID": st.integers(1, 2**32 - 1).map(lambda uid: b"%d" % uid),
        b"FLAGS": st.lists(st.sampled_from([b"\\Seen", b"\\Answered", b"$X", b"12"])).map(
            lambda marks: b"(" + b" ".join(marks) + b")"
        ),
        b"INTERNALDATE": st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001
            lambda at: b'"' + at.strftime("%d-%b-%Y %H:%M:%S -0330").encode() + b'"'
        ),
        b"MODSEQ": st.integers(1, 2**62).map(lambda number: b"(%d)" % number),
    }
)


@given(items, st.permutations([b"UID", b"FLAGS", b"INTERNALDATE", b"MODSEQ"]), st.binary(max_size=99))
def test_the_quick_reader_and_the_library_agree(
    said: dict[bytes, bytes], order: list[bytes], literal: bytes
) -> None:
    words = b" ".join(name + b" " + said[name] for name in order)
    part = (b"7 (" + words + b" BODY[HEADER.FIELDS (FROM)]<0> {%d}" % len(literal), literal)
    quick = answers._quickly([part, b")"])
    (slow,) = answers._by_the_library([part, b")"])
    assert quick is not None
    assert {name: slow[name] for name in (b"UID", b"INTERNALDATE", HEADER)} == {
        name: quick[name] for name in (b"UID", b"INTERNALDATE", HEADER)
    }
    assert [str(mark) for mark in slow[b"FLAGS"]] == [
        mark.decode() if mark.isdigit() else str(mark) for mark in quick[b"FLAGS"]
    ]


@given(st.lists(st.one_of(st.binary(max_size=60), st.tuples(st.binary(max_size=60), st.binary(max_size=9)))))
def test_no_answer_breaks_the_quick_reader(parts: list[Any]) -> None:
    found = answers._quickly(parts)
    assert found is None or isinstance(found, dict)
