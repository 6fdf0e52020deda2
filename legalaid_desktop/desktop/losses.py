"""Wages and other losses, step by step, and what they come to."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.desktop import protection_forms
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.protection_cards import ProtectionCard, begin_paper
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import losses
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.losses import Loss, Money
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import protection as labels


class LossCard(ProtectionCard):
    """Wages and other losses, step by step, and what they come to."""

    title = N_("Wages and losses")
    empty = N_("Nothing is entered. Enter the days worked, what was promised and what was paid.")
    add_label = N_("Wage or loss")
    kind, bin_kind = Loss, BinKind.LOSS
    icon = "scale"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.rate = Button(N_("Rate of exchange"), icon="plus")
        self.sheet = Button(N_("Write the sheet"), icon="file-text")
        self.rate.clicked.connect(self._ask_rate)
        self.sheet.clicked.connect(self._write)
        for button in (self.rate, self.sheet):
            button.setVisible(may(frame, Act.EDIT))
            self.card.head.add_button(button)

    def records(self) -> Sequence[Loss]:
        """The lines of the claim."""
        return self.kept.losses

    def rows(self) -> list[Row]:
        """Each line, then the sums."""
        language = i18n.current()
        rows = [self._row(one, language) for one in self.kept.losses]
        claim = losses.claim(self.kept.losses, self.kept.rates, self.frame.office.today.day())
        for one in claim.totals:
            owed = labels.money(one.owed, one.money, language)
            title = filled(N_("Claimed in {money}: {sum}"), money=filled(labels.MONEYS[one.money]),
                           sum=owed)  # fmt: skip
            rows.append(Row(title, _rate(one, language)))
        if claim.kip is not None and claim.totals:
            total = labels.money(claim.kip, Money.LAK, language)
            rows.append(Row(filled(N_("All together in kip: {sum}"), sum=total)))
        return rows

    def _row(self, one: Loss, language: str) -> Row:
        days = [i18n.date_short(day, language) for day in (one.from_on, one.to_on) if day]
        kept_back = [
            filled(
                N_("deducted {sum}: {reason}"), reason=each.reason,
                sum=labels.money(each.sum, one.money, language),
            )
            for each in one.deductions
        ]  # fmt: skip
        owed = labels.money(losses.counted(one).owed, one.money, language)
        title = [filled(labels.LOSSES[one.kind]), one.what, " – ".join(days)]
        reason = [labels.loss_sum(one, language), *kept_back, one.proof]
        row = self.row(one, title, reason, Chip("{sum}", "info", sum=owed))
        self.more(row, one, N_("Deduction"))
        return row

    def _ask_rate(self) -> None:
        dialog = protection_forms.ask_rate(self, self.frame)
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _write(self) -> None:
        begin_paper(self, "loss_sheet")


def _rate(one: losses.Total, language: str) -> str:
    if one.money is Money.LAK:
        return ""
    if one.rate is None or one.kip is None:
        return filled(N_("No rate of exchange is entered for this money."))
    return filled(
        N_("1 {money} = {rate} kip on {day} ({source}): {sum}"),
        money=one.money,
        rate=labels.exact(one.rate.kip, language),
        day=i18n.date_long(one.rate.on, language),
        source=one.rate.source,
        sum=labels.money(one.kip, Money.LAK, language),
    )
