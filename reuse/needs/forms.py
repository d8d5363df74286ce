"""What may come in from the pages of a need check; the machine's doors have their own in api.py."""

from typing import Annotated

from pydantic import Field, model_validator

from reuse.forms import Amount, Day, Form, Kroner, Line, Paragraph, Tick, refuse_field
from reuse.savings.rules import Outcome

Id = Annotated[Line, Field(min_length=1, max_length=20)]


class NewNeed(Form):
    """What somebody needs: words or a kind from the list, how much, and what one would cost, ex VAT."""

    text: Annotated[Line, Field(max_length=200)] = ""
    category: Annotated[Line, Field(max_length=60)] | None = None
    unlisted: Tick = False  # go on although no kind fits
    quantity: Amount
    needed_by: Day | None = None
    unit_price: Kroner | None = None

    @model_validator(mode="after")
    def _says_what(self) -> "NewNeed":
        if self.category is None and not self.text:
            raise refuse_field("text")
        return self


class NewAnswer(Form):
    """An answer to the question of the page; quantity 0 means: no, nothing here."""

    outcome: Outcome | None = None
    quantity: Amount
    item: Id | None = None
    listing: Id | None = None
    note: Annotated[Paragraph, Field(max_length=2000)] = ""


class NewUrgency(Form):
    reason: Annotated[Paragraph, Field(min_length=1, max_length=500)]
