"""Address books: vCards of versions 2.1, 3.0 and 4.0, in one file or in a folder of them.

Read by hand: the libraries there are for it give a file up at its first broken card, know nothing of the
quoted-printable text of version 2.1, or hold every photo in memory.
"""

from data.feeds.contacts.cards import SkippedCard, read_cards
from data.feeds.contacts.files import BookReading, fingerprint, read_book

__all__ = ["BookReading", "SkippedCard", "fingerprint", "read_book", "read_cards"]
