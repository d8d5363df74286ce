"""The one table of who may do what. Roles are inherited down the unit tree; nothing else grants anything."""

from enum import StrEnum


class Role(StrEnum):
    EMPLOYEE = "employee"
    CARETAKER = "caretaker"
    MANAGER = "manager"
    TRANSPORT = "transport"
    PROCUREMENT = "procurement"
    SUSTAINABILITY = "sustainability"
    FINANCE = "finance"
    ADMIN = "admin"


EVERYONE = frozenset(Role)
KEEPERS = frozenset({Role.CARETAKER, Role.MANAGER, Role.ADMIN})

PERMISSIONS: dict[str, frozenset[Role]] = {
    # finding and needing: everyone
    "listings.look": EVERYONE,
    "needs.ask": EVERYONE,
    "reservations.make": EVERYONE,
    "home.mine": EVERYONE,
    # things: whoever clears a room may register and offer; labels, scanning and handing over need a keeper
    "stock.register": EVERYONE,
    "stock.correct": KEEPERS,
    "stock.label": KEEPERS,
    "listings.offer": EVERYONE,
    "reservations.hand_over": KEEPERS | {Role.TRANSPORT},
    # figures: the whole municipality's for those who answer for them, a unit's own for its manager
    "savings.read": frozenset({Role.MANAGER, Role.PROCUREMENT, Role.SUSTAINABILITY, Role.FINANCE, Role.ADMIN}),
}
