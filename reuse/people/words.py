"""Roles as people read them."""

from flask_babel import gettext as _

from reuse.people.models import User
from reuse.people.permissions import Role

ICONS = {
    Role.EMPLOYEE: "mine",
    Role.CARETAKER: "label",
    Role.MANAGER: "check",
    Role.TRANSPORT: "truck",
    Role.PROCUREMENT: "need",
    Role.SUSTAINABILITY: "leaf",
    Role.FINANCE: "coin",
    Role.ADMIN: "edit",
}


def role(key: str) -> str:
    """A role's name."""
    return {
        Role.EMPLOYEE: _("Employee"),
        Role.CARETAKER: _("Caretaker"),
        Role.MANAGER: _("Unit manager"),
        Role.TRANSPORT: _("Driver"),
        Role.PROCUREMENT: _("Procurement"),
        Role.SUSTAINABILITY: _("Sustainability team"),
        Role.FINANCE: _("Finance"),
        Role.ADMIN: _("Administrator"),
    }[Role(key)]


def demo_role(user: User) -> str:
    """Which role a demo account has, and where."""
    first = user.memberships[0]
    return f"{role(first.role)}, {first.unit.name}"


def demo_icon(user: User) -> str:
    return ICONS[Role(user.memberships[0].role)]
