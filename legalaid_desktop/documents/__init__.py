"""Papers and letters as PDF, out of plain records."""

from legalaid_desktop.documents import copy_stamp, destruction_minute, rights_table, trail_sheet
from legalaid_desktop.documents.letters import typeset
from legalaid_desktop.documents.papers import render, strange_letters

__all__ = [
    "copy_stamp",
    "destruction_minute",
    "render",
    "rights_table",
    "strange_letters",
    "trail_sheet",
    "typeset",
]
