"""A draft to a client, read once more and changed, then copied, saved or opened where mail is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from data.errors import FrontdeskError
from data.model.letter import CourtesyRule, Draft, Finding
from data.values import frozen
from tui.screens.modal import LOW, Keys, Modal
from tui.widgets.fields import TextField
from tui.widgets.fields.field import toned
from tui.widgets.fields.letter import LetterField
from tui.wording import draft as words
from tui.wording.marks import KEPT
from tui.wording.plain import plain

Check = Callable[[str], tuple[Finding, ...]]
"""Looks a text through."""

_ROOMY = 100
"""Columns of the terminal from which the keys are said in full."""


@frozen
class DraftAnswer:
    """What became of a draft."""

    sent: bool
    """Whether it was sent, as the user says; else it was only copied, saved or opened."""
    draft: Draft
    """As it was last."""
    hints: int = 0
    """What was pointed at while it was read and changed."""
    followed: int = 0
    """How many of those words are not in it any more."""


class DraftScreen(Modal[DraftAnswer]):
    """Shows a draft with what had better not be sent in it, live. The program itself sends nothing."""

    AUTO_FOCUS = "LetterField"
    DEFAULT_CSS = """
    DraftScreen {
        background: $background;

        & #box { width: 96; height: 92%; padding: 1 1 0 1; }
        & #to, & #found { padding: 0 2; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #to { height: 1; }
        & #found { height: auto; max-height: 9; }
        & #told { padding: 0 2; }

        &.-low #box { height: 100%; padding: 0 1; }
        &.-low #to, &.-low #found { margin-bottom: 0; }
        &.-low #found { max-height: 5; }
    }
    """
    # Before those of the text: there ctrl+y and ctrl+e would redo and go to the end of the line.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+y",
            "copy_text",
            "Copy",
            id="draft.copy",
            tooltip="Copy the text; in the subject, the subject",
            priority=True,
        ),
        Binding(
            "ctrl+e",
            "save_mail",
            "Save as .eml",
            id="draft.save",
            tooltip="Save it as a mail that your mail program opens for sending",
            priority=True,
        ),
        Binding(
            "ctrl+o",
            "open_mail",
            "Open in mail program",
            id="draft.open",
            tooltip="Open it in your mail program, to be sent from there",
            priority=True,
        ),
        Binding(
            "ctrl+s",
            "sent",
            "Sent: log it",
            id="draft.sent",
            tooltip="You have sent it: log it as a contact and close",
            priority=True,
        ),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("ctrl+y", "copy"),
        ("ctrl+e", "save as .eml"),
        ("ctrl+o", "mail program"),
        ("ctrl+s", "sent: log it"),
        ("esc", "back"),
    )
    SHORT_KEYS: ClassVar[Keys] = (
        ("ctrl+y", "copy"),
        ("ctrl+e", ".eml"),
        ("ctrl+o", "mail"),
        ("ctrl+s", "sent"),
        ("esc", "back"),
    )

    def __init__(
        self,
        draft: Draft,
        *,
        check: Check,
        save: Callable[[Draft], object],
        open_mail: Callable[[Draft], object],
        copy: Callable[[str], object] | None = None,
    ) -> None:
        """Show a draft.

        `save` stores it and gives where; `open_mail` opens it elsewhere and may take a while; both raise a
        FrontdeskError whose sentence is shown. `copy` is the terminal's clipboard unless given.
        """
        super().__init__()
        self._draft = draft
        self._check = check
        self._save = save
        self._open_mail = open_mail
        self._copy = copy
        self._handed_out: Draft | None = None
        self._warned = False
        self._hinted: set[tuple[CourtesyRule, str]] = set()

    def heading(self) -> str:
        """Say what kind of message it is."""
        return words.HEADINGS[self._draft.kind]

    def body(self) -> Iterable[Widget]:
        """Give the address, the subject, the text and what was found in them."""
        yield Static(toned(*words.to_line(self._draft.to)), id="to", markup=False)
        yield TextField("Subject", self._draft.subject, id="subject")
        yield LetterField("Text", self._draft.body, id="letter")
        yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        """Look it through at once."""
        self._show_found()
        self._fit_keys()

    def on_resize(self) -> None:
        """Say the keys as there is room for them, and as many findings."""
        self._fit_keys()
        self._show_found()

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        subject = " ".join(self.query_one("#subject", TextField).text.split())
        return replace(self._draft, subject=subject, body=self.query_one(LetterField).letter)

    @property
    def touched(self) -> bool:
        """Whether there is something here that is nowhere else."""
        return self.draft not in (self._draft, self._handed_out)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What had better not be sent, in the subject and in the text."""
        draft = self.draft
        return (*self._check(draft.subject), *self._check(draft.body))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._warned = False
        self.tell("")
        self._show_found()

    @on(Input.Submitted)
    def _subject_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(LetterField).focus()

    def action_copy_text(self) -> None:
        """Copy the text, or the subject when the cursor is in it."""
        draft = self.draft
        in_subject = isinstance(self.focused, TextField)
        (self._copy or self.app.copy_to_clipboard)(draft.subject if in_subject else draft.body)
        if in_subject:
            self._say_done(words.SUBJECT_COPIED)
        else:
            self._handed_out = draft
            self._say_done(words.COPIED)

    def action_save_mail(self) -> None:
        """Save it as a file that a mail program opens."""
        draft = self.draft
        try:
            path = self._save(draft)
        except FrontdeskError as problem:
            self.tell(str(problem))
        else:
            self._handed_out = draft
            self._say_done(words.saved_said(str(path)))

    def action_open_mail(self) -> None:
        """Open it in the mail program; that may take a moment, so it is waited for in the background."""
        self.run_worker(self._opened(self.draft), exclusive=True, group="open-mail")

    async def _opened(self, draft: Draft) -> None:
        from asyncio import to_thread

        try:
            await to_thread(self._open_mail, draft)
        except FrontdeskError as problem:
            self.tell(str(problem))
        else:
            self._handed_out = draft
            self._say_done(words.OPENED)

    def action_sent(self) -> None:
        """Answer that it was sent."""
        still = self._hints(self.findings)
        self.dismiss(
            DraftAnswer(True, self.draft, hints=len(self._hinted), followed=len(self._hinted - still))
        )

    def action_leave(self) -> None:
        """Leave; when something would be lost, only the second time."""
        if self.touched and not self._warned:
            self._warned = True
            self.tell(words.LEAVING, serious=False)
            return
        handed_out = self._handed_out
        self.dismiss(DraftAnswer(sent=False, draft=handed_out) if handed_out is not None else None)

    def _say_done(self, sentence: str) -> None:
        self._warned = False
        self.tell(sentence, serious=False)
        self.query_one("#told", Static).update(toned((f"{KEPT} ", "kept"), (plain(sentence), "plain")))

    def _show_found(self) -> None:
        most = 2 if self.app.size.height < LOW else 4
        findings = self.findings
        self._hinted |= self._hints(findings)
        lines = words.found_lines(findings, most)
        self.query_one("#found", Static).update(Content("\n").join(toned(*line) for line in lines))

    def _hints(self, findings: Iterable[Finding]) -> set[tuple[CourtesyRule, str]]:
        """Give what was pointed at; a place left open by a template is none of it."""
        return {(each.rule, each.words) for each in findings if each.rule is not CourtesyRule.TO_FILL_IN}

    def _fit_keys(self) -> None:
        self.say_keys(self.KEYS if self.app.size.width >= _ROOMY else self.SHORT_KEYS)
