"""A look at the mail: in one of its windows, or outside the plan (SERVICE.md 2.4)."""

from __future__ import annotations

from datetime import datetime

from data.values import frozen


@frozen
class MailCheck:
    """The freelancer went through the mail that waits, or had what was held back shown.

    So did who dealt with a mail within a window; with what is urgent or nearly late one may any time.
    """

    at: datetime
    window_at: datetime | None = None
    """The opening of the mail window it was made in, as the settings were then; None: outside the plan."""
    id: int = 0

    @property
    def planned(self) -> bool:
        """Whether it was made within a mail window."""
        return self.window_at is not None
