"""How sure a rule is, so that nobody can take an unverified one for one that was read."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import icons, theme
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.office_events import EventVersion
from legalaid_desktop.domain.office_rules import RuleVersion, Standing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines
from legalaid_desktop.labels import rules as labels

CHECKED = N_("checked by a lawyer")
CHECK_ANEW = N_("to be checked anew")
OFF = N_("switched off")
NOT_CHECKED = N_("No lawyer of this office has checked it.")
KINDS = {
    Certainty.LAW_TEXT: "info",
    Certainty.SECONDARY: "attention",
    Certainty.UNVERIFIED: "urgent",
    Certainty.OURS: "neutral",
}
_FACTOR = 1.5


def chip(found: Standing) -> tuple[str, str]:
    """How the rule stands in a word or two (message id), and the kind of its colour."""
    if found.is_off:
        return OFF, "neutral"
    if found.rule.checked_by:
        return CHECKED, "good"
    if found.earlier is not None:
        return CHECK_ANEW, "urgent" if found.rule.is_unverified else "attention"
    return deadlines.CERTAINTIES[found.rule.certainty], KINDS[found.rule.certainty]


def version_row(
    one: RuleVersion | EventVersion, told: Iterable[tuple[str, str, str]], language: str
) -> Row:
    """A version: what was done, by whom, when, why, with which pack it came, what it changed."""
    said = [one.note, one.pack and filled(N_("from the rule pack {pack}"), pack=one.pack)]
    said += [before_and_after(f"{name}: ", before, after) for name, before, after in told]
    return Row(labels.entry(one, language), "\n".join(filter(None, said)))


def before_and_after(name: str, before: str, after: str) -> str:
    """What a field said and says; of several lines one below the other."""
    if "\n" in before + after:
        return name + filled(N_("Before:\n{before}\nNow:\n{after}"), before=before, after=after)
    return f"{name}{before} → {after}"


class Mark(QFrame):
    """The box above a rule: dashed and loud for one that nobody read, a thin line for others."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._colour = "info", "dim"
        self._picture = QLabel()
        self.headline = Text(role="strong", wrap=True)
        self.lines = Text(wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.headline)
        texts.addWidget(self.lines)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 12, 16, 12)
        across.setSpacing(14)
        across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(texts, 1)

    def show_rule(self, found: Standing) -> None:
        """Says how sure the rule is, what that means, and who checked it."""
        language, rule = i18n.current(), found.rule
        loud = rule.is_unverified
        sure = deadlines.CERTAINTIES[rule.certainty]
        if loud:
            self.headline.say(labels.UNVERIFIED)
        else:
            self.headline.show_text(labels.check(found, language) if rule.checked_by else "")
            if not rule.checked_by:
                self.headline.say(sure)
        said = [_meaning(found)]
        if not rule.checked_by:
            said += [labels.check(found, language) or i18n.gettext(NOT_CHECKED)]
        self.lines.show_text("\n".join(filter(None, said)))
        self._icon = "triangle-alert" if loud else "circle-check" if rule.checked_by else "info"
        self._colour = "urgent" if loud else "good" if rule.checked_by else "dim"
        state = "loud" if loud else "checked" if rule.checked_by else "plain"
        theme.restyle(self, mark=state)
        theme.restyle(self.headline, mark=state)
        self.setAccessibleName(f"{self.headline.text()}. {self.lines.text()}")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draws the icon in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        colour = getattr(theme.tokens(), self._colour)
        self._picture.setPixmap(icons.pixmap(self._icon, colour, icons.SIZE * _FACTOR))


def _meaning(found: Standing) -> str:
    if found.check is not None:
        return found.check.note
    return i18n.gettext(labels.MEANINGS[found.rule.certainty])
