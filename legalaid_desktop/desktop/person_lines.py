"""The lists in the form of a person: telephones, other names, papers, addresses, household."""

from PySide6.QtCore import QEvent

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.numbers import year_of
from legalaid_desktop.desktop.place_fields import PlaceFields, chosen, refill
from legalaid_desktop.desktop.record_lines import RecordLine, choice
from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.households import HouseholdMember, Relation
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.people import Phone, SafeToCall
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import addresses, aliases, households, identity_papers, nations, people


class PhoneLine(RecordLine):
    """A telephone number, with whether a call is safe."""

    kind, optional, flat = Phone, True, True

    def __init__(self) -> None:
        super().__init__()
        self.add_row(
            ("number", TextField(label=N_("Telephone number")), 4),
            ("safe", choice(N_("Is a call safe?"), people.SAFE_TO_CALL, SafeToCall.ASK_FIRST), 3),
            ("note", TextField(label=N_("Who answers, when to call")), 5),
        )


class AliasLine(RecordLine):
    """Another name, what it is, and where it stands."""

    kind, optional = Alias, True

    def __init__(self) -> None:
        super().__init__()
        self.add_row(
            ("name", TextField(label=N_("Name, in any script")), 4),
            ("kind", choice(N_("What name it is"), aliases.KINDS, AliasKind.NICKNAME), 4),
            ("source", TextField(label=N_("Where it stands, who was told")), 5),
        )


class IdPaperLine(RecordLine):
    """An identity paper; of "no identity paper" nothing more is asked."""

    kind = IdentityPaper

    def __init__(self) -> None:
        super().__init__()
        self.add_row(
            ("kind", choice(N_("Paper"), identity_papers.KINDS, IdPaper.ID_CARD), 1),
            ("number", TextField(label=N_("Its number")), 1),
        )
        self.add_row(
            ("name", TextField(label=N_("Name as spelt in it")), 1),
            ("birth", TextField(label=N_("Birth as it stands in it")), 1),
        )
        self.add_row(
            ("issued_on", DateField(label=N_("Issued on")), 1),
            ("expires_on", DateField(label=N_("Expires on")), 1),
        )
        self.add_row(
            ("holder", choice(N_("Who keeps it"), identity_papers.HOLDERS, Holder.SELF), 1),
            ("held_by", TextField(label=N_("Who exactly, where")), 1),
        )
        self.fields["kind"].changed.connect(self._kind_changed)

    def _kind_changed(self) -> None:
        kind = self.fields["kind"]
        none = isinstance(kind, ChoiceField) and kind.chosen(None) is IdPaper.NONE
        for name, field in self.fields.items():
            field.setVisible(name == "kind" or not none)


class AddressLine(RecordLine):
    """An address besides the present one."""

    kind = Address

    def __init__(self) -> None:
        super().__init__()
        self._province = ChoiceField(label=N_("Province"))
        self._district = ChoiceField(label=N_("District"))
        self._country = ChoiceField(label=N_("Country, if not Laos"))
        self.add_row(
            ("kind", choice(N_("Which address"), addresses.KINDS, AddressKind.REGISTERED), 1),
            ("country", self._country, 1),
        )
        self.add_row(("province", self._province, 1), ("district", self._district, 1))
        self.add_row(
            ("village_lo", TextField(label=N_("Village in Lao")), 1),
            ("village_latin", TextField(label=N_("Village in Latin letters")), 1),
        )
        self.add_row(
            ("village_also", TextField(label=N_("Other names of the village")), 2),
            ("unit", TextField(label=N_("Unit")), 1),
            ("house", TextField(label=N_("House number")), 1),
        )
        self.add_row(("note", TextField(label=N_("How to find it; an address abroad")), 1))
        self._places = PlaceFields(self._province, self._district)
        self._name_countries()
        self._country.changed.connect(self._country_changed)

    def changeEvent(self, event: QEvent) -> None:
        """Names the countries in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_countries()

    def _country_changed(self) -> None:
        """Abroad there is no province of ours, unless one stands there already."""
        abroad = chosen(self._country) not in ("", "LA")
        for field in (self._province, self._district):
            field.setHidden(abroad and not chosen(field))

    def _name_countries(self) -> None:
        refill(self._country, nations.choices(i18n.current()))


class MemberLine(RecordLine):
    """Somebody in the household."""

    kind = HouseholdMember

    def __init__(self) -> None:
        super().__init__()
        yes_or_no = {False: N_("no"), True: N_("yes")}
        self.add_row(
            ("name", TextField(label=N_("Name")), 4),
            ("relation", choice(N_("Relation"), households.RELATIONS, Relation.CHILD), 3),
        )
        self.add_row(
            ("born_year", TextField(label=N_("Year of birth")), 4),
            ("depends", choice(N_("Depends on the person?"), yes_or_no, False), 3),
        )

    def _value(self, field: object) -> object:
        if isinstance(field, TextField) and field.objectName() == "born_year":
            return year_of(field)
        return super()._value(field)

    def _fill(self, field: object, value: object) -> None:
        if isinstance(field, TextField):
            value = "" if value is None else str(value)
        super()._fill(field, value)
