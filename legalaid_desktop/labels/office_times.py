"""Time that is for no case, in words."""

from legalaid_desktop.domain.office_times import MonthOfTime, TimeKind
from legalaid_desktop.i18n import N_, catalog
from legalaid_desktop.labels.stories import duration

KINDS = {
    TimeKind.PRO_BONO: N_("free help without a file"),
    TimeKind.OFFICE: N_("work for the office"),
    TimeKind.TRAINING: N_("training"),
}
IN_CASES = N_("in cases: {time} ({count})")
WHOLE_YEAR = N_("in cases: {time}")
FOR_NO_CASE = "{kind}: {time}"


def said(month: MonthOfTime, language: str) -> str:
    """``in cases: 3 h (2) · training: 2 h``."""
    told = catalog(language).gettext
    spent = {
        TimeKind.PRO_BONO: month.pro_bono,
        TimeKind.TRAINING: month.training,
        TimeKind.OFFICE: month.office,
    }
    parts = [
        FOR_NO_CASE.format(kind=told(KINDS[kind]), time=duration(minutes, language))
        for kind, minutes in spent.items()
        if minutes
    ]
    if month.in_cases:
        time = duration(month.in_cases, language)
        said = IN_CASES if month.cases else WHOLE_YEAR
        parts.insert(0, told(said).format(time=time, count=month.cases))
    return " · ".join(parts)
