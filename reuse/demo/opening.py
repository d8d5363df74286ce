"""Opening the demo: refuse what is not ours, fill what is empty, and say where to sign in."""

import errno
import socket
import threading
import time
from collections.abc import MutableMapping
from typing import Final

from sqlalchemy import make_url

from reuse import clock
from reuse.app import create_app
from reuse.db import db
from reuse.demo.cast import PASSWORD
from reuse.demo.ground import CannotLook, Ground, clear_away, ground
from reuse.demo.town import read, shop_host
from reuse.demo.year import A_YEAR, Say, fill
from reuse.installing import set_up
from reuse.settings import DEMO_MARK, DEMO_SECRET, BadSettings, Settings, from_environment

ENOUGH_SECONDS: Final = 60  # to wait for the server before the address is no longer announced


class NoDemoHere(Exception):
    """The demo may not be built here; the text says why and what to do."""


def open_demo(environment: MutableMapping[str, str], *, say: Say, days: int = A_YEAR) -> Settings:
    """Make the environment a demo's, and fill its database unless it is filled. Raises NoDemoHere."""
    environment["REUSE_DEMO"] = "1"
    environment["REUSE_SHOP_HOSTS"] = environment.get("REUSE_SHOP_HOSTS") or shop_host()
    environment["REUSE_MAIL_FROM"] = environment.get("REUSE_MAIL_FROM") or "genbrug@fjordby.example"
    try:
        settings = from_environment(environment)
        found = ground(settings.database_url)
    except (BadSettings, CannotLook) as error:
        raise NoDemoHere(str(error)) from error
    found = _leveled(found, settings, environment)
    if found is Ground.DEMO:
        say("The demo is filled already; RESET=1 begins afresh.")
        set_up(create_app(settings))  # a newer release may have changed the database's shape
        return _marked(settings)
    say(f"Filling the demo in {_place(settings)} - this takes about a minute.")
    begun = time.monotonic()
    app = create_app(settings)
    set_up(app)
    say("  database, categories and factors are in place")
    fill(app, now=clock.now(), say=say, days=days)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    say(f"Filled in {time.monotonic() - begun:.0f} seconds.")
    return _marked(settings)


def _marked(settings: Settings) -> Settings:
    """Leave a mark in the data folder: the command line knows the demo by it."""
    (settings.data / DEMO_MARK).write_text("This folder holds a demo. Everything in it is made up.\n")
    return settings


def _leveled(found: Ground, settings: Settings, environment: MutableMapping[str, str]) -> Ground:
    """Clear away what is the demo's own where that is asked for or needed; refuse everything else."""
    reset, own_file = environment.get("RESET") == "1", not environment.get("REUSE_DATABASE_URL")
    if found is Ground.FOREIGN:
        raise NoDemoHere(
            f"{_place(settings)} holds data that the demo did not make, so nothing was changed. Set"
            " REUSE_DATA to another folder, or unset REUSE_DATABASE_URL, and try again."
        )
    if reset and not own_file:
        raise NoDemoHere(
            "RESET=1 only removes the demo's own files, never a database that REUSE_DATABASE_URL names."
            " Empty that database yourself, or unset REUSE_DATABASE_URL."
        )
    if found is Ground.PREPARED and not reset and _looks_real(environment):
        raise NoDemoHere(
            f"{_place(settings)} is set up for a real installation (REUSE_SECRET_KEY is set), so nothing"
            " was changed. Set REUSE_DATA to another folder, or unset REUSE_SECRET_KEY."
        )
    if found is Ground.HALF and not own_file:
        raise NoDemoHere("The demo was interrupted while it was filled. Empty its database, and try again.")
    if found is not Ground.BARE and (reset or found is Ground.HALF):
        clear_away(settings.data)
        return Ground.BARE
    return found


def _looks_real(environment: MutableMapping[str, str]) -> bool:
    return environment.get("REUSE_SECRET_KEY", "") not in ("", DEMO_SECRET)


def _place(settings: Settings) -> str:
    """Where the database is, without its password."""
    return make_url(settings.database_url).render_as_string(hide_password=True)


def refuse_taken_port(host: str, port: int) -> None:
    """Say at once, before a minute of filling, that somebody else serves there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return  # the server itself says best what is wrong with an address
            raise NoDemoHere(f"Something already serves on {host}:{port}. Choose another PORT.") from error


def announce_when_open(settings: Settings, host: str, port: int, *, say: Say) -> None:
    """Print the address and the accounts as soon as the server answers."""
    threading.Thread(target=_announce, args=(settings, host, port, say), daemon=True).start()


def _announce(settings: Settings, host: str, port: int, say: Say) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    deadline = time.monotonic() + ENOUGH_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            say(welcome(settings))
            return


def welcome(settings: Settings) -> str:
    """Where to go and who may sign in."""
    lines = [f"{row['email']:<30} {row['name']}" for row in read("people")["account"]]
    first = f"{settings.base_url} - sign in as caretaker@demo.example, password {PASSWORD}"
    return "\n".join(["", first, "Everybody has the same password:", *("  " + line for line in lines)])
