"""The policy as data: its four questions verbatim, its threshold, its version."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
CURRENT = "ltk-2025"


class Question(StrEnum):
    DO_WITHOUT = "do_without"
    HAVE = "have"
    REPAIR = "repair"
    BORROW = "borrow"


@dataclass(frozen=True)
class PolicyQuestion:
    """A question as the policy words it (Danish for everyone), why it is asked, and what may come of it."""

    key: Question
    text: str
    why: dict[str, str]
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    version: str
    name: str
    intro: str
    valid_days: int
    threshold_ore: int
    threshold_inclusive: bool
    questions: tuple[PolicyQuestion, ...]

    def question(self, key: Question) -> PolicyQuestion:
        return next(question for question in self.questions if question.key == key)


@cache
def policy(version: str = CURRENT) -> Policy:
    """A version of the policy; old checks ask for theirs."""
    data = tomllib.loads((DATA / f"policy-{version}.toml").read_text(encoding="utf-8"))
    return Policy(
        version=data["version"],
        name=data["name"],
        intro=data["intro"],
        valid_days=data["valid_days"],
        threshold_ore=data["threshold"]["amount_ore"],
        threshold_inclusive=data["threshold"]["inclusive"],
        questions=tuple(_question(row) for row in data["question"]),
    )


def _question(row: dict[str, Any]) -> PolicyQuestion:
    return PolicyQuestion(
        key=Question(row["key"]),
        text=row["text"],
        why={"da": row["why_da"], "en": row["why_en"]},
        outcomes=tuple(row["outcomes"]),
    )
