"""Who may do what, where; and identifiers."""

from uuid import UUID, uuid4

import pytest

from reuse.people.permissions import PERMISSIONS, Role
from reuse.people.rules import Actor, Grant, IdentifierFault, UnitName, gln_fault, gln_with_check_digit, path_of

pytestmark = pytest.mark.files

ROOT, CENTRE, SCHOOL, OTHER = (UUID(int=number) for number in (1, 2, 3, 4))
ROOT_PATH = path_of(ROOT)
CENTRE_PATH = path_of(CENTRE, ROOT_PATH)
SCHOOL_PATH = path_of(SCHOOL, CENTRE_PATH)
OTHER_PATH = path_of(OTHER, ROOT_PATH)


def person(*grants: tuple[Role, str]) -> Actor:
    unit = UnitName(CENTRE, "Center", CENTRE_PATH)
    return Actor(7, "Kim", uuid4(), "Fjordby", unit, (unit,), tuple(Grant(role, path) for role, path in grants))


# The whole table, written out once more: a changed right is a changed test.
ALL = set(Role)
KEEPERS = {Role.CARETAKER, Role.MANAGER, Role.ADMIN}
READERS = {Role.MANAGER, Role.PROCUREMENT, Role.SUSTAINABILITY, Role.FINANCE, Role.ADMIN}
TABLE = {
    "listings.look": ALL,
    "needs.ask": ALL,
    "reservations.make": ALL,
    "home.mine": ALL,
    "stock.register": ALL,
    "listings.offer": ALL,
    "stock.correct": KEEPERS,
    "stock.label": KEEPERS,
    "reservations.hand_over": KEEPERS | {Role.TRANSPORT},
    "savings.read": READERS,
}


@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_the_table_says(permission: str, role: Role) -> None:
    somebody = person((role, CENTRE_PATH))
    if permission in TABLE:
        assert somebody.may(permission) == (role in TABLE[permission])
    for path, is_below in ((CENTRE_PATH, True), (SCHOOL_PATH, True), (ROOT_PATH, False), (OTHER_PATH, False)):
        assert somebody.may(permission, path) == (is_below and somebody.may(permission))


def test_the_rights_that_a_stranger_to_the_house_would_look_for_are_in_the_table() -> None:
    assert set(TABLE) <= set(PERMISSIONS)


def test_two_roles_in_two_places_do_not_mix() -> None:
    somebody = person((Role.CARETAKER, SCHOOL_PATH), (Role.EMPLOYEE, OTHER_PATH))
    assert somebody.may("stock.label", SCHOOL_PATH)
    assert not somebody.may("stock.label", OTHER_PATH)
    assert somebody.may("stock.register", OTHER_PATH)
    assert somebody.works_in == tuple(sorted((SCHOOL_PATH, OTHER_PATH)))


def test_a_person_without_a_role_may_nothing() -> None:
    nobody = person()
    assert not any(nobody.may(permission) for permission in PERMISSIONS)
    assert nobody.works_in == ()
    assert not SCHOOL_PATH.startswith(nobody.works_in)


def test_a_permission_that_does_not_exist_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        person((Role.ADMIN, ROOT_PATH)).may("stock.steal")


def test_a_path_ends_so_that_no_other_begins_with_it() -> None:
    assert path_of(SCHOOL, CENTRE_PATH) == f"{ROOT.hex}/{CENTRE.hex}/{SCHOOL.hex}/"
    assert not OTHER_PATH.startswith(CENTRE_PATH)


@pytest.mark.parametrize("gln", ["5798000554504", "5798000880016", "5798009883735"])
def test_published_glns_pass(gln: str) -> None:
    assert gln_fault(gln) is None
    assert gln_with_check_digit(gln[:12]) == gln


@pytest.mark.parametrize("digit", "012346789")
def test_every_other_last_digit_fails(digit: str) -> None:
    assert gln_fault("579800988373" + digit) is IdentifierFault.CHECK_DIGIT


@pytest.mark.parametrize(
    "text",
    ["", "579800988373", "57980098837350", "579800988373X", "5798 00988373", "²798009883735", "١٢٣٤٥٦٧٨٩٠١٢٣"],
)
def test_what_is_not_thirteen_digits_is_no_gln(text: str) -> None:
    assert gln_fault(text) is IdentifierFault.LENGTH
