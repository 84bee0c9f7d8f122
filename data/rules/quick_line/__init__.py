"""The quick line of the call form: `ac in 12m asks staging >fri send link ?hosting price +newsletter`.

A line is the client, then how the call went, then the note. Pieces begin with `>`, `?` or `+` glued to their
first word: something to do or to promise by a date, a question to find out about, more than was agreed.
"""

from data.rules.quick_line.reading import read_quick_line
from data.rules.quick_line.values import ChangeWish, PromiseWish, QuickLine

__all__ = ["ChangeWish", "PromiseWish", "QuickLine", "read_quick_line"]
