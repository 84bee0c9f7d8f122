"""A draft as a mail: what is in the file, the link and the call of the mail program, and what is not."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.drafts import DraftError, as_eml, mailto, open_in_mail_program, render, save_eml
from data.drafts.text import lines, one_line
from data.model.letter import Draft, DraftKind
from tests.drafts.build import facts_of

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))
DRAFT = Draft(
    DraftKind.HEADS_UP,
    ("dana@harbour.example", "lee@harbour.example"),
    "Checkout: a new date – “soon”",
    "Hello Dana,\n\nI promised you “Checkout” for Friday. "
    + "Grüße und mehr. " * 20
    + "Ja.\n\n.\nFrom here\nJo\n",
)


def parsed(written: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(written)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text_of(message: EmailMessage) -> str:
    """The text, with the line ends of a mail turned into ours."""
    text: str = message.get_content()
    return text.replace("\r\n", "\n")


def test_the_mail_says_what_the_draft_says() -> None:
    message = parsed(as_eml(DRAFT, "Jo Weiß", "jo@studio.example", NOW))
    assert message["Subject"] == DRAFT.subject
    assert message["To"] == "dana@harbour.example, lee@harbour.example"
    assert message["From"] == "Jo Weiß <jo@studio.example>"
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] is None
    assert message.get_content_charset() == "utf-8"
    assert text_of(message) == DRAFT.body


def test_without_addresses_the_mail_program_asks_for_them() -> None:
    message = parsed(as_eml(replace(DRAFT, to=()), "", "", NOW))
    assert message["To"] is None
    assert message["From"] is None


@given(st.sampled_from(DraftKind).flatmap(facts_of))
def test_every_draft_makes_the_round_trip(facts: object) -> None:
    draft = render(facts, ("dana@harbour.example",), None)  # type: ignore[arg-type]
    message = parsed(as_eml(draft, "Jo", "jo@studio.example", NOW))
    assert message["Subject"] == draft.subject
    assert text_of(message) == draft.body
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Date", "X-Unsent"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }


def test_an_address_with_letters_beyond_ascii_is_kept() -> None:
    written = as_eml(replace(DRAFT, to=("dänä@häfen.example",)), "", "", NOW)
    assert "To: dänä@häfen.example\r\n".encode() in written


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: all@evil.example",
        "a@b.example, all@evil.example",
        "a@b.example?bcc=all@evil.example",
        "Dana <a@b.example>",
        "nobody",
        "a@b@c",
        "a b@c.example",
    ],
)
def test_what_is_more_than_one_address_is_refused(address: str) -> None:
    draft = replace(DRAFT, to=(address,))
    for use in (lambda: as_eml(draft, "Jo", "jo@studio.example", NOW), lambda: mailto(draft)):
        with pytest.raises(DraftError, match="is no e-mail address"):
            use()
    with pytest.raises(DraftError):
        as_eml(DRAFT, "Jo", address, NOW)


def test_no_header_comes_out_of_the_subject_or_a_name() -> None:
    bad = "x\r\nBcc: all@evil.example\u2028\x00y"
    message = parsed(as_eml(replace(DRAFT, subject=bad), bad, "jo@studio.example", NOW))
    assert message["Bcc"] is None
    assert message["Subject"] == one_line(bad)
    assert message["From"].addresses[0].display_name == one_line(bad)


def save(folder: Path, client: str = "Harbour Books") -> Path:
    return save_eml(
        DRAFT, folder, client=client, sender_name="Jo", sender_address="jo@studio.example", now=NOW
    )


def test_the_file_is_private_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    first, second, third = save(folder), save(folder), save(folder)
    assert [path.name for path in (first, second, third)] == [
        "2026-11-23-heads-up-harbour-books.eml",
        "2026-11-23-heads-up-harbour-books-2.eml",
        "2026-11-23-heads-up-harbour-books-3.eml",
    ]
    assert first.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert text_of(parsed(first.read_bytes())) == DRAFT.body


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("../../etc/passwd", "2026-11-23-heads-up-etc-passwd.eml"),
        ("Ünal & Söhne", "2026-11-23-heads-up-unal-sohne.eml"),
        ("日本社", "2026-11-23-heads-up.eml"),
        ("CON:\x00*?", "2026-11-23-heads-up-con.eml"),
        ("x" * 300, f"2026-11-23-heads-up-{'x' * 40}.eml"),
    ],
)
def test_the_name_of_the_file_is_safe_everywhere(client: str, name: str, tmp_path: Path) -> None:
    assert save(tmp_path, client).name == name


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "2026-11-23-heads-up-harbour-books.eml").symlink_to(tmp_path / "elsewhere")
    assert save(tmp_path).name.endswith("-2.eml")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DraftError, match="The draft is still here; copy it instead"):
        save(tmp_path / "file" / "folder")


def test_a_disk_without_room_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(DraftError, match="no space left"):
        save(tmp_path)
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=200), st.text(max_size=50))
def test_the_link_decodes_to_the_same_text(body: str, subject: str) -> None:
    draft = Draft(DraftKind.UPDATE, ("dana@harbour.example", "lee+a@harbour.example"), subject, body)
    parts = urlsplit(mailto(draft))
    asked = parse_qs(parts.query, keep_blank_values=True)
    assert (parts.scheme, parts.path) == ("mailto", "dana@harbour.example,lee%2Ba@harbour.example")
    assert asked["subject"] == [one_line(subject)]
    assert asked["body"] == [lines(body).replace("\n", "\r\n")]
    assert mailto(draft).isascii()


def program(tmp_path: Path, code: str) -> list[str]:
    """A mail program for tests: a line of Python."""
    return [sys.executable, "-c", code, str(tmp_path / "got")]


def test_the_mail_program_gets_the_link_and_no_shell_is_in_between(tmp_path: Path) -> None:
    draft = replace(DRAFT, subject="$(touch hacked); `x` && 'y'")
    open_in_mail_program(draft, program(tmp_path, "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"))
    assert (tmp_path / "got").read_text() == mailto(draft)


def test_a_mail_program_that_stays_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("data.drafts.mail._PATIENCE", 0.01)
    # It stays until somebody opens the other end, and only then writes.
    os.mkfifo(tmp_path / "go")
    waits = f"open({str(tmp_path / 'go')!r}).read(); open(sys.argv[1], 'w').write('there')"
    open_in_mail_program(DRAFT, program(tmp_path, f"import sys; {waits}"))
    assert not (tmp_path / "got").exists()
    (tmp_path / "go").write_text("")
    for thread in threading.enumerate():
        if thread.name == "mail-program":
            thread.join(20)
    assert (tmp_path / "got").read_text() == "there"


@pytest.mark.parametrize(
    "command", [["/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"], ["a\0b"]]
)
def test_a_mail_program_that_does_not_start_is_one_sentence(command: list[str]) -> None:
    with pytest.raises(
        DraftError, match=r"could not be opened .* The draft is still here; copy it instead\."
    ):
        open_in_mail_program(DRAFT, command)


@pytest.mark.parametrize(("platform", "command"), [("darwin", "open"), ("linux", "xdg-open")])
def test_each_platform_has_its_way_to_open_a_link(
    platform: str, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DraftError, match=rf"\({command}: "):
        open_in_mail_program(DRAFT)
