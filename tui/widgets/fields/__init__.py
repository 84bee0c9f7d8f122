"""The kit that every form is built from: one widget per field, so that a form opens within a frame or two.

A field carries its label in its upper border and what it understood, or what is wrong, in its lower one.
"""

from tui.widgets.fields.choice import ChoiceField
from tui.widgets.fields.client import ClientField
from tui.widgets.fields.field import Field
from tui.widgets.fields.line import Line
from tui.widgets.fields.name import NameField, PickField
from tui.widgets.fields.reading import Notation, ReadingField, Understood
from tui.widgets.fields.text import TextField
from tui.widgets.fields.ticks import Tick, TickField

__all__ = [
    "ChoiceField",
    "ClientField",
    "Field",
    "Line",
    "NameField",
    "Notation",
    "PickField",
    "ReadingField",
    "TextField",
    "Tick",
    "TickField",
    "Understood",
]
