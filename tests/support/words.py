"""What people must not meet on screen: English words and bare references."""

import re
from functools import lru_cache

import polib

from tools.paths import ROOT

REFERENCE = re.compile(r"\b[KH]-[0-9A-HJKMNP-TV-Z]{5}(?:/\d+)?\b")
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
    terms = {}
    for path in ROOT.glob("integration_*/i18n/de.po"):
        for entry in polib.pofile(str(path)):
            if entry.msgstr and entry.msgstr != entry.msgid:
                terms[" ".join(entry.msgid.split())] = entry.msgstr
    german = set(terms.values())
    # "Name", "Team", "Status" are words of both languages
    return {term for term in terms if term not in german and len(term) > 2}


def texts_of(page):
    """Return the visible texts of a page with the text of their surroundings."""
    return page.evaluate(VISIBLE_TEXTS.replace("CONTAINERS", repr(CONTAINERS)))


def english_on(page):
    """Return the English terms of ours that stand on a page."""
    terms = english_terms()
    assert terms, "no translation to compare with"
    return sorted({text for text, _around in texts_of(page)} & terms)


def bare_references_on(page, names):
    """Return references that stand on a page without any of the names beside them."""
    return [
        text
        for text, around in texts_of(page)
        if REFERENCE.search(text) and not any(name in around for name in names)
    ]
