"""Doors for people: sign in and out, choose the unit to act for, choose the language."""

from uuid import UUID

from flask import Blueprint, Request, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from reuse import clock
from reuse.access import doors
from reuse.access.limits import SIGN_IN, SIGN_IN_ADDRESS, limiter, per_account
from reuse.access.navigation import safe_next
from reuse.db import db, transaction
from reuse.errors import Invalid
from reuse.forms import read
from reuse.people import actions, forms, queries, words
from reuse.people.models import User
from reuse.people.rules import Actor

blueprint = Blueprint("people", __name__)
blueprint.add_app_template_global(words.demo_role)
blueprint.add_app_template_global(words.demo_icon)
blueprint.add_app_template_global(words.role, "role_name")


@blueprint.get("/sign-in")
@doors.public
def sign_in() -> ResponseReturnValue:
    if doors.actor_or_none():
        return redirect(url_for("home.index"))
    return _sign_in_page()


@blueprint.post("/sign-in")
@doors.public
@limiter.limit(SIGN_IN_ADDRESS)
@limiter.limit(SIGN_IN, key_func=per_account)
def enter() -> ResponseReturnValue:
    try:
        form = read(forms.SignIn, request.form)
        user = actions.sign_in(form.email, form.password)
    except (Invalid, actions.WrongPassword) as refusal:
        return _sign_in_page(refusal), 422
    language = session.get("language")
    session.clear()  # nothing of a stranger's session lives on in a person's
    login_user(queries.actor_of(user.id))
    session.permanent = True
    session["language"] = language or user.language
    return redirect(safe_next(request.form.get("next")) or url_for("home.index"))


def _sign_in_page(refusal: Invalid | actions.WrongPassword | None = None) -> str:
    accounts = queries.demo_accounts() if current_app.config["DEMO"] else []
    return render_template(
        "people/sign_in.html",
        refusal=refusal,
        values=request.form,
        next=safe_next(request.values.get("next")) or "",
        accounts=accounts,
    )


@blueprint.post("/sign-out")
@doors.public
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    response = redirect(url_for("people.sign_in"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.post("/acting-unit")
@doors.permission("home.mine")
def acting_unit() -> ResponseReturnValue:
    form = read(forms.ActingUnit, request.form)
    unit = actions.unit_to_act_for(doors.actor(), form.unit)
    session["unit"] = unit.id.hex
    return redirect(safe_next(request.form.get("next")) or url_for("home.mine"))


@blueprint.post("/language")
@doors.public
def language() -> ResponseReturnValue:
    form = read(forms.Language, request.form)
    session["language"] = form.locale
    actor = doors.actor_or_none()
    if actor:
        with transaction():
            db.session.get_one(User, actor.user_id).language = form.locale
    return redirect(safe_next(request.form.get("next")) or url_for("home.index"))


def actor_of_session(user_id: str) -> Actor | None:
    """For flask-login: the person of this session, acting for the unit they chose in it."""
    try:
        chosen = UUID(session["unit"])
    except (KeyError, ValueError):
        chosen = None
    return queries.actor_of(int(user_id), chosen)


def actor_of_request(_request: Request) -> Actor | None:
    """For flask-login: the person whose token a program shows."""
    scheme, _, token = _request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    return queries.actor_of_token(actions.token_digest(token.strip()), clock.now())
