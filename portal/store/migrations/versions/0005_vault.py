"""« Coffre »: the pieces a firm keeps once"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("kind_said", sa.String(length=40), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_vault_piece_firm_id_firm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_piece")),
        sa.UniqueConstraint("public_id", name=op.f("uq_vault_piece_public_id")),
    )
    op.create_index(op.f("ix_vault_piece_firm_id"), "vault_piece", ["firm_id"])
    op.create_table(
        "vault_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("uploaded", sa.DateTime(), nullable=False),
        sa.Column("until_said", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.DateTime(), nullable=True),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["piece_id"],
            ["vault_piece.id"],
            name=op.f("fk_vault_version_piece_id_vault_piece"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_version")),
    )
    op.create_index(op.f("ix_vault_version_piece_id"), "vault_version", ["piece_id"])
    op.create_index(op.f("ix_vault_version_sha256"), "vault_version", ["sha256"])
    op.create_index(op.f("ix_vault_version_state"), "vault_version", ["state"])
    op.create_index("ix_vault_version_lost", "vault_version", ["state", "lease"])


def downgrade() -> None:
    op.drop_table("vault_version")
    op.drop_table("vault_piece")
