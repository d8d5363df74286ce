"""The way out of a need check: the shop's address, or the words of another next step."""

from datetime import date

from flask import current_app
from flask_babel import gettext as _

from reuse.catalogue.queries import tree
from reuse.needs import queries
from reuse.needs.actions import NoShopNow, NotAnswered
from reuse.needs.models import Need
from reuse.purchasing.queries import shop, shop_address
from reuse.purchasing.rules import Step


def address(need: Need, *, today: date) -> str:
    """Where to buy what is left, by the server's own list of hosts. Raises NotAnswered or NoShopNow."""
    now = queries.standing(need, today=today)
    if now.step is Step.ANSWER:
        raise NotAnswered()
    place = shop(need.municipality_id)
    if now.step is not Step.SHOP or place is None:
        raise NoShopNow()
    return shop_address(
        place, query=what(need), number=need.number, allowed_hosts=current_app.config["SHOP_HOSTS"]
    )


def what(need: Need) -> str:
    """What is needed, in the person's words or the category's."""
    kind = tree().kinds.get(need.category_key or "")
    return need.text or (kind.name if kind else "")


def words(step: Step) -> str:
    """The next step as one sentence."""
    return {
        Step.NOTHING_TO_BUY: _("Everything is covered. There is nothing to buy."),
        Step.ANSWER: _("Answer the next question."),
        Step.IT_DEPARTMENT: _("Ask the IT department first: they have refurbished equipment on agreement."),
        Step.SHOP: _(
            "Buy the rest in the e-procurement system, and write the need-check number in the order's note."
        ),
        Step.AGREEMENT: _("Buy the rest on the shared agreement, and tell procurement which one you use."),
        Step.CONTACT_PROCUREMENT: _("Contact procurement: they know whether an agreement covers this."),
        Step.CONTACT_BEFORE_SUPPLIERS: _("Contact procurement before you talk to any supplier."),
        Step.BUY_YOURSELF: _(
            "No agreement covers this. Get the best possible terms yourself, and tell procurement."
        ),
    }[step]
