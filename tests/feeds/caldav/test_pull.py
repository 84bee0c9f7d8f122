"""Reading calendars of a real server: all of them once, and from then on only what changed."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import FeedError, Offline, Refused
from data.feeds import secrets
from data.feeds.caldav import Found, Kept, look
from tests.feeds.caldav.accounts import an_account, an_item, reading, titles
from tests.servers.radicale import Answer, Asked, Hand, Proxy


@pytest.fixture
def work(hand: Hand) -> Hand:
    """An account with a calendar of three events."""
    hand.make("studio", "Work")
    for number in range(3):
        hand.put("studio", f"e{number}", an_item(number))
    return hand


def again(front: Proxy, hand: Hand, folder: Path, *calendars: str) -> tuple[list[str], Kept]:
    """Read once more; give what was asked and what is kept."""
    front.asked.clear()
    _, kept = reading(an_account(front, hand.user), folder, *calendars)
    return front.kinds, kept


def test_calendars_are_found_from_the_address_alone(front: Proxy, work: Hand) -> None:
    work.make("travel", "Reisen")
    work.make("tasks", "Tasks", ("VTODO",))
    assert set(look(an_account(front, work.user))) == {Found("Work", 3), Found("Reisen", 0)}


def test_the_address_of_one_calendar_brings_that_one(front: Proxy, work: Hand, tmp_path: Path) -> None:
    work.make("travel", "Reisen")
    account = an_account(front, work.user)
    only = type(account)(f"{front.url}{work.user}/studio/", account.secret)
    assert look(only) == (Found("Work", 3),)
    assert titles(reading(only, tmp_path)[1]) == ["Event 0", "Event 1", "Event 2"]
    front.asked.clear()
    reading(only, tmp_path)
    assert front.kinds == ["PROPFIND"]


def test_nothing_new_costs_one_request(front: Proxy, work: Hand, tmp_path: Path) -> None:
    work.make("travel", "Reisen")
    again(front, work, tmp_path)
    asked, kept = again(front, work, tmp_path)
    assert asked == ["PROPFIND"]
    assert titles(kept) == ["Event 0", "Event 1", "Event 2"]


def test_only_what_changed_is_fetched(front: Proxy, work: Hand, tmp_path: Path) -> None:
    again(front, work, tmp_path)
    work.put("studio", "e1", an_item(1, "Moved"))
    work.put("studio", "e3", an_item(3))
    work.delete("studio", "e0")
    asked, kept = again(front, work, tmp_path)
    assert asked == ["PROPFIND", "REPORT sync-collection", "REPORT calendar-multiget"]
    assert sorted(re.findall(r"e\d\.ics", front.asked[-1].body)) == ["e1.ics", "e3.ics"]
    assert titles(kept) == ["Event 2", "Event 3", "Moved"]


def test_after_a_change_nothing_new_costs_one_request_again(front: Proxy, work: Hand, tmp_path: Path) -> None:
    again(front, work, tmp_path)
    work.put("studio", "e1", an_item(1, "Moved"))
    again(front, work, tmp_path)
    assert again(front, work, tmp_path)[0] == ["PROPFIND"]


@pytest.mark.parametrize("status", [403, 409, 410, 507])
def test_a_token_that_no_longer_holds_falls_back_to_etags(
    front: Proxy, work: Hand, tmp_path: Path, status: int
) -> None:
    again(front, work, tmp_path)

    def refuse(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        return (status, {}, b"") if "sync-collection" in asked.what else ask()

    front.meddle = refuse
    work.put("studio", "e1", an_item(1, "Moved"))
    work.delete("studio", "e0")
    asked, kept = again(front, work, tmp_path)
    assert asked[1:] == ["REPORT sync-collection", "REPORT calendar-query", "REPORT calendar-multiget"]
    assert re.findall(r"e\d\.ics", front.asked[-1].body) == ["e1.ics"]
    assert titles(kept) == ["Event 2", "Moved"]


def test_a_token_that_was_made_up_falls_back_at_the_server_itself(
    front: Proxy, work: Hand, tmp_path: Path
) -> None:
    _, kept = again(front, work, tmp_path)
    index = next(kept.folder.glob("*/.index.json"))
    index.write_text(
        re.sub(r'"token": "[^"]+"', '"token": "http://radicale.org/ns/sync/0"', index.read_text())
    )
    work.put("studio", "e1", an_item(1, "Moved"))
    asked, kept = again(front, work, tmp_path)
    assert "REPORT calendar-query" in asked
    assert titles(kept) == ["Event 0", "Event 2", "Moved"]


def test_a_server_without_tokens_and_tags_is_asked_for_etags(
    front: Proxy, work: Hand, tmp_path: Path
) -> None:
    def plain(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        status, headers, body = ask()
        return status, headers, re.sub(rb"<([A-Za-z]*:?)(sync-token|getctag)>[^<]*</[^>]*>", b"", body)

    front.meddle = plain
    again(front, work, tmp_path)
    asked, _ = again(front, work, tmp_path)
    assert asked == ["PROPFIND", "REPORT calendar-query"]
    work.put("studio", "e1", an_item(1, "Moved"))
    work.delete("studio", "e2")
    asked, kept = again(front, work, tmp_path)
    assert asked == ["PROPFIND", "REPORT calendar-query", "REPORT calendar-multiget"]
    assert titles(kept) == ["Event 0", "Moved"]


def test_many_events_come_in_batches_and_say_how_far_they_are(
    front: Proxy, hand: Hand, tmp_path: Path
) -> None:
    hand.put_all("studio", [an_item(number) for number in range(250)])
    said: list[str] = []
    reading(an_account(front, hand.user), tmp_path, progress=said.append)
    assert front.kinds.count("REPORT calendar-multiget") == 3
    assert [each.partition(": ")[2] for each in said] == [
        "0 of 250 events",
        "100 of 250 events",
        "200 of 250 events",
    ]


def test_leaving_between_batches_keeps_what_came_and_goes_on_later(
    front: Proxy, hand: Hand, tmp_path: Path
) -> None:
    hand.put_all("studio", [an_item(number) for number in range(250)])
    account = an_account(front, hand.user)

    def enough() -> bool:
        return "REPORT calendar-multiget" in front.kinds and len(titles(kept)) >= 100

    kept = Kept(tmp_path / "calendars", "work", account.user)
    reading(account, tmp_path, stop=enough)
    assert len(titles(kept)) == 100
    asked, kept = again(front, hand, tmp_path)
    assert asked.count("REPORT calendar-multiget") == 2
    assert len(titles(kept)) == 250


def test_a_server_that_goes_away_in_the_middle_leaves_what_came(
    front: Proxy, hand: Hand, tmp_path: Path
) -> None:
    hand.put_all("studio", [an_item(number) for number in range(250)])

    def go_away(asked: Asked, ask: Callable[[], Answer]) -> Answer | None:
        gone = front.kinds.count("REPORT calendar-multiget") > 1
        return None if gone else ask()

    front.meddle = go_away
    with pytest.raises(Offline):
        reading(an_account(front, hand.user), tmp_path)
    front.meddle = None
    asked, kept = again(front, hand, tmp_path)
    assert asked.count("REPORT calendar-multiget") == 2
    assert len(titles(kept)) == 250


def test_half_a_download_is_none(front: Proxy, work: Hand, tmp_path: Path) -> None:
    def half(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        status, headers, body = ask()
        if "multiget" not in asked.what:
            return status, headers, body
        return (
            status,
            headers | {"Content-Length": str(len(body)), "Connection": "close"},
            body[: len(body) // 2],
        )

    front.meddle = half
    with pytest.raises(Offline):
        reading(an_account(front, work.user), tmp_path)
    front.meddle = None
    assert titles(again(front, work, tmp_path)[1]) == ["Event 0", "Event 1", "Event 2"]


def test_what_the_server_leaves_out_is_asked_for_again(front: Proxy, work: Hand, tmp_path: Path) -> None:
    def without_one(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        status, headers, body = ask()
        if "multiget" in asked.what:
            body = re.sub(
                rb"<(\w*:?)response>(?:(?!</\w*:?response>).)*e1\.ics.*?</\w*:?response>",
                b"",
                body,
                flags=re.DOTALL,
            )
        return status, headers, body

    front.meddle = without_one
    assert titles(again(front, work, tmp_path)[1]) == ["Event 0", "Event 2"]
    front.meddle = None
    assert titles(again(front, work, tmp_path)[1]) == ["Event 0", "Event 1", "Event 2"]


def test_a_calendar_that_was_deleted_goes(front: Proxy, work: Hand, tmp_path: Path) -> None:
    work.make("travel", "Reisen")
    work.put("travel", "t", an_item(9, "Train"))
    assert "Train" in titles(again(front, work, tmp_path)[1])
    work.delete("travel")
    assert titles(again(front, work, tmp_path)[1]) == ["Event 0", "Event 1", "Event 2"]


def test_calendars_are_chosen_by_name(front: Proxy, work: Hand, tmp_path: Path) -> None:
    work.make("travel", "Reisen")
    work.put("travel", "t", an_item(9, "Train"))
    assert titles(again(front, work, tmp_path, "reisen")[1]) == ["Train"]
    assert titles(again(front, work, tmp_path, "travel", "Work")[1]) == [
        "Event 0",
        "Event 1",
        "Event 2",
        "Train",
    ]


def test_a_name_that_no_calendar_has_is_said(front: Proxy, work: Hand, tmp_path: Path) -> None:
    pulled, kept = reading(an_account(front, work.user), tmp_path, "Work", "Sport")
    assert pulled.missing == ("Sport",)
    assert len(titles(kept)) == 3
    with pytest.raises(FeedError, match='which has "Work"'):
        reading(an_account(front, work.user), tmp_path, "Sport")


def test_another_account_under_the_same_name_begins_afresh(front: Proxy, work: Hand, tmp_path: Path) -> None:
    again(front, work, tmp_path)
    kept = Kept(tmp_path / "calendars", "work", "somebody else")
    with kept.begin():
        assert kept.calendars == {}
        assert kept.home is None
        assert titles(kept) == []


def test_a_home_that_moved_is_found_anew(front: Proxy, work: Hand, tmp_path: Path) -> None:
    _, kept = again(front, work, tmp_path)
    index = kept.folder / ".index.json"
    index.write_text(index.read_text().replace(f"/{work.user}/", f"/{work.user}/gone/"))
    assert len(titles(again(front, work, tmp_path)[1])) == 3


def test_a_wrong_password_is_said_and_asked_for_anew(front: Proxy, work: Hand, tmp_path: Path) -> None:
    account = an_account(front, work.user, "wrong")
    with pytest.raises(Refused, match=f"The server refused {work.user} or the password"):
        reading(account, tmp_path)
    assert account.secret not in secrets._known.secrets
    assert len(front.asked) == 1


def test_no_user_where_one_is_needed_is_said(front: Proxy, work: Hand) -> None:
    account = an_account(front, work.user)
    nobody = type(account)(f"{front.url}{work.user}/studio/", secrets.SecretPlace("work"))
    with pytest.raises(FeedError, match="name user in the settings"):
        look(nobody)


def test_nobody_there_is_being_offline(front: Proxy, hand: Hand, tmp_path: Path) -> None:
    account = an_account(front, hand.user)
    nowhere = type(account)("http://127.0.0.1:1/", account.secret)
    with pytest.raises(Offline):
        reading(nowhere, tmp_path)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_server_in_trouble_is_being_offline(front: Proxy, work: Hand, tmp_path: Path, status: int) -> None:
    front.meddle = lambda asked, ask: (status, {}, b"")
    with pytest.raises(Offline):
        reading(an_account(front, work.user), tmp_path)


def test_what_is_kept_is_private_and_holds_no_description(front: Proxy, hand: Hand, tmp_path: Path) -> None:
    hand.make("studio")
    hand.put("studio", "e", an_item(1, "Talk", "DESCRIPTION:what they must not see", "LOCATION:Pier 4"))
    _, kept = again(front, hand, tmp_path)
    there = [kept.folder.parent, kept.folder, *kept.folder.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in there if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in there if path.is_file()} == {0o600}
    texts = [path.read_text() for path in there if path.is_file()]
    assert any("Pier 4" in text for text in texts)
    assert not any("must not see" in text for text in texts)


def test_nothing_at_the_server_is_changed(front: Proxy, work: Hand, tmp_path: Path) -> None:
    before = [work.get("studio", f"e{number}") for number in range(3)]
    again(front, work, tmp_path)
    again(front, work, tmp_path)
    assert [work.get("studio", f"e{number}") for number in range(3)] == before
    assert {each.method for each in front.asked} <= {"PROPFIND", "REPORT"}


def test_what_a_reading_cut_off_left_behind_goes(front: Proxy, work: Hand, tmp_path: Path) -> None:
    _, kept = again(front, work, tmp_path)
    index = next(kept.folder.glob("*/.index.json"))
    stray = index.with_name("stray-0.ics")
    stray.write_text(an_item(8, "Stray"))
    index.unlink()
    assert titles(again(front, work, tmp_path)[1]) == ["Event 0", "Event 1", "Event 2"]
