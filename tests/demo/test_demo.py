"""The living demo fills itself through the real actions, keeps what is there, and spares what is not its own."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from reuse import clock
from reuse.app import create_app
from reuse.db import db, transaction
from reuse.demo import cast, opening, things, town
from reuse.demo.ground import Ground, clear_away, ground
from reuse.installing import set_up
from reuse.people.rules import gln_fault
from reuse.settings import from_environment
from tests import conftest, makers

DAYS = 7  # what tests ask for happened at most four days ago, or on the Friday before
ACCOUNTS = "employee caretaker manager transport procurement sustainability admin".split()
pytestmark = pytest.mark.files  # a database file of its own, whatever the other tests run on


def ignore(_line: str) -> None:
    """Nobody reads what the demo says."""


def dispose(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of a few days, filled once for all tests here."""
    folder = tmp_path_factory.mktemp("demo")
    opening.open_demo({"REUSE_DATA": str(folder)}, say=ignore, days=DAYS)
    return folder


@pytest.fixture
def demo(folder: Path) -> Iterator[Flask]:
    app = create_app(from_environment({"REUSE_DATA": str(folder), "REUSE_DEMO": "1"}))
    yield app
    dispose(app)


def asked(folder: Path, query: str) -> list[tuple]:
    with sqlite3.connect(folder / "reuse.db") as connection:
        return connection.execute(query).fetchall()


def test_a_lot_is_what_its_movements_add_up_to(folder: Path) -> None:
    assert asked(folder, "SELECT count(*) FROM item")[0][0] > 30
    wrong = """
        SELECT id FROM item
        WHERE quantity <> (SELECT coalesce(sum(change), 0) FROM movement WHERE item_id = item.id)
    """
    assert asked(folder, wrong) == []


def test_every_hand_over_has_exactly_one_saving(folder: Path) -> None:
    query = "SELECT 'handover:' || id FROM handover ORDER BY 1"
    facts = asked(folder, query)
    assert facts
    assert asked(folder, "SELECT fact FROM saving_entry ORDER BY 1") == facts


def test_what_happened_happened_in_the_past_and_nothing_held_has_run_out(folder: Path) -> None:
    latest = "SELECT max(at) FROM (SELECT at FROM event UNION ALL SELECT at FROM movement)"
    now = clock.now().replace(tzinfo=None).isoformat(sep=" ")
    assert asked(folder, latest)[0][0][:19] <= now
    overdue = f"SELECT id FROM reservation WHERE ended_at IS NULL AND hold_until < '{now}'"
    assert asked(folder, overdue) == []


def test_no_mail_of_the_past_is_sent_today(folder: Path) -> None:
    assert asked(folder, "SELECT count(*) FROM notice WHERE sent_at IS NULL") == [(0,)]


def test_the_caretaker_has_something_to_hand_over_and_the_teacher_something_to_fetch(folder: Path) -> None:
    query = """
        SELECT count(*) FROM reservation JOIN unit ON unit.id = reservation.{side}
        WHERE ended_at IS NULL AND unit.name = '{name}'
    """
    assert asked(folder, query.format(side="giver_unit_id", name="Skovskolen"))[0][0] >= 3
    assert asked(folder, query.format(side="unit_id", name="Børnehuset Bølgen"))[0][0] >= 2


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_account_can_sign_in(demo: Flask, name: str) -> None:
    answer = demo.test_client().post("/sign-in", data={"email": f"{name}@demo.example", "password": cast.PASSWORD})
    assert answer.status_code == 302


def test_the_pictures_are_there(demo: Flask, folder: Path) -> None:
    client = demo.test_client()
    client.post("/sign-in", data={"email": "employee@demo.example", "password": cast.PASSWORD})
    photo = asked(folder, "SELECT min(id) FROM photo")[0][0]
    answer = client.get(f"/photos/{photo}/320.webp")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")


def test_a_second_run_keeps_what_is_there(folder: Path) -> None:
    before = asked(folder, "SELECT max(id), max(at) FROM event")
    said: list[str] = []
    opening.open_demo({"REUSE_DATA": str(folder)}, say=said.append)
    assert asked(folder, "SELECT max(id), max(at) FROM event") == before
    assert "RESET=1" in said[0]


def test_reset_begins_afresh_and_spares_what_it_did_not_make(tmp_path: Path) -> None:
    own = tmp_path / "files" / "photos"
    own.mkdir(parents=True)
    for file in (tmp_path / "report.ods", tmp_path / "files" / "mine.txt", own / "old.webp"):
        file.write_text("x")
    settle(tmp_path)
    opening.open_demo({"REUSE_DATA": str(tmp_path), "RESET": "1"}, say=ignore, days=0)
    assert (tmp_path / "report.ods").exists()
    assert (tmp_path / "files" / "mine.txt").exists()
    assert not (own / "old.webp").exists()
    assert asked(tmp_path, "SELECT name FROM municipality") == [("Fjordby Kommune",)]
    assert asked(tmp_path, "SELECT count(*) FROM item") == [(0,)]


def test_a_demo_that_was_interrupted_begins_afresh(tmp_path: Path) -> None:
    settle(tmp_path)
    assert ground(f"sqlite:///{tmp_path / 'reuse.db'}") is Ground.HALF
    opening.open_demo({"REUSE_DATA": str(tmp_path)}, say=ignore, days=0)
    assert ground(f"sqlite:///{tmp_path / 'reuse.db'}") is Ground.DEMO


def settle(folder: Path) -> None:
    """Begin a demo and leave it half-way: the people have moved in, and nothing has happened."""
    app = create_app(from_environment({"REUSE_DATA": str(folder), "REUSE_DEMO": "1"}))
    set_up(app)
    with app.app_context(), transaction():
        cast.arrive(town.found(clock.today()), clock.now())
    dispose(app)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A real installation's folder."""
    app = create_app(conftest.settings(tmp_path, f"sqlite:///{tmp_path / 'reuse.db'}"))
    set_up(app)
    with app.app_context(), transaction():
        makers.make_unit(makers.make_municipality("Havneby Kommune", key="havneby"), "Havneby Kommune")
    dispose(app)
    return tmp_path


@pytest.mark.parametrize("reset", ["", "1"])
def test_a_real_municipality_is_left_alone(real: Path, reset: str) -> None:
    with pytest.raises(opening.NoDemoHere, match="did not make"):
        opening.open_demo({"REUSE_DATA": str(real), "RESET": reset}, say=ignore)
    assert asked(real, "SELECT key FROM municipality") == [("havneby",)]


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE invoice (id INTEGER)")
    address = f"sqlite:///{tmp_path / 'other.db'}"
    with pytest.raises(opening.NoDemoHere, match="did not make"):
        opening.open_demo({"REUSE_DATA": str(tmp_path), "REUSE_DATABASE_URL": address}, say=ignore)


def test_a_database_named_by_its_address_is_never_reset(folder: Path) -> None:
    address = f"sqlite:///{folder / 'reuse.db'}"
    given = {"REUSE_DATA": str(folder), "REUSE_DATABASE_URL": address, "RESET": "1"}
    with pytest.raises(opening.NoDemoHere, match="Empty that database yourself"):
        opening.open_demo(given, say=ignore)
    assert ground(address) is Ground.DEMO


def test_an_installation_that_was_just_set_up_does_not_become_a_demo(tmp_path: Path) -> None:
    app = create_app(conftest.settings(tmp_path, f"sqlite:///{tmp_path / 'reuse.db'}"))
    set_up(app)
    dispose(app)
    with pytest.raises(opening.NoDemoHere, match="REUSE_SECRET_KEY"):
        opening.open_demo({"REUSE_DATA": str(tmp_path), "REUSE_SECRET_KEY": conftest.SECRET}, say=ignore)


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert ground(f"sqlite:///{tmp_path / 'reuse.db'}") is Ground.BARE
    clear_away(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_shop_is_on_the_allow_list_unless_a_list_is_given(folder: Path) -> None:
    environment = {"REUSE_DATA": str(folder)}
    assert opening.open_demo(environment, say=ignore).shop_hosts == {"ehandel.demo.example"}
    environment = {"REUSE_DATA": str(folder), "REUSE_SHOP_HOSTS": "shop.example"}
    assert opening.open_demo(environment, say=ignore).shop_hosts == {"shop.example"}


def test_every_unit_has_a_valid_gln_and_a_cost_centre_with_zeros(folder: Path) -> None:
    for gln, cost_centre in asked(folder, "SELECT gln, cost_centre FROM unit"):
        assert gln_fault(gln) is None
        assert cost_centre.startswith("00")


def test_every_line_of_the_year_can_be_read() -> None:
    units = {row["key"] for row in town.read("town")["unit"]}
    lots = 0
    for row in town.read("clearings")["clearing"]:
        assert row["unit"] in units
        for line in row["things"]:
            lot = things.lot(line)
            assert "{" not in lot.title
            assert bool(lot.colour) or "{" not in lot.thing.many
            lots += 1
    assert lots >= 300


def test_wishes_name_what_was_offered_before() -> None:
    offered = {
        (row["unit"], things.lot(line).text): row.get("ago", timedelta.max.days)
        for row in town.read("clearings")["clearing"]
        for line in row["things"]
        if not things.lot(line).kept
    }
    for row in town.read("wishes")["wish"]:
        assert offered[row["from"], things.lot(row["thing"]).text] >= row.get("ago", 0)
        assert row.get("ago", 0) < 14 or "fetched" in row  # or it would have run out
