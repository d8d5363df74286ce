"""One store for photos and documents: a folder, S3, Azure or memory behind the same verbs."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import AzureStore, LocalStore, MemoryStore, S3Store

from reuse.errors import StorageFull, StorageUnavailable

if TYPE_CHECKING:
    from obstore.store import RetryConfig

# Clouds get a few quick tries: a person waits on the other side, and the phone keeps the picture.
# No client options here: they would silence those of the environment (`AWS_ALLOW_HTTP`, timeouts).
RETRY: Final["RetryConfig"] = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}

_KEY = re.compile(r"[a-z0-9_-][a-z0-9_.-]*(?:/[a-z0-9_-][a-z0-9_.-]*)*")
_LONGEST_KEY: Final = 512
_PROBE: Final = "check/ready"
# No space, quota reached, file size limit (errno 28, 122, 27); the clouds say it in words.
_FULL = re.compile(r"\(os error (?:28|122|27)\)|InsufficientStorage|StorageFull|QuotaExceeded")


class BadKey(ValueError):
    """A key that is not plain lower-case path segments: a programming error, never a person's."""


class BadStoreUrl(ValueError):
    """The configured address names no store that we know."""


@dataclass(frozen=True)
class Files:
    """A store of whole files by key; safe to share between threads.

    Writing raises `StorageFull` or `StorageUnavailable`, reading only the latter.
    """

    # repr=False: obstore's Azure repr panics when the account comes from the environment.
    store: AzureStore | LocalStore | MemoryStore | S3Store = field(repr=False)

    def put(self, key: str, data: bytes, *, content_type: str) -> None:
        """Write the whole file or nothing, replacing what was there."""
        _verify(key)
        try:
            with _our_errors():
                self._write(key, data, content_type)
        except FileNotFoundError as error:  # the bucket or the folder itself is gone
            raise StorageUnavailable from error

    def get(self, key: str) -> bytes:
        """Read the whole file; `FileNotFoundError` when there is none."""
        _verify(key)
        with _our_errors():
            return bytes(obstore.get(self.store, key).bytes())

    def exists(self, key: str) -> bool:
        """Say whether there is a file with this key."""
        _verify(key)
        try:
            with _our_errors():
                obstore.head(self.store, key)
        except FileNotFoundError:
            return False
        return True

    def delete(self, key: str) -> None:
        """Remove the file; removing what is not there is no fault."""
        _verify(key)
        try:
            with _our_errors():
                obstore.delete(self.store, key)
        except FileNotFoundError:
            return

    def signed_url(self, key: str, seconds: int) -> str | None:
        """Give an address that opens this one file for so long, or None: the app must serve it."""
        _verify(key)
        if isinstance(self.store, LocalStore | MemoryStore):
            return None
        with _our_errors():
            return obstore.sign(self.store, "GET", key, timedelta(seconds=seconds))

    def check(self) -> None:
        """Prove that a file can be written and read back now; raises like `put` when not."""
        self.put(_PROBE, b"ready", content_type="text/plain")
        if self.get(_PROBE) != b"ready":
            raise StorageUnavailable

    def _write(self, key: str, data: bytes, content_type: str) -> None:
        if isinstance(self.store, LocalStore):  # a folder knows no content types
            obstore.put(self.store, key, data, use_multipart=False)
            _settle(Path(self.store.prefix or "/") / key)
        else:
            obstore.put(self.store, key, data, attributes={"Content-Type": content_type})


def open_store(url: str) -> Files:
    """Open `file:///path`, `s3://bucket/prefix`, `az://container/prefix` or `memory://`.

    Credentials and endpoints come from the environment only (`AWS_*`, `AZURE_STORAGE_*`), so an
    address with a user, a password or a query is refused with `BadStoreUrl`.
    """
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadStoreUrl("Put credentials in the environment, not in the store's address.")
    path = unquote(parts.path)
    with _our_errors():
        match parts.scheme:
            case "file" if not parts.netloc and path.startswith("/") and path != "/":
                return Files(LocalStore(prefix=path, mkdir=True))
            case "memory" if not parts.netloc and path in ("", "/"):
                return Files(MemoryStore())
            case "s3" if parts.netloc:
                return Files(S3Store.from_url(url, retry_config=RETRY))
            case "az" if parts.netloc:
                return Files(AzureStore.from_url(url, retry_config=RETRY))
    raise BadStoreUrl(f"No store at {url!r}: use file:///path, s3://, az:// or memory://.")


def _verify(key: str) -> None:
    if len(key) > _LONGEST_KEY or ".." in key or not _KEY.fullmatch(key):
        raise BadKey(f"Not a file key: {key[:80]!r}")


def _settle(path: Path) -> None:
    """Wait until the file and its name are on the disk: a photo must survive a power cut."""
    for target in (path, path.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _our_errors() -> Iterator[None]:
    """Turn what a store complains of into ours; a missing file stays `FileNotFoundError`."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        if _FULL.search(str(error)) or getattr(error, "errno", None) in (27, 28, 122):
            raise StorageFull from error
        raise StorageUnavailable from error
