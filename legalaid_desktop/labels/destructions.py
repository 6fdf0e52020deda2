"""The destruction of a case in words; of restricted cases only number and code name."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.destructions import (
    Destruction,
    DestructionGround,
    DestructionState,
    Proposal,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels

GROUNDS = {
    DestructionGround.RETENTION: N_("the time for which it is kept is over"),
    DestructionGround.REQUEST: N_("the person whose data it is asked for it"),
}
STATES = {
    DestructionState.WAITING: N_("waits for a second person"),
    DestructionState.DESTROYED: N_("destroyed"),
    DestructionState.REFUSED: N_("stays"),
}
KINDS = {
    "case_file": N_("case"),
    "client": N_("entry as a client"),
    "person": N_("people who are in no other case"),
    "party": N_("people and organisations in the case"),
    "member": N_("places on its team"),
    "event": N_("entries of its story"),
    "deadline": N_("deadlines"),
    "deadline_move": N_("decisions on deadlines counted again"),
    "deadline_trigger": N_("events that periods run from"),
    "assignment": N_("offers to lawyers"),
    "attachment": N_("attachments"),
    "task": N_("tasks"),
    "letter": N_("letters in the register"),
    "access_refusal": N_("refusals of access"),
    "filing": N_("papers to be filed"),
    "hearing_notice": N_("notices of hearings"),
    "holding": N_("entries of things of the client"),
    "closing": N_("closings"),
    "paper": N_("papers"),
    "bundle": N_("entries of bundles"),
    "copy": N_("entries of copies"),
    "worksheet": N_("worksheets"),
    "worksheet_view": N_("views on worksheets"),
    "victim_status": N_("steps of identification"),
    "age_evidence": N_("statements about ages"),
    "withheld_paper": N_("withheld papers"),
    "custody": N_("entries of custody"),
    "loss": N_("losses"),
    "notice": N_("notices to users"),
    "draft": N_("drafts"),
    "file": N_("encrypted files"),
}
"""What is counted, by the names of the tables."""


def title(proposal: Proposal, language: str) -> str:
    """Which case it is."""
    if proposal.case is None:
        return proposal.destruction.case_number
    return case_labels.title(proposal.case, language)


def story(destruction: Destruction, language: str) -> str:
    """On what ground, who proposed it, and who decided."""
    lines = [_ground(destruction, language), _proposed(destruction, language)]
    return "\n".join([*lines, *_decided(destruction, language)])


def _ground(one: Destruction, language: str) -> str:
    said = _said(GROUNDS[one.ground], language)
    if one.requested_on is None:
        return _said(N_("Ground: {ground}"), language, ground=said)
    day = i18n.date_long(one.requested_on, language)
    return _said(N_("Ground: {ground}, on {day}"), language, ground=said, day=day)


def _proposed(one: Destruction, language: str) -> str:
    day = i18n.date_long(one.proposed_at.date(), language)
    said = _said(N_("Proposed by {name} on {day}"), language, name=one.proposed_by, day=day)
    return f"{said}: {one.reason}" if one.reason else said


def _decided(one: Destruction, language: str) -> list[str]:
    if one.decided_at is None:
        return []
    day = i18n.date_long(one.decided_at.date(), language)
    if one.state is DestructionState.DESTROYED:
        message = N_("Agreed by {name} on {day}")
        return [_said(message, language, name=one.decided_by, day=day)]
    message = N_("{name} decided on {day} that it stays")
    said = _said(message, language, name=one.decided_by, day=day)
    return [f"{said}: {one.refused_why}" if one.refused_why else said]


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
