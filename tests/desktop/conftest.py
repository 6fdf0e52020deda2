"""Every test with windows starts as the program does and leaves nothing behind."""

from datetime import datetime

import pytest

from legalaid_desktop.desktop import places, settings
from legalaid_desktop.desktop.window import MainWindow
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.services.clock import VIENTIANE


@pytest.fixture(autouse=True)
def window_rules(prepared, nothing_left_behind, no_nested_loops):
    """What holds for every test with windows."""


@pytest.fixture
def office(tmp_path, create_cheaply):
    """A real, encrypted office on Monday, 30 March 2026, with nothing in it."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_cheaply(
        tmp_path / "office",
        profile,
        "ສີວິໄລ",
        "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ",
        at=lambda: datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE),
    )
    yield made
    made.lock()


@pytest.fixture
def window(qtbot, office, jobs):
    """The window of that office with all its pages, on the screen."""
    shown = MainWindow(office, places.PAGES, jobs, settings.Settings(), places.SEARCH)
    shown.resize(1366, 840)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    qtbot.waitUntil(lambda: not jobs.busy)
    shown.close_pages()
    shown.deleteLater()
