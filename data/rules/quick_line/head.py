"""The beginning of a quick line: whose call it was and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.model.client import Client
from data.model.touch import Direction, Outcome
from data.rules.lengths import read_minutes
from data.rules.match import plain_name, rank_clients, starts_words
from data.rules.quick_line.values import QuickLine

_LONGEST_NAME = 5
_FEWEST_LETTERS = 3
_LONGEST_CALL = 24 * 60

_DIRECTIONS = {
    **dict.fromkeys(("in", "incoming", "inbound"), Direction.IN),
    **dict.fromkeys(("out", "outgoing", "outbound"), Direction.OUT),
}
_OUTCOMES = {
    **dict.fromkeys(("voicemail", "vm", "mailbox"), Outcome.VOICEMAIL),
    **dict.fromkeys(("no answer", "no_answer", "na", "n/a"), Outcome.NO_ANSWER),
    "missed": Outcome.MISSED,
    "declined": Outcome.DECLINED,
    "spoke": Outcome.SPOKE,
}
# Whose call it was when only the outcome says so: one misses calls that come in, others don't answer mine.
_IMPLIED = {Outcome.MISSED: Direction.IN, Outcome.NO_ANSWER: Direction.OUT}
# Before these a word is part of a sentence: "out of office", "missed the date", "spoke to Ann".
_SENTENCE_GOES_ON = frozenset(
    ("a", "an", "the", "of", "to", "with", "about", "because", "my", "our", "your", "his", "her", "their")
)


def read_client(line: QuickLine, words: list[str], clients: Sequence[Client]) -> tuple[QuickLine, list[str]]:
    """Read the client off the first words; without a match all words are left, and a problem is named."""
    length = _name_length(words, clients)
    ranked = rank_clients(" ".join(words[:length]), clients)
    if _says_how(words) and len(words) > 1 and length == 1:
        called = [plain_name(words[0])]
        ranked = [client for client in ranked if plain_name(client.name).split()[:1] == called]
    if ranked:
        return replace(line, client=ranked[0], candidates=tuple(ranked)), words[length:]
    if _says_how(words):
        problem = "Whose call was it? Begin with the client's name."
    else:
        problem = f'No client fits "{words[0]}".'
    return replace(line, problems=(*line.problems, problem)), words


def read_call(line: QuickLine, words: list[str]) -> tuple[QuickLine, list[str]]:
    """Read direction, minutes and outcome off the first words, in any order and each once."""
    while words:
        minutes, length = _minutes(words)
        direction, outcome, said = _how(words)
        if minutes and line.minutes is None:
            line = replace(line, minutes=minutes)
            words = words[length:]
        elif direction and line.direction is None:
            line = replace(line, direction=direction)
            words = words[1:]
        elif outcome and line.outcome is None:
            line = replace(line, outcome=outcome)
            words = words[said:]
        else:
            break
    if line.direction is None and line.outcome in _IMPLIED:
        line = replace(line, direction=_IMPLIED[line.outcome])
    return line, words


def _name_length(words: list[str], clients: Sequence[Client]) -> int:
    """Count the words that name the client: more than one only as far as they say more than the first.

    A further word belongs to the name when it is a whole word of it, or when it tells apart clients that
    the words before leave open; "acme so he says" is no Acme Solutions.
    """
    length = 1
    for count in range(2, min(_LONGEST_NAME, len(words)) + 1):
        typed = " ".join(words[:count])
        fitting = [client for client in clients if starts_words(typed, client)]
        if _says_how(words[count - 1 :]):
            fitting = [client for client in fitting if plain_name(client.name) == plain_name(typed)]
        if any(f" {plain_name(typed)} " in f" {plain_name(client.name)} " for client in fitting):
            length = count
        elif not fitting or len(words[count - 1]) < _FEWEST_LETTERS:
            break
        elif len(rank_clients(" ".join(words[:length]), clients)) > 1:
            length = count
    return length


def _says_how(words: list[str]) -> bool:
    """Tell whether the first word says how the call went."""
    direction, outcome, _ = _how(words)
    return bool(direction or outcome or _minutes(words)[0])


def _how(words: list[str]) -> tuple[Direction | None, Outcome | None, int]:
    """Read a direction or an outcome off the first words, with how many words the outcome takes."""
    first = words[0].lower()
    if " ".join(words[:2]).lower() in _OUTCOMES:
        return None, _OUTCOMES[" ".join(words[:2]).lower()], 2 if len(words) > 1 else 1
    if len(words) > 1 and words[1].lower() in _SENTENCE_GOES_ON:
        return None, None, 0
    return _DIRECTIONS.get(first), _OUTCOMES.get(first), 1


def _minutes(words: list[str]) -> tuple[int | None, int]:
    """Read a length with a unit off the first one or two words, with how many words it takes."""
    if words[0][0].isdigit() and ":" not in words[0]:
        for count in (2, 1):
            minutes = read_minutes(" ".join(words[:count]))
            if minutes and minutes <= _LONGEST_CALL:
                return minutes, min(count, len(words))
    return None, 0
