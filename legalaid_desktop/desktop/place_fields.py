"""Province and district, chosen together: the one narrows the other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.services import reference

Choices = Sequence[tuple[object, str]]


class PlaceFields(QObject):
    """Offers the districts of the chosen province, and the province of a chosen district.

    Signals:
        changed: one of the two was chosen.
    """

    changed = Signal()

    def __init__(self, province: ChoiceField, district: ChoiceField) -> None:
        super().__init__(province)
        self.province, self.district = province, district
        self._narrowing = False
        self.name_places()
        province.changed.connect(self._province_changed)
        district.changed.connect(self._district_changed)
        province.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Names the places in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.name_places()
        return super().eventFilter(watched, event)

    def name_places(self) -> None:
        """Fills both lists with names in the language of the window."""
        refill(self.province, _provinces(i18n.current()))
        self._narrow()

    def show_codes(self, province: str, district: str) -> None:
        """Chooses both by their codes."""
        self.province.set_value(province or None)
        self.district.set_value(district or None)

    def _narrow(self) -> None:
        """Offers the districts of the chosen province, or all with the province beside the name."""
        self._narrowing = True
        refill(self.district, _districts(chosen(self.province), i18n.current()))
        self._narrowing = False

    def _province_changed(self) -> None:
        if not self._narrowing:
            district, province = chosen(self.district), chosen(self.province)
            if district and province and district[:2] != province:
                self.district.set_value(None)
            self._narrow()
            self.changed.emit()

    def _district_changed(self) -> None:
        district = chosen(self.district)
        if district and not self._narrowing and not self.province.editor.currentText():
            self._narrowing = True
            self.province.set_value(district[:2])
            self._narrow()
        self.changed.emit()


def chosen(field: ChoiceField) -> str:
    """The chosen code, or nothing where half a word stands."""
    try:
        return str(field.value() or "")
    except InvalidValue:
        return ""


def refill(field: ChoiceField, choices: Choices) -> None:
    """Other choices; what was chosen stays chosen."""
    was, blocked = chosen(field), field.blockSignals(True)
    if was:
        field.set_value(None)
    field.set_choices(choices, translated=False)
    if was:
        field.set_value(was)
    field.blockSignals(blocked)


def _provinces(language: str) -> Choices:
    return [(each.code, each.name(language)) for each in reference.provinces().values()]


def _districts(province: str, language: str) -> Choices:
    if province:
        return [
            (each.code, " / ".join((each.name(language), *each.variants)))
            for each in reference.districts_of(province)
        ]
    provinces = reference.provinces()
    return [
        (each.code, f"{each.name(language)} · {provinces[each.province].name(language)}")
        for each in reference.districts().values()
    ]
