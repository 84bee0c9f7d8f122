"""Passwords of sources: what a command prints, what the keyring has, and what is said when there is none."""

from __future__ import annotations

import os
import shlex
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.errors import FeedError, Refused
from data.feeds import secrets
from data.feeds.secrets import SecretPlace, forget, secret

PATIENCE = 60.0
"""Seconds for a process to be gone that was killed."""
BACKEND = """
from pathlib import Path
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

class Backend(KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        if service == "locked": raise KeyringLocked("open sesame")
        file = Path(__file__).with_name(f"{service}-{username}")
        return file.read_text() if file.exists() else None
    def set_password(self, service, username, password): raise NotImplementedError
"""


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    secrets._known.secrets.clear()
    yield
    secrets._known.secrets.clear()


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring of files in a folder: SERVICE-USER holds the password."""
    (tmp_path / "keyring_of_files.py").write_text(BACKEND)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring_of_files.Backend")
    return tmp_path


def told(place: SecretPlace) -> str:
    with pytest.raises(Refused) as refused:
        secret(place)
    return str(refused.value)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("hunter2", "hunter2"),
        ("hunter2\n", "hunter2"),
        ("hunter2\r\nurl: https://dav.example\n", "hunter2"),
        (" with spaces \nmore", " with spaces "),
        ("Grüße 🌿\n", "Grüße 🌿"),
    ],
)
def test_the_first_line_of_the_output_is_the_password(tmp_path: Path, printed: str, expected: str) -> None:
    (tmp_path / "note").write_bytes(printed.encode())
    command = f"cat {shlex.quote(str(tmp_path / 'note'))}"
    assert secret(SecretPlace("work", command)) == expected


def test_the_command_is_a_shell_s() -> None:
    assert secret(SecretPlace("work", "printf 'a b' | tr ' ' '-'; echo; echo other")) == "a-b"


def test_the_command_has_no_input_and_no_terminal() -> None:
    command = "cat; (: < /dev/tty) 2>/dev/null && echo terminal || echo none"
    assert secret(SecretPlace("work", command)) == "none"


def test_one_answer_serves_until_it_is_refused(tmp_path: Path) -> None:
    count = tmp_path / "count"
    place = SecretPlace("work", f"echo x >> {shlex.quote(str(count))}; wc -l < {shlex.quote(str(count))}")
    assert secret(place).strip() == secret(place).strip() == "1"
    forget(place)
    assert secret(place).strip() == "2"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("exit 3", "failed (exit code 3)"),
        ("echo hunter2; exit 1", "failed (exit code 1)"),
        ("no-such-command-anywhere", "failed (exit code 127)"),
        ("true", "printed nothing"),
        ("echo", "printed nothing"),
        (r"printf '\377\376\n'", "printed no UTF-8 text"),
        (r"printf 'a\000b\n'", "control characters"),
        (r"printf 'a\rb\n'", "control characters"),
        ("yes hunter2", "prints far more than a password"),
    ],
)
def test_what_went_wrong_is_said_without_what_was_printed(command: str, said: str) -> None:
    sentence = told(SecretPlace("work", command))
    assert said in sentence
    assert sentence.startswith('There is no password for "work": ')
    assert "hunter2" not in sentence


def test_what_a_command_complains_about_is_shown_to_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    told(SecretPlace("work", "echo hunter2 >&2; exit 1"))
    assert capfd.readouterr() == ("", "")


def test_a_command_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = tmp_path / "number"
    command = f"sleep 60 & echo $! > {shlex.quote(str(number))}; wait"

    # Time is up as soon as the command has begun what it would leave behind, however long it takes to begin.
    looks = count()

    def monotonic() -> float:
        begun = next(looks) and number.exists() and number.read_text().endswith("\n")
        return secrets.LIMIT_SECONDS if begun else 0.0

    monkeypatch.setattr(secrets, "time", SimpleNamespace(monotonic=monotonic))
    assert "took longer than" in told(SecretPlace("work", command))
    status = Path(f"/proc/{number.read_text().strip()}/stat")
    if sys.platform == "linux":
        until = time.monotonic() + PATIENCE
        while _lives(status):
            assert time.monotonic() < until
            time.sleep(0.01)


def _lives(status: Path) -> bool:
    """Whether a process is neither gone nor waits only for somebody to take note of its end."""
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_command_that_closes_its_output_and_stays_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "LIMIT_SECONDS", 0.5)
    assert "took longer than" in told(SecretPlace("work", "echo hunter2; exec >&-; sleep 60"))


def test_leaving_the_program_waits_for_no_command() -> None:
    with pytest.raises(FeedError, match="was interrupted"):
        secret(SecretPlace("work", "sleep 60"), stop=lambda: True)


def test_with_neither_command_nor_keyring_the_settings_are_named() -> None:
    assert "say a command that prints it (password_command)" in told(SecretPlace("work"))


def test_the_keyring_is_asked_by_server_and_user(keyring: Path) -> None:
    (keyring / "dav.example-jo").write_text("hunter2")
    assert secret(SecretPlace("work", service="dav.example", user="jo")) == "hunter2"


def test_a_command_comes_before_the_keyring(keyring: Path) -> None:
    (keyring / "dav.example-jo").write_text("hunter2")
    assert secret(SecretPlace("work", "echo other", service="dav.example", user="jo")) == "other"


def test_what_the_keyring_has_not_can_be_put_there(keyring: Path) -> None:
    sentence = told(SecretPlace("work", service="dav.example", user="jo"))
    assert 'keyring set "dav.example" "jo"' in sentence


def test_a_locked_keyring_is_said_in_a_sentence(keyring: Path) -> None:
    sentence = told(SecretPlace("work", service="locked", user="jo"))
    assert "the keyring could not be used" in sentence
    assert "sesame" not in sentence


def test_a_stray_module_beside_the_user_is_not_the_keyring(
    keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = tmp_path / "elsewhere"
    stray.mkdir()
    (stray / "keyring.py").write_text("def get_password(*_): return 'stray'")
    (keyring / "dav.example-jo").write_text("hunter2")
    monkeypatch.chdir(stray)
    assert secret(SecretPlace("work", service="dav.example", user="jo")) == "hunter2"


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "find_spec", lambda name: None)
    assert "install frontdesk[keyring]" in told(SecretPlace("work", service="dav.example", user="jo"))


def test_the_keyring_never_enters_this_process(keyring: Path) -> None:
    (keyring / "dav.example-jo").write_text("hunter2")
    secret(SecretPlace("work", service="dav.example", user="jo"))
    assert "keyring" not in sys.modules


def test_a_password_is_in_no_environment_and_no_repr() -> None:
    place = SecretPlace("work", "echo hunter2-of-work | cat")
    assert secret(place) == "hunter2-of-work"
    assert "hunter2-of-work" not in repr(secrets._known)
    assert "hunter2-of-work" not in "".join(os.environ.values())
