"""offers can be found: the search index, whose shape reuse.search knows for each database"""

from alembic import op

from reuse.search.index import create_index, drop_index

revision = "0002"
down_revision = "0001"


def upgrade():
    create_index(op.get_bind())


def downgrade():
    drop_index(op.get_bind())
