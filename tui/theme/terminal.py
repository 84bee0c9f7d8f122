"""What the terminal at hand can show: how many colours, and whether its background is light."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_PATIENCE = 1.0
"""Seconds to wait for a terminal that answers nothing at all; all known ones answer at once."""

_MUTE = ("", "dumb", "linux")
"""Terminals that are not asked."""

_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal has sixteen colours or fewer, or the user wants none."""
    if "NO_COLOR" in environ:
        return True
    wished = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if wished != "auto":
        return wished == "standard"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return False
    return not environ.get("TERM", "").endswith(("256color", "-direct", "kitty"))


def is_light(setting: str, environ: Mapping[str, str]) -> bool:
    """Say whether to paint in light colours; "auto" follows the terminal."""
    if setting != "auto":
        return setting == "light"
    if said := environ.get("COLORFGBG"):
        return says_light(said)
    if environ.get("TERM", "") in _MUTE or not (os.isatty(0) and os.isatty(1)):
        return False
    return background_is_light(_ask(b"\x1b]11;?\x1b\\\x1b[c"))


def says_light(colours: str) -> bool:
    """Read COLORFGBG ("0;15"), which some terminals set: its last number is the background."""
    return colours.rpartition(";")[2] in ("7", "15")


def background_is_light(answer: bytes) -> bool:
    """Read the answer to "which background?" (OSC 11); dark when there is none."""
    found = _BACKGROUND.search(answer)
    if found is None:
        return False
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)


def _ask(question: bytes) -> bytes:
    """Put a question to the terminal and wait for the part of the answer that every terminal gives.

    What came later would be taken for keys.
    """
    import select
    import termios
    import tty

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return b""
    try:
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal, termios.TCSADRAIN)
        try:
            os.write(terminal, question)
            answer = b""
            while not _END.search(answer) and select.select([terminal], [], [], _PATIENCE)[0]:
                piece = os.read(terminal, 1024)
                if not piece:
                    break
                answer += piece
            return answer
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    except (OSError, termios.error):
        return b""
    finally:
        os.close(terminal)
