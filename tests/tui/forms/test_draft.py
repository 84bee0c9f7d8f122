"""The screen of a draft: what is found while one types, and what each key does with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from data.errors import FrontdeskError
from data.model.letter import Draft, DraftKind
from data.rules.courtesy import CourtesyFacts, check
from tests.tui.forms.conftest import Show, Stage
from tui.screens.draft import DraftAnswer, DraftScreen
from tui.widgets.fields import TextField
from tui.widgets.fields.letter import LetterField

DRAFT = Draft(
    DraftKind.HEADS_UP,
    ("dana@harbour.example",),
    "Checkout: a new date",
    "Hello Dana,\n\nit is Friday 4 December.\n",
)
FACTS = CourtesyFacts(
    target_on=date(2026, 12, 2), promised=(date(2026, 12, 4),), other_names=("Cove",), own_names=("Harbour",)
)


class Outside:
    """Where a draft is saved and opened, and whether that works."""

    def __init__(self) -> None:
        self.saved: list[Draft] = []
        self.opened: list[Draft] = []
        self.problem = ""
        self.done = Event()

    def save(self, draft: Draft) -> str:
        if self.problem:
            raise FrontdeskError(self.problem)
        self.saved.append(draft)
        return "drafts/one.eml"

    def open(self, draft: Draft) -> None:
        if self.problem:
            raise FrontdeskError(self.problem)
        self.opened.append(draft)


@pytest.fixture
def outside() -> Outside:
    return Outside()


def screen(outside: Outside, draft: Draft = DRAFT) -> DraftScreen:
    return DraftScreen(
        draft, check=lambda text: check(text, FACTS), save=outside.save, open_mail=outside.open
    )


def said(pilot: Pilot[None], part: str) -> str:
    return "".join(str(each.content) for each in pilot.app.screen.query(part).results(Static) if each.display)


def letter(pilot: Pilot[None]) -> LetterField:
    return pilot.app.screen.query_one(LetterField)


def answers(pilot: Pilot[None]) -> list[Any]:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answers


async def write(pilot: Pilot[None], text: str) -> None:
    """Write something at the end of the letter."""
    letter(pilot).move_cursor(letter(pilot).document.end)
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def test_it_shows_to_whom_about_what_and_the_text(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        assert "dana@harbour.example" in said(pilot, "#to")
        assert pilot.app.screen.query_one("#subject", TextField).value == DRAFT.subject
        assert letter(pilot).text == DRAFT.body.rstrip("\n")
        assert letter(pilot).has_focus
        assert "Nothing to mend" in said(pilot, "#found")


async def test_what_is_typed_is_looked_through_at_once(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await write(pilot, "\nCove kept me, so I aim for 2 Dec")
        found = said(pilot, "#found")
        assert "◐ another client  “Cove”" in found
        assert "◐ your own date   “2 Dec”" in found
        assert "rather “Friday 4 December”" in found
        for _ in range(40):
            await pilot.press("backspace")
        assert "Nothing to mend" in said(pilot, "#found")


async def test_the_subject_is_looked_through_too(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        pilot.app.screen.query_one("#subject", TextField).focus()
        await pilot.press("end", *" Cove")
        assert "“Cove”" in said(pilot, "#found")
        await pilot.press("enter")
        assert letter(pilot).has_focus


async def test_more_than_fits_is_counted(show: Show, outside: Outside) -> None:
    async with show(screen(outside), size=(80, 24)) as pilot:
        await write(pilot, "\nCove. Cove. Cove. Cove. Cove")
        assert said(pilot, "#found").count("Cove") == 2
        assert "and 3 more" in said(pilot, "#found")
        assert letter(pilot).size.height >= 5


async def test_copy_takes_the_text_as_it_is_now(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("X", "ctrl+y")
        assert pilot.app.clipboard == "X" + DRAFT.body.rstrip("\n")
        assert "Copied. Paste it where you write." in said(pilot, "#told")
        pilot.app.screen.query_one("#subject", TextField).focus()
        await pilot.press("ctrl+y")
        assert pilot.app.clipboard == DRAFT.subject
        assert "Subject copied." in said(pilot, "#told")


async def test_an_unchanged_text_is_given_back_exactly_as_it_came(show: Show, outside: Outside) -> None:
    draft = replace(DRAFT, body="Hi \u2764\ufe0f\n\n\x1b[31m[/] [red]x\n")
    async with show(screen(outside, draft)) as pilot:
        assert "\x1b" not in letter(pilot).text
        await pilot.press("ctrl+e")
        assert outside.saved == [draft]


async def test_what_is_pasted_cannot_reach_the_terminal(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await write(pilot, "a\x1b[2Jb\u202ec\r\nd")
        assert letter(pilot).text.endswith("a [2Jbc\nd")
        await pilot.press("ctrl+z")
        assert letter(pilot).text == DRAFT.body.rstrip("\n")
        await pilot.press("ctrl+shift+z")
        assert letter(pilot).text.endswith("\nd")


async def test_save_says_where(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("ctrl+e")
        assert outside.saved == [DRAFT]
        assert "Saved as drafts/one.eml." in said(pilot, "#told")


async def test_open_hands_it_to_the_mail_program(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.app.workers.wait_for_complete()
        assert outside.opened == [DRAFT]
        assert "Opened in your mail program." in said(pilot, "#told")


@pytest.mark.parametrize("key", ["ctrl+e", "ctrl+o"])
async def test_what_does_not_work_is_said_and_nothing_is_lost(show: Show, outside: Outside, key: str) -> None:
    outside.problem = "No [/] room. Copy it instead."
    async with show(screen(outside)) as pilot:
        await pilot.press("X", key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert outside.problem in said(pilot, "#told")
        assert letter(pilot).text.startswith("XHello")
        assert answers(pilot) == []


async def test_sent_answers_with_the_draft_as_it_is_now(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("X", "ctrl+s")
        body = "X" + DRAFT.body.rstrip("\n")
        assert answers(pilot) == [DraftAnswer(sent=True, draft=replace(DRAFT, body=body))]


async def test_what_was_pointed_at_and_changed_is_counted(show: Show, outside: Outside) -> None:
    open_place = replace(DRAFT, body=f"{DRAFT.body}What happened: […]")
    async with show(screen(outside, open_place)) as pilot:
        await write(pilot, " Cove kept me until 2 Dec")
        for _ in range(len("2 Dec")):
            await pilot.press("backspace")
        await pilot.press("ctrl+s")
        (answer,) = answers(pilot)
    assert (answer.hints, answer.followed) == (2, 1)


async def test_esc_leaves_at_once_when_nothing_was_changed(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("escape")
        assert answers(pilot) == [None]


async def test_esc_asks_once_when_something_was(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("X", "escape")
        assert answers(pilot) == []
        assert "esc again" in said(pilot, "#told")
        await pilot.press("Y")
        assert said(pilot, "#told") == ""
        await pilot.press("escape", "escape")
        assert answers(pilot) == [None]


async def test_what_was_copied_is_not_lost_by_leaving(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("X", "ctrl+y", "escape")
        (answer,) = answers(pilot)
        assert isinstance(answer, DraftAnswer)
        assert not answer.sent
        assert answer.draft.body.startswith("XHello")


async def test_a_clipboard_of_the_callers_own(show: Show, outside: Outside) -> None:
    copied: list[str] = []
    question = DraftScreen(
        DRAFT, check=lambda _: (), save=outside.save, open_mail=outside.open, copy=copied.append
    )
    async with show(question) as pilot:
        await pilot.press("ctrl+y")
        assert copied == [DRAFT.body]


async def test_text_from_outside_is_never_markup(show: Show, outside: Outside) -> None:
    hostile = Draft(DraftKind.NUDGE, ("[/]@x.example",), "[red]x[/] [/]", "[/] [bold]Cove[/bold] [link=x]")
    async with show(screen(outside, hostile)) as pilot:
        assert "[/]@x.example" in said(pilot, "#to")
        assert "“Cove”" in said(pilot, "#found")
        await pilot.press("ctrl+y")
        assert pilot.app.clipboard == hostile.body


async def test_without_an_address_it_says_what_to_do(show: Show, outside: Outside) -> None:
    async with show(screen(outside, replace(DRAFT, to=()))) as pilot:
        assert "nobody yet" in said(pilot, "#to")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
@pytest.mark.parametrize("palette", ["frontdesk-dark", "frontdesk-light", "frontdesk-sixteen"])
async def test_every_key_is_seen_at_every_size(
    show: Show, outside: Outside, size: tuple[int, int], palette: str
) -> None:
    async with show(screen(outside), size=size, palette=palette) as pilot:
        picture = pilot.app.export_screenshot(simplify=True)
        box = pilot.app.screen.query_one("#box")
        keys = Content.from_markup(str(box.border_subtitle)).plain
        assert len(keys) <= box.size.width
        for key in ("ctrl+y", "ctrl+e", "ctrl+o", "ctrl+s", "esc"):
            assert key in keys
            assert key in picture


async def test_resizing_keeps_everything_in_sight(show: Show, outside: Outside) -> None:
    async with show(screen(outside)) as pilot:
        await pilot.press("X")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert letter(pilot).text.startswith("XHello")
        assert "sent: log it" not in str(pilot.app.screen.query_one("#box").border_subtitle)
