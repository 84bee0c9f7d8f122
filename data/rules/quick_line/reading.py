"""From the typed line to what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.model.client import Client
from data.rules.quick_line.head import read_call, read_client
from data.rules.quick_line.values import QuickLine
from data.rules.working_time import Instant, WorkingTime

_LONGEST_LINE = 2_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# A mark begins a piece at the start of a word, but "+49 30 …" is a telephone number.
_PIECE = re.compile(r"(?:^|(?<=\s))(?=>[\w+]|[?]\w|\+[^\W\d])")


def read_quick_line(
    text: str,
    clients: Sequence[Client],
    now: Instant,
    working_time: WorkingTime,
    *,
    client: Client | None = None,
    day_first: bool = True,
) -> QuickLine:
    """Read a line; nothing that can be typed raises.

    `clients` come most recent first, for letters that may mean several. When `client` is given it is settled
    who it was, and the line need not name anybody.
    """
    text, rest = text[:_LONGEST_LINE], text[_LONGEST_LINE:]
    head, *pieces = _PIECE.split(_CONTROL.sub(" ", text))
    words = head.split()
    line = QuickLine(client)
    if client is None and words:
        line, words = read_client(line, words, clients)
    line, words = read_call(line, words)
    line = replace(line, note=" ".join(words))
    if pieces:
        # Most lines have none, and to read dates takes more than all the rest to be imported.
        from data.rules.quick_line.pieces import Dates, read_piece

        dates = Dates(now, working_time, day_first)
        for piece in pieces:
            line = read_piece(line, piece.strip(), dates)
    # What is too long to be understood is still what somebody typed.
    return replace(line, note=line.note + _CONTROL.sub(" ", rest)) if rest else line
