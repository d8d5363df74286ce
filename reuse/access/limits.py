"""How often somebody may ask: Flask-Limiter, in memory for one machine, in Redis by setting."""

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from reuse.access.doors import actor_or_none

limiter = Limiter(key_func=get_remote_address, headers_enabled=True, strategy="moving-window")

SIGN_IN = "10 per minute; 60 per hour"  # for one account from one address
SIGN_IN_ADDRESS = "200 per minute"  # a whole municipality may sit behind one address
LABEL_LOOKUP = "60 per minute"
API = "50 per second"


def install(app: Flask, *, storage_url: str) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = storage_url
    limiter.init_app(app)


def found_nothing(response: Response) -> bool:
    """Only codes that are not ours count against somebody who looks labels up."""
    return response.status_code == 404


def per_account() -> str:
    """Count sign-ins by address and account, so that one person's mistakes do not shut out a town hall."""
    return f"{get_remote_address()} {request.form.get('email', '').strip().lower()[:254]}"


def is_known() -> bool:
    """A caretaker scanning a room may go on; a stranger who guesses codes is soon stopped."""
    return actor_or_none() is not None


def per_token() -> str:
    """Count API calls by token, so that two programs behind one address do not share a limit."""
    return request.headers["Authorization"] if actor_or_none() and request.authorization else get_remote_address()
