"""Papers and letters as PDF, out of plain records."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legalaid_desktop.documents import (
        calendar_files,
        chronology,
        conflict_certificate,
        control_sheet,
        copy_list,
        copy_stamp,
        counts,
        court_fee_sheet,
        court_list,
        deadline_log,
        deadline_sum,
        destruction_minute,
        digest,
        evidence_list,
        filing_checklist,
        letter_register,
        notice_ledger,
        papers,
        plain_texts,
        receipt,
        recovery_sheet,
        return_slip,
        rights_table,
        running_list,
        time_statement,
        trail_sheet,
    )

__all__ = [
    "calendar_files",
    "chronology",
    "conflict_certificate",
    "control_sheet",
    "copy_list",
    "copy_stamp",
    "counts",
    "court_fee_sheet",
    "court_list",
    "deadline_log",
    "deadline_sum",
    "destruction_minute",
    "digest",
    "evidence_list",
    "filing_checklist",
    "letter_register",
    "notice_ledger",
    "papers",
    "plain_texts",
    "receipt",
    "recovery_sheet",
    "return_slip",
    "rights_table",
    "running_list",
    "time_statement",
    "trail_sheet",
]


def __getattr__(name: str) -> ModuleType:
    """One of these when it is first asked for: to sign in nobody needs what makes pages."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
