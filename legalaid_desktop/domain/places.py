"""Provinces and districts of the Lao PDR, by their official codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference


class PlaceKind(StrEnum):
    """What a place is called by, which decides the word before its Lao name."""

    CAPITAL = "capital"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


_BEFORE = {PlaceKind.PROVINCE: "ແຂວງ", PlaceKind.DISTRICT: "ເມືອງ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province, or the Capital."""

    code: str
    name_lo: str
    name_en: str
    iso: str
    kind: PlaceKind = PlaceKind.PROVINCE

    def name(self, language: str) -> str:
        """The bare name in that language, for lists."""
        return self.name_lo if language == "lo" else self.name_en

    def title(self, language: str) -> str:
        """The name as papers write it: ``ແຂວງຜົ້ງສາລີ``, ``Phongsaly Province``."""
        if language == "lo":
            return _BEFORE.get(self.kind, "") + self.name_lo
        told = self.kind is PlaceKind.CAPITAL or self.name_en.endswith("Province")
        return self.name_en if told else f"{self.name_en} Province"


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district or city; ``variants`` are other Lao spellings in use."""

    code: str
    name_lo: str
    name_en: str
    kind: PlaceKind = PlaceKind.DISTRICT
    variants: tuple[str, ...] = ()

    @property
    def province(self) -> str:
        """The code of its province."""
        return self.code[:2]

    def name(self, language: str) -> str:
        """The bare name in that language, for lists."""
        return self.name_lo if language == "lo" else self.name_en

    def title(self, language: str) -> str:
        """The name as papers write it: ``ເມືອງສິງ``, ``Sing District``, ``Pakse City``."""
        if language == "lo":
            return _BEFORE.get(self.kind, "") + self.name_lo
        return f"{self.name_en} {'City' if self.kind is PlaceKind.CITY else 'District'}"


def parse_provinces(data: Mapping[str, object]) -> tuple[Province, ...]:
    """The provinces of a parsed file."""
    return tuple(
        Province(
            code=reference.text(record, "code"),
            name_lo=reference.text(record, "lo"),
            name_en=reference.text(record, "en"),
            iso=reference.text(record, "iso"),
            kind=reference.choice(PlaceKind, record, "kind"),
        )
        for record in reference.records(data, "province")
    )


def parse_districts(data: Mapping[str, object]) -> tuple[District, ...]:
    """The districts of a parsed file."""
    return tuple(
        District(
            code=reference.text(record, "code"),
            name_lo=reference.text(record, "lo"),
            name_en=reference.text(record, "en"),
            kind=reference.choice(PlaceKind, record, "kind", PlaceKind.DISTRICT),
            variants=reference.texts(record, "variants"),
        )
        for record in reference.records(data, "district")
    )
