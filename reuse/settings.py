"""Settings: read once from the environment into a frozen object; nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
DEMO_MARK = "demo"  # a file in the data folder of a demo
DEMO_SECRET = "demo-only-not-secret"  # noqa: S105 - refused outside the demo


class BadSettings(Exception):
    """The environment does not describe an installation that may start; the text says what to change."""


@dataclass(frozen=True)
class Settings:
    """One installation. Every field comes from a variable named in docs/operations.md."""

    data: Path
    database_url: str
    files_url: str
    queue_url: str
    limits_url: str
    secret_key: str
    base_url: str
    demo: bool
    mail_url: str
    mail_from: str
    shop_hosts: frozenset[str]
    secure_cookies: bool
    proxies: int  # how many reverse proxies in front of us may say who asks

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts whose label addresses are ours."""
        return frozenset({urlsplit(self.base_url).netloc.lower()})


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings, or say what is missing: no start without secrets outside the demo."""
    env = os.environ if environment is None else environment
    data = Path(env.get("REUSE_DATA") or ROOT / "var").resolve()
    demo = env.get("REUSE_DEMO", "") == "1" or _is_demo_folder(data, env)
    host, port = env.get("HOST") or "127.0.0.1", env.get("PORT") or "8000"
    base_url = (env.get("REUSE_BASE_URL") or (f"http://{host}:{port}" if demo else "")).rstrip("/")
    secret_key = env.get("REUSE_SECRET_KEY") or (DEMO_SECRET if demo else "")
    _refuse_unsafe(base_url=base_url, secret_key=secret_key, demo=demo)
    if env.get("REUSE_MAIL_URL") and not env.get("REUSE_MAIL_FROM"):
        raise BadSettings("REUSE_MAIL_FROM must be the address that mail comes from, when REUSE_MAIL_URL is set.")
    queue_url = env.get("REUSE_QUEUE_URL") or f"sqlite:///{data / 'jobs.db'}"
    return Settings(
        data=data,
        database_url=_database_url(env.get("REUSE_DATABASE_URL") or f"sqlite:///{data / 'reuse.db'}"),
        files_url=env.get("REUSE_FILES_URL") or f"file://{data / 'files'}",
        queue_url=queue_url,
        limits_url=queue_url if queue_url.startswith("redis") else "memory://",
        secret_key=secret_key,
        base_url=base_url,
        demo=demo,
        mail_url=env.get("REUSE_MAIL_URL", ""),
        mail_from=env.get("REUSE_MAIL_FROM", ""),
        shop_hosts=frozenset(env.get("REUSE_SHOP_HOSTS", "").lower().split()),
        secure_cookies=base_url.startswith("https://"),
        proxies=_whole_number("REUSE_PROXIES", env.get("REUSE_PROXIES") or "0"),
    )


def _is_demo_folder(data: Path, env: Mapping[str, str]) -> bool:
    """Whether the demo lives here and nothing says otherwise, so that `reuse token` works beside it."""
    named = any(env.get(name) for name in ("REUSE_SECRET_KEY", "REUSE_BASE_URL", "REUSE_DATABASE_URL"))
    return not named and (data / DEMO_MARK).exists()


def _whole_number(name: str, text: str) -> int:
    if not text.isdigit():
        raise BadSettings(f"{name} must be a whole number (it is {text!r}).")
    return int(text)


def _database_url(url: str) -> str:
    """Name psycopg 3 as the PostgreSQL driver, whatever spelling the host hands out."""
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def _refuse_unsafe(*, base_url: str, secret_key: str, demo: bool) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise BadSettings(
            "REUSE_BASE_URL must be the address people use, such as https://genbrug.example.dk"
            f" (it is {base_url!r}): it is printed on every label."
        )
    if not demo and (len(secret_key) < 32 or secret_key == DEMO_SECRET):
        raise BadSettings(
            "REUSE_SECRET_KEY must be set to at least 32 random characters, for example from"
            " python -c 'import secrets; print(secrets.token_hex(32))'."
        )
