"""The search index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the search index's tables; it fills itself."""
    by_code_point = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("zone_id", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("disclosed", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.Column("folded", by_code_point, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("audience", "thing_id", name=op.f("uq_search_entry_audience_thing_id")),
    )
    op.create_index(op.f("ix_search_entry_audience_folded"), "search_entry", ["audience", "folded"])
    op.create_index(op.f("ix_search_entry_audience_zone_id"), "search_entry", ["audience", "zone_id"])
    op.create_table(
        "search_word",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("word", by_code_point, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_word")),
        sa.UniqueConstraint("audience", "word", name=op.f("uq_search_word_audience_word")),
    )
    op.create_table(
        "search_posting",
        sa.Column("word", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", "place", "entry", name=op.f("pk_search_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_posting_entry_word"), "search_posting", ["entry", "word"])
    op.create_table(
        "search_piece",
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("word", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "piece", "word", name=op.f("pk_search_piece")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the search index."""
    op.drop_table("search_piece")
    op.drop_table("search_posting")
    op.drop_table("search_word")
    op.drop_table("search_entry")
