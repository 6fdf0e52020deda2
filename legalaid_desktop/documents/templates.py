"""Placeholders, conditions and loops in the text of papers, in a sandbox that sees only facts."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateExpression
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from legalaid_desktop.documents import frame
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting import escape

Facts = Mapping[str, object]
Result = TypeVar("Result")


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without arithmetic that could fill the memory."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def call_binop(self, *_: object) -> object:
        raise SecurityError("A paper does not calculate.")


def _made_safe(value: object) -> str:
    made: str = escape(str(value))
    return made


def _blank(value: object) -> object:
    return value or frame.word("lo", "blank")


@cache
def _environment() -> _Sandbox:
    # finalize escapes each value where it is put in; markup in the text itself stays markup
    made = _Sandbox(undefined=StrictUndefined, finalize=_made_safe, autoescape=False)
    made.globals.clear()
    made.filters = {"blank": _blank}
    return made


@cache
def _template(text: str) -> Template:
    return _environment().from_string(re.sub(r"\s*\n\s*", " ", text))


@cache
def _expression(text: str) -> TemplateExpression:
    return _environment().compile_expression(text, undefined_to_none=False)


def fill(text: str, facts: Facts) -> str:
    """The text as markup with the facts in it; raises ``Damaged`` for an unknown one."""
    return _run(text, lambda: _template(text).render(facts)).strip()


def found(expression: str, facts: Facts) -> object:
    """What the expression names among the facts."""
    value = _run(expression, lambda: _expression(expression)(**facts))
    if isinstance(value, StrictUndefined):
        raise Damaged(UNREADABLE, text=expression)
    return value


def holds(condition: str, facts: Facts) -> bool:
    """Whether the condition is true; an empty one always is."""
    return not condition or bool(found(condition, facts))


UNREADABLE = N_("The text of this paper cannot be filled in: “{text}”.")


def _run(text: str, work: Callable[[], Result]) -> Result:
    try:
        return work()
    except TemplateError as error:
        raise Damaged(UNREADABLE, text=text) from error
