"""The main road on phones: a basement with forty chairs, a teacher who wants twelve, and a figure."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests import pictures
from tests.browser.conftest import ARGUMENTS, PHONE, Site, Street, chromium

pytestmark = pytest.mark.browser

QUESTIONS = (
    "Er det nødvendigt at købe, eller kan vi undvære?",
    "Har vi noget i forvejen, som kan dække behovet, evt. let tilpasset?",
    "Har vi noget, der kan genbruges eller repareres?",
    "Kan vi låne eller overtage noget fra en anden institution i kommunen?",
)


def test_from_a_basement_to_a_figure(street: Street, tmp_path: Path) -> None:
    upright = tmp_path / "IMG_0001.jpg"
    upright.write_bytes(pictures.phone_jpeg(size=(1600, 1200)))
    apple = tmp_path / "IMG_0002.HEIC"
    apple.write_bytes(pictures.heic(size=(1200, 900)))

    caretaker = street.person("caretaker@fjordby.example")
    caretaker.signs_in()
    page = caretaker.page

    # He photographs forty chairs and offers them.
    caretaker.taps("Giv videre")
    page.locator("input[type=file][multiple]").set_input_files([upright, apple])
    page.get_by_label("Hvad er det?").fill("Blå mødestole")
    page.get_by_label("Slags").select_option("visitor_chair")
    page.get_by_label("Hvor mange ens er der?").fill("40")
    page.get_by_label("God stand").check()
    caretaker.taps("Gem og tilbyd")
    caretaker.reads("Blå mødestole")
    expect(page.locator("main img")).to_have_count(2)
    thing = page.url

    # He prints a sheet of labels, sticks one on, and opens it as a phone's camera would.
    caretaker.opens("/labels")
    page.get_by_label("Hvor mange mærkater?").fill("3")
    caretaker.taps("Lav mærkater")
    expect(page.get_by_role("button", name="Åbn som PDF")).to_be_visible()
    answer = page.request.get(f"{page.url}.pdf?sheet=L7160&start=2")
    assert answer.body().startswith(b"%PDF")
    code = _first_code(street)
    caretaker.opens(f"/Q/{code}")
    caretaker.taps("Den sidder på noget, vi allerede har oprettet")
    caretaker.taps("Mærkaten sidder på denne")
    assert page.url == thing
    caretaker.reads(f"{code[:4]} {code[4:]}")

    # A teacher at another unit wants twelve, and is asked the policy's four questions.
    teacher = street.person("teacher@fjordby.example")
    teacher.signs_in()
    teacher.taps("Behov")
    teacher.page.get_by_label("Med dine egne ord").fill("mødestole")
    teacher.page.get_by_label("Hvor mange?").fill("12")
    teacher.page.get_by_label("Hvad ville én ny koste").fill("800")
    teacher.taps("Start de fire spørgsmål")
    for question, tap in zip(
        QUESTIONS[:3], ("Nej, vi har brug for det", "Nej, intet her", "Nej, intet her"), strict=True
    ):
        expect(teacher.page.get_by_role("heading", level=1)).to_have_text(question)
        assert "shop.fjordby" not in teacher.page.content()
        teacher.taps(tap)
    expect(teacher.page.get_by_role("heading", level=1)).to_have_text(QUESTIONS[3])
    number = teacher.page.url.split("/needs/")[1].split("/")[0]
    assert teacher.page.request.get(f"{street.site.base}/needs/{number}/shop", max_redirects=0).status == 409
    teacher.page.get_by_label("Hvor mange:").first.fill("8")
    teacher.taps("Overtag")
    teacher.taps("Videre til kvitteringen")
    teacher.reads("8 af 12")
    teacher.reads(number)
    assert "shop.fjordby" not in teacher.page.content()
    answer = teacher.page.request.get(f"{street.site.base}/needs/{number}/shop", max_redirects=0)
    assert answer.status == 303
    assert answer.headers["location"].startswith("https://shop.fjordby.example/")

    # The caretaker scans the label: what is due is the hand-over.
    caretaker.opens(f"/q/{code}")
    caretaker.reads("Børnehuset Bølgen")
    caretaker.taps("Bekræft overdragelsen")
    caretaker.reads("Overdraget")
    caretaker.opens(thing)
    caretaker.reads("32")

    # The kindergarten holds eight that remember where they came from.
    teacher.opens("/items")
    teacher.taps("Blå mødestole")
    teacher.reads("8")
    teacher.reads("Skovskolen")
    teacher.opens(f"/needs/{number}/receipt")
    teacher.reads("4")

    # The sustainability officer exports what it saved.
    officer = street.person("sustainability@fjordby.example")
    officer.signs_in()
    officer.opens("/effect")
    officer.reads("Sparet CO2 (anslået)")
    table = officer.page.request.get(street.site.base + "/effect.csv").body()
    assert table.startswith(b"\xef\xbb\xbfskema_version;")
    rows = json.loads(officer.page.request.get(street.site.base + "/effect.json").body())
    assert [(row["co2e_gross_g"], row["gross_ore"], row["need"]) for row in rows] == [(218_400, 640_000, number)]
    officer.page.locator("main a[href*='/effect/']").first.click()
    officer.looks()
    officer.reads("27,3 kg")


def _first_code(street: Street) -> str:
    import sqlite3

    with sqlite3.connect(street.site.data / "reuse.db") as connection:
        return connection.execute("SELECT code FROM label ORDER BY position").fetchone()[0]


def test_the_app_can_be_installed_and_says_so_when_offline(street: Street, site: Site) -> None:
    stranger = street.person("nobody@fjordby.example", service_workers="allow")
    stranger.opens("/sign-in")
    stranger.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    stranger.phone.set_offline(True)
    stranger.page.goto(street.site.base + "/mine")
    expect(stranger.page.get_by_role("heading", level=1)).to_contain_text("offline")


def test_chromium_finds_nothing_that_hinders_installing(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), args=ARGUMENTS, viewport=PHONE
    )
    page = context.new_page()
    page.goto(site.base + "/sign-in")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    tools = context.new_cdp_session(page)
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert tools.send("Page.getAppManifest")["errors"] == []
    context.close()
