"""Appointments that move, choices of patients, pauses, and why a reminder was shifted.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "chosen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinic_id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("question", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("choice", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("chosen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_chosen_clinic_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_chosen_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen")),
    )
    with op.batch_alter_table("chosen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chosen_patient_id"), ["patient_id"], unique=False)

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("moved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("moved_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("move_asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("missed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "scope",
                sa.Enum("reminders", "offers", name="consentscope", native_enum=False, length=32),
                server_default="reminders",
                nullable=False,
            )
        )

    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("unbooked_told_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "purpose",
                sa.Enum(
                    "enrol",
                    "session",
                    "appointment",
                    name="draftpurpose",
                    native_enum=False,
                    length=32,
                ),
                server_default="enrol",
                nullable=False,
            )
        )

    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("paused_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("card_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True)
        )
        batch_op.create_index(
            "ix_patient_paused",
            ["paused_until"],
            unique=False,
            sqlite_where=sa.text("paused_until IS NOT NULL"),
            postgresql_where=sa.text("paused_until IS NOT NULL"),
        )

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wanted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column(
                "shift",
                sa.Enum(
                    "quiet_hours",
                    "day_message",
                    "pause",
                    name="shift",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_column("shift")
        batch_op.drop_column("wanted_at")

    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_patient_paused",
            sqlite_where=sa.text("paused_until IS NOT NULL"),
            postgresql_where=sa.text("paused_until IS NOT NULL"),
        )
        batch_op.drop_column("card_digest")
        batch_op.drop_column("paused_until")

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_column("purpose")

    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_column("unbooked_told_at")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("scope")

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_column("asked_at")
        batch_op.drop_column("missed_at")
        batch_op.drop_column("move_asked_at")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("moved_from")
        batch_op.drop_column("moved_at")

    with op.batch_alter_table("chosen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chosen_patient_id"))

    op.drop_table("chosen")
