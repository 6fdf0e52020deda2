"""Which pages the window has, in the order of the rail."""

from collections.abc import Callable, Sequence
from typing import Any

from legalaid_desktop.desktop import finding
from legalaid_desktop.desktop.calendar import CalendarPage
from legalaid_desktop.desktop.case_form import CaseFormPage
from legalaid_desktop.desktop.case_page import CasePage
from legalaid_desktop.desktop.cases import CasesPage
from legalaid_desktop.desktop.closing import ClosingPage
from legalaid_desktop.desktop.counts import ReportsPage
from legalaid_desktop.desktop.glass import GlassPage
from legalaid_desktop.desktop.handover import HandoverPage
from legalaid_desktop.desktop.intake import IntakePage
from legalaid_desktop.desktop.intake_later import IntakeLaterPage
from legalaid_desktop.desktop.moves import MovesPage
from legalaid_desktop.desktop.office_event_form import EventFormPage
from legalaid_desktop.desktop.office_events import EventPage
from legalaid_desktop.desktop.office_page import OfficePage
from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.paper_page import PaperPage
from legalaid_desktop.desktop.papers import PapersPage
from legalaid_desktop.desktop.people import PeoplePage
from legalaid_desktop.desktop.person_edit import PersonFormPage
from legalaid_desktop.desktop.person_page import PersonPage
from legalaid_desktop.desktop.recovery_page import RecoveryPage
from legalaid_desktop.desktop.results import ResultsPage
from legalaid_desktop.desktop.rights_table import RightsPage
from legalaid_desktop.desktop.rule_form import RuleFormPage
from legalaid_desktop.desktop.rule_packs import RulePackPage
from legalaid_desktop.desktop.rule_page import RulePage
from legalaid_desktop.desktop.search import Hit
from legalaid_desktop.desktop.today import TodayPage
from legalaid_desktop.desktop.waiting import WaitingPage
from legalaid_desktop.desktop.worksheets import WorksheetPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    PeoplePage,
    PersonPage,
    PersonFormPage,
    CasesPage,
    CasePage,
    CaseFormPage,
    ClosingPage,
    HandoverPage,
    CalendarPage,
    GlassPage,
    IntakePage,
    IntakeLaterPage,
    WaitingPage,
    WorksheetPage,
    MovesPage,
    PapersPage,
    PaperPage,
    ReportsPage,
    OfficePage,
    RecoveryPage,
    RightsPage,
    RulePage,
    RuleFormPage,
    RulePackPage,
    EventPage,
    EventFormPage,
    ResultsPage,
)
"""The pages; those with a ``title_message`` stand in the rail and answer to Ctrl+1 to Ctrl+9."""

SEARCH: Callable[[Any, str], Sequence[Hit]] | None = finding.find
"""``SEARCH(office, typed)`` gives what the box shows, in the worker; None: no search box."""
