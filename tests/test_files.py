"""The store of photos and documents: the same promises in memory, in a folder and in a bucket."""

import contextlib
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from reuse.errors import StorageFull, StorageUnavailable
from reuse.files import BadKey, BadStoreUrl, Files, open_store

KEY = "photos/3f/3fa9-800.webp"
PORT = 8071


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A real S3 server on loopback, configured as an operator would: by environment."""
    pytest.importorskip("flask_cors", reason="the S3 tests need moto and flask-cors (test extra)")
    server_module = pytest.importorskip("moto.server", reason="the S3 tests need moto (test extra)")
    address = f"http://127.0.0.1:{PORT}"
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=PORT, verbose=False)
    server.start()
    settings = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        request = urllib.request.Request(f"{address}/exchange", method="PUT")
        urllib.request.urlopen(request).close()
        yield "s3://exchange/ltk/files"
    server.stop()


@pytest.fixture(params=["memory", "folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "memory":
        return open_store("memory://")
    if request.param == "folder":
        return open_store(tmp_path.joinpath("æ ø", "files").as_uri())
    return open_store(request.getfixturevalue("bucket"))


def test_what_is_put_comes_back_to_the_byte(files: Files) -> None:
    data = bytes(range(256)) * 40
    files.put(KEY, data, content_type="image/webp")
    assert files.get(KEY) == data
    assert files.exists(KEY)


def test_the_last_one_put_wins(files: Files) -> None:
    files.put(KEY, b"first", content_type="image/webp")
    files.put(KEY, b"second, and longer", content_type="image/webp")
    assert files.get(KEY) == b"second, and longer"


def test_a_deleted_file_is_gone_and_may_be_deleted_again(files: Files) -> None:
    files.put(KEY, b"a face", content_type="image/webp")
    files.delete(KEY)
    files.delete(KEY)
    assert not files.exists(KEY)
    with pytest.raises(FileNotFoundError):
        files.get(KEY)


def test_a_store_that_works_says_that_it_is_ready(files: Files) -> None:
    files.check()


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "../secret",
        "photos/../../secret",
        "photos/..",
        "photos/./a",
        "photos//a",
        "photos/",
        "photos/.hidden",
        "photos\\a",
        "Photos/A.WEBP",
        "photos/å.webp",
        "photos/a b",
        "photos/a\n",
        "photos/a\0",
        "photos/%2e%2e/a",
        "c:/windows",
        "a" * 513,
    ],
)
def test_a_key_that_could_lead_elsewhere_is_a_programming_error(files: Files, key: str) -> None:
    for verb in (files.get, files.exists, files.delete, lambda name: files.signed_url(name, 60)):
        with pytest.raises(BadKey):
            verb(key)
    with pytest.raises(BadKey):
        files.put(key, b"", content_type="text/plain")


def test_a_bucket_gives_an_address_that_opens_this_one_file_with_its_type(bucket: str) -> None:
    files = open_store(bucket)
    files.put(KEY, b"picture", content_type="image/webp")
    address = files.signed_url(KEY, 60)
    assert address is not None and f"/exchange/ltk/files/{KEY}?" in address
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == b"picture"
        assert answer.headers["Content-Type"] == "image/webp"


def test_a_folder_and_memory_leave_the_serving_to_the_app(tmp_path: Path) -> None:
    assert open_store(tmp_path.as_uri()).signed_url(KEY, 60) is None
    assert open_store("memory://").signed_url(KEY, 60) is None


def test_azure_signs_addresses_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "municipality")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "c2VjcmV0c2VjcmV0")
    files = open_store("az://exchange/files")
    address = files.signed_url(KEY, 60)
    start = f"https://municipality.blob.core.windows.net/exchange/files/{KEY}?"
    assert address is not None and address.startswith(start)
    assert "c2VjcmV0" not in repr(files)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "files",
        "file://host/path",
        "file:///",
        "s3://",
        "az:///x",
        "ftp://host/path",
        "https://bucket.example",
        "s3://key:secret@bucket/x",
        "s3://bucket/x?secret=1",
        "memory://there",
    ],
)
def test_an_address_that_names_no_store_or_carries_a_secret_is_refused(url: str) -> None:
    with pytest.raises(BadStoreUrl) as refusal:
        open_store(url)
    assert "secret@" not in str(refusal.value)


def test_a_bucket_that_does_not_exist_is_unavailable(bucket: str) -> None:
    with pytest.raises(StorageUnavailable):
        open_store("s3://nobody/here").check()


def test_a_server_that_does_not_answer_is_unavailable(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    files = open_store(bucket)
    with pytest.raises(StorageUnavailable):
        files.put(KEY, b"", content_type="image/webp")
    with pytest.raises(StorageUnavailable):
        files.exists(KEY)


def test_a_folder_that_vanished_under_a_file_is_unavailable(tmp_path: Path) -> None:
    files = open_store(tmp_path.joinpath("files").as_uri())
    tmp_path.joinpath("files", "photos").write_bytes(b"in the way")
    with pytest.raises(StorageUnavailable):
        files.put(KEY, b"x", content_type="image/webp")


@contextlib.contextmanager
def mounted(path: Path, options: str) -> Iterator[None]:
    """A real little disk in memory; the test is skipped where mounting is not permitted."""
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if done.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


def test_a_full_disk_says_so_and_leaves_no_half_file_behind(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "size=64k"):
        files = open_store(disk.as_uri())
        files.put("photos/small", b"s" * 1000, content_type="image/webp")
        with pytest.raises(StorageFull):
            files.put("photos/large", b"x" * 200_000, content_type="image/webp")
        assert os.listdir(disk / "photos") == ["small"]
        assert files.get("photos/small") == b"s" * 1000


def test_a_disk_that_became_read_only_is_not_ready_but_still_readable(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "size=64k"):
        files = open_store(disk.as_uri())
        files.put(KEY, b"picture", content_type="image/webp")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StorageUnavailable):
            files.check()
        assert files.get(KEY) == b"picture"


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_file_size_limit_counts_as_full(tmp_path: Path) -> None:
    program = f"""
import resource
from reuse.errors import StorageFull
from reuse.files import open_store
files = open_store({tmp_path.as_uri()!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.put("a", b"x" * 5000, content_type="image/webp")
except StorageFull:
    print("full")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "full\n"
    assert os.listdir(tmp_path) == []
