"""From facts to a draft: a template is filled in inside a sandbox that knows these facts and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.drafts.dates import say_day, say_moment
from data.drafts.errors import TemplateError
from data.drafts.library import Template, load
from data.drafts.text import lines, one_line
from data.model.letter import Draft, DraftFacts

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_LONGEST_SUBJECT = 200
_NAMES = tuple(field.name for field in fields(DraftFacts))
_HEAD = "subject:"


class NoDateError(Exception):
    """A template says a day that is not known this time."""


def render(facts: DraftFacts, to: Sequence[str], folder: Path | None) -> Draft:
    """Write a draft from the user's own template in `folder`, or from the built-in one.

    With `folder=None` it is always the built-in one. TemplateError names the file, the line and what is
    wrong with a template of the user's own.
    """
    return _fill(load(facts.kind, folder), facts, to)


def _fill(template: Template, facts: DraftFacts, to: Sequence[str]) -> Draft:
    filled = _filled(template, facts).lstrip("\r\n")
    head, _, body = filled.partition("\n")
    subject = one_line(head)
    if not subject.lower().startswith(_HEAD):
        raise _wrong(template, 1, f"the first line must begin with “Subject:”, not with “{subject[:40]}”")
    subject = subject[len(_HEAD) :].strip()
    if len(subject) > _LONGEST_SUBJECT:
        subject = subject[: _LONGEST_SUBJECT - 1].rstrip() + "…"
    addresses = tuple(address for each in to if (address := one_line(each)))
    return Draft(facts.kind, addresses, subject, lines(body))


def _filled(template: Template, facts: DraftFacts) -> str:
    from jinja2 import TemplateSyntaxError

    environment = _environment()
    values = _values(facts)
    file = str(template.path)
    try:
        code = environment.compile(template.source, filename=file)
        shared = environment.make_globals({"today": facts.today})
        made = environment.template_class.from_code(environment, code, shared)
        return made.render(values)
    except TemplateSyntaxError as error:
        raise _wrong(template, error.lineno, error.message or "it is not understood") from None
    except (MemoryError, RecursionError):
        raise _wrong(template, 1, "it never comes to an end") from None
    # A template is a program of the user's: whatever it runs into is a mistake on one of its lines.
    except Exception as error:
        problem = one_line(str(error)) or type(error).__name__
        raise _wrong(template, _line_of(error, file), _with_guess(problem)) from None


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    """Make the sandbox; jinja2 costs 40 ms, so only a draft pays for it."""
    from jinja2 import StrictUndefined, pass_context
    from jinja2.runtime import Context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )

    @pass_context
    def day(context: Context, on: object) -> str:
        if not isinstance(on, date):
            raise _no("day", on)
        return say_day(on, context["today"])

    @pass_context
    def moment(context: Context, at: object) -> str:
        if not isinstance(at, datetime):
            raise _no("moment", at)
        return say_moment(at, context["today"])

    environment.filters.update(day=day, moment=moment, quoted=_quoted)
    return environment


def _no(what: str, value: object) -> NoDateError:
    """Say that a value is no day or moment; a name that does not exist says so itself when looked at."""
    str(value)
    return NoDateError(f"there is no {what} to say here; put {{% if … %}} and {{% endif %}} around it")


def _quoted(name: str) -> str:
    """Put a name in quotation marks, so that any name reads well inside a sentence; nothing stays nothing."""
    return f"“{name}”" if name else ""


def _values(facts: DraftFacts) -> dict[str, Any]:
    """Give the facts as a template sees them: every text on one line, so that none can end a header."""
    return {name: _value(getattr(facts, name)) for name in _NAMES}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(said for each in value if (said := one_line(each)))
    return value


def _line_of(error: Exception, file: str) -> int:
    """Give the line of the template that was being filled in; jinja2 puts it into the traceback."""
    found, at = 1, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == file:
            found = at.tb_lineno
        at = at.tb_next
    return found


def _with_guess(problem: str) -> str:
    """Add what was most likely meant by a name that does not exist."""
    from difflib import get_close_matches

    name = problem.split("'")[1] if problem.endswith("is undefined") and problem.startswith("'") else ""
    near = get_close_matches(name, _NAMES, 1) if name else []
    if not name:
        return problem
    return f"there is nothing called “{name}”" + (f"; do you mean “{near[0]}”?" if near else "")


def _wrong(template: Template, line: int, problem: str) -> TemplateError:
    return TemplateError(template.path, line, problem, template.kind.value)
