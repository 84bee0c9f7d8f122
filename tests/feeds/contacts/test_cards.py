"""vCards as programs write them, and as they should not."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FeedError
from data.feeds.contacts import SkippedCard, fingerprint, read_book, read_cards
from data.feeds.contacts.lines import read_lines
from data.feeds.contacts.values import parts_of
from data.model.matching import BookEntry


def cards(text: str | bytes) -> list[BookEntry | SkippedCard]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(read_cards(io.BytesIO(raw)))


def one(*lines: str, version: str = "3.0") -> BookEntry:
    (found,) = cards("\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")))
    assert isinstance(found, BookEntry)
    return found


def skipped(*lines: str, version: str = "3.0") -> str:
    (found,) = cards("\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")))
    assert isinstance(found, SkippedCard)
    return found.reason


def test_a_card_of_version_3() -> None:
    entry = one(
        "N:Bell;Ann;;;",
        "FN:Ann Bell",
        "ORG:Harbour Books\\, Ltd;Shop",
        "TITLE:Owner",
        "EMAIL;TYPE=INTERNET,HOME:ann@home.example",
        "EMAIL;TYPE=INTERNET;TYPE=PREF:Ann@Harbour.example",
        "TEL;TYPE=CELL:+49 40 555-0110",
        "TEL;TYPE=WORK,FAX:+49 40 555-0111",
        "ADR;TYPE=HOME:;;Home 1;Kiel;;24103;",
        "ADR;TYPE=WORK:;;Quay 4;Hamburg;;20457;Germany",
        "UID:urn:uuid:1",
        "NOTE:owes me a coffee",
        "BDAY:1980-01-01",
    )
    assert entry == BookEntry(
        "Ann Bell",
        organisation="Harbour Books, Ltd",
        role="Owner",
        addresses=("ann@harbour.example", "ann@home.example"),
        phones=("+49 40 555-0110",),
        post_address="Quay 4, 20457 Hamburg, Germany",
        uid="urn:uuid:1",
    )


def test_a_card_of_version_4() -> None:
    entry = one(
        "KIND:individual",
        "FN;LANGUAGE=de:Jörg Müller",
        "N:Müller;Jörg;;Dr.;",
        "EMAIL;PREF=2;TYPE=home:second@x.example",
        "EMAIL;PREF=1:mailto:first@x.example",
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+1-555-555-5555;ext=5555',
        'ADR;LABEL="Quay 4\\nHamburg";TYPE=work:;;Quay 4;Hamburg;;20457;',
        version="4.0",
    )
    assert entry.name == "Jörg Müller"
    assert entry.addresses == ("first@x.example", "second@x.example")
    assert entry.phones == ("+1-555-555-5555",)
    assert entry.post_address == "Quay 4, 20457 Hamburg"


def test_a_card_of_version_2_with_quoted_printable_and_a_charset() -> None:
    entry = one(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=20M=C3=BC=",
        "ller",
        "ORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Caf=E9;",
        "EMAIL;INTERNET;PREF:jorg@cafe.example",
        "TEL;CELL;VOICE:0170 5550110",
        "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Quay 4=0D=0A=",
        "Back yard;Hamburg;;20457;",
        version="2.1",
    )
    assert (entry.name, entry.organisation) == ("Jörg Müller", "Café")
    assert entry.addresses == ("jorg@cafe.example",)
    assert entry.phones == ("0170 5550110",)
    assert entry.post_address == "Quay 4, Back yard, 20457 Hamburg"


def test_in_version_2_a_backslash_n_is_no_line_break_and_a_fold_keeps_its_blank() -> None:
    entry = one("FN:C:\\network", "ORG:Harbour", " Books", version="2.1")
    assert (entry.name, entry.organisation) == ("C:\\network", "Harbour Books")


def test_bytes_that_are_no_utf_8_are_western_european() -> None:
    (entry,) = cards(b"BEGIN:VCARD\nVERSION:2.1\nFN:J\xf6rg\nEND:VCARD\n")
    assert isinstance(entry, BookEntry)
    assert entry.name == "Jörg"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_with_a_mark_of_its_encoding(encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg\r\nEMAIL:j@x.example\r\nEND:VCARD\r\n"
    (entry,) = cards(text.encode(encoding))
    assert isinstance(entry, BookEntry)
    assert (entry.name, entry.addresses) == ("Jörg", ("j@x.example",))


def test_what_an_iphone_groups_is_found() -> None:
    entry = one(
        "N:;;;;",
        "FN:Harbour Books",
        "ORG:Harbour Books;",
        "X-ABShowAs:COMPANY",
        "item1.EMAIL;type=INTERNET;type=pref:office@harbour.example",
        "item1.X-ABLabel:_$!<Other>!$_",
        "item2.TEL:+49 40 5550110",
    )
    assert (entry.name, entry.organisation) == ("Harbour Books", "Harbour Books")
    assert (entry.addresses, entry.phones) == (("office@harbour.example",), ("+49 40 5550110",))


def test_folded_lines_are_joined_and_bare_returns_are_lines() -> None:
    assert one("FN:Ann", "  Bell", "EMAIL:ann@", " x.example").addresses == ("ann@x.example",)
    (entry,) = cards(b"BEGIN:VCARD\rVERSION:3.0\rFN:Ann\rEND:VCARD\r")
    assert isinstance(entry, BookEntry)
    assert entry.name == "Ann"


def test_without_a_shown_name_the_parts_are_put_in_order() -> None:
    assert one("N:Bell;Ann;Mary;Dr.;").name == "Ann Mary Bell"
    assert one("ORG:Harbour Books").name == "Harbour Books"
    assert one("EMAIL:ann@x.example").name == "ann@x.example"


def test_what_is_no_address_and_no_number_is_left_out() -> None:
    entry = one("FN:Ann", "EMAIL;TYPE=EX:/o=Corp/cn=ann", "EMAIL:not one", "TEL:call me", "TEL:12")
    assert (entry.addresses, entry.phones) == ((), ())


def test_an_address_with_a_name_around_it() -> None:
    assert one("FN:Ann", "EMAIL:Ann Bell <ann@x.example>").addresses == ("ann@x.example",)


def test_a_name_loses_what_turns_it() -> None:
    assert one("FN:Bi\u202erch\u200b").name == "Birch"


@pytest.mark.parametrize(
    ("lines", "version", "reason"),
    [
        (("NOTE:nobody",), "3.0", "names nobody"),
        (("FN:\u200b",), "3.0", "names nobody"),
        (("FN:Friends", "KIND:group", "MEMBER:urn:uuid:1"), "4.0", "it is a group"),
        (("FN:Friends", "X-ADDRESSBOOKSERVER-KIND:group"), "3.0", "it is a group"),
        (("FN:Ann",), "9.9", "its version 9.9 is none of"),
    ],
)
def test_broken_cards_say_why(lines: tuple[str, ...], version: str, reason: str) -> None:
    assert reason in skipped(*lines, version=version)


def test_a_card_without_an_end_stops_no_other() -> None:
    first, second, third = cards(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nBEGIN:VCARD\nVERSION:3.0\nFN:Bob\nEND:VCARD\nBEGIN:VCARD\nFN:Cy\n"
    )
    assert first == SkippedCard(1, "Ann", "it has no end")
    assert isinstance(second, BookEntry)
    assert second.name == "Bob"
    assert third == SkippedCard(8, "Cy", "it has no end")


def test_a_card_within_a_card_is_passed_over() -> None:
    entry = one(
        "FN:Ann", "AGENT:", "BEGIN:VCARD", "FN:Help", "EMAIL:help@x.example", "END:VCARD", version="2.1"
    )
    assert (entry.name, entry.addresses) == ("Ann", ())


@pytest.mark.parametrize("folded", [True, False])
def test_a_photo_of_megabytes_takes_no_memory(tmp_path: Path, folded: bool) -> None:
    file = tmp_path / "photo.vcf"
    with file.open("wb") as out:
        out.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b;TYPE=JPEG:")
        for _ in range(160_000):
            out.write(b"QUJD" * 18 + (b"\r\n " if folded else b""))
        out.write(b"\r\nEMAIL:ann@x.example\r\nEND:VCARD\r\n")
    tracemalloc.start()
    reading = read_book(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [entry.addresses for entry in reading.entries] == [("ann@x.example",)]
    assert most < 2_000_000 < file.stat().st_size


def test_a_photo_that_is_not_folded_at_all_is_passed_over() -> None:
    entry = one("FN:Ann", "PHOTO;JPEG;ENCODING=BASE64:", "/9j/2wBDAAYEBQYFBAYGBQYHBwYI", "ChAKCgkJ+8=", "",
                "EMAIL;INTERNET:ann@x.example", version="2.1")  # fmt: skip
    assert entry.addresses == ("ann@x.example",)


def test_of_what_never_ends_only_the_beginning_is_looked_at() -> None:
    (line,) = read_lines(io.BytesIO(b"TEL" + b";A" * 30_000 + b":" + b";" * 3_000))
    assert len(line.parameters["TYPE"]) <= 100
    assert len(parts_of(line, old=False)) <= 21
    entry = one("FN:Ann", "ORG:" + ";" * 60_000, "ORG:Harbour Books", "TEL" + ";A" * 30_000 + ":+49405550110")
    assert (entry.organisation, entry.phones) == ("Harbour Books", ("+49405550110",))


def test_a_folder_of_cards_is_read_with_its_collections(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    for name, text in {
        "b.vcf": "BEGIN:VCARD\nFN:Bob\nUID:2\nEND:VCARD\n",
        "book/a.VCF": "BEGIN:VCARD\nFN:Ann\nUID:1\nEND:VCARD\n",
        ".tmp.vcf": "BEGIN:VCARD\nFN:No\nEND:VCARD\n",
        "empty.vcf": "",
        "note.txt": "BEGIN:VCARD\nFN:No\nEND:VCARD\n",
    }.items():
        (tmp_path / name).write_text(text)
    reading = read_book(tmp_path)
    assert {entry.name for entry in reading.entries} == {"Ann", "Bob"}
    assert [(file, card.reason) for file, card in reading.skipped] == [
        ("empty.vcf", "there is no card in it")
    ]
    before = fingerprint(tmp_path)
    (tmp_path / "c.vcf").write_text("BEGIN:VCARD\nFN:Cy\nEND:VCARD\n")
    assert before != fingerprint(tmp_path) != ""


def test_the_same_uid_is_the_same_card(tmp_path: Path) -> None:
    file = tmp_path / "x.vcf"
    file.write_text("BEGIN:VCARD\nUID:1\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nUID:1\nFN:Ann B\nEND:VCARD\n")
    assert [entry.name for entry in read_book(file).entries] == ["Ann B"]
    file.write_text("BEGIN:VCARD\nFN:Ann\nEMAIL:a@x.example\nEND:VCARD\n" * 2)
    assert len(read_book(file).entries) == 1


def test_where_there_is_nothing_to_read_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="is not there"):
        read_book(tmp_path / "no.vcf")
    with pytest.raises(FeedError, match=r"there is no \.vcf file in"):
        read_book(tmp_path)
    assert fingerprint(tmp_path / "no.vcf") == ""


_SNIPPETS = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "FN:Ann", "N:;;", "EMAIL;PREF=x:a@b.c",
     "TEL:1234", "ORG;QUOTED-PRINTABLE:=", " folded", "AGENT:", "ADR:;;;", "FN;CHARSET=unicode_escape:\\x",
     "PHOTO:data", "item.:x", ":", ";:", 'X;a=":b', "ORG;ENCODING=b:%%", "FN;CHARSET=utf-16:a"]
)  # fmt: skip


@given(st.lists(_SNIPPETS | st.text(max_size=30), max_size=30))
def test_whatever_is_in_a_file_nothing_fails(lines: list[str]) -> None:
    text = "\n".join(lines)
    for found in cards(text.encode("utf-8", "replace")):
        assert found.line if isinstance(found, SkippedCard) else found.name and found.uid


@given(st.binary(max_size=300))
def test_any_bytes_between_two_cards_lose_at_most_one(noise: bytes) -> None:
    good = b"\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
    found = [each for each in cards(good + noise + b"\n\n" + good) if isinstance(each, BookEntry)]
    assert found[0].name == "Ann"
