"""Numbers that are given for ever, at every import, outgrow PostgreSQL's four bytes; SQLite has eight anyway."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = (("touched", "seq"), ("dirty", "seq"), ("watermark", "seq"), ("counter", "last"))


def upgrade() -> None:
    """Make them eight bytes long."""
    _make(sa.BigInteger())


def downgrade() -> None:
    """Make them four bytes long."""
    _make(sa.Integer())


def _make(type_: sa.types.TypeEngine[int]) -> None:
    if op.get_bind().dialect.name != "sqlite":
        for table, column in COLUMNS:
            op.alter_column(table, column, type_=type_)
