"""When a patient's pinned card is to be looked at.

Those who are connected already get their card at the first start.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("card_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.create_index(
            "ix_patient_card",
            ["card_at"],
            unique=False,
            sqlite_where=sa.text("card_at IS NOT NULL"),
            postgresql_where=sa.text("card_at IS NOT NULL"),
        )
    op.execute("UPDATE patient SET card_at = consented_at WHERE state = 'active'")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_patient_card",
            sqlite_where=sa.text("card_at IS NOT NULL"),
            postgresql_where=sa.text("card_at IS NOT NULL"),
        )
        batch_op.drop_column("card_at")
