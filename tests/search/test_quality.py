"""The public set of things and judged queries, in a real index of both databases."""

import json
import math
from pathlib import Path

import pytest
import sqlalchemy as sa

from reuse.search import index
from reuse.search.analysis import analyse_listing
from reuse.search.query import analyse_query

SET = Path(__file__).parent / "public_set"


def _listings():
    return [json.loads(line) for line in (SET / "search_listings.jsonl").read_text(encoding="utf-8").splitlines()]


def _queries():
    lines = (SET / "search_queries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        text, _kind, judged = ([*line.split("\t"), "", ""])[:3]
        yield text, {one.rsplit(":", 1)[0]: int(one.rsplit(":", 1)[1]) for one in judged.split()}


def _answers(uri, reader):
    """The hits of every query, and what it took to find them."""
    rows = _listings()
    engine = sa.create_engine(uri)
    with engine.begin() as connection:
        index.drop_index(connection)
        index.create_index(connection)
        for number, row in enumerate(rows, 1):
            terms = analyse_listing(row["title"], row["description"], row["category"], reader=reader)
            index.put(connection, number, terms)
    with engine.connect() as connection:
        words = index.vocabulary(connection)
        found = {
            text: index.search(connection, analyse_query(text, reader=reader, vocabulary=words))
            for text, _ in _queries()
        }
    engine.dispose()
    return found, [row["id"] for row in rows]


@pytest.fixture(scope="module")
def sqlite_answers(reader, tmp_path_factory):
    return _answers(f"sqlite:///{tmp_path_factory.mktemp('quality') / 'search.db'}", reader)


@pytest.fixture(scope="module")
def figures(sqlite_answers):
    hits, names = sqlite_answers
    gains, recalls, firsts, empty = [], [], [], []
    for text, judged in _queries():
        relevant = {name for name, grade in judged.items() if grade}
        if not relevant:
            continue
        found = [names[hit.listing_id - 1] for hit in hits[text]]
        ideal = sorted(judged.values(), reverse=True)[:10]
        gain = sum((2 ** judged.get(name, 0) - 1) / math.log2(n + 2) for n, name in enumerate(found[:10]))
        best = sum((2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(ideal))
        gains.append(gain / best)
        recalls.append(len(relevant & set(found[:20])) / min(20, len(relevant)))
        firsts.append(bool(found) and judged.get(found[0], 0) == max(ideal))
        empty.append(not found)
    return {
        "ndcg": sum(gains) / len(gains),
        "recall": sum(recalls) / len(recalls),
        "first": sum(firsts) / len(firsts),
        "empty": sum(empty) / len(empty),
    }


def test_the_best_answers_stand_first(figures):
    assert figures["ndcg"] >= 0.97


def test_what_answers_is_found(figures):
    assert figures["recall"] >= 0.97


def test_the_first_hit_is_the_right_thing(figures):
    assert figures["first"] >= 0.97


def test_no_query_with_an_answer_comes_back_empty(figures):
    assert figures["empty"] == 0


def test_nothing_is_found_when_there_is_nothing(sqlite_answers):
    hits, _ = sqlite_answers
    assert [hits[text] for text, judged in _queries() if not judged] == [[], []]


def test_both_databases_give_the_same_hits_in_the_same_order(sqlite_answers, reader, postgresql):
    found, _ = _answers(postgresql, reader)
    assert found == sqlite_answers[0]
