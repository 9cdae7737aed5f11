"""Documents that a volunteer reads and confirms (V15)."""

from werkzeug.exceptions import NotFound

from .volunteer_forms import Wrong, say_day
from .volunteer_pages import NOTICES, deed, page, tile

DOCUMENTS = "documents"


def get_waiting(volunteer):
    """:return: documents that can be confirmed now, as ``_get_documents``"""
    return [
        document
        for document in volunteer._get_documents()
        if document["state"] != "valid" and not document.get("after")
    ]


@tile
def tile_documents(volunteer):
    env = volunteer.env
    waiting = get_waiting(volunteer)
    return {
        "order": 60,
        "page": DOCUMENTS,
        "title": env._("Documents"),
        "text": env._("Please read and confirm")
        if waiting
        else env._("What you have confirmed"),
        "count": len(waiting),
    }


def _find(volunteer, number):
    for document in volunteer._get_documents():
        if document["type"].id == number:
            return document
    raise NotFound


def _describe(volunteer, document):
    env = volunteer.env
    until = document["date_until"]
    states = {
        "valid": env._("Confirmed"),
        "expiring": env._("Please confirm again soon"),
        "expired": env._("Please read and confirm"),
    }
    return {
        "id": document["type"].id,
        "title": document["name"],
        "text": document["text"],
        "state": document["state"],
        "state_words": states[document["state"]],
        "until": until and document["state"] != "expired" and say_day(env, until),
        "after": ", ".join(document.get("after") or ()),
    }


@page(DOCUMENTS)
def show_documents(frame, volunteer, form, number):
    if number:
        document = _describe(volunteer, _find(volunteer, number))
        return frame._show(
            *(volunteer, "document", document["title"]),
            form=form,
            document=document,
            read=form.has("read"),
            up=frame._get_address(DOCUMENTS),
        )
    return frame._show(
        *(volunteer, DOCUMENTS, volunteer.env._("Documents")),
        form=form,
        documents=[_describe(volunteer, one) for one in volunteer._get_documents()],
    )


@deed(DOCUMENTS, "confirm")
def confirm_document(frame, volunteer, params, number):
    document = _find(volunteer, number)
    if document["state"] == "valid":
        return frame._go(DOCUMENTS, "already")
    if not params.get("read"):
        words = volunteer.env._("Please tick this box once you have read the text.")
        raise Wrong({"read": words})
    volunteer._confirm_document(document["type"])
    return frame._go(DOCUMENTS, "confirmed")


NOTICES["confirmed"] = lambda env: env._("Thank you. Your confirmation is noted.")
