"""Whom a thing in the search index supplies, and whether it is a buyer."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the index is made anew, for its rules changed too."""
    op.add_column("search_entry", sa.Column("buyers", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("search_entry", sa.Column("buys", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("search_entry", "buys")
    op.drop_column("search_entry", "buyers")
