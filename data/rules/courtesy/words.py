"""The words the check knows in one language: how dates are written, and how blame is."""

from __future__ import annotations

from data.rules.courtesy.blame import Blame
from data.rules.courtesy.blame_others import OTHERS
from data.rules.courtesy.blame_reader import READER
from data.values import frozen


@frozen
class Language:
    """Word lists of one language, all in small letters without accents."""

    months: tuple[tuple[str, ...], ...]
    """Twelve, each with every way to write it."""
    weekdays: tuple[tuple[str, ...], ...]
    """Seven from Monday on, each with every way to write it."""
    ordinals: tuple[str, ...]
    """Thirty-one, as words."""
    blame: tuple[Blame, ...]
    """What says most comes first: of words that overlap only the first finding is kept."""


ENGLISH = Language(
    months=(
        # Other languages' full names stand beside the English ones: a letter may be in any of them.
        ("january", "jan", "januar", "janner", "janvier", "enero", "gennaio", "januari", "janeiro"),
        ("february", "febr", "feb", "februar", "fevrier", "febrero", "febbraio", "februari", "fevereiro"),
        ("march", "mar", "marz", "maerz", "mars", "marzo", "maart", "marco"),
        ("april", "apr", "avril", "abril", "aprile"),
        ("may", "mai", "mayo", "maggio", "mei", "maio"),
        ("june", "jun", "juni", "juin", "junio", "giugno", "junho"),
        ("july", "jul", "juli", "juillet", "julio", "luglio", "julho"),
        ("august", "aug", "aout", "agosto", "augustus"),
        ("september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro"),
        ("october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro"),
        ("november", "nov", "novembre", "noviembre", "novembro"),
        ("december", "dec", "dezember", "dez", "decembre", "diciembre", "dicembre", "dezembro"),
    ),
    weekdays=(
        ("monday", "mon"),
        ("tuesday", "tues", "tue"),
        ("wednesday", "weds", "wed"),
        ("thursday", "thurs", "thur", "thu"),
        ("friday", "fri"),
        ("saturday", "sat"),
        ("sunday", "sun"),
    ),
    ordinals=(
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
        *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
        *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth"),
        *("twenty-ninth", "thirtieth", "thirty-first"),
    ),
    blame=(*OTHERS, *READER),
)
