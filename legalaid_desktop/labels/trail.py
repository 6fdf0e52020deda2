"""The trail in words: deeds, kinds of record, and what a check of it found."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.recovery_codes import set_name
from legalaid_desktop.domain.trail import Check, Deed, Entry, Flaw, Head, in_groups
from legalaid_desktop.i18n import N_

DEEDS = {
    Deed.CREATE: N_("entered"),
    Deed.CHANGE: N_("changed"),
    Deed.REMOVE: N_("put into the bin"),
    Deed.RESTORE: N_("restored"),
    Deed.DESTROY: N_("destroyed"),
    Deed.LOOK: N_("looked at"),
    Deed.PRINT: N_("printed"),
    Deed.EXPORT: N_("saved as a file"),
    Deed.OPEN: N_("opened in another program"),
    Deed.SIGN_IN: N_("signed in"),
    Deed.SIGN_OUT: N_("signed out"),
    Deed.FAILED_SIGN_IN: N_("failed to sign in"),
    Deed.PASSPHRASE: N_("passphrase changed"),
    Deed.RECOVERY: N_("came in with recovery sheets"),
    Deed.KEYRING: N_("opening without a passphrase"),
    Deed.RECOVERY_MADE: N_("made recovery sheets"),
    Deed.RECOVERY_CONFIRMED: N_("typed recovery sheets back"),
    Deed.RECOVERY_REHEARSED: N_("tried recovery sheets"),
    Deed.FAILED_RECOVERY: N_("tried wrong recovery sheets"),
    Deed.BREAK_GLASS: N_("broke the glass"),
    Deed.BACK_UP: N_("backed up"),
    Deed.VERIFY: N_("checked"),
    Deed.MERGE: N_("merged"),
    Deed.UNMERGE: N_("merge taken back"),
    Deed.CHECK_NAME: N_("checked a name for conflicts"),
}
KINDS = {
    "age_evidence": N_("evidence of age"),
    "assignment": N_("assignment"),
    "attachment": N_("attachment"),
    "calendar_file": N_("calendar for other programs"),
    "control_sheet": N_("control sheet of deadlines"),
    "court_list": N_("court list of the week"),
    "deadline_log": N_("deadline log of the day"),
    "deadline_sum": N_("sum of a deadline"),
    "backup": N_("backup"),
    "blob": N_("file without a record"),
    "bundle": N_("bundle"),
    "case_file": N_("case"),
    "case_list": N_("list of cases"),
    "client": N_("client"),
    "chronology": N_("chronology"),
    "conflict_check": N_("conflict check"),
    "consent": N_("consent"),
    "closing": N_("closing of a case"),
    "copy": N_("copy"),
    "copy_list": N_("list of copies"),
    "counts": N_("table of numbers"),
    "custody": N_("custody"),
    "deadline": N_("deadline"),
    "deadline_move": N_("decision on a deadline counted again"),
    "deadline_trigger": N_("event that a period runs from"),
    "decision": N_("decision"),
    "destruction": N_("destruction of a case"),
    "eligibility": N_("decision on legal aid"),
    "evidence_list": N_("list of evidence"),
    "kept_calendar": N_("calendar file that is kept current"),
    "digest": N_("morning digest"),
    "court_fee_sheet": N_("court-fee sheet"),
    "filing_checklist": N_("checklist of a filing"),
    "notice_ledger": N_("ledger of notices"),
    "event": N_("entry of a story"),
    "exchange_rate": N_("rate of exchange"),
    "holiday": N_("holiday"),
    "holiday_version": N_("table of holidays"),
    "import_rows": N_("rows of a spreadsheet that were not taken in"),
    "intake": N_("intake"),
    "access_refusal": N_("refusal of access"),
    "filing": N_("paper to be filed"),
    "hearing_notice": N_("notice of a hearing"),
    "holding": N_("thing of a client"),
    "lawyer": N_("lawyer"),
    "letter": N_("letter"),
    "letter_register": N_("register of letters"),
    "loss": N_("loss"),
    "member": N_("place on a team"),
    "merge": N_("two entries of one person"),
    "notice": N_("notice to a user"),
    "office": N_("profile of the office"),
    "paper": N_("paper"),
    "party": N_("somebody in a case"),
    "office_event": N_("event of this office that periods run from"),
    "office_rule": N_("rule of a period"),
    "rule_pack": N_("rule pack"),
    "signing_key": N_("key that signs rule packs"),
    "people_list": N_("list of people"),
    "person": N_("person"),
    "receipt": N_("receipt"),
    "recovery": N_("recovery sheets"),
    "return_slip": N_("return slip of a referral"),
    "rights_table": N_("table of rights"),
    "safe_contact": N_("safe contact"),
    "htcds": N_("codes of the case (HTCDS)"),
    "running_list": N_("list of what runs"),
    "scope_check": N_("check of scope"),
    "setting": N_("setting"),
    "time_statement": N_("record of free legal aid"),
    "office_time": N_("time for no case"),
    "task": N_("task"),
    "trail": N_("the trail"),
    "trail_sheet": N_("monthly sheet of the trail"),
    "user_account": N_("account"),
    "victim_status": N_("status as a victim"),
    "withheld_paper": N_("withheld paper"),
    "worksheet": N_("worksheet"),
    "worksheet_view": N_("view on a worksheet"),
}
FLAWS = {
    Flaw.ENTRY: N_("An entry was changed, moved, put in or taken out."),
    Flaw.TAIL: N_("The last entries are missing: the trail was longer once."),
    Flaw.REWRITTEN: N_("The trail is not the one whose end was noted: it was written anew."),
    Flaw.TABLE: N_("The table of the trail is gone or was replaced."),
    Flaw.GUARDS: N_("What keeps other programs from changing the trail was taken off."),
    Flaw.ANCHOR: N_("The file with the noted ends was missing or changed, and was begun anew."),
    Flaw.KEYS: N_(
        "The file office.keys is an older one that was put back: old passphrases open it again. "
        "Change the passphrases, and close again the accounts that were closed."
    ),
}
SOUND = N_("The trail is whole: all {count} entries were proved, against {anchors} noted ends.")
DESTROYED = N_("{count} of them lost what they told when cases were destroyed, as it must be.")
BROKEN = N_("The trail is broken. First bad entry: {number}.")
ODD = N_("The entries fit together, but something about the trail is wrong.")
PROGRAM = N_("the program")
_RECORD = N_("{kind} no. {number}")


def user(entry: Entry, language: str) -> str:
    """Who did it."""
    return entry.user or i18n.catalog(language).gettext(PROGRAM)


def deed(value: Deed, language: str) -> str:
    """What was done, in a word."""
    return i18n.catalog(language).gettext(DEEDS[value])


def kind(name: str, language: str) -> str:
    """What kind of record that is; nothing for deeds that concern none."""
    return i18n.catalog(language).gettext(KINDS[name]) if name in KINDS else name


def record(entry: Entry, number: str, language: str) -> str:
    """What it was done to: a case by its number, anything else by kind and number."""
    said = kind(entry.kind, language)
    if entry.kind == "case_file":
        return f"{said} {number}".strip()
    if entry.kind == "trail_sheet" and entry.record:
        said = f"{said} {entry.record // 100}-{entry.record % 100:02d}"
    elif entry.kind == "recovery" and entry.record is not None:
        said = f"{said} {set_name(entry.record)}"
    elif entry.record is not None:
        catalog = i18n.catalog(language)
        said = catalog.gettext(_RECORD).format(kind=said, number=entry.record)
    return f"{said} · {number}" if number else said


def head(value: Head) -> str:
    """The end of the trail as sheets and windows show it, and as it can be typed back."""
    return f"{value.seq}: {in_groups(value.hash)}"


def found(check: Check, language: str) -> list[str]:
    """What a check found, one sentence each."""
    told = i18n.catalog(language).gettext
    if check.is_sound:
        lines = [told(SOUND).format(count=check.head.seq, anchors=check.anchors)]
    elif check.first_bad is not None:
        lines = [told(BROKEN).format(number=check.first_bad)]
    else:
        lines = [told(ODD)]
    lines += [told(FLAWS[flaw]) for flaw in check.flaws]
    return lines + ([told(DESTROYED).format(count=check.destroyed)] if check.destroyed else [])
