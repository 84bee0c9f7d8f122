"""What `frontdesk doctor` looks at."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from data.errors import FrontdeskError
from data.values import frozen
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from tui.cli.session import Session


@frozen
class Check:
    """One thing that was looked at."""

    what: str
    finding: str
    well: bool = True


def examine(session: Session) -> tuple[Check, ...]:
    """Look at everything; a part that fails is a finding, never the end of the examination."""
    checks = [
        Check("frontdesk", f"{version('frontdesk')} on Python {platform.python_version()}"),
        Check("textual", version("textual")),
        *_settings(session),
    ]
    try:
        desk = session.desk
    except FrontdeskError as error:
        return (*checks, Check("store", str(error), well=False))
    return (*checks, *_mail_windows(desk), *_store(session, desk), *_sources(desk))


def _settings(session: Session) -> Iterator[Check]:
    yield Check("settings file", str(session.config_path))
    try:
        yield Check("settings", f"fine, zone {session.settings.zone}")
    except FrontdeskError as error:
        yield Check("settings", str(error), well=False)


def _mail_windows(desk: Desk) -> Iterator[Check]:
    windows = desk.settings.mail_windows
    if not windows.on or not windows.at:
        yield Check("mail windows", "switched off; all mail is shown as it comes")
        return
    warnings = desk.mail.warnings()
    fine = f"{', '.join(windows.at)}; every reply limit can be met"
    yield Check("mail windows", " ".join(plain(each, 500) for each in warnings) or fine)


def _store(session: Session, desk: Desk) -> Iterator[Check]:
    health = desk.health()
    yield Check("store", str(session.store_path))
    yield Check("SQLite", health.sqlite_version)
    yield Check("store check", health.trouble or "no fault found", well=not health.trouble)
    yield Check("latest backup", health.latest_backup or "none yet; one is made each day the dashboard opens")
    if health.readable_by_others:
        yield Check("privacy", f"others on this machine can read {session.store_path}", well=False)


def _sources(desk: Desk) -> Iterator[Check]:
    from tui.wording.sources import to_know

    states = desk.sources.states()
    if not states:
        yield Check("sources", "nothing is read by itself yet; `frontdesk connect` finds what is there")
    for state in states:
        said = to_know(state, desk.now(), desk.settings.zone)
        said = said or f"{state.read:,} known, {state.skipped:,} not understood"
        yield Check(f"source {state.name}", said, well=not state.error)
