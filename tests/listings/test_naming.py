"""What people write leads to the category they mean."""

import pytest

from reuse.catalogue.queries import tree
from reuse.listings.naming import akin, recognise


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kontorstole", "office_chair"),
        ("Kontorstolene", "office_chair"),
        ("kontor stol", "office_chair"),
        ("12 blå kontorstole med hjul", "office_chair"),
        ("mødestole", "visitor_chair"),
        ("hæve sænke bord", "desk_height_adjustable"),
        ("haeve-saenkebord 160x80", "desk_height_adjustable"),
        ("whiteboards", "whiteboard_steel"),
        ("Bookcase", "bookcase"),
    ],
)
def test_words_are_read_as_danes_write_them(inside: None, said: str, meant: str) -> None:
    found = recognise(said, tree().kinds.values())
    assert found is not None
    assert found.key == meant


@pytest.mark.parametrize("said", ["", "   ", "noget pænt", "🪑", "x" * 5000])
def test_nothing_is_guessed_from_words_that_name_nothing(inside: None, said: str) -> None:
    assert recognise(said, tree().kinds.values()) is None


def test_a_chair_is_akin_to_chairs_of_every_group_and_to_no_desk(inside: None) -> None:
    kinds = akin(tree().kinds["visitor_chair"])
    assert kinds[0] == "visitor_chair"
    assert {"office_chair", "plastic_chair", "conference_chair", "school_chair"} <= set(kinds)
    assert not {"desk_fixed", "desk_height_adjustable"} & set(kinds)
