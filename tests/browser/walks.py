"""People as helpers: what a caretaker, a teacher and a sustainability officer do on their phones."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.makers import PASSWORD

# A refusal we asked for, workers that a test keeps away, and a page turned before its picture could glide.
EXPECTED = ("status of 4", "Service Worker registration blocked by Playwright", "Transition was")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Person:
    """Somebody with a phone. Every page they look at must be free of faults that axe can see."""

    def __init__(self, phone: BrowserContext, base: str, email: str) -> None:
        self.phone, self.base, self.email = phone, base, email
        self.page: Page = phone.new_page()
        self.page.set_default_timeout(8_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self._hear(str(error)))
        self.page.on("console", lambda message: self._hear(message.text) if message.type == "error" else None)

    def _hear(self, text: str) -> None:
        if not any(expected in text for expected in EXPECTED):
            self.faults.append(text)

    def opens(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.looks()

    def looks(self) -> None:
        """Check the page as it stands: accessibility, no sideways scrolling, nothing shouted in the console."""
        answer = Axe().run(self.page, options=WCAG)
        assert answer.violations_count == 0, f"{self.page.url}\n{answer.generate_report()}"
        wide = self.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{self.page.url} scrolls sideways"
        assert self.faults == [], self.faults

    def signs_in(self) -> None:
        self.opens("/sign-in")
        self.page.get_by_label("E-mail").fill(self.email)
        self.page.get_by_label("Adgangskode").fill(PASSWORD)
        self.taps("Log ind")

    def taps(self, name: str, *, exact: bool = False) -> None:
        """Tap the button or link of this name, and look at what comes."""
        thing = self.page.get_by_role("button", name=name, exact=exact)
        if thing.count() == 0:
            thing = self.page.get_by_role("link", name=name, exact=exact)
        thing.first.click()
        self.page.wait_for_load_state()
        self.looks()

    def reads(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)
