"""Who may see a row as given: those who may see every claim made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it from the claims of each row."""
    op.add_column("raw_row", sa.Column("audience", sa.SmallInteger(), nullable=False, server_default="2"))
    op.execute(
        "UPDATE raw_row SET audience = coalesce("
        "(SELECT max(claim.audience) FROM claim WHERE claim.raw_row_id = raw_row.id), 2)"
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("raw_row", "audience")
