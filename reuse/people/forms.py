"""What may come in about people."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from reuse.forms import Form, Line


class SignIn(Form):
    email: Annotated[Line, Field(min_length=1, max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class ActingUnit(Form):
    unit: UUID


class Language(Form):
    locale: Literal["da", "en"]
