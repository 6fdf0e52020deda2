"""The vault: accounts, teams of cases, the trail, the bin, drafts, copies, backups."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KNOWN = (
    "assignment",
    "attachment",
    "bundle",
    "case_file",
    "client",
    "deadline",
    "event",
    "holiday",
    "lawyer",
    "office",
    "paper",
    "party",
    "person",
)
TRIGGERS = (
    "CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "CREATE TRIGGER trail_stays BEFORE DELETE ON trail "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be deleted'); END",
    # INSERT OR REPLACE would walk past the trigger on deletes
    "CREATE TRIGGER trail_grows BEFORE INSERT ON trail "
    "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
    "CREATE TRIGGER trail_value_keeps BEFORE UPDATE ON trail_value "
    "BEGIN SELECT RAISE(ABORT, 'the trail cannot be changed'); END",
    "CREATE TRIGGER trail_value_stays BEFORE DELETE ON trail_value "
    "WHEN EXISTS (SELECT 1 FROM trail WHERE seq = OLD.seq) "
    "AND NOT EXISTS (SELECT 1 FROM trail AS told, trail AS later WHERE told.seq = OLD.seq "
    "AND later.deed = 'destroy' AND later.seq > told.seq "
    "AND ((later.kind = 'case_file' AND later.case_id = told.case_id) "
    "OR (later.kind = told.kind AND later.record = told.record))) "
    "BEGIN SELECT RAISE(ABORT, 'only what is destroyed leaves the trail'); END",
    # the values come before their entry, and nothing is put under an old one
    "CREATE TRIGGER trail_value_grows BEFORE INSERT ON trail_value "
    "WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM trail) "
    "OR EXISTS (SELECT 1 FROM trail_value WHERE seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END",
)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "backup",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("trail_seq", sa.Integer(), nullable=False),
        sa.Column("trail_hash", sa.String(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("rehearsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.PrimaryKeyConstraint("id", name="pk_backup"),
    )
    op.create_table(
        "destruction",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_why", sa.String(), nullable=False),
        sa.Column("destroyed", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.PrimaryKeyConstraint("id", name="pk_destruction"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "trail",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_trail"),
    )
    of_a_case = sa.text("case_id IS NOT NULL")
    op.create_index(
        "ix_trail_case",
        "trail",
        ["case_id", "seq"],
        sqlite_where=of_a_case,
        postgresql_where=of_a_case,
    )
    of_no_case = sa.text("case_id IS NULL")
    op.create_index(
        "ix_trail_record",
        "trail",
        ["kind", "record", "seq"],
        sqlite_where=of_no_case,
        postgresql_where=of_no_case,
    )
    destroyed = sa.text("deed = 'destroy'")
    op.create_index(
        "ix_trail_destroyed", "trail", ["seq"], sqlite_where=destroyed, postgresql_where=destroyed
    )
    op.create_table(
        "trail_value",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_trail_value"),
    )

    op.create_table(
        "user_account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("lawyer_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("disabled_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.ForeignKeyConstraint(
            ["lawyer_id"], ["lawyer.id"], name="fk_user_account_lawyer_id_lawyer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("name", name="uq_user_account_name"),
    )
    op.create_table(
        "draft",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_draft_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("user_id", "form", "record", name="pk_draft"),
    )
    op.create_table(
        "copy",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_copy_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_copy"),
    )
    op.create_index("ix_copy_case_id", "copy", ["case_id"])
    op.create_index("ix_copy_record", "copy", ["kind", "record"])

    op.create_table(
        "member",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_member_case_id_case_file"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_member_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_case_id", "member", ["case_id"])
    op.create_index("ix_member_user", "member", ["user_id", "case_id"])

    op.create_table(
        "notice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_bin(),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_notice_case_id_case_file"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_notice_user_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_user_id", "notice", ["user_id"])

    for table in KNOWN:
        for column in _bin():
            op.add_column(table, column)
    # of a case that was closed before, nobody knows the day: the office enters it
    op.add_column("case_file", sa.Column("closed_on", sa.Date(), nullable=True))
    _make_unique_unless_removed(
        "attachment",
        ("case_id", "exhibit"),
        "uq_attachment_case_id_exhibit",
        "uq_attachment_exhibit",
    )
    _make_unique_unless_removed(
        "holiday", ("day", "scope"), "uq_holiday_day_scope", "uq_holiday_day"
    )
    for trigger in TRIGGERS:
        op.execute(trigger)


def _bin() -> list[sa.Column[object]]:
    return [
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=True),
        sa.Column("removed_why", sa.String(), nullable=True),
    ]


def _make_unique_unless_removed(table: str, columns: tuple[str, ...], old: str, new: str) -> None:
    present = sa.text("removed_at IS NULL")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(old, type_="unique")
        batch.create_index(
            new, list(columns), unique=True, sqlite_where=present, postgresql_where=present
        )
