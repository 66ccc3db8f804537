"""Blocking marks of workplaces, and pairs that wait for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both; the marks are made at the next import."""
    op.create_table(
        "match_block",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("country", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["key"], ["key.ord"], name=op.f("fk_match_block_key_key")),
        sa.PrimaryKeyConstraint("mark", "key", name=op.f("pk_match_block")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_match_block_key"), "match_block", ["key"])
    op.create_table(
        "review",
        sa.Column("left_key", sa.Text(), nullable=False),
        sa.Column("right_key", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("left_key", "right_key", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_right_key"), "review", ["right_key"])
