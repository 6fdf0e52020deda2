"""Rule packs written from the window: what one is called, for whom, and where it goes."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.rule_pack import ENDING, RulePack
from legalaid_desktop.domain.signing_keys import fingerprint
from legalaid_desktop.i18n import N_

EXPORT = N_("Export a rule pack")
WHAT = N_(
    "All rules and events that this office uses are written into one readable file and signed "
    "with the key of this office. Nothing about clients is in it."
)
OUR_KEY = N_("The letters of our key, to be read out by telephone: {key}")
TOML = N_("Rule packs (*.toml)")
WRITTEN = N_("Pack {number} is written. Rules: {count}, events: {events}.")
WRITING = N_("Writing the rule pack")


class ExportDialog(Dialog):
    """Asks what the pack is called and for whom, then where it goes."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        super().__init__(page, EXPORT, accept=N_("Choose where …"))
        self.setMinimumWidth(600)
        self._page, self._frame = page, frame
        key = fingerprint(frame.office.rule_packs.key().public)
        self.body.addWidget(InlineBanner(WHAT, "info"))
        self.body.addWidget(Text(OUR_KEY, wrap=True, key=key))
        self.name = TextField(label=N_("What the pack is called"))
        self.name.setObjectName("name")
        self.name.set_value(f"{frame.office.today.day():%Y-%m}")
        self.reason = TextField(label=N_("For whom, and why"), help=N_("It stays in the trail."))
        self.reason.setObjectName("reason")
        for part in (self.name, self.reason):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.reason.setFocus()

    def accept(self) -> None:
        """Asks for the place once both are filled in."""
        for field in (self.name, self.reason):
            if not field.value().strip():
                field.show_error(InvalidValue(field.objectName(), N_("Please fill in this field.")))
                return
        super().accept()
        suggested = f"rules-{self._frame.office.today.day():%Y-%m-%d}.{ENDING}"
        write = partial(self._write, self.name.value(), self.reason.value())
        dialogs.choose_save_file(self._page, EXPORT, suggested, write, (TOML,))

    def _write(self, name: str, why: str, out: Path) -> None:
        _Export(self._page, self._frame).start(name, why, out)


class _Export:
    """The work of writing; it outlives the dialog that asked for it."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        self._page, self._frame = page, frame

    def start(self, name: str, why: str, out: Path) -> None:
        """Writes the pack in the worker."""
        write = self._frame.office.rule_packs.export

        def work(_progress: object, _cancelled: object) -> RulePack:
            pack: RulePack = write(out, name, why)
            return pack

        self._frame.jobs.run(work, self._done, self._failed, filled(WRITING))

    def _done(self, pack: RulePack) -> None:
        rules, events = len(pack.rules), len(pack.events)
        self._frame.toast(WRITTEN, number=pack.number, count=rules, events=events)

    def _failed(self, error: LegalAidError) -> None:
        dialogs.tell(self._page, error)
