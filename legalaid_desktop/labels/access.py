"""Rights in words: what can be done, and how far."""

from collections.abc import Mapping

from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.i18n import N_

ACTS: Mapping[Act, tuple[str, str]] = {
    Act.CONSULT: (N_("Look up the office"), N_("profile, lawyers, holidays: nothing of clients")),
    Act.READ: (N_("Read cases"), N_("with people, papers, evidence and history")),
    Act.TAKE_IN: (N_("Take people in"), N_("new clients and new cases")),
    Act.EDIT: (N_("Change"), N_("people, story, deadlines, drafts, evidence; remove, restore")),
    Act.ASSIGN: (N_("Assign"), N_("offer a case to a lawyer; put colleagues on its team")),
    Act.ANSWER: (N_("Answer an offer"), N_("accept or decline a case")),
    Act.ISSUE: (N_("Issue papers"), N_("give them a number; they change no more")),
    Act.APPROVE: (N_("Close cases"), N_("approve a closing, or send it back")),
    Act.EXPORT: (N_("Print and hand on"), N_("papers, files and bundles")),
    Act.EXPORT_LISTS: (N_("Export lists"), N_("all ordinary cases and people, into a file")),
    Act.COUNT: (N_("Count"), N_("tables of numbers")),
    Act.SET_UP: (N_("Set up the office"), N_("profile, lawyers, holidays, keeping files")),
    Act.MANAGE_USERS: (N_("Accounts"), N_("who signs in, as what; recovery")),
    Act.READ_TRAIL: (N_("Read the trail"), N_("contents of a case only to who reads it")),
    Act.BREAK_GLASS: (N_("Break the glass"), N_("read a restricted case for some hours")),
    Act.BACK_UP: (N_("Back up"), N_("make backups and check them")),
    Act.DESTROY: (N_("Destroy files"), N_("after their time, by two people")),
    Act.DECIDE: (N_("Decide on legal aid"), N_("grant, refuse or withdraw it")),
    Act.OVERRIDE_CONSENT: (
        N_("Hand on without consent"),
        N_("with a ground and a reason, which stay in the trail"),
    ),
    Act.CHECK_LAW: (
        N_("Check rules of law"),
        N_("check off, change and write rules of periods; rule packs"),
    ),
}
"""What each act is called, and what belongs to it."""

SCOPES: Mapping[Scope, str] = {
    Scope.NONE: N_("not allowed"),
    Scope.OWN: N_("own cases"),
    Scope.ASSIGNED: N_("own team"),
    Scope.OFFICE: N_("office"),
    Scope.ALL: N_("all cases"),
}
EXPLAINED: Mapping[Scope, str] = {
    Scope.OWN: N_("cases that the person opened"),
    Scope.ASSIGNED: N_("cases on whose team the person is: opened, added, asked or accepted"),
    Scope.OFFICE: N_("those, and all ordinary cases"),
    Scope.ALL: N_("every case, but nothing of a restricted one except its code name"),
}
ABOUT_NO_CASE = frozenset(
    {
        Act.CONSULT,
        Act.TAKE_IN,
        Act.SET_UP,
        Act.MANAGE_USERS,
        Act.READ_TRAIL,
        Act.BACK_UP,
        Act.CHECK_LAW,
    }
)
YES = N_("allowed")


def reach(act: Act, scope: Scope) -> str:
    """How far, in a word or two (message id)."""
    return YES if act in ABOUT_NO_CASE and scope is not Scope.NONE else SCOPES[scope]
