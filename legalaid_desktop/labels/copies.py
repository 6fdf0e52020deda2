"""Copies in words: how they went out, for whom and why, and what hides in a file."""

from datetime import datetime

from legalaid_desktop import i18n
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.copies import Copy, CopyLine, CopyWay, Hidden
from legalaid_desktop.i18n import N_

WAYS = {
    CopyWay.PRINT: N_("printed"),
    CopyWay.FILE: N_("saved as a file"),
    CopyWay.OPEN: N_("opened in another program"),
    CopyWay.CANCELLED: N_("cancelled, did not come out"),
}
KINDS = {
    "paper": N_("paper"),
    "attachment": N_("attachment"),
    "bundle": N_("bundle"),
    "copy_list": N_("list of copies"),
    "calendar_file": N_("calendar for other programs"),
    "chronology": N_("chronology"),
    "conflict_check": N_("certificate of the conflict check"),
    "digest": N_("morning digest"),
    "evidence_list": N_("list of evidence"),
    "court_fee_sheet": N_("court-fee sheet"),
    "filing_checklist": N_("checklist of a filing"),
    "notice_ledger": N_("ledger of notices"),
    "htcds": N_("codes of the case (HTCDS)"),
    "kept_calendar": N_("calendar file that is kept current"),
    "receipt": N_("receipt"),
    "return_slip": N_("return slip of a referral"),
    "running_list": N_("list of what runs"),
}
HIDDEN = {
    Hidden.NONE: "",
    Hidden.TAKEN_OUT: N_(
        "What a camera or a writing program hid in it (place, device, owner) is taken out of the "
        "copy; the original keeps it. A signed or locked PDF goes out as it is."
    ),
    Hidden.STAYS: N_(
        "Such a file may hide where and by whom it was made. The program cannot take that out: it "
        "goes out as it came."
    ),
}
NUMBERED = N_("copy {number}")
BY_CONSENT = N_("consent no. {number}")
WITHOUT = N_("without consent: {why}")
RECIPIENTS = (
    N_("the court"),
    N_("the client"),
    N_("the lawyer"),
    N_("the other side"),
    N_("our own file"),
)
PURPOSES = (N_("to file"), N_("to sign"), N_("to read"), N_("to keep"))


def entered(text: str, language: str) -> str:
    """How the register has what was chosen or typed: what is usual in Lao, all else as it is."""
    usual = {i18n.catalog(language).gettext(one): one for one in (*RECIPIENTS, *PURPOSES)}
    return i18n.catalog("lo").gettext(usual[text]) if text in usual else text


def said(text: str, language: str) -> str:
    """What the register has of recipient or purpose, in that language where it is usual."""
    usual = {i18n.catalog("lo").gettext(one): one for one in (*RECIPIENTS, *PURPOSES)}
    return i18n.catalog(language).gettext(usual[text]) if text in usual else text


def what(line: CopyLine, language: str, *, titled: bool = True) -> str:
    """What was copied; without its title where that might name somebody."""
    kind = i18n.catalog(language).gettext(KINDS.get(line.copy.kind, line.copy.kind))
    lao, english = line.title_lo, line.title_en
    title = (lao or english) if language == "lo" else (english or lao)
    told = (line.code, title) if titled or line.copy.kind == "paper" else (line.code,)
    return " · ".join(filter(None, told)) or kind


def cells(
    line: CopyLine, language: str, at: datetime, *, titled: bool = True
) -> tuple[tuple[str, str], ...]:
    """The line in four columns of two texts each: copy, what, how and when, for whom and why.

    Args:
        at: when it was made, in local time.
    """
    copy, catalog = line.copy, i18n.catalog(language)
    when = f"{i18n.date_short(at.date(), language)} {at:%H:%M}"
    return (
        (copies.code(copy), catalog.gettext(NUMBERED).format(number=copy.number)),
        (what(line, language, titled=titled), kind(line, language)),
        (catalog.gettext(WAYS[copy.way]), f"{when} · {copy.by}"),
        (said(copy.recipient, language), _why(copy, language)),
    )


def _why(copy: Copy, language: str) -> str:
    """What for, and by which consent or on what ground without one."""
    told = i18n.catalog(language).gettext
    by = told(BY_CONSENT).format(number=copy.consent_id) if copy.consent_id else ""
    without = told(WITHOUT).format(why=copy.override) if copy.override else ""
    return " · ".join(filter(None, (said(copy.purpose, language), by, without)))


def kind(line: CopyLine, language: str) -> str:
    """What kind of thing was copied, where ``what`` does not say it."""
    if not line.code and not line.title_lo and not line.title_en:
        return ""
    return i18n.catalog(language).gettext(KINDS.get(line.copy.kind, line.copy.kind))
