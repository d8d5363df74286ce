"""What stands where the demo would be built: nothing, the demo itself, or something real that it keeps off."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from reuse.demo.cast import ADMIN
from reuse.demo.town import KEY
from reuse.demo.year import TOLD


class Ground(StrEnum):
    """What a database holds."""

    BARE = "bare"  # no tables at all
    PREPARED = "prepared"  # our tables, and nobody in them
    HALF = "half"  # the demo, which was interrupted while it was filled
    DEMO = "demo"
    FOREIGN = "foreign"  # anything else: a real installation, or no database of ours


class CannotLook(Exception):
    """The database does not answer; the text says why."""


def ground(database_url: str) -> Ground:
    """Look without changing anything, not even by making an empty file."""
    file = database_url.removeprefix("sqlite:///")
    if file != database_url and not Path(file).exists():
        return Ground.BARE
    engine = create_engine(database_url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _ground(connection)
    except SQLAlchemyError as error:
        raise CannotLook(str(error).splitlines()[0]) from error


def _ground(connection: Connection) -> Ground:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return Ground.BARE
    if not {"municipality", "user_account", "event"} <= tables:
        return Ground.FOREIGN if tables != {"alembic_version"} else Ground.PREPARED
    keys = set(connection.scalars(text("SELECT key FROM municipality")))
    if not keys:
        return Ground.PREPARED
    admin = text("SELECT count(*) FROM user_account WHERE email = :email")
    if keys != {KEY} or not connection.scalar(admin, {"email": ADMIN}):
        return Ground.FOREIGN
    ended = connection.scalar(text("SELECT count(*) FROM event WHERE verb = :verb"), {"verb": TOLD})
    return Ground.DEMO if ended else Ground.HALF


OWN_FILES: Final = ("reuse.db*", "jobs.db*")
OWN_FOLDERS: Final = ("photos", "drafts", "check")  # the folders that the app makes in files/


def clear_away(data: Path) -> None:
    """Remove the demo's database, its jobs and its pictures; nothing else that lies in the folder."""
    for pattern in OWN_FILES:
        for file in data.glob(pattern):
            file.unlink()
    for name in OWN_FOLDERS:
        folder = data / "files" / name
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
    files = data / "files"
    if files.is_dir() and not any(files.iterdir()):
        files.rmdir()
