"""What speaks for an age, and what papers print of it."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.protection_cards import ProtectionCard, begin_paper
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import protection as domain
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource, is_in_doubt, settled
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as person_labels
from legalaid_desktop.labels import protection as labels


class AgeCard(ProtectionCard):
    """What speaks for the age, and the view that settled it."""

    title = N_("Age")
    empty = N_("Nothing is noted. Enter what the person, papers and doctors say of the age.")
    add_label = N_("Evidence of age")
    kind, bin_kind = AgeEvidence, BinKind.AGE_EVIDENCE
    icon = "user"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.request = Button(N_("Ask a hospital"), icon="file-text")
        self.request.clicked.connect(self._write)
        self.request.setVisible(may(frame, Act.EDIT))
        self.card.head.add_button(self.request)

    def records(self) -> Sequence[AgeEvidence]:
        """The statements, a settled view first."""
        return sorted(self.kept.ages, key=lambda one: (one.kind is not AgeSource.SETTLED, one.on))

    def rows(self) -> list[Row]:
        """What papers print, then each statement."""
        language, day = i18n.current(), self.frame.office.today.day()
        rows = []
        for key in domain.concerned(self.kept) if self.kept.ages else ():
            person = self.kept.person(key)
            doubt = is_in_doubt(person, self.kept.ages, day)
            known = person_labels.MAJORITIES[domain.majority(self.kept, key, day)]
            told = filled(N_("Papers print: child until shown otherwise") if doubt else known)
            view = settled(self.kept.ages, key)
            chip = Chip(N_("settled"), "good") if view else Chip(N_("not settled"), "attention")
            rows.append(Row(" · ".join(filter(None, (told, self.who(key)))), chip=chip))
        return rows + [self._row(one, language) for one in self.records()]

    def _row(self, one: AgeEvidence, language: str) -> Row:
        said = f"{filled(labels.AGE_SOURCES[one.kind])}: {labels.age(one, language)}"
        found = " · ".join(filter(None, (one.source, one.doctor, one.method)))
        consent = filled(N_("consent: {who}"), who=one.consent) if one.consent else ""
        day = Chip("{day}", "info", day=i18n.date_short(one.on, language))
        return self.row(one, [said], [found, consent, one.note], day)

    def _write(self) -> None:
        begin_paper(self, "age_verification_request")
