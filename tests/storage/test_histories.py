"""The trail tells of the office's own records to whoever reads it, and of people to few."""

from legalaid_desktop.storage import tables
from legalaid_desktop.storage.histories import OF_THE_OFFICE

OF_PEOPLE = {"client", "person", "safe_contact", "merge", "draft", "office_time"}
"""What may name somebody: seen with the person, or by nobody else."""
WITHOUT_ENTRIES = {"case_file", "counter", "file_text", "search_state", "trail_value"}
"""What is entered as its case, or not at all."""


def test_each_table_without_a_case_is_told_or_kept_on_purpose():
    known = tables.CaseRow.__table__.metadata.tables.values()
    bare = {one.name for one in known if "case_id" not in one.columns}
    assert bare - OF_PEOPLE - WITHOUT_ENTRIES <= OF_THE_OFFICE
    assert not OF_THE_OFFICE & (OF_PEOPLE | WITHOUT_ENTRIES)
    assert {"office_event", "office_rule", "rule_pack", "signing_key"} <= OF_THE_OFFICE, (
        "who changed the law"
    )
