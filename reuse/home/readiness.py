"""Whether the installation can serve: database, migrations at head, files."""

from functools import cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from reuse.db import db
from reuse.errors import StorageFull, StorageUnavailable
from reuse.files import Files


def checks(files: Files) -> dict[str, bool]:
    """Each part, and whether it is ready now."""
    at_head = migrations_at_head()
    return {"database": at_head is not None, "migrations": bool(at_head), "files": _files_work(files)}


def migrations_at_head() -> bool | None:
    """Whether the database's shape is the code's; None when the database does not answer."""
    try:
        heads = MigrationContext.configure(db.session.connection()).get_current_heads()
    except SQLAlchemyError:
        return None
    return set(heads) == _known_heads()


def _known_heads() -> set[str]:
    directory = current_app.extensions["migrate"].directory
    return _heads_in(directory)


@cache
def _heads_in(directory: str) -> set[str]:
    return set(ScriptDirectory(directory).get_heads())


def _files_work(files: Files) -> bool:
    try:
        files.check()
    except (StorageFull, StorageUnavailable):
        return False
    return True
