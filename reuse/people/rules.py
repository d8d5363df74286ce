"""Who may do what, for which unit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from reuse.people.permissions import PERMISSIONS, Role


@dataclass(frozen=True)
class Grant:
    """A role, and the path of the unit in and below which it holds."""

    role: Role
    path: str


@dataclass(frozen=True)
class UnitName:
    """As much of a unit as a menu needs."""

    id: UUID
    name: str
    path: str


@dataclass(frozen=True)
class Actor:
    """A person who acts on behalf of one of their units; what flask-login calls the user."""

    user_id: int
    name: str
    municipality_id: UUID
    municipality_name: str
    unit: UnitName
    units: tuple[UnitName, ...]
    grants: tuple[Grant, ...]
    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    def get_id(self) -> str:
        return str(self.user_id)

    @property
    def unit_id(self) -> UUID:
        return self.unit.id

    def may(self, permission: str, path: str | None = None) -> bool:
        """Whether a role of theirs holds the permission in the unit at `path` (anywhere, without one)."""
        roles = PERMISSIONS[permission]
        return any(grant.role in roles and (path is None or path.startswith(grant.path)) for grant in self.grants)

    @property
    def works_in(self) -> tuple[str, ...]:
        """Paths of the units in and below which the person has any role."""
        return tuple(sorted({grant.path for grant in self.grants}))


class IdentifierFault(StrEnum):
    """What is wrong with a typed identifier."""

    LENGTH = "length"
    CHECK_DIGIT = "check_digit"


def gln_fault(text: str) -> IdentifierFault | None:
    """Check a GLN: 13 digits, the last of which makes the weighted sum (1, 3, 1, 3 ...) divisible by ten."""
    if len(text) != 13 or not (text.isascii() and text.isdecimal()):
        return IdentifierFault.LENGTH
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(text))
    return IdentifierFault.CHECK_DIGIT if total % 10 else None


def gln_with_check_digit(first_twelve: str) -> str:
    """Complete twelve digits to a GLN."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)


def path_of(unit_id: UUID, parent_path: str = "") -> str:
    """A unit's path: its ancestors' ids and its own, each followed by a slash."""
    return f"{parent_path}{unit_id.hex}/"
