"""A real server and a real Chromium of a phone's size; every page a person opens is checked by axe."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from reuse.app import create_app
from tests.browser.walks import Person
from tests.conftest import SECRET, SHOP_HOST, Town, build_town, settings
from tests.servers import server

PORT = 8047
BASE = f"http://127.0.0.1:{PORT}"
PHONE = {"width": 390, "height": 844}
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


def chromium() -> str | None:
    """The system's Chromium; None lets Playwright take its own."""
    known = (os.environ.get("REUSE_CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/google-chrome")
    return next((path for path in known if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield opened
    opened.close()


@dataclass
class Site:
    """A running server with the small municipality in it."""

    town: Town
    base: str
    data: Path


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[Site]:
    """The server as it runs for real: granian, on the test's own database."""
    app = create_app(settings(tmp_path, database, REUSE_BASE_URL=BASE))
    town = build_town(app)
    environment = {
        "REUSE_DATA": str(tmp_path),
        "REUSE_DATABASE_URL": database,
        "REUSE_SECRET_KEY": SECRET,
        "REUSE_BASE_URL": BASE,
        "REUSE_SHOP_HOSTS": SHOP_HOST,
    }
    with server("wsgi:app", PORT, environment):
        yield Site(town, BASE, tmp_path)


@dataclass
class Street:
    """Where people come from: each has a phone of their own."""

    browser: Browser
    site: Site

    def person(self, email: str, **phone: object) -> Person:
        return Person(self._phone(**phone), self.site.base, email)

    def _phone(self, **phone: object) -> BrowserContext:
        given = {"viewport": PHONE, "locale": "da-DK", "timezone_id": "Europe/Copenhagen", "has_touch": True}
        context = self.browser.new_context(**{**given, "service_workers": "block", **phone})
        context.route(f"https://{SHOP_HOST}/**", lambda route: route.fulfill(body="<h1>E-handel</h1>"))
        return context


@pytest.fixture
def street(browser: Browser, site: Site) -> Iterator[Street]:
    yield Street(browser, site)
    for context in browser.contexts:
        context.close()
