"""The command line: `reuse serve|work|setup|demo|token|import|export|doctor`."""

import os
import signal
import subprocess
import sys
from typing import Any

import click
from flask import Flask
from huey.consumer_options import ConsumerConfig

from reuse import clock
from reuse.app import create_app
from reuse.db import transaction
from reuse.demo import opening
from reuse.home import readiness
from reuse.installing import set_up
from reuse.people import actions as people
from reuse.people import queries as people_queries
from reuse.settings import ROOT, BadSettings


@click.group()
def main() -> None:
    """The reuse exchange."""


def _app() -> Flask:
    try:
        return create_app()
    except BadSettings as error:
        raise click.ClickException(str(error)) from error


@main.command("setup")
def setup_command() -> None:
    """Create or upgrade the database, and load categories and factors."""
    set_up(_app())


@main.command()
@click.option("--workers", default=2, show_default=True, help="Server processes.")
def serve(workers: int) -> None:
    """Serve the app on HOST and PORT, with the worker for jobs beside it."""
    _app()  # refuses to start on bad settings, before anything listens
    host, port = _address()
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port]
    granian += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    granian += ["--workers-kill-timeout", "10s"]  # a worker told to stop while it starts would never end
    raise SystemExit(_together([*granian, "wsgi:app"], [sys.executable, "-m", "reuse.cli", "work"]))


def _together(*commands: list[str]) -> int:
    """Run programs side by side until the first ends or we are told to stop; then stop them all."""
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]  # noqa: S603 - our own interpreter
    signal.signal(signal.SIGTERM, lambda *_: running[0].terminate())
    try:
        return running[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for program in running:
            program.terminate()
        for program in running:
            program.wait()


def _address() -> tuple[str, str]:
    return os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"


@main.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Fill a living demo in REUSE_DATA (RESET=1 begins afresh), and serve it on HOST and PORT."""
    host, port = _address()
    try:
        opening.refuse_taken_port(host, int(port))
        settings = opening.open_demo(os.environ, say=click.echo)
    except opening.NoDemoHere as refusal:
        raise click.ClickException(str(refusal)) from refusal
    opening.announce_when_open(settings, host, int(port), say=click.echo)
    context.invoke(serve)


@main.command()
def work() -> None:
    """Work on jobs until stopped: send notices, let reservations run out."""
    queue = _app().extensions["queue"]
    options: dict[str, Any] = ConsumerConfig(
        workers=1, worker_type="thread", periodic=True, backoff=1.15, max_delay=5
    ).values
    queue.create_consumer(**options).run()


@main.command()
@click.argument("name")
@click.option("--email", required=True, help="Who administers it.")
@click.option("--person", required=True, help="That person's name.")
@click.option("--code", default="", help="The municipality's number (kommunekode).")
@click.password_option(help="That person's password.")
def municipality(name: str, email: str, person: str, code: str, password: str) -> None:
    """Add a municipality with its top unit and its first administrator."""
    with _app().app_context(), transaction():
        if people_queries.user_by_email(email):
            raise click.ClickException(f"{email} signs in here already.")
        people.found_municipality(
            name=name, code=code, email=email, person=person, password=password, now=clock.now()
        )
    click.echo(f"{name} is here. {person} signs in as {email}.")


@main.command()
@click.argument("email")
@click.option("--name", default="command line", help="What the token is for.")
def token(email: str, name: str) -> None:
    """Print a new API token for a person. It is shown once and works for a year."""
    with _app().app_context():
        user = people_queries.user_by_email(email)
        if user is None or not user.is_active:
            raise click.ClickException(f"Nobody signs in with {email}.")
        with transaction():
            printed = people.new_token(user, name=name, now=clock.now())
    click.echo(printed)


@main.command()
def doctor() -> None:
    """Say whether the installation is ready: database, migrations, files."""
    app = _app()
    with app.app_context():
        checks = readiness.checks(app.extensions["files"])
    for part, works in checks.items():
        click.echo(f"{part}: {'ok' if works else 'NOT OK'}")
    raise SystemExit(0 if all(checks.values()) else 1)


if __name__ == "__main__":
    main()
