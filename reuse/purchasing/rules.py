"""The policy's purchase rules as one tree: what to do with what is left to buy (context 1.8, R1-R7)."""

from dataclasses import dataclass
from enum import StrEnum


class Known(StrEnum):
    """Yes, no, or nobody has said."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """The one next step. Every combination of facts ends in exactly one."""

    NOTHING_TO_BUY = "nothing_to_buy"
    ANSWER = "answer"
    IT_DEPARTMENT = "it_department"
    SHOP = "shop"
    AGREEMENT = "agreement"
    CONTACT_PROCUREMENT = "contact_procurement"
    CONTACT_BEFORE_SUPPLIERS = "contact_before_suppliers"
    BUY_YOURSELF = "buy_yourself"


@dataclass(frozen=True)
class Rest:
    """What is left to buy, and what is known about buying it. Money in øre ex VAT."""

    steps: int
    answered: bool
    urgent: bool
    is_it: bool
    in_ehandel: Known
    on_agreement: Known
    estimate_ore: int | None
    threshold_ore: int
    threshold_inclusive: bool


def next_step(rest: Rest) -> Step:
    """E-handel at any amount, then the shared agreement, and only then the threshold."""
    if rest.steps == 0:
        return Step.NOTHING_TO_BUY
    if not (rest.answered or rest.urgent):
        return Step.ANSWER
    if rest.is_it:
        return Step.IT_DEPARTMENT
    if rest.in_ehandel is Known.YES:
        return Step.SHOP
    if rest.on_agreement is Known.YES:
        return Step.AGREEMENT
    if rest.on_agreement is Known.UNKNOWN:
        return Step.CONTACT_PROCUREMENT
    return _by_amount(rest)


def _by_amount(rest: Rest) -> Step:
    """Outside e-handel and agreements. Nobody knows the amount: ask before any supplier, to be safe."""
    if rest.estimate_ore is None or rest.estimate_ore > rest.threshold_ore:
        return Step.CONTACT_BEFORE_SUPPLIERS
    if rest.estimate_ore == rest.threshold_ore and rest.threshold_inclusive:
        return Step.CONTACT_BEFORE_SUPPLIERS
    return Step.BUY_YOURSELF
