"""The records that tasks are about, as far as the session sees them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Party
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.flags import Flagged, RecordKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.losses import Loss
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import Worksheet
from legalaid_desktop.storage import records, tables

_KINDS: Mapping[RecordKind, tuple[Any, type]] = {
    RecordKind.ACCESS_REFUSAL: (tables.AccessRefusalRow, AccessRefusal),
    RecordKind.AGE_EVIDENCE: (tables.AgeEvidenceRow, AgeEvidence),
    RecordKind.ATTACHMENT: (tables.AttachmentRow, Attachment),
    RecordKind.CUSTODY: (tables.CustodyRow, Custody),
    RecordKind.DEADLINE: (tables.DeadlineRow, Deadline),
    RecordKind.DECISION: (tables.DecisionRow, Decision),
    RecordKind.EVENT: (tables.EventRow, Event),
    RecordKind.HOLDING: (tables.HoldingRow, Holding),
    RecordKind.LETTER: (tables.LetterRow, Letter),
    RecordKind.LOSS: (tables.LossRow, Loss),
    RecordKind.PAPER: (tables.PaperRow, Paper),
    RecordKind.PARTY: (tables.PartyRow, Party),
    RecordKind.VICTIM_STATUS: (tables.VictimStatusRow, VictimStatus),
    RecordKind.WITHHELD_PAPER: (tables.WithheldPaperRow, WithheldPaper),
    RecordKind.WORKSHEET: (tables.WorksheetRow, Worksheet),
}


def several(session: Session, wanted: Collection[Flagged]) -> dict[Flagged, Any]:
    """Those of the records that the session sees; what lies in the bin is not among them."""
    found: dict[Flagged, Any] = {}
    for kind in {one.kind for one in wanted}:
        row, record = _KINDS[kind]
        keys = [one.key for one in wanted if one.kind is kind]
        for each in session.scalars(select(row).where(row.id.in_(keys))):
            found[Flagged(kind, each.id)] = records.read(each, record)
    return found


def belongs(session: Session, one: Flagged) -> int | None:
    """The case of the record; ``NotFound`` or ``NotAllowed`` where it is not there or hidden."""
    return records.belongs(session, one.kind, one.key)
