"""The ledger of notices of a case: who was told of each hearing, how, and who came."""

from collections.abc import Iterator, Mapping

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import copies, hearings
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.hearings import HearingNotice, Missed, SummonsRules
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import hearings as labels
from legalaid_desktop.typesetting import plain

TITLE = N_("Ledger of notices")
CASE = N_("Case {number}")
HEADS = (
    N_("Who was told"), N_("How, by whom, what shows it"), N_("Notice"), N_("At the hearing"),
)  # fmt: skip
_WIDTHS = (104.0, None, 92.0, 92.0)
NONE = N_("Nothing is kept of notices.")


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "notices")


def render(
    file: CaseFile,
    found: Mapping[Event, tuple[HearingNotice, ...]],
    missed: Mapping[int, Missed],
    rules: SummonsRules,
    laws: Mapping[str, Law],
    language: str,
) -> bytes:
    """The ledger as PDF, in one language or in both; lines struck out say so.

    Args:
        found: the hearings with their lines; missed: of each party by its id.
    """
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        names = labels.party_names(file, one)
        below = said(CASE, one, number=file.case.number)
        yield from ruled.head(file.office, TITLE, one, spoken, below)
        for hearing, lines in found.items():
            yield from _hearing(hearing, lines, names, rules, one)
        for key, each in missed.items():
            yield plain(labels.missing(key, names, one), styles.heading(one).but(space_before=8))
            for line in labels.missed(each, laws, one):
                yield plain(line, styles.body(one))

    return ruled.build(TITLE, code(file.case), language, told)


def _hearing(
    hearing: Event,
    lines: tuple[HearingNotice, ...],
    names: Mapping[int, str],
    rules: SummonsRules,
    language: str,
) -> Iterator[Flowable]:
    heading = styles.heading(language).but(space_before=8, keep_with_next=True)
    yield plain(labels.when(hearing, language), heading)
    about = styles.body(language).but(keep_with_next=True)
    yield plain(" – ".join(filter(None, (hearing.text, hearing.result))), about)
    if not lines:
        yield plain(said(NONE, language), styles.small(language))
        return
    rows = [_row(hearing, one, names, rules, language) for one in lines]
    yield ruled.table(HEADS, rows, _WIDTHS, language)


def _row(
    hearing: Event,
    one: HearingNotice,
    names: Mapping[int, str],
    rules: SummonsRules,
    language: str,
) -> list[str]:
    how = said(labels.SERVICES[hearings.service(one, hearing.on, rules.summons)], language)
    if one.struck:
        how = said(N_("Struck out: {why}"), language, why=one.struck)
    came = said(labels.ATTENDANCES[one.attendance], language)
    told = ruled.in_lines(labels.told(one, hearing.on, language))
    way = "\n".join(filter(None, (told, one.note)))
    return [labels.who(one, names, language), way, how, came]
