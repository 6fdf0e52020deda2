"""Identity papers that somebody else keeps, and each step to get them back."""

from collections.abc import Sequence
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.protection_cards import ProtectionCard
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import withheld_papers
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import identity_papers
from legalaid_desktop.labels import protection as labels


class WithheldCard(ProtectionCard):
    """Identity papers that somebody else keeps."""

    title = N_("Identity papers withheld")
    empty = N_("No paper is withheld. Enter who keeps which paper, and each step to get it back.")
    add_label = N_("A paper is withheld")
    kind, bin_kind = WithheldPaper, BinKind.WITHHELD_PAPER
    icon = "file-text"

    def records(self) -> Sequence[WithheldPaper]:
        """The papers."""
        return self.kept.papers

    def rows(self) -> list[Row]:
        """Each with its steps."""
        return [self._row(one) for one in self.kept.papers]

    def _row(self, one: WithheldPaper) -> Row:
        language = i18n.current()
        state = withheld_papers.whereabouts(one)
        since = (
            filled(N_("since {day}"), day=i18n.date_long(one.since, language)) if one.since else ""
        )
        held = " · ".join(filter(None, (one.holder, one.place, since)))
        dates = [
            filled(message, day=i18n.date_long(day, language))
            for message, day in (
                (N_("replaced on {day}"), one.replaced_on),
                (N_("returned on {day}"), one.returned_on),
            )
            if day
        ]
        steps = [_paper_step(each, language) for each in one.steps]
        kind = "attention" if withheld_papers.is_open(one) else "good"
        title = [filled(identity_papers.KINDS[one.kind]), one.number]
        row = self.row(
            one, title, [held, *steps, *dates, one.note], Chip(labels.WHEREABOUTS[state], kind)
        )
        if withheld_papers.is_open(one):
            self.more(row, one, N_("Step"))
        return row


def _paper_step(one: withheld_papers.PaperStep, language: str) -> str:
    day = i18n.date_short(date.fromisoformat(one.on), language)
    done = filled(labels.PAPER_STEPS[one.kind])
    return " · ".join(filter(None, (day, done, one.to_whom, one.how, one.answer)))
