"""A site that has only the templates: every address leads nowhere."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template

from reuse import icons

ROOT = Path(__file__).resolve().parents[2]
ENDPOINTS = [
    "home.index", "home.mine", "home.about", "home.manifest", "home.service_worker", "home.offline",
    "listings.index", "needs.new", "stock.scan", "items.new", "savings.index",
    "people.sign_in", "people.sign_out", "people.acting_unit", "people.language",
]  # fmt: skip


def make_site(*, signed_in: bool, allowed: bool) -> Flask:
    app = Flask("gallery", root_path=str(ROOT))
    app.secret_key = "test"
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: text, lambda one, many, number: one if number == 1 else many, newstyle=True
    )
    for endpoint in ENDPOINTS:
        app.add_url_rule(f"/{endpoint}", endpoint, lambda: "", methods=["GET", "POST"])
    app.jinja_env.globals.update(
        icon=icons.icon,
        icon_names=icons.names,
        static_url=lambda path: f"/static/{path}?v=1",
        may=lambda permission: allowed,
    )
    unit = SimpleNamespace(id=1, name="Virum Skole")
    app.context_processor(
        lambda: {
            "current_user": SimpleNamespace(is_authenticated=signed_in, name="Mette Vangsgaard"),
            "acting_unit": unit if signed_in else None,
            "acting_units": [unit, SimpleNamespace(id=2, name="Solstrålen")],
            "municipality": SimpleNamespace(name="Testkommune"),
            "demo_mode": True,
            "locale": "da",
        }
    )
    return app


@pytest.fixture(scope="session")
def render() -> Callable[..., str]:
    """Render a template as a person sees it: render(template, path=, signed_in=, allowed=, **context)."""

    def answer(
        template: str,
        *,
        path: str = "/",
        signed_in: bool = True,
        allowed: bool = True,
        **context: object,
    ) -> str:
        app = make_site(signed_in=signed_in, allowed=allowed)
        with app.test_request_context(path):
            return render_template(template, **context)

    return answer
