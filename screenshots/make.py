"""Makes every picture from the demo as it looks on a fixed Monday: `python -m screenshots.make [FOLDER]`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.keys import _character_to_key as character_to_key

from data.clock import fixed_clock
from data.demo import Place, build
from data.desk import Desk
from data.settings import load
from tui.app import FrontdeskApp

ZONE = "Europe/Berlin"
MORNING = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 17, 40, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 14, 40, tzinfo=UTC)
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the size of the terminal, and the keys pressed before it is taken."""

    name: str
    size: tuple[int, int] = (120, 36)
    keys: Sequence[str] = ()
    light: bool = False
    at: datetime = MORNING


def _typed(text: str) -> list[str]:
    """Give the keys that type a text."""
    return ["space" if letter == " " else character_to_key(letter) for letter in text]


_INTENDED = (
    *_typed("Send Osei the three directions"),
    "enter",
    *_typed("Leave at five on Thursday"),
    "enter",
    "enter",
)

PICTURES = (
    Picture("dashboard-dark"),
    Picture("dashboard-light", light=True),
    Picture("dashboard-evening", at=EVENING),
    Picture("dashboard-friday", at=FRIDAY),
    Picture("dashboard-80x24", (80, 24)),
    Picture("dashboard-80x24-light", (80, 24), light=True),
    Picture("dashboard-200x50", (200, 50), keys=("3",)),
    Picture("dashboard-200x50-light", (200, 50), keys=("3",), light=True),
    Picture("call", keys=("c", *_typed("li in 9m Sundays, too? >fri send the staging link"))),
    Picture("promise-yes", keys=("p", *_typed("3h"), "enter", *_typed("4 dec"))),
    Picture("promise-not-safe", keys=("p", *_typed("6h"), "enter", *_typed("fri"))),
    Picture("promise-no", keys=("p", *_typed("12h"), "enter", *_typed("fri"))),
    Picture("promise-cant-say", keys=("p", "enter", "enter")),
    Picture("promise-80x24-light", (80, 24), keys=("p", *_typed("6h"), "enter", *_typed("fri")), light=True),
    Picture("call-promise", keys=("c", *_typed("os in 12m asks for a flyer >4 dec 6h ?which printer"))),
    Picture("deliverable", keys=("2", "down", "enter")),
    Picture("heads-up", keys=("2", "h")),
    Picture("mail-batch", keys=("b",)),
    Picture("call-evening", keys=("c", *_typed("os in asks for the logo in blue")), at=EVENING),
    Picture("client", keys=("3", "o")),
    Picture("who-is-this", keys=("i", "w")),
    Picture("review-look", keys=("w", "1"), at=FRIDAY),
    Picture("review-look-light", keys=("w", "1"), light=True, at=FRIDAY),
    Picture("review-80x24", (80, 24), keys=("w", "1"), at=FRIDAY),
    Picture("review-behind", keys=("w", "1", "enter"), at=FRIDAY),
    Picture("review-clear", keys=("w", "2"), at=FRIDAY),
    Picture("review-next-week", keys=("w", "3", "e", *_INTENDED), at=FRIDAY),
    Picture("review-trends", keys=("w", "1", "v"), at=FRIDAY),
    Picture("help", keys=("question_mark",)),
)


async def take(picture: Picture, place: Place) -> str:
    """Run the app at the picture's instant, press its keys and give the SVG."""
    desk = Desk.open(place.store, load(place.config), fixed_clock(picture.at), settings_path=place.config)
    try:
        app = FrontdeskApp(desk, light=picture.light)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            for key in picture.keys:
                await pilot.press(key)
            # The side column follows the cursor when it has come to rest.
            await pilot.pause(0.4)
            return app.export_screenshot(title="frontdesk")
    finally:
        desk.close()


def make(folder: Path, pictures: Sequence[Picture] = PICTURES) -> list[Path]:
    """Take the pictures into a folder and give their files."""
    # A picture must not depend on the terminal it is taken in.
    os.environ.update(COLORTERM="truecolor", TERM="xterm-256color")
    os.environ.pop("NO_COLOR", None)
    made = []
    for at in sorted({picture.at for picture in pictures}):
        with TemporaryDirectory() as throw_away:
            place = build(Path(throw_away), fixed_clock(at), ZONE)
            for picture in pictures:
                if picture.at == at:
                    file = folder / f"{picture.name}.svg"
                    file.write_text(asyncio.run(take(picture, place)), encoding="utf-8")
                    made.append(file)
    return made


if __name__ == "__main__":
    for made_file in make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(made_file.name)
