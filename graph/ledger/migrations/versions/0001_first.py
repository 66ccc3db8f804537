"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "assign",
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "key", name=op.f("pk_assign")),
    )
    op.create_index(op.f("ix_assign_audience_thing_id"), "assign", ["audience", "thing_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "dirty",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("from_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("to_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_dirty")),
    )
    op.create_index(op.f("ix_dirty_audience_seq"), "dirty", ["audience", "seq"], unique=False)
    op.create_table(
        "key",
        sa.Column("ord", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("birth_id", sa.Text(), nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ord", name=op.f("pk_key")),
        sa.UniqueConstraint("birth_id", name=op.f("uq_key_birth_id")),
        sa.UniqueConstraint("key", name=op.f("uq_key_key")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("importer", sa.Text(), nullable=False),
        sa.Column("lists", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.Column("importer", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("republish", sa.Text(), nullable=False),
        sa.Column("derived_from", sa.Text(), nullable=True),
        sa.Column("default_audience", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
        sa.UniqueConstraint("thing_id", name=op.f("uq_source_thing_id")),
    )
    op.create_table(
        "touched",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("key_ord", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_touched")),
    )
    op.create_table(
        "watermark",
        sa.Column("follower", sa.Text(), nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("follower", "audience", name=op.f("pk_watermark")),
    )
    op.create_table(
        "list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("importer", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("buyer_key", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_list_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list")),
        sa.UniqueConstraint(
            "importer",
            "source_id",
            "name",
            "buyer_key",
            name=op.f("uq_list_importer_source_id_name_buyer_key"),
        ),
    )
    op.create_table(
        "match_mark",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("country", sa.Integer(), nullable=True),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["key.ord"], name=op.f("fk_match_mark_key_key")),
        sa.PrimaryKeyConstraint("key", "mark", name=op.f("pk_match_mark")),
    )
    op.create_index(op.f("ix_match_mark_mark"), "match_mark", ["mark"], unique=False)
    op.create_table(
        "raw_row",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("row_ref", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_raw_row_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raw_row")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shown_id", sa.Text(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Integer(), nullable=False),
        sa.Column("object_key", sa.Integer(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("row_ref", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("raw_row_id", sa.Integer(), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["list.id"], name=op.f("fk_claim_list_id_list")),
        sa.ForeignKeyConstraint(["object_key"], ["key.ord"], name=op.f("fk_claim_object_key_key")),
        sa.ForeignKeyConstraint(["raw_row_id"], ["raw_row.id"], name=op.f("fk_claim_raw_row_id_raw_row")),
        sa.ForeignKeyConstraint(["subject_key"], ["key.ord"], name=op.f("fk_claim_subject_key_key")),
        sa.ForeignKeyConstraint(["supersedes"], ["claim.id"], name=op.f("fk_claim_supersedes_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("list_id", "fingerprint", name=op.f("uq_claim_list_id_fingerprint")),
        sa.UniqueConstraint("shown_id", name=op.f("uq_claim_shown_id")),
    )
    op.create_index(op.f("ix_claim_object_key_kind"), "claim", ["object_key", "kind"], unique=False)
    op.create_index(
        op.f("ix_claim_subject_key_kind_object_key"),
        "claim",
        ["subject_key", "kind", "object_key"],
        unique=False,
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left_key", sa.Text(), nullable=True),
        sa.Column("right_key", sa.Text(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("audience", sa.SmallInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_decision_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_claim_id"), "decision", ["claim_id"], unique=False)
    op.create_index(op.f("ix_decision_left_key"), "decision", ["left_key"], unique=False)
    op.create_index(op.f("ix_decision_right_key"), "decision", ["right_key"], unique=False)
    op.create_table(
        "hidden",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_hidden_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "property", name=op.f("pk_hidden")),
    )
    op.create_table(
        "sighting",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_sighting_claim_id_claim")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_sighting_run_id_run")),
        sa.PrimaryKeyConstraint("claim_id", "run_id", name=op.f("pk_sighting")),
    )
    op.create_index(op.f("ix_sighting_run_id"), "sighting", ["run_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    """Drop all tables."""
    op.drop_index(op.f("ix_sighting_run_id"), table_name="sighting")
    op.drop_table("sighting")
    op.drop_table("hidden")
    op.drop_index(op.f("ix_decision_right_key"), table_name="decision")
    op.drop_index(op.f("ix_decision_left_key"), table_name="decision")
    op.drop_index(op.f("ix_decision_claim_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_claim_subject_key_kind_object_key"), table_name="claim")
    op.drop_index(op.f("ix_claim_object_key_kind"), table_name="claim")
    op.drop_table("claim")
    op.drop_table("raw_row")
    op.drop_index(op.f("ix_match_mark_mark"), table_name="match_mark")
    op.drop_table("match_mark")
    op.drop_table("list")
    op.drop_table("watermark")
    op.drop_table("touched")
    op.drop_table("source")
    op.drop_table("run")
    op.drop_table("key")
    op.drop_index(op.f("ix_dirty_audience_seq"), table_name="dirty")
    op.drop_table("dirty")
    op.drop_table("counter")
    op.drop_index(op.f("ix_assign_audience_thing_id"), table_name="assign")
    op.drop_table("assign")
    # ### end Alembic commands ###
