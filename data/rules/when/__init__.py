"""Typed dates: "fri 3pm", "in 4 working hours", "end of next week" (TIME.md)."""

from data.rules.when.reading import Reading, read_when

__all__ = ["Reading", "read_when"]
