"""Which pages the window has, in the order of the rail."""

from collections.abc import Callable, Sequence
from typing import Any

from legalaid_desktop.desktop.pages import Page
from legalaid_desktop.desktop.search import Hit

PAGES: tuple[type[Page], ...] = ()
"""The pages; those with a ``title_message`` stand in the rail and answer to Ctrl+1 to Ctrl+9."""

SEARCH: Callable[[Any, str], Sequence[Hit]] | None = None
"""``SEARCH(office, typed)`` gives what the box shows, in the worker; None: no search box."""
