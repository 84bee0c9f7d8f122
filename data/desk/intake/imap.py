"""Takes a mail account on a server in, as `mail` does a mailbox on this machine."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.desk.intake.letters import LetterIntake, all_judged, summed_up
from data.desk.intake.mail_before import Before
from data.errors import FeedError
from data.model.source import Around, Place, SourceState
from data.store import mail

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.feeds.mail.events import Event
    from data.feeds.mail.imap.account import Account
    from data.settings import ImapSettings


def take_in(
    core: Core,
    box: ImapSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> SourceState:
    """Read what is new in an account; give how it went. Stopped in between, the next reading goes on."""
    now = core.now()
    with core.reading() as db:
        before = Before.on_server(db, state.name, box)
        mine = judging.my_addresses(core, db)
        judged = all_judged(core, db, state.name)
    told = partial(_tell, progress, box.name)
    events = _events(core, state.name, box, before, mine, told, stop)
    try:
        first = list(islice(events, 1))
        if not first and judged and not before.stale and state.last_read_at and not stop():
            return replace(state, last_read_at=now, error="")
        intake = LetterIntake(core, state.name, before, now)
        intake.begin(box, state)
        error = intake.read_all(chain(first, events), lambda _: None, stop)
    finally:
        events.close()
    state = replace(state, first_read_at=state.first_read_at or now)
    if stop():
        return state
    intake.judge(state, progress)
    if error is not None:
        raise error
    intake.finish(box, "")
    return summed_up(core, state, now, intake.aliases)


def account_of(box: ImapSettings) -> Account:
    """Give what reading needs to know of an account."""
    from data.feeds.mail.imap.account import Account
    from data.feeds.secrets import SecretPlace

    place = SecretPlace(
        box.name,
        command=box.token_command or box.password_command,
        service=box.host if box.keyring else "",
        user=box.user,
    )
    return Account(
        box.host,
        box.usual_port,
        box.user,
        place,
        by_token=bool(box.token_command),
        security=box.security,
        ca_file=box.ca_file,
        watch=box.watch,
        sent=box.sent,
    )


def look_around(box: ImapSettings, now: datetime, stop: Callable[[], bool]) -> Around:
    """Log in and say what folders there are and how much lies in them. Nothing is kept.

    FeedError says in a sentence what does not work and what to do about it.
    """
    from data.feeds.mail.imap.trial import try_account
    from data.feeds.mail.letter import Role
    from data.feeds.patience import Stopped

    try:
        found = try_account(account_of(box), _since(box, now), stop)
    except Stopped:
        raise FeedError("Stopped before it was clear whether the account can be read.") from None
    read = [folder for folder in found.folders if folder.role in (Role.WATCHED, Role.SENT)]
    places = tuple(Place(each.name, each.count, sent=each.role is Role.SENT) for each in read)
    return Around(places, len(found.folders) - len(read), found.tells_news)


def _since(box: ImapSettings, now: datetime) -> datetime | None:
    return now - timedelta(days=box.look_back_days) if box.look_back_days else None


def _tell(progress: Callable[[str], None], name: str, said: str) -> None:
    progress(f"{name}: {said}")


def _events(
    core: Core,
    source: str,
    box: ImapSettings,
    before: Before,
    mine: frozenset[str],
    tell: Callable[[str], None],
    stop: Callable[[], bool],
) -> Generator[Event, None, None]:
    from data.feeds.mail.imap import reading
    from data.feeds.mail.imap.login import connected
    from data.feeds.patience import Stopped

    def known(folder: str) -> dict[str, str]:
        if before.stale:
            return {}
        with core.reading() as db:
            return {key: flags for (_, key), (_, flags) in mail.known(db, source, folder).items()}

    now = core.now()
    there = reading.Before(known, before.marks, mine)
    try:
        with connected(account_of(box), stop) as connection:
            yield from reading.read_imap(connection, there, _since(box, now), now, tell)
    except Stopped:
        return
