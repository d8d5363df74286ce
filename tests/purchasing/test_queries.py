"""The shop's address is ours to give, and only to hosts that the installation allows."""

from datetime import date

import pytest

from reuse.errors import NotFound
from reuse.purchasing.models import Shop
from reuse.purchasing.queries import agreement, shop_address
from tests import makers
from tests.conftest import Town

HOSTS = frozenset({"shop.fjordby.example"})


def address(template: str, query: str = "stol", hosts: frozenset[str] = HOSTS) -> str:
    shop = Shop(name="E-handel", url_template=template)
    return shop_address(shop, query=query, number="BT-26-7K4M9-C", allowed_hosts=hosts)


@pytest.mark.files
def test_what_is_sought_and_the_number_go_along() -> None:
    given = address("https://shop.fjordby.example/s?q={query}&n={number}", "Kontorstol & æ/ø?")
    assert given == "https://shop.fjordby.example/s?q=Kontorstol%20%26%20%C3%A6%2F%C3%B8%3F&n=BT-26-7K4M9-C"


@pytest.mark.files
@pytest.mark.parametrize(
    "template",
    [
        "http://shop.fjordby.example/",
        "https://evil.example/",
        "https://shop.fjordby.example.evil.example/",
        "https://shop.fjordby.example@evil.example/",
        "//shop.fjordby.example/",
        "javascript:alert(1)",
        "",
    ],
)
def test_any_other_host_is_refused(template: str) -> None:
    with pytest.raises(NotFound):
        address(template)


@pytest.mark.files
def test_words_cannot_become_another_host() -> None:
    with pytest.raises(NotFound):
        address("https://{query}/", "evil.example")
    with pytest.raises(NotFound):
        address("https://shop.fjordby.example/", hosts=frozenset())


def test_an_agreement_counts_on_its_days_and_refurbished_comes_first(inside: None, town: Town) -> None:
    days = {"valid_from": date(2030, 1, 1), "valid_to": date(2030, 12, 31)}
    new = makers.make_agreement(town.municipality, key="chairs", **days)
    used = makers.make_agreement(town.municipality, key="chairs", refurbished=True, **days)
    found = [
        agreement(town.municipality.id, "chairs", on=day)
        for day in (date(2029, 12, 31), date(2030, 1, 1), date(2030, 12, 31), date(2031, 1, 1))
    ]
    assert [one and one.id for one in found] == [None, used.id, used.id, None]
    assert new.id != used.id
    assert agreement(town.municipality.id, "tables", on=date(2030, 6, 1)) is None
