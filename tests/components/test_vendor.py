"""The files from others: fetched once, then left alone."""

from pathlib import Path

import pytest

from reuse import vendor


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout whose packages are installed but not copied yet."""
    (tmp_path / "package-lock.json").write_text("{}")
    for source in vendor.FILES.values():
        file = tmp_path / "node_modules" / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    return tmp_path


def test_what_is_current_is_not_fetched_again_so_no_network_is_needed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor.copy_listed(root)
    monkeypatch.setenv("PATH", "")
    assert vendor.fetch(root) is False


def test_a_changed_lock_is_fetched_again(root: Path) -> None:
    vendor.copy_listed(root)
    (root / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert not vendor.is_current(root)


def test_a_lost_file_is_fetched_again(root: Path) -> None:
    vendor.copy_listed(root)
    (root / "static" / "vendor" / "fonts" / "ibm-plex-sans-latin-400.woff2").unlink()
    assert not vendor.is_current(root)


def test_every_package_comes_with_its_licence(root: Path) -> None:
    vendor.copy_listed(root)
    assert list((root / "static" / "vendor").rglob("LICENSE*"))


def test_the_lock_names_no_registry() -> None:
    lock = (vendor.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "integrity" in lock
