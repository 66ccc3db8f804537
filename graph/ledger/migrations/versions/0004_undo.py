"""What taking a run back needs: what it began, what it said of its source, which decisions rest on it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; runs from before say nothing of their source."""
    op.add_column("run", sa.Column("parent", sa.Integer(), nullable=True))
    op.add_column("run", sa.Column("source_id", sa.Integer(), nullable=True))
    op.add_column("run", sa.Column("said", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("run", sa.Column("rows", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_run_parent"), "run", ["parent"])
    op.add_column("decision", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
