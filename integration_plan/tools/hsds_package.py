"""Reading the tabular package of HSDS: one CSV per table, in a zip."""

import csv
import io
import zipfile

from .record import RecordError

MAX_UNPACKED = 400 * 1024 * 1024
csv.field_size_limit(1024 * 1024)
#: table → (list it becomes, tables that may own a row)
PARTS = {
    "language": ("languages", ("phone", "location", "service")),
    "phone": (
        "phones",
        ("contact", "service_at_location", "location", "organization", "service"),
    ),
    "contact": (
        "contacts",
        ("service_at_location", "location", "organization", "service"),
    ),
    "address": ("addresses", ("location",)),
    "accessibility": ("accessibility", ("location",)),
    "schedule": ("schedules", ("service_at_location", "location", "service")),
    "cost_option": ("cost_options", ("service",)),
    "required_document": ("required_documents", ("service",)),
}
NUMBERS = {"minimum_age", "maximum_age", "latitude", "longitude", "amount"}


def read_package(content):
    """Put the tables of a package together.

    :param bytes content: zip with ``service.csv`` and others
    :return: list of dicts as in ``service.json``
    :raise RecordError: if it is no such package
    """
    tables = _read_tables(content)
    if "service" not in tables:
        raise RecordError("unknown_layout", "service.csv")
    for name, (target, owners) in PARTS.items():
        _attach(tables, name, target, owners)
    _attach_attributes(tables)
    organisations = _index(tables, "organization")
    locations = _index(tables, "location")
    links = {}
    for link in tables.get("service_at_location", ()):
        location = locations.get(link.get("location_id"))
        if location:
            link["location"] = location
        links.setdefault(link.get("service_id"), []).append(link)
    services = tables["service"]
    for service in services:
        service["service_at_locations"] = links.get(service.get("id"), [])
        organisation = organisations.get(service.get("organization_id"))
        if organisation:
            service["organization"] = organisation
    return services


def _read_tables(content):
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise RecordError("unreadable") from None
    if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
        raise RecordError("too_big")
    tables = {}
    for info in archive.infolist():
        stem, dot, ending = info.filename.rpartition("/")[2].rpartition(".")
        if not dot or ending.lower() != "csv":
            continue
        try:
            text = archive.read(info).decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
        except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, RuntimeError):
            raise RecordError("unreadable", info.filename) from None
        tables[stem.lower()] = [_clean(row) for row in rows]
    return tables


def _clean(row):
    clean = {}
    for name, value in row.items():
        if name is None or value in (None, ""):
            continue
        if name in NUMBERS:
            value = _as_number(value)
        clean[name.strip()] = value
    return clean


def _as_number(value):
    """:return: the number of a text, or the text: it is noted where it is read"""
    try:
        return float(value)
    except ValueError:
        return value


def _index(tables, name):
    return {row["id"]: row for row in tables.get(name, ()) if row.get("id")}


def _attach(tables, name, target, owners):
    """Put each row of a table into the list of the record that owns it."""
    indexes = {owner: _index(tables, owner) for owner in owners}
    for row in tables.get(name, ()):
        for owner in owners:
            found = indexes[owner].get(row.get(f"{owner}_id"))
            if found is not None:
                found.setdefault(target, []).append(row)
                break


def _attach_attributes(tables):
    terms = _index(tables, "taxonomy_term")
    services = _index(tables, "service")
    for row in tables.get("attribute", ()):
        service = services.get(row.get("link_id"))
        if service is not None:
            term = terms.get(row.get("taxonomy_term_id"), {})
            service.setdefault("attributes", []).append({**row, "taxonomy_term": term})
