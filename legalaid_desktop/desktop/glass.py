"""A restricted case of others: its code name, and the glass that a manager can break."""

from collections.abc import Set

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, PageHeader
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError, NotFound
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels
from legalaid_desktop.services import reference

ONLY_THE_TEAM = N_(
    "This case is restricted: only its team sees more than its number and its code name. Ask "
    "somebody on the team to add you, or the manager of the office."
)
WHAT_IT_DOES = N_(
    "In an emergency you can break the glass: you read the case for {hours} hours. To change, "
    "print or hand on anything you have to be put on the team by somebody on it; only if nobody is "
    "left there, you can do that yourself. Your name and your reason stay in the trail, and the "
    "team of the case is told at the next sign-in."
)
WHY = N_(
    "Why must you see this case now? The team of the case will read this, and whoever watches over "
    "the trail: name nobody here."
)


class GlassPage(Page):
    """What those see of a restricted case who are not on its team."""

    name = "glass"
    under = "cases"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key = 0
        self.head = PageHeader()
        self.card = Card()
        self.card.add(Text(ONLY_THE_TEAM, wrap=True))
        self.glass = Card(N_("Break the glass"))
        self.what = Text(wrap=True)
        self.glass.add(self.what)
        self.break_it = Button(N_("Break the glass …"), icon="triangle-alert", kind="danger")
        self.break_it.clicked.connect(self._ask)
        self.glass.add(self.break_it)
        self.glass.setVisible(may(frame, Act.BREAK_GLASS))
        self.column.addWidget(self.head)
        self.column.addWidget(self.card)
        self.column.addWidget(self.glass)
        self.column.addStretch(1)

    def show_record(self, key: object | None) -> None:
        """The case with that id."""
        if isinstance(key, int):
            self._key = key
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Says number and code name again; ``NotFound`` for a case that is not hidden."""
        del changes
        found = [one for one in self.frame.office.teams.hidden() if one.id == self._key]
        if not found:
            raise NotFound("This record is no longer there.")
        self.head.title.show_text(f"{found[0].number} · {found[0].code_name}")
        self.head.subtitle.say(labels.CONFIDENTIALITIES[found[0].confidentiality])
        glass = reference.levels()[found[0].confidentiality].glass
        self.what.say(WHAT_IT_DOES, hours=int(glass.total_seconds()) // 3600)

    def _ask(self) -> None:
        dialogs.ask_reason(self, WHY, N_("Break the glass"), self._break, kind="danger")

    def _break(self, reason: str) -> None:
        try:
            self.frame.office.teams.break_glass(self._key, reason)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.go("case", self._key)
