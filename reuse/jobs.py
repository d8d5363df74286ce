"""The job queue: huey, in an SQLite file by default and on Redis or Valkey by setting.

The rows in the database are the truth; a job only wakes whoever works on them. A lost job is found again
by the worker's next round.
"""

from pathlib import Path

from huey import Huey, RedisHuey, SqliteHuey

from reuse.settings import Settings


def open_queue(settings: Settings) -> Huey:
    """The queue that the settings name: sqlite:///path or redis://host."""
    if settings.queue_url.startswith(("redis://", "rediss://")):
        return RedisHuey("reuse", url=settings.queue_url, results=False)
    path = Path(settings.queue_url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("reuse", filename=str(path), results=False)
