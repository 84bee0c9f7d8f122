"""Where the settings and the store live, and how their folders are kept private."""

from __future__ import annotations

import os
from pathlib import Path

APP = "frontdesk"
CONFIG_VARIABLE = "FRONTDESK_CONFIG"
STORE_VARIABLE = "FRONTDESK_STORE"


def config_path(override: str | Path | None = None) -> Path:
    """Give the settings file: `override`, else FRONTDESK_CONFIG, else the platform's place for settings."""
    return _given(override, CONFIG_VARIABLE) or _platform_folder("config") / "settings.toml"


def store_path(override: str | Path | None = None) -> Path:
    """Give the store: `override`, else FRONTDESK_STORE, else the platform's place for a program's data."""
    return _given(override, STORE_VARIABLE) or _platform_folder("data") / "frontdesk.db"


def expand(path: str, base: Path) -> Path:
    """Put the home folder and environment variables into `path`; a relative one starts at `base`.

    A variable that is not set stays as it is written, so that the message about the missing path shows it.
    """
    return base / Path(os.path.expandvars(path)).expanduser()


def make_private_folder(folder: Path) -> None:
    """Create `folder` for its owner alone; the folders above it get what the system gives.

    A folder that exists already is left as it is: it may be shared on purpose.
    """
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def _given(override: str | Path | None, variable: str) -> Path | None:
    """Give the path somebody asked for, or None when nobody did."""
    text = str(override) if override is not None else os.environ.get(variable, "")
    return Path(text).expanduser().absolute() if text else None


def _platform_folder(kind: str) -> Path:
    """Give the folder the platform sets aside for settings or data of this program."""
    # Imported here: it costs 24 ms, and neither --config nor the tests need it.
    import platformdirs

    if kind == "config":
        return platformdirs.user_config_path(APP, appauthor=False)
    return platformdirs.user_data_path(APP, appauthor=False)
