"""What people must not meet on screen: English words and bare references."""

import re
from functools import lru_cache

import polib

from tools.paths import ROOT

REFERENCE = re.compile(r"\b[KH]-[0-9A-HJKMNP-TV-Z]{5}(?:/\d+)?\b")
# Words of English sentences that no German one has.
ENGLISH = re.compile(
    r"\b(the|and|of|with|your?|are|is|not|please|from|this|that|have|has|by|or|for|to"
    r"|search|create|save|discard|today|new|edit|close|select|add)\b",
    re.IGNORECASE,
)
# Rows, cards and sheets: whoever sees a reference in one of them sees the name too.
CONTAINERS = (
    "tr, article, li, .modal-content, .o_form_view, .fc-event, .o_control_panel, "
    ".dropdown-item, .o_facet_value, .o_popover, .o_main_navbar"
)
VISIBLE_TEXTS = """() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.textContent.trim();
        const element = node.parentElement;
        if (!text || !element.checkVisibility({visibilityProperty: true})) continue;
        if (element.closest("script, style, noscript")) continue;
        const around = element.closest(CONTAINERS) || element;
        texts.push([text, around.innerText || ""]);
    }
    for (const element of document.querySelectorAll("[placeholder], [title]")) {
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        for (const name of ["placeholder", "title"]) {
            const text = (element.getAttribute(name) || "").trim();
            if (text) texts.push([text, ""]);
        }
    }
    return texts;
}"""


@lru_cache
def english_terms():
    """Return the English terms of our addons that German renders differently."""
    english, german = set(), set()
    for path in ROOT.glob("integration_*/i18n/de.po"):
        for entry in polib.pofile(str(path)):
            english.add(" ".join(entry.msgid.split()))
            german.add(" ".join(entry.msgstr.split()))
    # "Name", "Team", "Evaluation" are words of both languages
    return {term for term in english - german if len(term) > 2}


def texts_of(page):
    """Return the visible texts of a page with the text of their surroundings."""
    return page.evaluate(VISIBLE_TEXTS.replace("CONTAINERS", repr(CONTAINERS)))


def english_on(page):
    """Return the texts on a page that are English terms of ours, or sound English."""
    terms = english_terms()
    assert terms, "no translation to compare with"
    return sorted(
        {
            text
            for text, _around in texts_of(page)
            if text in terms or ENGLISH.search(text)
        }
    )


def bare_references_on(page, names):
    """Return references that stand on a page without the name beside them.

    :param names: dict reference of a person → last name, of all that the user may read
    """
    found = []
    for text, around in texts_of(page):
        for reference in REFERENCE.findall(text):
            name = names.get(reference.split("/")[0])
            if name and name not in text + around:
                found.append(text)
    return found
