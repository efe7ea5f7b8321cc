"""On how many mornings staff were asked whether an appointment was held, and when the owners were;
what has been claimed and never resolved is looked at again.

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up. Staff have been asked once about what has been asked at all."""
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("asked_mornings", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("owners_asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
    op.execute("UPDATE appointment SET asked_mornings = 1 WHERE asked_at IS NOT NULL")
    op.execute(
        "UPDATE conversation SET raise_at = claimed_at WHERE raise_at IS NULL"
        " AND claimed_at IS NOT NULL AND resolved_at IS NULL"
    )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_column("owners_asked_at")
        batch_op.drop_column("asked_mornings")
