"""The courtesy check on what is written to a client: advice with a reason and a rewrite, never a barrier."""

from data.model.letter import CourtesyRule, Finding
from data.rules.courtesy.checking import CourtesyFacts, check, known_days, rewritten, told_days
from data.rules.courtesy.words import ENGLISH, Language

__all__ = [
    "ENGLISH",
    "CourtesyFacts",
    "CourtesyRule",
    "Finding",
    "Language",
    "check",
    "known_days",
    "rewritten",
    "told_days",
]
