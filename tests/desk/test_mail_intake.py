"""A mailbox that lives: what comes, goes and is answered, and what the user says about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from data.desk import Desk
from data.errors import WrongUse
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Answer, Channel, Direction, Outcome
from tests.desk.conftest import Hand
from tests.feeds.mail.post import NOW, Post, at

Open = Callable[[str], Desk]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    office = Post(tmp_path / "mail")
    office.jo("hello", 1)  # so that there is a Sent folder
    return office


@pytest.fixture
def box(post: Post, clock: Hand) -> str:
    """The settings of the mailbox."""
    clock.at = NOW
    return settings_of(post)


def settings_of(post: Post, more: str = "", *, settle: int = 0) -> str:
    return (
        f'[replies]\nsettle_days = {settle}\n\n[[mail]]\nname = "studio"\nkind = "maildir"\n'
        f'path = "{post.root}"\nme = ["jo@studio.example"]\n{more}'
    )


@pytest.fixture
def desk(open_desk: Open, box: str) -> Desk:
    return open_desk(box)


@pytest.fixture
def birch(desk: Desk) -> Client:
    return desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))


def waiting(desk: Desk) -> list[str | None]:
    """Give the ids of the newest message of each exchange that waits."""
    return [item.newest_id and item.newest_id.partition("@")[0] for item in desk.today().waiting]


def verdict(desk: Desk, name: str) -> str:
    (row,) = [row for row in desk.sources.verdicts() if row.message_id == f"{name}@x.example"]
    return f"{row.verdict} {row.reason}".strip()


def test_a_question_waits_until_it_is_answered_by_mail(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    desk.sources.sync()
    assert waiting(desk) == ["m1"]
    post.jo("o1", answers="m1")
    desk.sources.sync()
    assert waiting(desk) == []
    assert verdict(desk, "m1") == "answered reply"
    post.ann("m2", 12, answers="m1 o1")
    desk.sources.sync()
    assert waiting(desk) == ["m2"]
    (item,) = desk.today().waiting
    assert [touch.message_id for touch in desk.waiting.messages(item.thread_id)] == [
        f"{name}@x.example" for name in ("m2", "o1", "m1")
    ]


def test_nothing_in_the_mailbox_is_touched(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    post.ann("m2", flags="")

    def state() -> list[tuple[str, int, bytes]]:
        files = [path for path in sorted(post.root.rglob("*")) if path.is_file()]
        return [(str(path), path.stat().st_mtime_ns, path.read_bytes()) for path in files]

    before = state()
    desk.sources.sync()
    (item, *_) = desk.today().waiting
    desk.waiting.answered(item.thread_id, Answer.NO_REPLY_NEEDED)
    desk.sources.sync()
    assert state() == before


def test_a_letter_that_was_moved_keeps_its_contact(desk: Desk, birch: Client, post: Post) -> None:
    file = post.ann("m1")
    desk.sources.sync()
    (before,) = [each for each in desk.clients.contacts(birch.id) if each.subject == "Case m1"]
    archive = post.root / "Archive" / "cur"
    archive.mkdir(parents=True)
    file.rename(archive / "1793999999.M77.host:2,S")
    desk.sources.sync()
    (after,) = [each for each in desk.clients.contacts(birch.id) if each.subject == "Case m1"]
    assert after.id == before.id


def test_a_call_can_answer_a_mail_and_undo_takes_it_back(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.contacts.log(
        ContactDraft(
            Channel.CALL, Direction.OUT, birch.id, NOW, outcome=Outcome.SPOKE, answers=(item.thread_id,)
        )
    )
    assert waiting(desk) == []
    desk.sources.sync()
    assert waiting(desk) == []
    desk.undo()
    assert waiting(desk) == ["m1"]
    assert verdict(desk, "m1") == "unanswered"


@pytest.mark.parametrize("how", [Answer.NO_REPLY_NEEDED, Answer.CALL, Answer.NOT_CLIENT_MATTER])
def test_the_users_word_holds_until_the_client_writes_again(
    desk: Desk, birch: Client, post: Post, how: Answer
) -> None:
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.waiting.answered(item.thread_id, how)
    assert waiting(desk) == []
    assert verdict(desk, "m1").startswith("not_counted" if how is Answer.NOT_CLIENT_MATTER else "answered")
    desk.sources.sync()
    assert waiting(desk) == []
    with pytest.raises(WrongUse):
        desk.waiting.answered(item.thread_id, how)
    post.ann("m2", 12, answers="m1")
    desk.sources.sync()
    assert waiting(desk) == ["m2"]
    assert desk.today().waiting[0].waiting_since_id == "m2@x.example"


def test_sleep_outlasts_thanks_and_ends_with_a_question(
    desk: Desk, birch: Client, post: Post, clock: Hand
) -> None:
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    clock.turn(minutes=1)
    desk.waiting.snooze(item.thread_id, clock.at.replace(hour=15))
    assert waiting(desk) == []
    assert [thread.id for thread in desk.waiting.snoozed()] == [item.thread_id]
    post.jo("o1", 13, answers="hello", To="someone@else.example")
    post.ann("m2", 14, answers="m1", body="Thank you!\n")
    desk.sources.sync()
    post.ann("m3", 15, answers="m1", body="And on Sundays?\n")
    desk.sources.sync()
    assert waiting(desk) == ["m3"]


def test_waking_and_urgency(desk: Desk, birch: Client, post: Post, clock: Hand) -> None:
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    with pytest.raises(WrongUse):
        desk.waiting.snooze(item.thread_id, clock.at)
    desk.waiting.snooze(item.thread_id, clock.at.replace(hour=15))
    desk.waiting.wake(item.thread_id)
    desk.waiting.mark_urgent(item.thread_id, True)
    (item,) = desk.today().waiting
    assert (item.urgent, item.limit_minutes) == (True, 60)
    desk.sources.sync()
    assert desk.today().waiting[0].urgent


def test_what_waited_long_when_first_read_is_from_before(open_desk: Open, post: Post, clock: Hand) -> None:
    clock.at = NOW
    desk = open_desk(settings_of(post, settle=2))
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("old", 1)
    post.ann("young", 80)
    desk.sources.sync()
    assert waiting(desk) == ["young"]
    assert desk.today().from_before == 1
    (thread,) = desk.waiting.from_before()
    desk.waiting.wake(thread.id)
    assert sorted(map(str, waiting(desk))) == ["old", "young"]
    desk.undo()
    post.ann("again", 90, answers="old")
    desk.sources.sync()
    assert sorted(map(str, waiting(desk))) == ["again", "young"]


def test_flags_moves_and_deletions_are_followed(desk: Desk, birch: Client, post: Post) -> None:
    answered, filed, thrown = post.ann("m1"), post.ann("m2"), post.ann("m3")
    desk.sources.sync()
    assert sorted(map(str, waiting(desk))) == ["m1", "m2", "m3"]
    answered.rename(answered.with_name(answered.name + "R"))
    filed.unlink()
    (post.root / "Trash" / "cur").mkdir(parents=True)
    (post.root / "Trash" / "new").mkdir()
    thrown.rename(post.root / "Trash" / "cur" / thrown.name)
    desk.sources.sync()
    assert waiting(desk) == []
    assert verdict(desk, "m1") == "answered answered flag"
    assert verdict(desk, "m2") == "not_counted filed"


def test_who_is_this(desk: Desk, post: Post) -> None:
    post.ann("m1", From="Ines Aral <ines@aral.example>")
    post.ann("m2", From="Kim <kim@pots.example>")
    post.ann("m3", From="Tom <tom@spam.example>")
    desk.sources.sync()
    assert waiting(desk) == []
    tray = {sender.address: sender.name for sender in desk.matching.unknown_senders()}
    assert tray == {"ines@aral.example": "Ines Aral", "kim@pots.example": "Kim", "tom@spam.example": "Tom"}
    made = desk.matching.make_client("ines@aral.example", "Aral Ceramics")
    assert waiting(desk) == ["m1"]
    desk.matching.add_to_client("kim@pots.example", made.id)
    assert sorted(map(str, waiting(desk))) == ["m1", "m2"]
    desk.matching.ignore("tom@spam.example")
    assert desk.matching.unknown_senders() == ()
    for _ in range(3):
        desk.undo()
    assert waiting(desk) == []
    assert desk.clients.all() == ()
    assert len(desk.matching.unknown_senders()) == 3
    desk.sources.sync()
    assert waiting(desk) == []


def test_people_and_domains_bring_their_letters_with_them(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1", From="Bo <bo@elsewhere.example>")
    post.ann("m2", From="Cy <cy@sub.birch.example>")
    desk.sources.sync()
    bo = desk.clients.add_person(Person(birch.id, "Bo", addresses=("bo@elsewhere.example",)))
    assert waiting(desk) == ["m1"]
    desk.clients.delete_person(bo.id)
    assert waiting(desk) == []
    desk.clients.delete(birch.id)
    desk.clients.add(Client("Birch & Co", domains=("birch.example",)))
    assert waiting(desk) == ["m2"]


def test_a_reading_cut_off_is_made_good_by_the_next(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")

    def cut(said: str) -> None:
        if "read" in said:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.sources.sync(cut)
    assert waiting(desk) == []
    desk.sources.sync()
    assert waiting(desk) == ["m1"]


def test_a_reading_that_was_stopped_goes_on(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    assert desk.sources.sync(stop=lambda: True) == ()
    asked = iter([False, True, True, True])
    desk.sources.sync(stop=lambda: next(asked, True))
    desk.sources.sync()
    assert waiting(desk) == ["m1"]


def test_other_settings_of_a_mailbox_read_it_anew(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box)
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    post.ann("m2", folder="Birch")
    post.ann("m3", To="jo@new.example")
    desk.sources.sync()
    assert waiting(desk) == ["m1"]
    wider = open_desk(settings_of(post, 'watch = ["INBOX", "Birch"]\n'))
    wider.sources.sync()
    assert sorted(map(str, waiting(wider))) == ["m1", "m2"]
    mine = open_desk(
        settings_of(post, 'watch = ["Birch", "INBOX"]\n').replace('["jo@s', '["jo@new.example", "jo@s')
    )
    mine.sources.sync()
    assert sorted(map(str, waiting(mine))) == ["m1", "m2", "m3"]
    contacts = [touch.message_id for touch in mine.clients.contacts(mine.clients.by_name("Birch").id)]
    assert len(contacts) == len(set(contacts))
    narrow = open_desk(settings_of(post))
    narrow.sources.sync()
    assert waiting(narrow) == ["m1"]


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_reading_anew_under_other_settings_goes_on_after_it_was_cut_off(
    open_desk: Open, post: Post, clock: Hand, tmp_path: Path, kind: str
) -> None:
    """What it did not get to must not be taken for read: nobody would ever be seen to wait there."""
    clock.at = NOW
    files = {name: post.ann(name, folder=folder) for name, folder in (("m1", "INBOX"), ("m2", "Birch"))}
    for file in files.values():
        os.utime(file, (at(10).timestamp(), at(10).timestamp()))
    settings = settings_of(post)
    if kind == "mbox":
        boxes = tmp_path / "boxes"
        boxes.mkdir()
        for file in (*files.values(), *(post.root / "Sent" / "cur").iterdir()):
            text = f"From ann@birch.example Mon Nov  2 10:00:00 2026\n{file.read_text()}"
            (boxes / file.parent.parent.name).write_text(text)
        settings = settings.replace("maildir", "mbox").replace(str(post.root), str(boxes))
    narrow = open_desk(f"{settings}look_back_days = 2\n")
    narrow.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    narrow.sources.sync()
    assert waiting(narrow) == []
    wider = open_desk(f'{settings}look_back_days = 90\nwatch = ["INBOX", "Birch"]\n')
    asked = iter([False, True])
    wider.sources.sync(stop=lambda: next(asked, True))
    wider.sources.sync()
    assert sorted(map(str, waiting(wider))) == ["m1", "m2"]


def test_a_missing_mailbox_says_so_and_stops_nothing_else(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box + '\n[[mail]]\nname = "gone"\nkind = "mbox"\npath = "no/such/file"\n')
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    studio, gone = desk.sources.sync()
    assert studio.error == ""
    assert "no/such/file" in gone.error
    assert waiting(desk) == ["m1"]
    assert any("no/such/file" in notice.text for notice in desk.today().notices)
    away = post.root.with_name("away")
    post.root.rename(away)
    studio, _ = desk.sources.sync()
    assert studio.error
    assert waiting(desk) == ["m1"]
    away.rename(post.root)
    studio, _ = desk.sources.sync()
    assert studio.error == ""
    assert waiting(desk) == ["m1"]


def test_a_source_taken_out_of_the_settings_is_forgotten(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box)
    post.ann("m1")
    desk.sources.sync()
    less = open_desk("")
    assert less.sources.sync() == ()
    assert less.sources.verdicts() == ()


def test_a_quiet_mailbox_is_not_even_listed(
    desk: Desk, birch: Client, post: Post, clock: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.ann("m1")
    for folder in post.root.rglob("*"):
        os.utime(folder, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    desk.sources.sync()
    import data.feeds.mail.maildir as maildir

    def never(*_: object) -> None:
        raise AssertionError("the mailbox was read though nothing in it moved")

    monkeypatch.setattr(maildir, "read_maildir", never)
    desk.sources.sync()
    assert waiting(desk) == ["m1"]


def test_why_says_it_in_a_sentence(desk: Desk, birch: Client, post: Post) -> None:
    file = post.ann("m1")
    desk.sources.sync()
    for name in ("m1@x.example", file.name, f"INBOX/cur/{file.name}"):
        (said,) = desk.sources.why(name)
        assert "ann@birch.example is a client" in said
    assert desk.sources.why("nobody@x.example") == ()


def test_a_mailbox_under_another_name_is_the_same(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box)
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    desk.waiting.mark_urgent(item.thread_id, True)
    renamed = open_desk(box.replace('name = "studio"', 'name = "work"'))
    renamed.sources.sync()
    (item,) = renamed.today().waiting
    assert item.urgent
    assert len(renamed.clients.contacts(item.client_id)) == len(["hello", "m1"])
    assert [state.name for state in renamed.sources.states()] == ["work"]


def test_nobody_waits_in_a_mailbox_that_is_read_no_more(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box)
    client = desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    desk.sources.sync()
    without = open_desk("")
    without.sources.sync()
    assert without.today().waiting == ()
    assert len(without.clients.contacts(client.id)) == len(["hello", "m1"])
    again = open_desk(box)
    again.sources.sync()
    assert waiting(again) == ["m1"]
    assert len(again.clients.contacts(client.id)) == len(["hello", "m1"])


@pytest.mark.parametrize(
    "client",
    [
        Client("Birch", domains=("@Birch.example",)),
        Client("Birch", addresses=("Ann Bell <Ann@Birch.Example>",)),
        Client("Birch", addresses=("ann+work@birch.example",)),
    ],
)
def test_a_later_client_gets_the_mail_however_the_address_is_written(
    desk: Desk, post: Post, client: Client
) -> None:
    post.ann("m1")
    post.jo("o1", 11, To="ann@birch.example", Subject="Something else")
    desk.sources.sync()
    made = desk.clients.add(client)
    assert waiting(desk) == ["m1"]
    assert {touch.message_id for touch in desk.clients.contacts(made.id)} == {
        f"{name}@x.example" for name in ("hello", "m1", "o1")
    }
    assert desk.matching.unknown_senders() == ()


def test_another_address_of_mine_counts_at_once(open_desk: Open, box: str, post: Post) -> None:
    desk = open_desk(box)
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1", To="hello@birch.example, jo@else.example")
    for folder in post.root.rglob("*"):
        os.utime(folder, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    desk.sources.sync()
    assert waiting(desk) == []
    mine = open_desk(box.replace('me = ["', 'me = ["jo@else.example", "'))
    mine.sources.sync()
    assert waiting(mine) == ["m1"]


def test_flags_are_followed_after_a_longer_look_back(open_desk: Open, post: Post, clock: Hand) -> None:
    clock.at = NOW
    file = post.ann("m1")
    os.utime(file, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    short = open_desk(settings_of(post, "look_back_days = 1\n"))
    short.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    short.sources.sync()
    assert waiting(short) == []
    longer = open_desk(settings_of(post, "look_back_days = 30\n"))
    longer.sources.sync()
    assert waiting(longer) == ["m1"]
    file.rename(file.with_name(file.name + "R"))
    longer.sources.sync()
    assert waiting(longer) == []


def test_mail_that_comes_while_one_decides_is_not_lost(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    desk.sources.sync()
    (item,) = desk.today().waiting
    post.ann("m2", 12, answers="m1")
    desk.sources.sync()
    desk.waiting.snooze(item.thread_id, NOW.replace(hour=15))
    desk.waiting.wake(item.thread_id)
    assert waiting(desk) == ["m2"]


def test_what_was_closed_by_thanks_can_wait_after_all(desk: Desk, birch: Client, post: Post) -> None:
    post.ann("m1")
    post.jo("o1", 11, answers="m1")
    post.ann("m2", 12, answers="m1 o1", body="Thank you!\n")
    desk.sources.sync()
    assert waiting(desk) == []
    (letter,) = desk.waiting.closed_by_thanks()
    desk.waiting.reopen(letter.message_id)
    assert waiting(desk) == ["m2"]
    assert desk.waiting.closed_by_thanks() == ()
    desk.undo()
    assert waiting(desk) == []
