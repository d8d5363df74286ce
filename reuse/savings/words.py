"""The ledger's stable words as people read them."""

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from reuse.savings.ledger import NamedTotal


def described(reason: str) -> str:
    """Why there is no number for an entry."""
    reasons = {
        "no_factor": _("Nobody has published a credible factor for this kind of thing, so no number is invented."),
        "no_kg": _("The factor is per kilogram, and the thing has not been weighed."),
        "no_m2": _("The factor is per square metre, and the thing has not been measured."),
    }
    return reasons.get(reason, _("The factor is in another measure than the thing is counted in."))


def evidence(level: str) -> str:
    """How well a saving is known."""
    return {
        "A": _("matched with purchase data"),
        "B": _("handed over between two parties"),
        "C": _("own statement"),
        "D": _("described only"),
    }[level]


def service_area(key: str) -> str:
    areas = {
        "daycare": _("Daycare"),
        "school": _("Schools"),
        "care": _("Care of the elderly"),
        "administration": _("Administration"),
        "culture": _("Culture and leisure"),
        "technical": _("Roads, buildings and nature"),
        "health": _("Health"),
    }
    return areas.get(key, _("Without service area"))


def part(by: str, total: NamedTotal) -> str:
    """What a line of a split is called."""
    if by == "service_area":
        return service_area(total.key)
    if by == "month":
        year, month = total.key.split("-")
        return format_date(date(int(year), int(month), 1), "LLLL y", locale=get_locale())
    return total.name
