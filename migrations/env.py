"""Runs the migrations on the app's own database; SQLite changes tables by copying them (batch mode)."""

from alembic import context
from flask import current_app

from reuse.db import UtcDateTime, db


def own(obj, name, type_, reflected, compare_to):
    """The search index belongs to reuse.search, which knows its shape on each database."""
    return not (type_ == "table" and (name == "search_term" or name.startswith("listing_")))


def plainly(type_, obj, _context):
    """A migration is a frozen record: it names plain column types, not classes that may change."""
    if type_ == "type" and isinstance(obj, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run():
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Copying a table drops the old one; its children must not be checked half-way. The pragma does
            # nothing inside a transaction, so it goes to the driver before SQLAlchemy begins one.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=own,
            compare_type=True,
            render_item=plainly,
            render_as_batch=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Run migrations against a database; offline SQL is not supported.")
with current_app.app_context():
    run()
