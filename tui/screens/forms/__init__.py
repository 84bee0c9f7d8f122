"""Typed questions: each form asks for one thing, writes nothing, and closes only when it was saved."""
