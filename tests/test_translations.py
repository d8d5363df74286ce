"""Every word that a person sees has a Danish translation, complete and certain."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
DANISH = ROOT / "reuse" / "translations" / "da" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "lazy_gettext": None}
METHODS = [("reuse/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
METHODS.append(("templates/**.webmanifest", "jinja2"))
PLACE = re.compile(r"%\((\w+)\)[sd]")

pytestmark = pytest.mark.files

Message = str | tuple[str, ...]


@pytest.fixture(scope="module")
def used() -> dict[Message, str]:
    """Every message in code and templates, with the file that uses it."""
    found: dict[Message, str] = {}
    for folder in ("reuse", "templates"):
        own = [(pattern, way) for pattern, way in METHODS if pattern.startswith(folder)]
        methods = [(pattern.removeprefix(f"{folder}/"), way) for pattern, way in own]
        for file, _line, message, _notes, _context in extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS):
            found[message] = f"{folder}/{file}"
    assert len(found) > 400
    return found


@pytest.fixture(scope="module")
def danish() -> dict[Message, Message]:
    catalogue = read_po(BytesIO(DANISH.read_bytes()), locale="da")
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
    return {message.id: message.string for message in catalogue if message.id}


def test_no_message_lacks_its_danish(used: dict[Message, str], danish: dict[Message, Message]) -> None:
    missing = {message: file for message, file in used.items() if not _filled(danish.get(message, ""))}
    assert missing == {}


def test_no_danish_text_is_left_over(used: dict[Message, str], danish: dict[Message, Message]) -> None:
    assert set(danish) - set(used) == set()


def test_the_danish_fills_in_the_same_places(danish: dict[Message, Message]) -> None:
    wrong = [message for message, text in danish.items() if not _places(text) <= _places(message)]
    assert wrong == []


def _filled(text: Message) -> bool:
    return bool(text) and (all(text) if isinstance(text, tuple) else True)


def _places(text: Message) -> set[str]:
    return set(PLACE.findall(" ".join(text) if isinstance(text, tuple) else text))
