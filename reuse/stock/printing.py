"""A batch of labels as a printable answer."""

from flask import Response, current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from reuse.codes import label_url
from reuse.errors import N_, Invalid
from reuse.people.queries import municipality
from reuse.stock.forms import SheetChoice
from reuse.stock.models import LabelBatch
from reuse.stock.sheets import SHEETS, LabelText, SheetWords, sheet_pdf


def sheet_response(batch: LabelBatch, choice: SheetChoice) -> Response:
    """The batch as PDF; raises Invalid for a sheet that we do not know."""
    geometry = SHEETS.get(choice.sheet)
    if geometry is None:
        raise Invalid({"sheet": N_("Choose one of the options.")})
    owner = municipality(batch.municipality_id).name
    base_url = current_app.config["BASE_URL"]
    texts = [
        LabelText(url=label_url(base_url, label.code), code=label.code, municipality=owner)
        for label in batch.labels
    ]
    words = SheetWords.translated(_, str(get_locale()))
    data = sheet_pdf(texts, geometry, start=choice.start, words=words)
    name = f"maerkater-{batch.id}.pdf"
    return Response(
        data, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
