"""Papers and letters as PDF, out of plain records."""

from legalaid_desktop.documents import (
    chronology,
    conflict_certificate,
    copy_list,
    copy_stamp,
    counts,
    destruction_minute,
    evidence_list,
    letter_register,
    receipt,
    recovery_sheet,
    rights_table,
    running_list,
    time_statement,
    trail_sheet,
)
from legalaid_desktop.documents.papers import render, strange_letters
from legalaid_desktop.documents.plain_texts import typeset

__all__ = [
    "chronology",
    "conflict_certificate",
    "copy_list",
    "copy_stamp",
    "counts",
    "destruction_minute",
    "evidence_list",
    "letter_register",
    "receipt",
    "recovery_sheet",
    "render",
    "rights_table",
    "running_list",
    "strange_letters",
    "time_statement",
    "trail_sheet",
    "typeset",
]
