"""Whether an edition names everything."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it to the runs; those of whole lists were whole."""
    op.add_column("run", sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE run SET whole = true WHERE EXISTS (SELECT 1 FROM sighting s JOIN claim c ON c.id = s.claim_id"
        " JOIN list l ON l.id = c.list_id WHERE s.run_id = run.id AND l.mode = 'whole')"
    )
