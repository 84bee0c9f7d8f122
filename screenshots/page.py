"""Takes the picture of the exported week in Chromium: `python -m screenshots.page`.

Apart from the other pictures, for it needs a browser and its fonts differ from machine to machine.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from data.clock import fixed_clock
from data.demo import build
from data.desk import Desk
from data.settings import load
from screenshots.make import FRIDAY, HERE, ZONE
from tui.export import to_html

_SIZE = "1280,1900"


def page() -> str:
    """Give the page of the demo's week as on its Friday afternoon."""
    with TemporaryDirectory() as throw_away:
        place = build(Path(throw_away), fixed_clock(FRIDAY), ZONE)
        desk = Desk.open(place.store, load(place.config), fixed_clock(FRIDAY), settings_path=place.config)
        try:
            week = desk.reviews.week()
            return to_html(
                week,
                desk.reviews.next_week(),
                desk.reviews.trends(),
                desk.reviews.intentions(week.week),
                desk.settings.rates.currency,
            )
        finally:
            desk.close()


def take(browser: str, to: Path) -> None:
    """Have a browser draw the page into a PNG."""
    with TemporaryDirectory() as throw_away:
        html = Path(throw_away, "week.html")
        html.write_text(page(), encoding="utf-8")
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--user-data-dir={throw_away}/profile",
                f"--window-size={_SIZE}",
                f"--screenshot={to}",
                html.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    found = which("chromium") or which("chromium-browser")
    if found is None:
        sys.exit("There is no chromium here: it draws the page.")
    take(found, HERE / "review-page.png")
