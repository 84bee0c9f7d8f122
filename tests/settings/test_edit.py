"""Changes to the settings file keep what the freelancer wrote around them."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import SettingsError
from data.settings import CalendarSettings, MailSettings, Settings, load
from data.settings.edit import set_theme, set_working_hours, set_you, set_zone
from data.settings.feed_edit import add_feed, change_feed, remove_feed

_MINE = """\
# my own remark
zone = "Europe/Berlin"   # home

[working_hours]
# short Mondays
mon = [["10:00", "12:00"]]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(_MINE, encoding="utf-8")
    return path


def test_a_new_zone_keeps_every_remark(path: Path) -> None:
    set_zone(path, "Europe/Lisbon")
    assert path.read_text(encoding="utf-8") == _MINE.replace("Europe/Berlin", "Europe/Lisbon")


def test_working_hours_of_some_days(path: Path) -> None:
    set_working_hours(path, {"mon": [], "tue": [("09:00", "12:00"), ("13:00", "17:00")]})
    hours = load(path).working_hours
    assert hours["mon"] == ()
    assert hours["tue"] == (("09:00", "12:00"), ("13:00", "17:00"))
    assert "# short Mondays" in path.read_text(encoding="utf-8")


def test_sections_that_are_not_there_yet(path: Path) -> None:
    set_theme(path, "light")
    set_you(path, name="Kim Lund", email="kim@studio.example")
    settings = load(path)
    assert (settings.screen.theme, settings.name, settings.email) == (
        "light",
        "Kim Lund",
        "kim@studio.example",
    )
    assert "# my own remark" in path.read_text(encoding="utf-8")


def test_mailboxes_and_calendars_are_added_one_after_the_other(tmp_path: Path, path: Path) -> None:
    add_feed(
        path, MailSettings(name="work", kind="maildir", path=tmp_path / "Maildir", me=("kim@studio.example",))
    )
    add_feed(path, CalendarSettings(kind="ics", path=tmp_path / "a.ics"))
    add_feed(
        path, MailSettings(name="old", kind="mbox", path=tmp_path / "old", sent=("Sent",), look_back_days=0)
    )
    settings = load(path)
    assert [(mail.name, mail.kind, mail.me) for mail in settings.mail] == [
        ("work", "maildir", ("kim@studio.example",)),
        ("old", "mbox", ()),
    ]
    assert settings.mail[1].look_back_days == 0
    assert settings.mail[1].sent == ("Sent",)
    assert settings.calendar[0].path == tmp_path / "a.ics"
    assert path.read_text(encoding="utf-8").startswith(_MINE)


def test_all_of_it_in_the_file_of_a_first_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "new" / "settings.toml"
    set_zone(path, "Asia/Tokyo")
    set_working_hours(path, {"sat": [["09:00", "11:00"]]})
    add_feed(path, MailSettings(kind="maildir", path=tmp_path / "Maildir"))
    settings = load(path)
    assert settings.working_hours["sat"] == (("09:00", "11:00"),)
    assert settings.mail[0].path == tmp_path / "Maildir"
    written = path.read_text(encoding="utf-8")
    assert 'path = "~/Maildir"' in written
    assert "# A client's message waits at most this long for your answer." in written
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_wrong_value_changes_nothing(path: Path) -> None:
    with pytest.raises(SettingsError, match="allowed: "):
        set_zone(path, "Nowhere")
    with pytest.raises(SettingsError, match="allowed: "):
        set_working_hours(path, {"mon": [["9"]]})
    assert path.read_text(encoding="utf-8") == _MINE


def test_a_name_taken_already_gets_a_number(path: Path) -> None:
    for place in ("/a", "/b", "/c"):
        add_feed(path, MailSettings(name="work", kind="mbox", path=Path(place)))
    assert [mail.name for mail in load(path).mail] == ["work", "work 2", "work 3"]


def test_a_file_with_mistakes_is_not_touched(path: Path) -> None:
    path.write_text("zone = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="zone is 3"):
        set_theme(path, "dark")
    assert path.read_text(encoding="utf-8") == "zone = 3\n"


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path, path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    set_zone(link, "UTC")
    assert link.is_symlink()
    assert load(path).zone == "UTC"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".settings-")] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a remark",
        "mail = []\n",
        'mail = [{kind = "mbox", path = "/a"}]\nzone = "UTC"\n',
        '[[mail]]\nkind = "mbox"\npath = "/a"\n[screen]\ntheme = "dark"\n',
        '[[mail]]\nkind = "mbox"\npath = "/a"\n[replies]\n[[mail]]\nkind = "mbox"\npath = "/b"',
        'screen.theme = "dark"\nworking_hours = {mon = [["09:00", "10:00"]]}\n',
        'working_hours.mon = [["09:00", "10:00"]]\n',
        'zone = "UTC"\r\n[screen]\r\ntheme = "dark"\r\n',
    ],
)
def test_every_change_in_a_file_of_any_shape(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode())
    before = load(path)
    add_feed(path, MailSettings(name="new", kind="maildir", path=Path("/m")))
    add_feed(path, CalendarSettings(name="new", kind="ics", path=Path("/c.ics")))
    set_theme(path, "light")
    set_working_hours(path, {"tue": [["10:00", "11:00"]]})
    set_zone(path, "Asia/Tokyo")
    after = load(path)
    assert after.mail[:-1] == before.mail
    assert (after.mail[-1].name, after.calendar[-1].name) == ("new", "new")
    assert (after.screen.theme, after.zone) == ("light", "Asia/Tokyo")
    assert after.working_hours["tue"] == (("10:00", "11:00"),)
    if text.startswith("working_hours") or "{mon" in text:
        assert after.working_hours["mon"] == (("09:00", "10:00"),)
    content = path.read_bytes()
    assert (b"\r\n" in content) == ("\r\n" in text)
    assert content.count(b"\n") == content.count(b"\r\n") or b"\r" not in content


def test_a_new_section_goes_to_the_end_and_nothing_else_moves(path: Path) -> None:
    add_feed(path, CalendarSettings(name="work", kind="vdir", path=Path("/c")))
    assert path.read_text(encoding="utf-8") == (
        _MINE + '\n[[calendar]]\nname = "work"\nkind = "vdir"\npath = "/c"\n'
    )


_THREE = """\
zone = "UTC"

# the old one
[[mail]]
kind = "mbox" # an archive
path = "/a"

[screen]
theme = "dark"

# at work
[[mail]]
name = "work"
kind = "maildir"
path = "/b"
watch = [
    "INBOX",
]
# my calendar
[[calendar]]
kind = "ics"
path = "/c.ics"
"""


def test_taking_one_out_leaves_the_others_and_their_remarks(path: Path) -> None:
    path.write_text(_THREE)
    remove_feed(path, "mail", 1)
    after = path.read_text()
    assert [box.path for box in load(path).mail] == [Path("/a")]
    assert after == _THREE[: _THREE.index("[[mail]]\nname")] + _THREE[_THREE.index("# my calendar") :]


def test_changing_one_keeps_its_remarks_and_everything_else(path: Path) -> None:
    path.write_text(_THREE)
    first = load(path).mail[0]
    change_feed(path, 0, replace(first, path=Path("/moved"), look_back_days=30))
    settings = load(path)
    assert (settings.mail[0].path, settings.mail[0].look_back_days) == (Path("/moved"), 30)
    assert 'kind = "mbox" # an archive' in path.read_text()
    assert settings.mail[1] == load_text(path, _THREE).mail[1]


@pytest.mark.parametrize("place", [0, 1])
def test_a_list_on_one_line_can_be_changed_too(tmp_path: Path, place: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('mail = [{kind = "mbox", path = "/a"}, {kind = "mbox", path = "/b"}]\nzone = "UTC"\n')
    change_feed(path, place, replace(load(path).mail[place], kind="maildir"))
    assert [box.kind for box in load(path).mail].index("maildir") == place
    remove_feed(path, "mail", place)
    assert [box.kind for box in load(path).mail] == ["mbox"]


def test_a_file_with_a_mistake_is_left_alone(path: Path) -> None:
    path.write_text('zone = "Nowhere"\n[[mail]]\nkind = "mbox"\npath = "/a"\n')
    with pytest.raises(SettingsError):
        remove_feed(path, "mail", 0)
    assert "[[mail]]" in path.read_text()


def load_text(path: Path, text: str) -> Settings:
    path.write_text(text)
    return load(path)
