"""Mailboxes and calendars: reading them, how they are doing, and what became of each letter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from data.desk.intake.outcome import Patience
from data.desk.intake.reading import Progress, Stop, read_all
from data.errors import SettingsError
from data.model.source import Skipped, SourceState
from data.store import clients, mail, skips, sources
from data.values import frozen

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.desk.intake.listening import Listening
    from data.store.mail import StoredLetter


@frozen
class LetterVerdict:
    """What became of one file of a mailbox."""

    message_id: str
    file: str
    folder: str
    verdict: str
    reason: str
    rule: str
    source: str
    client: str
    subject: str


class Sources:
    """What comes in from outside. Reading happens in any thread; nothing outside is ever changed."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._patience = Patience()

    def states(self) -> tuple[SourceState, ...]:
        """Give how each source of the settings is doing, in their order; unread ones too."""
        known = {state.name: state for state in sources.states(self._core.reader)}
        feeds = self._core.settings.named_feeds()
        return tuple(known.get(name, SourceState(name, feed.kind)) for name, feed in feeds.items())

    def sync(
        self,
        progress: Progress | None = None,
        stop: Stop = lambda: False,
        *,
        only: Collection[str] | None = None,
        asked: bool = True,
    ) -> tuple[SourceState, ...]:
        """Read every source of the settings, or those named; one that fails says so and stops no other.

        `progress` is told in words how far it is, a few times a second; `stop` is asked between batches, and
        what was read until then stays read. Unless somebody `asked`, a source that refused us rests a while,
        and that one worked once more is noted every ten minutes only.
        """
        if self._core.store.read_only:
            return self.states()
        self._follow_settings()
        if asked:
            self._patience.forget()
        tell = progress or (lambda _: None)
        states = read_all(self._core, tell, stop, self._patience, only, asked=asked)
        # Here, too, since time alone takes promises out of the file, and it may have been deleted meanwhile.
        self._core.follow()
        return states

    def _follow_settings(self) -> None:
        """Know of every source before any is read: what no settings name would be let go of."""
        from data.desk.setup import Setup

        with suppress(SettingsError):  # whoever shows the settings says what is wrong with them
            Setup(self._core).follow()

    def skipped(self, name: str) -> tuple[Skipped, ...]:
        """Give what the last reading of a source did not understand, and why."""
        return tuple(skips.of_source(self._core.reader, name))

    def listen(self, news: Callable[[str], None]) -> Listening:
        """Listen to the sources that can tell news by themselves; `news` is called from other threads.

        It is told which source has something new. Listening to one begins with `follow` after it was read
        without trouble; whoever listens also has to say when to stop.
        """
        from data.desk.intake.listening import Listening

        return Listening(self._core, news)

    def verdicts(self, source: str | None = None) -> tuple[LetterVerdict, ...]:
        """Give what became of each file that was read, of one mailbox or of all."""
        names = {client.id: client.name for client in clients.all_(self._core.reader)}
        return tuple(_told(row, names) for row in mail.verdicts(self._core.reader, source))

    def why(self, name: str) -> tuple[str, ...]:
        """Say in sentences what was made of a message, found by its Message-ID or its file."""
        from data.feeds.mail.explain import explain
        from data.feeds.mail.letter import Letter
        from data.feeds.mail.verdict import Kind, Verdict

        rows = mail.by_message_id(self._core.reader, name)
        rows = rows or [
            full
            for row in mail.verdicts(self._core.reader)
            if name in (row.file, row.key, row.file.rpartition("/")[2])
            for full in mail.by_message_id(self._core.reader, row.message_id)
            if full.id == row.id
        ]
        return tuple(
            f"{row.folder}: "
            + explain(
                Verdict(Kind(row.verdict or "skipped"), row.reason, row.rule, row.client_id, row.sender),
                Letter.from_json(row.facts),
            )
            for row in rows
        )


def _told(row: StoredLetter, names: dict[int, str]) -> LetterVerdict:
    return LetterVerdict(
        message_id=row.message_id,
        file=row.file,
        folder=row.folder,
        verdict=row.verdict or "skipped",
        reason=row.reason,
        rule=row.rule,
        source=row.source,
        client=names.get(row.client_id, "") if row.client_id else "",
        subject=row.subject,
    )
