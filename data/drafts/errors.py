"""What can go wrong with a draft."""

from __future__ import annotations

from pathlib import Path

from data.errors import FrontdeskError


class DraftError(FrontdeskError):
    """A text could not be made, saved or opened; the sentence says what was kept and what to do."""


class TemplateError(DraftError):
    """A template of the user's own cannot be used; the built-in text still can (`folder=None`)."""

    def __init__(self, path: Path, line: int, problem: str, name: str) -> None:
        sentence = problem if problem.endswith("?") else f"{problem.rstrip('.')}."
        super().__init__(
            f"{path}, line {line}: {sentence} Mend it with `frontdesk drafts edit {name}`; the "
            f"built-in text is used again after `frontdesk drafts reset {name}`, which keeps yours as a .bak."
        )
        self.path = path
        self.line = line
        self.problem = problem
