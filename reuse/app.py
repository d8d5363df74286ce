"""The application: every part put together, nothing decided."""

from datetime import timedelta
from importlib.metadata import version
from typing import Any

from flask import Flask, current_app, request, session
from flask_babel import Babel
from flask_login import LoginManager, current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from reuse import api, failures, formatting, statics, worker
from reuse.access import doors, headers, limits, origins
from reuse.access.ids import MOST
from reuse.access.once import new_key
from reuse.catalogue.queries import tree
from reuse.db import db, migrate, prepare_engine
from reuse.files import open_store
from reuse.home import routes as home
from reuse.icons import icon
from reuse.jobs import open_queue
from reuse.listings import items
from reuse.listings import routes as listings
from reuse.listings.cards import heading
from reuse.needs import routes as needs
from reuse.people import queries as people_queries
from reuse.people import routes as people
from reuse.people.permissions import PERMISSIONS
from reuse.people.rules import Actor
from reuse.reservations import reserving
from reuse.reservations import routes as reservations
from reuse.savings import routes as savings
from reuse.settings import ROOT, Settings, from_environment
from reuse.stock import routes as stock

VERSION = version("reuse-exchange")
SESSION_LIFE = timedelta(hours=12)
MOST_BYTES = 2 * 1024 * 1024  # pages with pictures raise it for themselves
SLICES = (home, people, listings, items, stock, reservations, reserving, needs, savings)


class RowId(IntegerConverter):
    """Row numbers in addresses: short enough for any database."""

    regex = r"\d{1,10}"

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, max=MOST, **options)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application that the settings describe (the environment's, if none are given)."""
    settings = settings or from_environment()
    app = Flask(
        "reuse",
        root_path=str(ROOT / "reuse"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.url_map.converters["int"] = RowId
    _configure(app, settings)
    _open_stores(app, settings)
    _lock(app, settings)
    for part in SLICES:
        app.register_blueprint(part.blueprint)
    api.install(app, version=VERSION)
    failures.install(app)
    worker.install(app)
    _teach_templates(app)
    doors.check_marks(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        DEMO=settings.demo,
        BASE_URL=settings.base_url,
        SHOP_HOSTS=settings.shop_hosts,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": not settings.database_url.startswith("sqlite")},
        SESSION_COOKIE_NAME="reuse_session",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LIFE,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        BABEL_DEFAULT_LOCALE="da",
        BABEL_DEFAULT_TIMEZONE="Europe/Copenhagen",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "reuse" / "translations"),
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if settings.proxies:
        trusted = {"x_for": settings.proxies, "x_proto": settings.proxies, "x_host": settings.proxies}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]


def _open_stores(app: Flask, settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare_engine(db.engine)
    app.extensions["files"] = open_store(settings.files_url)
    queue = open_queue(settings)
    app.extensions["queue"] = queue


def _lock(app: Flask, settings: Settings) -> None:
    origins.install(app)
    headers.install(app)
    limits.install(app, storage_url=settings.limits_url)
    login = LoginManager(app)
    login.user_loader(people.actor_of_session)
    login.request_loader(people.actor_of_request)
    doors.install(app, load_actor=_actor, permissions=frozenset(PERMISSIONS))
    Babel(app, locale_selector=_language)


def _actor() -> Actor | None:
    return current_user._get_current_object() if current_user.is_authenticated else None


def _language() -> str:
    """Danish, unless this person chose English."""
    chosen = session.get("language") if request else None
    return chosen if chosen in ("da", "en") else "da"


def _teach_templates(app: Flask) -> None:
    app.jinja_env.globals.update(
        icon=icon,
        static_url=statics.url,
        may=_may,
        kind_icon=_kind_icon,
        kind_name=_kind_name,
        kroner=formatting.kroner,
        co2e=formatting.co2e,
        co2e_exact=formatting.co2e_exact,
        amount=formatting.amount,
        day=formatting.day,
        week=formatting.week,
        moment=formatting.moment,
        number=formatting.number,
        once_key=new_key,
        words=formatting.words,
        heading=heading,
    )
    app.jinja_env.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    app.context_processor(_page_context)


def _kind_icon(key: str | None) -> str:
    kind = tree().kinds.get(key or "")
    return kind.icon if kind else "other"


def _kind_name(key: str | None) -> str:
    kind = tree().kinds.get(key or "")
    return kind.name if kind else ""


def _may(permission: str) -> bool:
    actor = doors.actor_or_none()
    return bool(actor and actor.may(permission))


def _page_context() -> dict[str, Any]:
    actor = doors.actor_or_none()
    return {
        "actor": actor,
        "acting_unit": actor.unit if actor else None,
        "acting_units": actor.units if actor else (),
        "municipality": {"name": actor.municipality_name if actor else people_queries.host_name()},
        "demo_mode": current_app.config["DEMO"],
        "locale": _language(),
    }
