"""The shell that a phone installs: manifest, service worker, offline page."""

import json
from collections.abc import Callable
from types import SimpleNamespace

Render = Callable[..., str]


def test_the_manifest_names_the_municipality_and_has_the_icons_that_installing_needs(
    render: Render,
) -> None:
    manifest = json.loads(render("home/manifest.webmanifest"))
    assert manifest["name"] == "Reuse in Testkommune"
    assert manifest["display"] == "standalone"
    assert manifest["lang"] == "da"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])


def test_a_name_with_quotes_does_not_break_the_manifest(render: Render) -> None:
    tricky = SimpleNamespace(name='Aa "B" </script>')
    rendered = render("home/manifest.webmanifest", municipality=tricky)
    assert json.loads(rendered)["name"] == 'Reuse in Aa "B" </script>'


def test_a_new_build_gets_a_new_cache(render: Render) -> None:
    one, two = (render("home/service_worker.js", build=build, precache=["/a.css"]) for build in "12")
    assert '"shell-" + "1"' in one
    assert '"shell-" + "2"' in two
    assert '["/a.css"]' in one


def test_the_offline_page_holds_nothing_personal_and_no_script(render: Render) -> None:
    html = render("home/offline.html")
    for secret in ("Mette", "Virum", "<script", "sign_out"):
        assert secret not in html
