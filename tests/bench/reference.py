"""What Flask itself costs: the same list, thing and label look-up with no login, session, language or floors."""

import os
import sqlite3
import threading

from flask import Flask, Response, abort, redirect, render_template_string

app = Flask(__name__)
local = threading.local()

PAGE = """<!doctype html><title>Newest</title><ul>{% for row in rows %}<li>
<a href="/listings/{{ row[0] }}"><h2>{{ row[2] }} {{ row[1] }}</h2></a><p>{{ row[3] }}</p><p>{{ row[4] }}</p></li>
{% endfor %}</ul>"""
THING = """<!doctype html><title>{{ row[1] }}</title>
<h1>{{ row[2] }} {{ row[1] }}</h1><p>{{ row[3] }} {{ row[4] }}</p>"""
CARDS = (
    'SELECT l.id, i.title, l."left", i.condition, u.name FROM listing l JOIN item i ON i.id = l.item_id'
    ' JOIN unit u ON u.id = l.unit_id WHERE l.closed_at IS NULL AND l."left" > 0'
)


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(f"file:{os.environ['BENCH_DATABASE']}?mode=ro", uri=True)
        local.connection.execute("PRAGMA mmap_size=268435456")
    return local.connection


@app.get("/find")
def newest() -> str:
    rows = connection().execute(CARDS + " ORDER BY l.id DESC LIMIT 24").fetchall()
    return render_template_string(PAGE, rows=rows)


@app.get("/listings/<int:listing_id>")
def thing(listing_id: int) -> str:
    row = connection().execute(CARDS + " AND l.id = ?", (listing_id,)).fetchone()
    return render_template_string(THING, row=row) if row else abort(404)


@app.get("/q/<code>")
def label(code: str) -> Response:
    row = connection().execute("SELECT item_id FROM label WHERE code = ?", (code,)).fetchone()
    return redirect(f"/items/{row[0]}") if row else abort(404)  # type: ignore[return-value]
