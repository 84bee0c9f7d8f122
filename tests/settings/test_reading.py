"""Reading the settings file: what is understood, and what is said about mistakes."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SettingsError
from data.settings import Settings, check, load


def settings_of(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_first_start_writes_a_commented_file_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    path = tmp_path / "config" / "frontdesk" / "settings.toml"

    settings = load(path)

    assert settings == Settings(zone="Europe/Lisbon")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text(encoding="utf-8").startswith("# Settings of frontdesk.")
    assert load(path) == settings


def test_a_file_that_is_there_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('zone = "UTC"\n', encoding="utf-8")
    load(path)
    assert path.read_text(encoding="utf-8") == 'zone = "UTC"\n'


def test_an_empty_file_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    assert settings_of(tmp_path, "") == Settings(zone="Europe/Lisbon")


def test_the_keys_that_scripts_rely_on(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        """
        zone = "Europe/Berlin"
        [working_hours]
        mon = [["09:00", "12:30"], ["13:30", "17:30"]]
        sat = []
        [replies]
        settle_days = 0
        [[mail]]
        name = "work"
        kind = "maildir"
        path = "/mail/kim"
        me = ["Kim@Studio.example"]
        watch = ["INBOX", "Clients/*"]
        sent = ["Sent"]
        look_back_days = 0
        [[calendar]]
        kind = "ics"
        path = "/calendars/work.ics"
        """,
    )
    assert settings.zone == "Europe/Berlin"
    assert settings.working_hours["mon"] == (("09:00", "12:30"), ("13:30", "17:30"))
    assert settings.replies.settle_days == 0
    mail = settings.mail[0]
    assert (mail.name, mail.kind, mail.path) == ("work", "maildir", Path("/mail/kim"))
    assert (mail.me, mail.watch, mail.sent) == (("kim@studio.example",), ("INBOX", "Clients/*"), ("Sent",))
    assert mail.look_back_days == 0
    assert settings.calendar[0].name == "work"
    assert settings.calendar[0].path == Path("/calendars/work.ics")


def test_a_weekday_that_is_left_out_is_free_and_left_out_hours_are_the_usual_ones(tmp_path: Path) -> None:
    some = settings_of(tmp_path, '[working_hours]\nmon = [["10:00", "12:00"]]\n')
    assert some.working_hours["mon"] == (("10:00", "12:00"),)
    assert some.working_hours["tue"] == ()
    assert settings_of(tmp_path, "").working_hours["tue"] == (("09:00", "12:30"), ("13:30", "17:30"))


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ('[["9:00", "17:00"]]', (("09:00", "17:00"),)),
        ('[["00:00", "24:00"]]', (("00:00", "24:00"),)),
        ('[["22:00", "06:00"]]', (("22:00", "06:00"),)),
        ('[["08:00", "08:00"]]', (("08:00", "08:00"),)),
        ('[["13:00", "15:00"], ["09:00", "14:00"]]', (("13:00", "15:00"), ("09:00", "14:00"))),
        ("[[09:00:00, 12:30:00]]", (("09:00", "12:30"),)),
        ("[]", ()),
    ],
)
def test_working_hours(tmp_path: Path, written: str, understood: object) -> None:
    assert settings_of(tmp_path, f"[working_hours]\nmon = {written}\n").working_hours["mon"] == understood


@pytest.mark.parametrize(
    "written",
    [
        '["09:00", "17:00"]',
        '[["09:00"]]',
        '[["24:00", "09:00"]]',
        '[["9.00", "17:00"]]',
        '[["09:00", "25:00"]]',
        "8",
    ],
)
def test_working_hours_that_are_none(written: str) -> None:
    (problem,) = check(f"[working_hours]\nmon = {written}\n")
    assert problem.startswith("line 2: working_hours.mon is ")
    assert 'allowed: a list of ["from", "to"] pairs' in problem


def test_days_off_as_dates_or_text_sorted_and_once(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 'days_off = ["2026-12-25", 2026-12-24, 2026-12-25]\n')
    assert settings.days_off == (date(2026, 12, 24), date(2026, 12, 25))


@pytest.mark.parametrize(
    ("written", "cents"), [("85", 8500), ("85.5", 8550), ("0.1", 10), ('"99.99"', 9999), ("1e3", 100000)]
)
def test_an_hourly_rate_comes_out_in_cents(tmp_path: Path, written: str, cents: int) -> None:
    assert settings_of(tmp_path, f"[rates]\nhourly = {written}\n").rates.hourly == cents


@pytest.mark.parametrize("written", ["-1", "85.555", "true", '"much"', "nan", "inf", "2000000"])
def test_an_hourly_rate_that_is_none(written: str) -> None:
    (problem,) = check(f"[rates]\nhourly = {written}\n")
    assert "allowed: an amount such as 85 or 85.50" in problem


def test_every_mistake_is_said_at_once_with_file_line_key_and_what_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        """
zone = "Berlin"
[replies]
limit_minutes = "4h"
setle_days = 3
[screen]
theme = "blue"
[[mail]]
name = "work"
kind = "maildir"
path = "a"
[[mail]]
kind = "imap"
path = "b"
""",
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert [problem.removeprefix(f"{path}, ") for problem in caught.value.problems] == [
        'line 2: zone is "Berlin" (no time zone has this name; did you mean "Europe/Berlin"?); allowed:'
        ' the name of a time zone, such as "Europe/Berlin" or "America/New_York"',
        'line 4: replies.limit_minutes is "4h"; allowed: a whole number from 1 to 10080',
        'line 5: replies.setle_days is not a key; did you mean "settle_days"?',
        'line 7: screen.theme is "blue"; allowed: "auto", "dark" or "light"',
        'line 13: mail #2 kind is "imap"; allowed: "maildir" or "mbox"',
    ]
    assert str(caught.value).splitlines() == list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limit_minutes = 3\n", "it belongs under [replies]"),
        ('[screen]\nzone = "UTC"\n', "it belongs above the first [section]"),
        ("[reply]\n", 'did you mean "replies"?'),
        ("colour = 1\n", "is not a key; allowed: zone, name, email"),
        ("replies = 3\n", "a section that begins with [replies]"),
        ("[mail]\nname = 'x'\n", "sections that begin with [[mail]]"),
        ("[[calendar]]\n", 'calendar #1 kind is missing; allowed: "ics" or "vdir"'),
        ("day_first = 1\n", "allowed: true or false"),
        ("email = 'Kim <kim@studio.example>'\n", "allowed: an e-mail address"),
        ('name = "two\\nlines"\n', "allowed: text of at most 100 characters, on one line"),
        ("[[mail]]\nkind = 'mbox'\npath = ''\n", "allowed: the path of a file or folder"),
        ("[mail_windows]\nat = ['noon']\n", "a list of times"),
        ("[visits]\nmarks = ['']\n", "a list of texts"),
    ],
)
def test_what_is_said_about_a_mistake(text: str, said: str) -> None:
    assert any(said in problem for problem in check(text))


def test_text_that_is_no_toml_names_the_line() -> None:
    (problem,) = check('zone = "UTC"\nname = \n')
    assert problem.startswith("not valid TOML: ")
    assert "line 2" in problem


def test_control_characters_of_the_file_never_reach_the_terminal() -> None:
    (problem,) = check('[screen]\ntheme = "\\u001b[31mred"\n')
    assert "\x1b" not in problem


def test_a_name_used_twice_is_refused_and_a_missing_name_is_made(tmp_path: Path) -> None:
    feed = "[[mail]]\nkind = 'mbox'\npath = '{}'\n"
    twice = check("[[mail]]\nname='a'\nkind='mbox'\npath='x'\n[[mail]]\nname='a'\nkind='mbox'\npath='y'\n")
    assert twice == ['line 6: mail #2 name is "a" twice; allowed: a name of its own']
    settings = settings_of(tmp_path, feed.format("/one/Mail") + feed.format("/two/Mail"))
    assert [mail.name for mail in settings.mail] == ["Mail", "Mail 2"]


def test_paths_know_home_variables_and_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/kim")
    monkeypatch.setenv("MAILS", "/mails")
    feeds = "".join(
        f"[[mail]]\nkind='mbox'\npath='{path}'\n" for path in ("~/a", "$MAILS/b", "c", "/d", "$NO/e")
    )
    settings = settings_of(tmp_path, feeds)
    assert [mail.path for mail in settings.mail] == [
        Path("/home/kim/a"),
        Path("/mails/b"),
        tmp_path / "c",
        Path("/d"),
        tmp_path / "$NO/e",
    ]


def test_a_home_folder_of_nobody_is_said() -> None:
    (problem,) = check("[[mail]]\nkind='mbox'\npath='~nobody-of-that-name/x'\n")
    assert "there is no such user" in problem


def test_a_mailbox_without_addresses_uses_yours(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "email = 'Kim@Studio.example'\n[[mail]]\nkind='mbox'\npath='x'\n")
    assert settings.mail[0].me == ("kim@studio.example",)


def test_mail_windows_come_out_in_order(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "[mail_windows]\non = false\nat = ['16:30', '9:00', '16:30']\n")
    assert (settings.mail_windows.on, settings.mail_windows.at) == (False, ("09:00", "16:30"))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "is not UTF-8 text"), (b"#" * 1_000_001, "is too big to be a settings file")],
)
def test_a_file_that_cannot_be_settings(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        load(path)


def test_a_folder_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load(tmp_path)


def test_a_link_to_nothing_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.symlink_to(tmp_path / "gone.toml")
    with pytest.raises(SettingsError, match="points to a file that is not there"):
        load(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write and read everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SettingsError, match="cannot be written: permission denied"):
            load(tmp_path / "settings.toml")
    finally:
        tmp_path.chmod(0o700)


def test_a_path_below_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cannot be (written|read): "):
        load(tmp_path / "file" / "settings.toml")


@given(st.text(max_size=300))
def test_no_text_crashes_the_check(text: str) -> None:
    assert all("\n" not in problem for problem in check(text))


@given(
    st.sampled_from(
        ["zone", "name", "days_off", "working_hours", "replies", "mail", "calendar", "rates", "x"]
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
)
def test_no_value_of_any_type_crashes_the_check(name: str, value: object) -> None:
    tomlkit = pytest.importorskip("tomlkit")
    try:
        text = tomlkit.dumps({name: value})
    except Exception:  # what TOML cannot say at all
        return
    assert isinstance(check(text), list)
