"""Where everything is measured: made-up stores from the cache, copied so that each run begins alike."""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import ten_years
from bench.maker.span import NOW, ZONE
from bench.ten_years import CROWDED, ONE_WEEK, TEN_YEARS, Size
from data.clock import fixed_clock
from data.desk import Desk
from data.settings import load
from data.store.schema import migrations

_HERE = Path(__file__).parent
CACHE = _HERE / "cache"

_SETTINGS = f"""\
name = "Jo Miller"
email = "me@studio.example"
zone = "{ZONE}"
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Copies to measure on, with the settings that belong to them."""

    config: Path
    ten_years: Path
    one_week: Path
    crowded: Path
    """A week's store with 2,000 overdue commitments."""

    def desk(self, store: Path) -> Desk:
        """Sit down at one of the stores, at the instant everything is measured at."""
        return Desk.open(store, load(self.config), fixed_clock(NOW), settings_path=self.config)

    def command(self, store: Path, *arguments: str) -> list[str | Path]:
        """Give the command line of the program on one of the stores."""
        options = ("--store", store, "--config", self.config, "--now", NOW.isoformat())
        return [Path(sys.executable).with_name("frontdesk"), *options, *arguments]


def prepare(folder: Path) -> Place:
    """Lay copies of the stores out in an empty folder; make what the cache does not have."""
    config = folder / "settings.toml"
    config.write_text(_SETTINGS, encoding="utf-8")
    return Place(
        config,
        _copy("ten-years", TEN_YEARS, folder),
        _copy("one-week", ONE_WEEK, folder),
        _copy("crowded", CROWDED, folder),
    )


def _copy(name: str, size: Size, folder: Path) -> Path:
    CACHE.mkdir(exist_ok=True)
    cached = CACHE / f"{name}-{_fingerprint()}.db"
    if not cached.exists():
        for stale in CACHE.glob(f"{name}-*"):
            stale.unlink()
        print(f"making {name} …", file=sys.stderr)
        part = cached.with_suffix(".part")
        ten_years.make(part, size)
        part.replace(cached)
    copy = folder / f"{name}.db"
    shutil.copyfile(cached, copy)
    copy.chmod(0o600)
    return copy


def _fingerprint() -> str:
    """Give a word that changes with the schema and with the maker."""
    makers = [Path(ten_years.__file__), *sorted((_HERE / "maker").glob("*.py"))]
    schema = sorted(Path(str(migrations.__file__)).parent.glob("*.py"))
    text = b"".join(path.read_bytes() for path in (*makers, *schema) if path.is_file())
    return hashlib.blake2b(text, digest_size=6).hexdigest()
