"""How often somebody may ask: Flask-Limiter, in memory for one machine, in Redis by setting."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, headers_enabled=True, strategy="moving-window")

SIGN_IN = "10 per minute; 60 per hour"
LABEL_LOOKUP = "60 per minute"  # a caretaker scanning a room stays below; a guesser of codes does not
API = "50 per second"


def install(app: Flask, *, storage_url: str) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = storage_url
    limiter.init_app(app)


def per_token() -> str:
    """Count API calls by token, so that two programs behind one address do not share a limit."""
    return request.headers.get("Authorization") or get_remote_address()
