"""Several clinics in one database, and indexes by which each finds its own without the others'.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WAKING = (
    ("patient", "ix_patient_paused", "paused_until"),
    ("patient", "ix_patient_card", "card_at"),
    ("conversation", "ix_conversation_raise", "raise_at"),
    ("reminder", "ix_reminder_wake", "wake_at"),
    ("delivery", "ix_delivery_wake", "wake_at"),
    ("erasure", "ix_erasure_due", "due_at"),
)
"""Table, index, and the column of what is due."""


def upgrade() -> None:
    """Bring the tables up."""
    with op.batch_alter_table("clinic", schema=None) as batch_op:
        batch_op.add_column(sa.Column("token", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("config_dir", sqlmodel.sql.sqltypes.AutoString(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("removed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(sa.Column("fault", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_index(
        "ix_clinic_bot",
        "clinic",
        ["bot_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    for table, index, column in WAKING:
        _index(table, index, column, ["clinic_id", column])


def downgrade() -> None:
    """Take the change back."""
    for table, index, column in WAKING:
        _index(table, index, column, [column])
    op.drop_index("ix_clinic_bot", table_name="clinic")
    with op.batch_alter_table("clinic", schema=None) as batch_op:
        for column in ("fault", "removed_at", "changed_at", "config_dir", "token"):
            batch_op.drop_column(column)


def _index(table: str, index: str, column: str, columns: list[str]) -> None:
    """Make an index anew over other columns; only rows with something due are in it."""
    only = sa.text(f"{column} IS NOT NULL")
    op.drop_index(index, table_name=table)
    op.create_index(index, table, columns, sqlite_where=only, postgresql_where=only)
