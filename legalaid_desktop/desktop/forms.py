"""Designer forms, loaded at run time as typed parts.

A form's root is a plain ``QWidget``; the window or dialog is code and puts the form into its
layout. A class with only
annotations names the parts::

    class ClientParts(forms.Parts):
        name_lo: TextField
        born: DateField

    parts = forms.load("client", self, ClientParts)
    layout.addWidget(parts.body)
    parts.name_lo.value()

The fields of ``fields.py`` may be used in a form as custom widgets; ``label``, ``help`` and
``placeholder`` are
their properties (``<property name="label"><string>Name</string>``) and follow the language.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol, TypeVar, get_type_hints

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from legalaid_desktop import assets
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.fields import FIELDS, Field
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Stale


class Parts:
    """The parts of a form; ``body`` is the form. Keep it as long as the form lives."""

    body: QWidget


P = TypeVar("P", bound=Parts)
T = TypeVar("T")


class MissingPartError(LookupError):
    """A form lacks a part that its code uses, or has another kind of widget under that name."""


def load(name: str, parent: QWidget, parts: type[P]) -> P:
    """The form ``ui/name.ui``; follows a change of language by itself."""
    path = assets.form(name)
    if not path.is_file():
        raise MissingPartError(path.name)
    made = parts()
    made.body = _loader().load(str(path), parent)
    for part, kind in get_type_hints(parts).items():
        if part != "body":
            setattr(made, part, _part(made.body, name, part, kind))
    return made


def _part(body: QWidget, form: str, name: str, kind: type[QObject]) -> QObject:
    found = body.findChild(kind, name)
    if found is None:
        raise MissingPartError(f"{form}.ui: {name} ({kind.__name__})")
    return found


@cache
def _loader() -> QUiLoader:
    folders = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])  # or it loads what QML and web pages would need
    loader = QUiLoader()
    QCoreApplication.setLibraryPaths(folders)
    loader.setLanguageChangeEnabled(True)
    for kind in FIELDS:
        loader.registerCustomWidget(kind)
    return loader


class Lines(Protocol):
    """Lines of fields for a list of records, besides the parts of a form."""

    def show_error(self, problem: InvalidValue) -> Field | None:
        """Marks the field that is wrong, and gives it back."""


def show_error(
    parts: Parts, problem: InvalidValue, lists: Mapping[str, Lines] | None = None
) -> None:
    """Marks the field that the problem is about; without such a field, says it in a notice.

    Args:
        lists: what else has fields, by the field of the record.
    """
    listed = (lists or {}).get(problem.field)
    if listed is not None and (field := listed.show_error(problem)) is not None:
        bring_into_view(field)
        return
    field = getattr(parts, problem.field, None)
    if isinstance(field, Field):
        field.show_error(problem)
        bring_into_view(field)
    else:
        dialogs.tell(parts.body, problem)


def insert(parts: Parts, *widgets: QWidget) -> None:
    """Puts widgets that a form file cannot hold before its last line."""
    column = parts.body.layout()
    if not isinstance(column, QVBoxLayout):
        raise MissingPartError(parts.body.objectName())
    for widget in widgets:
        column.insertWidget(column.count() - 1, widget)


def bring_into_view(field: Field) -> None:
    """Scrolls to a field, and the sentence below its editor."""
    area = _scroll_area(field)
    if area:
        area.ensureWidgetVisible(field, 0, 96)


def kept(
    parts: Parts, keep: Callable[[], T], stale: Callable[[], object] | None = None
) -> T | None:
    """What ``keep`` made of the form; None after saying what is wrong, at its field if it has one.

    Args:
        parts: the form.
        keep: reads it and stores it.
        stale: called, without a notice, when somebody else saved the record meanwhile.
    """
    try:
        return keep()
    except InvalidValue as problem:
        show_error(parts, problem)
    except LegalAidError as problem:
        if isinstance(problem, Stale) and stale is not None:
            stale()
        else:
            dialogs.tell(parts.body, problem)
    return None


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
