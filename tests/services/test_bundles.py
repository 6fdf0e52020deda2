"""What goes into the bundle of a case, and what is kept of it."""

from datetime import date

import pikepdf
import pytest

from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.attachments import Attachment, BundleSection
from legalaid_desktop.domain.errors import Cancelled, NotAllowed, Refused
from tests.consenting import agreed_to_referral


@pytest.fixture
def evidence(office, case, tmp_path):
    """Two files from elsewhere: a PDF of two pages, and something that is no document."""
    foreign = pikepdf.new()
    for _ in range(2):
        foreign.add_blank_page()
    foreign.save(tmp_path / "receipt.pdf")
    (tmp_path / "voice.bin").write_bytes(b"\x00\x01" * 400)
    for name, title in (("receipt.pdf", "ໃບຮັບເງິນ"), ("voice.bin", "ສຽງບັນທຶກ")):
        office.attachments.add(
            tmp_path / name,
            Attachment(
                case_id=case.id, title_lo=title, file_name=name, received_on=date(2026, 3, 20)
            ),
        )


def test_everything_kept_with_the_case_can_go_in(office, case, evidence):
    entries = office.bundles.contents(case.id)
    assert [entry.title_lo for entry in entries] == ["ໃບຮັບເງິນ", "ສຽງບັນທຶກ"]
    assert {entry.section for entry in entries} == {BundleSection.EVIDENCE}


def test_a_bundle_is_written_proved_and_remembered(office, case, evidence, tmp_path):
    out = tmp_path / "bundle.pdf"
    report = office.bundles.build(case.id, out, "both")
    with pikepdf.open(out) as made:
        assert len(made.pages) == report.pages
    assert report.documents == 2
    assert [remark.number for remark in report.slip_sheets] == [2]
    kept = office.bundles.of_case(case.id)[0]
    assert (kept.pages, kept.slip_sheets, len(kept.sha256)) == (report.pages, 1, 64)


def test_what_is_left_out_is_not_in_the_bundle(office, case, evidence, tmp_path):
    first = office.bundles.contents(case.id)[0]
    report = office.bundles.build(
        case.id, tmp_path / "bundle.pdf", "lo", included=frozenset({first.key})
    )
    assert (report.documents, report.slip_sheets) == (1, ())


def test_a_stopped_export_leaves_nothing(office, case, evidence, tmp_path):
    out = tmp_path / "out" / "bundle.pdf"
    out.parent.mkdir()
    with pytest.raises(Cancelled):
        office.bundles.build(case.id, out, "lo", cancelled=lambda: True)
    assert list(out.parent.iterdir()) == []
    assert office.bundles.of_case(case.id) == []


def test_an_empty_case_has_no_bundle(office, case, tmp_path):
    with pytest.raises(Refused):
        office.bundles.build(case.id, tmp_path / "bundle.pdf", "lo")
    assert list(tmp_path.glob("bundle*")) == []


def test_a_referral_letter_stays_out_of_the_court_bundle_unless_put_in(office, case, tmp_path):
    letter = office.papers.draft(case.id, "referral_letter", "en")
    typed = {
        "receiver_en": "Friendship Hospital",
        "services": "medical",
        "background_en": "Injured at work.",
        "consent_by": "client",
        "consent_on": "2026-03-20",
        "shared_en": "Code, injury.",
    }
    agreed_to_referral(office, case.id, "", "Friendship Hospital", purposes=("legal",))
    letter = _fill(office, letter, typed)
    office.papers.issue(letter)
    entry = office.bundles.contents(case.id)[0]
    assert (entry.title_en, entry.included) == ("Referral letter", False)
    with pytest.raises(Refused):
        office.bundles.build(case.id, tmp_path / "bundle.pdf", "en")
    report = office.bundles.build(
        case.id, tmp_path / "bundle.pdf", "en", included=frozenset({entry.key})
    )
    assert report.documents == 1


def _fill(office, paper, typed):
    """Fills every own field that still blocks the paper, by what its kind offers."""
    kind = next(kind for kind in office.papers.kinds() if kind.id == paper.kind)
    known = {key for field in kind.fields for key in field.keys}
    values = {key: text for key, text in typed.items() if key in known}
    for field in kind.fields:
        if field.options and field.name in values:
            values[field.name] = field.options[0].value
    return office.papers.save(paper, {**dict(paper.values), **values})


def test_a_bundle_that_cannot_be_remembered_does_not_lie_there(
    office, case, evidence, tmp_path, monkeypatch
):
    def lose_rights(*_progress):
        monkeypatch.setitem(office._desk.rights, Act.EXPORT, Scope.NONE)

    with pytest.raises(NotAllowed):
        office.bundles.build(case.id, tmp_path / "bundle.pdf", "en", progress=lose_rights)
    monkeypatch.undo()
    assert list(tmp_path.glob("bundle*")) == []
    assert office.bundles.of_case(case.id) == []
