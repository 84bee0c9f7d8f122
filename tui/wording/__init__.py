"""Model in, words out: pure functions that know neither the screen's size nor its colours.

The command line says the same words, so nothing here imports textual or rich, and humanize only where
it is used.
"""
