import pytest
import sqlalchemy as sa

from reuse.search import index
from reuse.search.analysis import analyse_listing
from reuse.search.query import analyse_query
from reuse.search.tables import listing_search
from reuse.search.vocabulary import Vocabulary

ODD_TEXTS = [
    "'",
    '"',
    '"stol',
    "stol*",
    "title:stol",
    "-stol",
    "hæve-sænkebord",
    "stol AND (bord",
    "NEAR(stol bord)",
    "^stol",
    "stol'); DROP TABLE listing_search; --",
    "stol & bord | !x",
    "a:*",
    "\\",
    "stol " * 500,
    "\u202estol",
    "%_%",
]


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request, tmp_path):
    uri = f"sqlite:///{tmp_path / 'search.db'}"
    if request.param == "postgresql":
        uri = request.getfixturevalue("postgresql")
    engine = sa.create_engine(uri)
    with engine.begin() as connection:
        index.drop_index(connection)
        index.create_index(connection)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def put(connection, reader):
    def one(listing_id, title, description=""):
        index.put(connection, listing_id, analyse_listing(title, description, reader=reader))

    return one


@pytest.fixture
def find(connection, reader):
    def hits(text, **more):
        words = index.vocabulary(connection)
        return index.search(connection, analyse_query(text, reader=reader, vocabulary=words), **more)

    return hits


def ids(hits):
    return [hit.listing_id for hit in hits]


def test_a_listing_is_found_by_its_head(put, find):
    put(1, "Kontorstole")
    put(2, "Skrivebord")
    assert ids(find("stol")) == [1]


def test_of_equals_the_newest_comes_first(put, find):
    for number in (3, 1, 2):
        put(number, "Kontorstol")
    assert ids(find("kontorstol")) == [3, 2, 1]


def test_a_changed_listing_is_found_by_its_new_words_only(put, find):
    put(1, "Kontorstol")
    put(1, "Køleskab")
    assert ids(find("kontorstol")) == []
    assert ids(find("køleskab")) == [1]


def test_a_removed_listing_is_not_found(connection, put, find):
    put(1, "Kontorstol")
    index.remove(connection, 1)
    index.remove(connection, 1)
    assert ids(find("kontorstol")) == []


def test_only_what_is_allowed_is_found(connection, put, find):
    for number in range(1, 6):
        put(number, "Kontorstol")
    column = listing_search.c.listing_id
    allowed = sa.select(column).where(column.in_([2, 4]))
    assert ids(find("kontorstol", allowed=allowed)) == [4, 2]


def test_a_hit_tells_what_matched_and_whether_it_is_the_thing_itself(put, find):
    put(1, "Kontorstol")
    put(2, "Konferencestol")
    first, second = find("kontorstol")
    assert (first.listing_id, first.close, first.matched) == (1, True, ("kontorstol",))
    assert (second.listing_id, second.close) == (2, False)


def test_nothing_like_it_gives_nothing(put, find):
    put(1, "Kontorstol")
    assert find("elefant") == []
    assert find("svømmepøl") == []


def test_words_of_listings_are_counted_up_to_common(connection, put):
    for number in range(1, 6):
        put(number, "Grimbl")
    put(9, "Gramsel")
    words = index.vocabulary(connection)
    assert words.count("grimbl") == 3
    put(10, "Nyord")
    assert index.vocabulary(connection, words) is words
    assert words.count("nyord") == 1


def test_a_make_that_only_listings_know_is_found_misspelled(put, find):
    put(1, "Zwittermann reol")
    assert ids(find("zwitermann")) == [1]


def test_rows_of_an_older_analysis_are_listed(connection, put):
    put(1, "Kontorstol")
    assert index.outdated(connection) == []
    connection.execute(sa.text("UPDATE listing_search SET analysis_version = 0"))
    assert index.outdated(connection) == [1]


def test_a_deleted_row_leaves_the_index_even_behind_our_back(connection, put, find):
    put(1, "Kontorstol")
    connection.execute(sa.text("DELETE FROM listing_search"))
    assert find("kontorstol") == []


@pytest.mark.parametrize(
    "text",
    ODD_TEXTS,
)
def test_no_text_breaks_the_query(put, find, text):
    put(1, "Kontorstol")
    assert isinstance(find(text), list)


def test_an_empty_query_finds_nothing(find):
    assert find("") == []


def test_the_index_can_be_made_and_dropped_again(connection):
    index.drop_index(connection)
    index.drop_index(connection)
    index.create_index(connection)
    assert index.vocabulary(connection).counts == Vocabulary().counts
