"""Putting an installation in place: the database's shape, the shipped categories and factors."""

from flask import Flask
from flask_migrate import upgrade

from reuse import clock
from reuse.catalogue import actions as catalogue
from reuse.db import transaction
from reuse.savings import actions as savings
from reuse.savings.factor_file import load_factors
from reuse.settings import ROOT

FACTORS = ROOT / "reuse" / "savings" / "data" / "factors-2026-1.csv"
FACTOR_VERSION = "2026-1"


def set_up(app: Flask) -> None:
    """Bring the database to the code's shape and take in the shipped categories and factors."""
    with app.app_context():
        upgrade()
        rows = load_factors(FACTORS)
        with transaction():
            catalogue.load_file(factor_units={row.factor_key: row.unit for row in rows})
            savings.load_factor_set(FACTORS, version=FACTOR_VERSION, now=clock.now())
