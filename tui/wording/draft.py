"""What the screen of a draft says: its heading, what was found in it, and what was done with it."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.letter import CourtesyRule, DraftKind, Finding
from tui.wording.marks import DUE, KEPT
from tui.wording.plain import plain
from tui.wording.row import Part

HEADINGS: dict[DraftKind, str] = {
    DraftKind.HEADS_UP: "Heads-up",
    DraftKind.UPDATE: "Where it stands",
    DraftKind.NUDGE: "A friendly reminder",
    DraftKind.FIND_OUT: "Still on it",
    DraftKind.MISTAKE: "A mistake of yours",
    DraftKind.WRITE_UP: "What you agreed on the phone",
    DraftKind.AGREEMENTS: "How you work together",
}
_RULES: dict[CourtesyRule, str] = {
    CourtesyRule.TARGET_DATE: "your own date",
    CourtesyRule.OTHER_CLIENT: "another client",
    CourtesyRule.BLAME: "blame",
    CourtesyRule.TO_FILL_IN: "to fill in",
}
COPIED = "Copied. Paste it where you write."
SUBJECT_COPIED = "Subject copied. Paste it where you write."
OPENED = "Opened in your mail program. ctrl+s here once it is sent."
LEAVING = "Not sent. esc again throws your changes away, ctrl+y copies them first."

_LONGEST_WORDS = 40
_WIDEST_RULE = max(map(len, _RULES.values()))


def to_line(addresses: Sequence[str]) -> tuple[Part, ...]:
    """Say whom the draft goes to."""
    said = ", ".join(plain(address, 100) for address in addresses)
    if not said:
        return (("To  ", "dim"), ("nobody yet; put the address in where you send it", "faint"))
    return (("To  ", "dim"), (said, "plain"))


def saved_said(path: str) -> str:
    """Say where the file is."""
    return f"Saved as {plain(path, 200)}."


def found_lines(findings: Sequence[Finding], most: int) -> list[tuple[Part, ...]]:
    """Say what had better not be sent, two lines for each of the first `most`; or that all is well."""
    if not findings:
        return [
            (
                (f"{KEPT} ", "kept"),
                ("Nothing to mend. ", "plain"),
                ("Read it once more as if it came to you.", "dim"),
            )
        ]
    lines: list[tuple[Part, ...]] = []
    for each in findings[:most]:
        lines += [_found(each), _instead(each)]
    if len(findings) > most:
        lines.append(((f"  and {len(findings) - most} more further down", "faint"),))
    return lines


def _found(finding: Finding) -> tuple[Part, ...]:
    return (
        (f"{DUE} ", "due"),
        (_RULES[finding.rule].ljust(_WIDEST_RULE), "due"),
        (f"  “{plain(finding.words, _LONGEST_WORDS)}”", "plain"),
        (f"  {plain(finding.reason)}", "dim"),
    )


def _instead(finding: Finding) -> tuple[Part, ...]:
    blank = " " * (_WIDEST_RULE + 4)
    if finding.rule is CourtesyRule.TO_FILL_IN:
        return ((f"{blank}write it, or take the line out", "dim"),)
    if not finding.rewrite:
        return ((f"{blank}leave it out", "dim"),)
    return ((f"{blank}rather ", "dim"), (f"“{plain(finding.rewrite)}”", "plain"))
