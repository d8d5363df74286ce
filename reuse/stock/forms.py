"""What may come in about things and labels."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from reuse.forms import Amount, Day, Form, Line, Paragraph, Tick, danish_number
from reuse.quantities import Measure
from reuse.stock.models import Condition

Title = Annotated[Line, Field(max_length=140)]
Key = Annotated[Line, Field(min_length=1, max_length=60)]
Short = Annotated[Line, Field(max_length=120)]
Words = Annotated[Paragraph, Field(max_length=4000)]
Millimetres = Annotated[int, Field(ge=1, le=100_000)]
Grams = Annotated[int, Field(ge=1, le=100_000_000)]
Year = Annotated[int, BeforeValidator(danish_number), Field(ge=1800, le=2100)]
Mode = Literal["take", "loan"]


class Dimensions(Form):
    width: Millimetres | None = None
    depth: Millimetres | None = None
    height: Millimetres | None = None


class OfferTerms(Form):
    """How a thing is offered: some of it, from a day, until a day, to take over or to borrow."""

    quantity: Amount | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    modes: Annotated[tuple[Mode, ...], Field(min_length=1, max_length=2)] = ("take",)


class ItemFacts(Form):
    """What is told about a thing besides its kind, quantity and condition."""

    title: Title = ""
    description: Words = ""
    faults: Words = ""
    place: Short = ""
    brand: Annotated[Line, Field(max_length=80)] = ""
    year: Year | None = None
    weight_g: Grams | None = None
    dimensions_mm: Dimensions | None = None

    def facts(self) -> dict[str, object]:
        """As columns of Item."""
        size = self.dimensions_mm or Dimensions()
        return {
            "title": self.title,
            "description": self.description,
            "faults": self.faults,
            "place": self.place,
            "brand": self.brand,
            "year": self.year,
            "weight_g": self.weight_g,
            "width_mm": size.width,
            "depth_mm": size.depth,
            "height_mm": size.height,
        }


class NewItem(ItemFacts):
    """A lot to register, from a program."""

    category: Key
    quantity: Amount
    measure: Measure | None = None
    condition: Condition
    unit: UUID | None = None
    external_id: Annotated[Line, Field(min_length=1, max_length=80)] | None = None
    label: Annotated[Line, Field(max_length=200)] | None = None
    offer: OfferTerms | None = None


class NewItemPage(Form):
    """A lot to register, from the page: the title may stand for its category, `checked` answers its rule."""

    category: Key | None = None
    checked: Tick = False
    title: Title = ""
    quantity: Amount
    condition: Condition
    description: Words = ""
    faults: Words = ""
    place: Short = ""
    brand: Annotated[Line, Field(max_length=80)] = ""
    year: Year | None = None
    offer: Tick = False
    until: Day | None = None
    label: Annotated[Line, Field(max_length=300)] | None = None

    def facts(self) -> dict[str, object]:
        names = ("title", "description", "faults", "place", "brand", "year")
        return {name: getattr(self, name) for name in names}


class CorrectItem(ItemFacts):
    """Corrections to a lot; a field that is left out stays as it is."""

    condition: Condition | None = None

    def changes(self) -> dict[str, object]:
        given = self.model_fields_set
        columns = {name: value for name, value in self.facts().items() if name in given}
        if "dimensions_mm" in given:
            columns |= {name: value for name, value in self.facts().items() if name.endswith("_mm")}
        if self.condition:
            columns["condition"] = self.condition
        return columns


class ItemPage(Form):
    """Corrections from the page, which always sends all of it: an emptied field empties."""

    title: Annotated[Title, Field(min_length=1)]
    condition: Condition
    description: Words = ""
    faults: Words = ""
    place: Short = ""
    brand: Annotated[Line, Field(max_length=80)] = ""
    year: Year | None = None


class OfferPage(Form):
    """An offer from the page: how much, and when it must be gone."""

    quantity: Amount
    until: Day | None = None


class TypedLabel(Form):
    label: Annotated[Line, Field(min_length=1, max_length=300)]


class NewBatch(Form):
    count: Annotated[int, BeforeValidator(danish_number), Field(ge=1, le=1000)]
    unit: UUID | None = None


class Attachment(Form):
    item: Annotated[Line, Field(min_length=1, max_length=20)]


class SheetChoice(Form):
    """Which sheet the labels are printed on, and where on it to begin."""

    sheet: Annotated[str, Field(max_length=20)] = "L7160"
    start: Annotated[int, Field(ge=1, le=100)] = 1
