"""Headers, addresses, dates, ids and subjects as they really come (R13, R15, R16)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.feeds.mail import ids
from data.feeds.mail.addresses import MOST_ADDRESSES, Mailbox, normal, parse_addresses
from data.feeds.mail.dates import from_number, parse_date, parse_received, plausible
from data.feeds.mail.encoded import clean, decode_words, unbase64
from data.feeds.mail.headers import HEADER_LIMIT, find_end, read_headers
from data.feeds.mail.subjects import base_subject

NOON = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)


# headers


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
@pytest.mark.parametrize(
    "top",
    [
        b"",
        b"\n\n",
        b"\r\n",
        b"From ann@birch.example Mon Nov  2 10:00:00 2026\n",
        b"\xef\xbb\xbf",
        b" folded\n",
    ],
)
def test_line_ends_and_beginnings_of_all_kinds(end: bytes, top: bytes) -> None:
    lines = [
        b"From: a@x.example",
        b"no colon here",
        b"Subject : one",
        b"\ttwo",
        b"X-Other: x",
        b" y",
        b"To:b@x.example",
    ]
    data = top + end.join(lines) + end + end + b"From: not@me.example" + end
    finish, start = find_end(data)
    headers = read_headers(data[:finish])
    assert headers.get(b"from") == "a@x.example"
    assert headers.get(b"subject") == "one two"
    assert headers.get(b"to") == "b@x.example"
    assert data[start:].startswith(b"From: not@me")


def test_mixed_line_ends_and_zero_bytes() -> None:
    headers = read_headers(b"\0From: a@x.example\r\nTo: b@x\0.example\nCc: c@x.example\rDate: now\r\n")
    assert [headers.get(name) for name in (b"from", b"to", b"cc", b"date")] == [
        "a@x.example",
        "b@x.example",
        "c@x.example",
        "now",
    ]


def test_a_block_without_an_end_is_read_as_far_as_it_goes() -> None:
    assert find_end(b"From: a@x.example\nTo: b@x.example") == (-1, -1)
    endless = b"From: a@x.example\nSubject: " + b"x" * (2 * HEADER_LIMIT) + b"\nTo: b@x.example\n"
    headers = read_headers(endless)
    assert headers.get(b"from") == "a@x.example"
    assert len(headers.get(b"subject")) == 4096
    assert headers.get(b"to") == ""


def test_a_folded_header_is_cut_as_well() -> None:
    headers = read_headers(b"Subject: a\n" + b" bcdefgh\n" * 20_000)
    assert 4000 < len(headers.get(b"subject")) <= 4096


def test_the_first_of_repeated_headers_counts() -> None:
    headers = read_headers(b"Delivered-To: a\nDelivered-To: b\nFROM: c\nfrom: d\n" + b"Received: x\n" * 50)
    assert headers.all(b"delivered-to") == ["a", "b"]
    assert headers.get(b"from") == "c"
    assert len(headers.all(b"received")) == 20


# text of headers


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?Q?Bell=2C_Ann?=", "Bell, Ann"),
        ("=?UTF-8?b?R3LDvMOfZQ==?= und =?iso-8859-1?q?Gr=FC=DFe?=", "Grüße und Grüße"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=", "été"),
        ("=?utf-8?B?4oKs?=  =?utf-8?B?IDU=?= plain", "€ 5 plain"),
        ("=?utf-8*en?Q?a?=", "a"),
        ("=?no-such-charset?Q?caf=C3=A9?=", "café"),
        ("=?unicode_escape?Q?=5Cq?=", "\\q"),
        ("=?idna?Q?a?= =?zlib?Q?b?=", "ab"),
        ("=?utf-8?B?!!!!?=", ""),
        ("=?utf-8?X?a?= =?broken", "=?utf-8?X?a?= =?broken"),
    ],
)
def test_encoded_words(written: str, meant: str) -> None:
    assert decode_words(written) == meant


def test_what_could_drive_a_terminal_is_taken_out() -> None:
    hostile = "\x1b[2J\x1b[31mred\x07 [bold red]x[/] \u202egnp.exe\u2028\ud800\tend\x9b"
    assert clean(hostile, 200) == "[2J[31mred [bold red]x[/] gnp.exe end"
    assert clean("a" * 500, 200) == "a" * 200
    assert clean("日本語 👩‍👩‍👧 שלום", 200) == "日本語 👩‍👩‍👧 שלום"


@pytest.mark.parametrize("text", [b"VGVzdA==", b"VGVzdA", b"VG Vz\ndA=", b"VGVzdAA"])
def test_base64_may_be_cut_or_padded_wrongly(text: bytes) -> None:
    assert unbase64(text).startswith(b"Test")


# addresses


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a@x.example", [("", "a@x.example")]),
        ('"Bell, Ann" <a@x.example>', [("Bell, Ann", "a@x.example")]),
        (
            "Ann <a@x.example>, b@y.example;c@z.example",
            [("Ann", "a@x.example"), ("", "b@y.example"), ("", "c@z.example")],
        ),
        ("a@x.example (Ann (of) Birch)", [("Ann (of) Birch", "a@x.example")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@x.example, Bob <b@x.example>;", [("", "a@x.example"), ("Bob", "b@x.example")]),
        ('"Ann <a@x.example>', [("Ann", "a@x.example")]),
        ('"quoted part"@x.example', []),
        ('"quoted.part"@x.example', [("", "quoted.part@x.example")]),
        ("<@r.example,@s.example:a@x.example>", [("", "a@x.example")]),
        ("<<a@x.example>>", [("", "a@x.example")]),
        ("Ann Bell <a@x.example", [("Ann Bell", "a@x.example")]),
        ("a @ x.example", [("", "a@x.example")]),
        ("a@x.example@y.example", [("", "a@x.example@y.example")]),
        ("Ann Bell", []),
        ("<>", []),
        ("@x.example", []),
        ("", []),
        ('"a\\"b" <a@x.example>', [('a"b', "a@x.example")]),
        ("Ann\x00 <a\x01@x.example>", []),
    ],
)
def test_address_lists(written: str, found: list[tuple[str, str]]) -> None:
    assert parse_addresses(written) == [Mailbox(*one) for one in found]


@pytest.mark.parametrize(
    "filling", ["<", "(", '"', '\\"', "a@", ":", ",", " ", "a:", "(a)", '"a"', "<>", "@", ".", "\t"]
)
def test_nothing_in_an_address_list_takes_long_or_recurses(filling: str) -> None:
    for written in (filling * 20_000, f"x {filling * 20_000} <a@x.example>"):
        assert len(parse_addresses(written)) <= MOST_ADDRESSES


def test_a_list_is_read_up_to_its_limit() -> None:
    assert len(parse_addresses(", ".join(f"a{n}@x.example" for n in range(5000)))) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ann+Tag@Birch.EXAMPLE", "ann@birch.example"),
        ("+tag@x.example", "+tag@x.example"),
        ("a@Bücher.example.", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("a@" + "ü" * 300, "a@" + "ü" * 300),
        ("a@ü..example", "a@ü..example"),
    ],
)
def test_addresses_are_compared_in_one_form(written: str, compared: str) -> None:
    assert normal(written) == compared


# ids


def test_ids_are_only_those_with_an_at_sign_between_brackets() -> None:
    assert ids.named('Your message of "Mon" <a@x> <yes> <b\t@ x> a@x <c@x') == ("a@x", "b@x")
    assert ids.named("<a@x><a@x> <b@x>") == ("a@x", "b@x")
    assert ids.own("a@x (comment)") == "a@x"
    assert ids.own("none") == ""


def test_an_endless_list_of_references_keeps_its_ends() -> None:
    found = ids.named(" ".join(f"<{n}@x>" for n in range(5000)))
    assert len(found) == ids.MOST_REFERENCES
    assert (found[0], found[-1]) == ("0@x", "4999@x")
    assert ids.own(f"<{'a' * 5000}@x>") == ids.named(f"<{'a' * 5000}@x>")[0]
    assert len(ids.own(f"<{'a' * 5000}@x>")) < 60


# dates


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Nov 2026 17:00:00 +0000",
        "Mon, 2 Nov 2026 17:00:00 -0000",
        "2 Nov 2026 17:00:00",
        "Mon, 02 Nov 2026 18:00:00 +0100 (CET)",
        "Mon, 2 Nov 26 12:00 EST",
        "02 Nov 2026 09:00:00 PST",
        "Mon, 02 Nov 2026 17:00:00 GMT",
        "Mon, 02 Nov 2026 18:00:00 GMT+0100",
        "Mon, 02-Nov-2026 17:00:00 UT",
        "Mo, 02 Nov. 2026 18:00:00 +01:00",
        "Mon Nov  2 17:00:00 2026",
        "Mon Nov 2 17:00:00 UTC 2026",
        "Mon Nov 02 18:00:00 +0100 2026",
        "2026-11-02T17:00:00Z",
        "2026-11-02 18:00:00.123 +0100",
        "lun., 2 novembre 2026 17:00:00 +0000",
        "Mon, 02 Nov 2026 17.00.00 +0000",
        "Mon, 02 Nov 2026 17:00:00 +9999",
        "Mon, 02 Nov 2026 17:00:00 XYZ",
    ],
)
def test_dates_of_all_kinds(text: str) -> None:
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "31 Feb 2026 10:00:00", "02 Foo 2026 10:00", "2 Nov 2026 25:00", "2026-13-01 10:00"],
)
def test_no_dates(text: str) -> None:
    assert parse_date(text) is None


def test_a_received_line_ends_with_its_time() -> None:
    line = "from a by b; id 4; Tue, 1 Jan 2019 00:00:00 +0000 (x); Mon, 02 Nov 2026 17:00:00 +0000"
    assert parse_received(line) == NOON
    assert parse_received("nonsense without a date") is None


def test_years_outside_the_possible_are_not_believed() -> None:
    assert plausible(NOON, NOON)
    assert not plausible(datetime(1989, 12, 31, tzinfo=UTC), NOON)
    assert not plausible(datetime(2026, 11, 3, 17, 0, 1, tzinfo=UTC), NOON)
    assert plausible(datetime(2026, 11, 3, 17, 0, tzinfo=UTC), NOON)
    assert not plausible(None, NOON)
    assert from_number(10.0**30) is None


# subjects


@pytest.mark.parametrize(
    "subject",
    [
        "Launch",
        "Re: launch",
        "RE: AW: Launch",
        "Fwd: [Birch] Re[2]: LAUNCH",
        "[Birch] launch",
        "SV: VS: Vl: launch",
        "Odp: launch (fwd)",
        "RE : launch",
        "回复：launch",
        "WG: Antwort: launch",
        "R: I: launch",
        "Re:Re:re^3: launch",
        "Отв: launch",
    ],
)
def test_prefixes_and_tags_are_cut(subject: str) -> None:
    assert base_subject(subject) == "launch"


@pytest.mark.parametrize("subject", ["", "Re:", "[Birch] AW: ", "   "])
def test_nothing_is_left_of_nothing(subject: str) -> None:
    assert base_subject(subject) == ""


@pytest.mark.parametrize("subject", ["Reply to: launch", "React: launch", "Result", "Info: x", "Trip"])
def test_words_that_only_look_like_prefixes_stay(subject: str) -> None:
    assert base_subject(subject) == subject.casefold()
