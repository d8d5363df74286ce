"""Doors for programs: the ledger, its sums, and the factors."""

from dataclasses import asdict
from typing import Annotated, Literal
from uuid import UUID

from flask import Blueprint, Response
from pydantic import BaseModel, Field

from reuse.access import doors
from reuse.access.cursor import read_cursor, write_cursor
from reuse.access.machine import door
from reuse.codes import parse_need_number
from reuse.forms import Day, Form, Line
from reuse.people import queries as people
from reuse.people.rules import Actor
from reuse.savings import ledger, queries
from reuse.savings.models import Factor

blueprint = Blueprint("savings_api", __name__)


class Period(Form):
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    unit: UUID | None = None
    service_area: Annotated[Line, Field(max_length=40)] | None = None
    need: Annotated[Line, Field(max_length=40)] | None = None

    def wanted(self) -> queries.Filter:
        """As a filter within what the person may read."""
        actor: Actor = doors.actor()
        unit = people.unit(self.unit, municipality_id=actor.municipality_id) if self.unit else None
        return queries.Filter(
            municipality_id=actor.municipality_id,
            paths=ledger.readable_paths(actor),
            period=queries.Period(self.from_, self.to),
            unit_path=unit.path if unit else None,
            service_area=self.service_area,
            need_number=parse_need_number(self.need) if self.need else None,
        )


class Entries(Period):
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class SavingAnswer(BaseModel):
    """One entry: see the method page for what each figure means. Grams and øre, whole."""

    model_config = {"extra": "allow"}

    id: str
    outcome: str
    evidence: str
    category: str
    quantity: int | float
    co2e_gross_g: int | None
    co2e_net_g: int | None
    co2e_low_g: int | None
    co2e_high_g: int | None
    gross_ore: int | None
    net_ore: int | None
    factor: str | None
    factor_version: str | None


class Savings(BaseModel):
    items: list[SavingAnswer]
    next: str | None


@door(blueprint, "GET", "/savings", permission="savings.read", query=Entries, answer=Savings)
def index(query: Entries) -> Savings:
    """Entries of the ledger, newest first, each with everything needed to compute it again."""
    found = queries.entries(query.wanted(), before=read_cursor(query.cursor), limit=query.limit + 1)
    page = found[: query.limit]
    rows = ledger.rows(page, municipality_id=doors.actor().municipality_id)
    following = write_cursor(page[-1].id) if len(found) > query.limit else None
    return Savings(items=[SavingAnswer(**asdict(one)) for one in rows], next=following)


@door(blueprint, "GET", "/savings.csv", permission="savings.read", query=Period, media="text/csv")
def export(query: Period) -> Response:
    """Entries as a file for Danish Excel."""
    return ledger.csv_response(query.wanted())


class Summary(Period):
    by: Literal["municipality", "service_area", "unit", "category", "outcome", "month"] = "municipality"


class TotalAnswer(BaseModel):
    key: str
    name: str
    count: int
    described: int
    priced: int
    by_evidence: dict[str, int]
    co2e_gross_g: int
    co2e_net_g: int
    co2e_low_g: int
    co2e_high_g: int
    gross_ore: int
    net_ore: int


class SummaryAnswer(BaseModel):
    items: list[TotalAnswer]
    next: None = None


@door(blueprint, "GET", "/savings/summary", permission="savings.read", query=Summary, answer=SummaryAnswer)
def summary(query: Summary) -> SummaryAnswer:
    """Sums of the ledger: gross, net, low, high, count, by evidence."""
    totals = ledger.totals(query.wanted(), by=query.by)
    return SummaryAnswer(items=[TotalAnswer(**asdict(total)) for total in totals])


class FactorAnswer(BaseModel):
    key: str
    version: str
    name_da: str
    name_en: str
    unit: str
    co2e_low_g: int | None
    co2e_mid_g: int | None
    co2e_high_g: int | None
    life_months: int | None
    typical_mass_g: int | None
    boundary: str
    source_title: str
    publisher: str
    year: str
    source: str
    licence: str
    quote: str
    confidence: str
    note: str


class Factors(BaseModel):
    version: str | None
    items: list[FactorAnswer]
    next: None = None


@door(blueprint, "GET", "/factors", permission="listings.look", answer=Factors)
def factors() -> Factors:
    """The factor set in force, with the source of each number."""
    current = queries.current_set()
    if current is None:
        return Factors(version=None, items=[])
    return Factors(version=current.version, items=[_factor(one, current.version) for one in current.factors])


def _factor(one: Factor, version: str) -> FactorAnswer:
    names = set(FactorAnswer.model_fields) - {"version"}
    return FactorAnswer(version=version, **{name: getattr(one, name) for name in names})
