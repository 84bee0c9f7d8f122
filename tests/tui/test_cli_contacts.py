"""Address books and clients on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.test_address_book import ANN, TOM, ZED
from tests.tui.test_cli import Frontdesk, as_json
from tests.tui.test_cli import frontdesk as frontdesk


@pytest.fixture
def book(tmp_path: Path) -> str:
    file = tmp_path / "contacts.vcf"
    file.write_text(ANN + TOM + ZED + "BEGIN:VCARD\nVERSION:9\nFN:[/] Bad\nEND:VCARD\n")
    return str(file)


def names(frontdesk: Frontdesk) -> list[str]:
    return [hit["name"] for hit in as_json(frontdesk("clients", "list", "--json"))]


def test_a_dry_run_says_what_would_come_and_writes_nothing(frontdesk: Frontdesk, book: str) -> None:
    code, out, err = frontdesk("import", "contacts", book, "--dry-run")
    assert (code, out) == (
        0,
        "3 cards: 3 with an address, 1 with a number. 1 could not be read.\n3 new.\n",
    )
    assert "Skipped contacts.vcf:" in err
    assert "([/] Bad): its version 9 is none of 2.1, 3.0, 4.0." in err
    assert names(frontdesk) == []
    found = as_json(frontdesk("import", "contacts", book, "--dry-run", "--json"))
    assert {key: found[key] for key in ("cards", "known", "new")} == {"cards": 3, "known": 0, "new": 3}


def test_one_organisation_or_everybody(frontdesk: Frontdesk, book: str) -> None:
    assert frontdesk("import", "contacts", book)[1] == ("Nobody was taken in.\n")
    code, out, _err = frontdesk("import", "contacts", book, "--org", "HARBOUR BOOKS")
    assert (code, out) == (0, "1 new client, 2 new people.\n")
    assert names(frontdesk) == ["Harbour Books"]
    out = frontdesk("import", "contacts", book, "--all")[1]
    assert out == "1 new client, 2 as they were.\n"
    code, _out, err = frontdesk("import", "contacts", book, "--org", "Nobody Ltd")
    assert (code, err) == (1, "No card is of Nobody Ltd. --dry-run says what there is.\n")


def test_a_name_is_printed_on_one_line(frontdesk: Frontdesk) -> None:
    assert frontdesk("add", "client", "Ac\u202eme\nLtd")[1] == "Added client Acme Ltd.\n"
    assert frontdesk("add", "client", "\u200b")[0] == 2


def test_a_domain_is_shared_and_not_shared_again(frontdesk: Frontdesk) -> None:
    code, out, _ = frontdesk("clients", "shared", "hub.example")
    assert (code, out) == (
        0,
        "hub.example is shared now: only exact addresses there tell who somebody is.\n",
    )
    assert frontdesk("clients", "shared")[1] == "hub.example\n"
    assert frontdesk("clients", "shared", "hub.example", "--off")[0] == 0
    assert frontdesk("clients", "shared")[1] == "No domain is marked as shared.\n"
    assert frontdesk("clients", "shared", "gmail.com")[0] == 2


def test_whoever_is_not_asked_about_can_be_again(frontdesk: Frontdesk) -> None:
    assert frontdesk("clients", "ignored")[1] == "Nobody is left out of the tray.\n"
    assert frontdesk("clients", "ignored", "x@spam.example")[1] == (
        "x@spam.example will not be asked about again.\n"
    )
    assert frontdesk("clients", "ignored")[1] == "x@spam.example\n"
    assert frontdesk("clients", "ignored", "x@spam.example", "--off")[1] == (
        "x@spam.example is asked about again, the next time they write or call.\n"
    )
    assert frontdesk("clients", "ignored", "x@spam.example", "--off")[0] == 1


def test_two_clients_are_merged_after_a_question(frontdesk: Frontdesk) -> None:
    for name in ("Acme", "Acme Ltd"):
        frontdesk("add", "client", name, "--address", f"{name[-1]}@x.example")
    code, out, _ = frontdesk("clients", "merge", "Acme", "Acme Ltd", "--yes")
    assert code == 0
    assert out.endswith("Acme Ltd is part of Acme now.\n")
    assert names(frontdesk) == ["Acme"]
    assert frontdesk("clients", "merge", "Acme", "Acme", "--yes")[0] == 2
