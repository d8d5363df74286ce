"""The migrations make what the models say, on both databases, and can be taken back and made again."""

import re
from typing import Any

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import IntegrityError

from reuse.db import db
from reuse.listings.models import Listing
from reuse.stock.models import Item, Movement
from tests import makers
from tests.conftest import Town

CONVENTION = re.compile(r"(pk|fk|uq|ck|ix)_[a-z0-9_]+")
Names = dict[str, set[str]]


def names_in_database() -> Names:
    """The names of all keys, constraints and indexes, by table (the search index and Alembic's own left out)."""
    look = inspect(db.engine)
    return {table: _names(look, table) for table in look.get_table_names() if table in db.metadata.tables}


def _names(look: Any, table: str) -> set[str]:
    rows = [
        look.get_pk_constraint(table),
        *look.get_foreign_keys(table),
        *look.get_unique_constraints(table),
        *look.get_check_constraints(table),
        *look.get_indexes(table),
    ]
    return {row["name"] for row in rows}


def names_in_models() -> Names:
    return {
        name: {str(one.name) for one in table.constraints} | {str(one.name) for one in table.indexes}
        for name, table in db.metadata.tables.items()
    }


def shape() -> dict[str, Any]:
    """Every table's columns, with type and whether they may be empty."""
    look = inspect(db.engine)
    return {
        table: {row["name"]: (str(row["type"]), row["nullable"]) for row in look.get_columns(table)}
        for table in sorted(look.get_table_names())
    }


def test_up_down_and_up_again_ends_where_it_began(app: Flask) -> None:
    with app.app_context():
        before, names = shape(), names_in_database()
        downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names())
        assert left == {"alembic_version"}
        assert db.session.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0
        db.session.rollback()
        upgrade()
        assert (shape(), names_in_database()) == (before, names)


def test_the_models_hold_nothing_that_no_migration_makes(app: Flask) -> None:
    with app.app_context():
        check()  # raises what autogenerate would write into a new migration


def test_every_constraint_and_index_is_in_the_database_under_the_name_in_the_models(app: Flask) -> None:
    with app.app_context():
        assert names_in_database() == names_in_models()


@pytest.mark.files
def test_no_constraint_is_without_a_name() -> None:
    for table, names in names_in_models().items():
        assert all(CONVENTION.fullmatch(name) for name in names), (table, names)


@pytest.mark.files
def test_the_house_keeps_its_promises_by_constraint() -> None:
    """What the rules refuse politely the database refuses surely."""
    promised = {
        str(one.name)
        for table in db.metadata.tables.values()
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    }
    assert promised >= {
        "ck_item_quantity_not_negative",
        "ck_item_promised_within_quantity",
        "ck_listing_left_within_offered",
        "ck_reservation_handed_over_within",
        "ck_reservation_ended_has_ending",
        "ck_movement_change_not_zero",
        "ck_saving_entry_calculated_or_described",
    }


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE item SET quantity = -1", "quantity"),
        ("UPDATE item SET promised = 41", "promised_within_quantity"),
        ("UPDATE item SET promised = -1", "promised_within_quantity"),
        ('UPDATE listing SET "left" = -1', "left_within_offered"),
        ('UPDATE listing SET "left" = 41', "left_within_offered"),
        ("UPDATE listing SET may_take = false", "some_mode"),
        ("UPDATE movement SET change = 0", "change_not_zero"),
        ("UPDATE item SET unit_id = '00000000000000000000000000000000'", "f"),
    ],
)
def test_the_database_refuses_what_would_oversell(
    inside: None, town: Town, statement: str, constraint: str
) -> None:
    item = makers.make_item(town.school, by=town.caretaker)
    makers.make_listing(item, by=town.caretaker)
    with pytest.raises(IntegrityError) as refused:
        db.session.execute(text(statement))
        db.session.commit()
    assert constraint in str(refused.value.orig).lower()


def test_things_survive_a_step_back_and_forth(app: Flask, town: Town) -> None:
    with app.test_request_context():
        item = makers.make_item(town.school, by=town.caretaker)
        makers.make_listing(item, by=town.caretaker)
        db.session.commit()
        db.session.remove()
    with app.app_context():
        downgrade(revision="0001")
        upgrade()
        assert db.session.query(Item).one().quantity == 40
        assert db.session.query(Listing).one().left == 40
        assert db.session.query(Movement).one().change == 40
