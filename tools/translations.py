"""Terms to translate (.pot) and the German translations (de.po)."""

import polib

from .console import say
from .paths import ROOT, product_addons
from .testing import databases

LANGUAGE = "de"
#: differ with every export
VOLATILE = ("POT-Creation-Date", "PO-Revision-Date")


def _i18n(addon):
    return ROOT / addon / "i18n"


def _exported(instance, addon):
    """Return an addon's terms as they are now."""
    return polib.pofile(str(databases.terms_folder(instance) / f"{addon}.pot"))


def _content(file):
    """Return what matters of a .pot file, for comparison."""
    metadata = {k: v for k, v in file.metadata.items() if k not in VOLATILE}
    entries = {
        (entry.msgctxt, entry.msgid): (entry.comment, sorted(entry.occurrences))
        for entry in file
    }
    return metadata, entries


def update():
    """Export all terms anew and merge them into the German files."""
    with databases.with_everything() as instance:
        for addon in product_addons():
            _write(addon, _exported(instance, addon))
    return 0


def _write(addon, terms):
    folder = _i18n(addon)
    folder.mkdir(exist_ok=True)
    template = folder / f"{addon}.pot"
    if _template_problems(addon, terms):
        terms.save(str(template))
    target = folder / f"{LANGUAGE}.po"
    if target.exists():
        translated = polib.pofile(str(target))
    else:
        translated = polib.POFile()
        translated.metadata = terms.metadata | {"Language": LANGUAGE}
    translated.merge(terms)
    for entry in translated.obsolete_entries():
        translated.remove(entry)
    place = {entry.msgid: number for number, entry in enumerate(terms)}
    translated.sort(key=lambda entry: place[entry.msgid])
    translated.save(str(target))
    missing = len(translated.untranslated_entries()) + len(translated.fuzzy_entries())
    say(f"{addon}: {len(terms)} terms, {missing} to translate")


def problems(instance):
    """Yield (check's name, list of problems) for each addon."""
    for addon in product_addons():
        now = _exported(instance, addon)
        yield f"{addon}.pot is up to date", _template_problems(addon, now)
        yield f"{addon} is translated", _translation_problems(addon, now)


def _template_problems(addon, now):
    path = _i18n(addon) / f"{addon}.pot"
    if not path.exists():
        return [f"{path} is missing; run: make pot"]
    metadata, entries = _content(polib.pofile(str(path)))
    metadata_now, entries_now = _content(now)
    found = [f"not in the file: {key[1]}" for key in entries_now if key not in entries]
    for key, place in entries.items():
        if key not in entries_now:
            found.append(f"no longer used: {key[1]}")
        elif place != entries_now[key]:
            found.append(f"used elsewhere: {key[1]}")
    if metadata != metadata_now:
        found.append("the header differs")
    return found and [*found, "run: make pot"]


def _translation_problems(addon, now):
    path = _i18n(addon) / f"{LANGUAGE}.po"
    if not path.exists():
        return [f"{path} is missing; run: make pot"]
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}
    found = []
    for entry in now:
        german = entries.get((entry.msgctxt, entry.msgid))
        if not german or not german.translated():
            state = "fuzzy" if german and german.fuzzy else "not translated"
            found.append(f"{state}: {entry.msgid}")
    return found
