"""Where awarded contracts are done, for comparisons by distance"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The table is made from others: emptied here, it is made anew, with places, when the portal starts.
    op.execute("DELETE FROM award_fact")
    with op.batch_alter_table("award_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("commune", sa.String(length=5), nullable=True))
        batch_op.create_index("ix_award_fact_around", ["family", "commune", "notified"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("award_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_award_fact_around")
        batch_op.drop_column("commune")
