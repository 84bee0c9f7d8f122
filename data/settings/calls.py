"""The logs of telephones in the settings file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from data.model.kinds import AUTO, CALL_LOGS
from data.settings.declare import key, required
from data.settings.feeds import LocalFeed
from data.settings.kinds import choice, country_code, path, text, texts, zone_or_none
from data.values import frozen


@frozen(kw_only=True)
class CallsSettings(LocalFeed):
    """A log of calls and messages, or a folder into which they are exported. Nothing is ever written to it.

    The section stands once for each log. New and changed files in the folder are read by themselves; the same
    call in two logs, or in an export that holds everything once more, is one call.
    """

    SECTION: ClassVar[str] = "calls"
    WORD: ClassVar[str] = "calls"

    name: str = key(
        "", text(40), "What you call it.", default_words="the last part of the path", example="phone"
    )
    kind: str = key(
        "auto",
        choice(AUTO, *CALL_LOGS),
        "Whose format it is, such as SMS Backup & Restore's; auto: as each file looks.",
    )
    path: Path = required(path(), "The file, or the folder to watch.", example=Path("~/calls"))
    zone: str = key(
        "",
        zone_or_none(),
        "The zone of its times, where it says none.",
        default_words="your `zone`",
        example="Europe/Berlin",
    )
    country: str = key(
        "",
        country_code(),
        "The code of your country, so that 040 555 0110 and +49 40 555 0110 are one number.",
        example="+49",
    )
    mine: tuple[str, ...] = key(
        (),
        texts(40, '["+49405550100", "21"]'),
        "Your own numbers and extensions in it; what goes from one of them is yours.",
        example=("+49405550100",),
    )
