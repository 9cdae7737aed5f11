"""Which of the layouts a file has, and its records."""

import io
import zipfile

from .hsds_package import read_package
from .hsds_read import load_json, mark_cycles, read_hsds
from .ical import read_ical
from .integreat import is_integreat, read_integreat
from .offer_sheet import read_sheet
from .record import RecordError

MAX_BYTES = 50 * 1024 * 1024


def read_offers(content):
    """Read the records of a file, whatever its layout.

    :param bytes content: the file
    :return: tuple of layout (``hsds``, ``hsds_package``, ``integreat``, ``ical``,
        ``sheet``), list of :class:`Record`, whether the file is the whole
    :raise RecordError: if it cannot be taken
    """
    if len(content) > MAX_BYTES:
        raise RecordError("too_big")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
    if start[:1] in (b"{", b"["):
        return _read_json(content)
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        return "ical", _check_twice(read_ical(content)), True
    if content.startswith(b"PK"):
        names = _get_names(content)
        if any(name.lower().endswith("service.csv") for name in names):
            records = read_hsds(read_package(content))
            return "hsds_package", _check_twice(records), True
        pages = sorted(name for name in names if name.lower().endswith(".json"))
        if pages and not any(name.startswith("xl/") for name in names):
            return _read_pages(content, pages)
    return "sheet", _check_twice(read_sheet(content)), True


def _get_names(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        raise RecordError("unreadable") from None


def _read_json(content):
    data = load_json(content)
    if is_integreat(data):
        return "integreat", _check_twice(read_integreat(data)), True
    whole = not (
        isinstance(data, dict)
        and isinstance(data.get("contents"), list)
        and (data.get("total_pages") or 1) != 1
    )
    records = read_hsds(data)
    # one object is never the whole
    whole = whole and not (isinstance(data, dict) and "contents" not in data)
    return "hsds", _check_twice(records), whole


def _read_pages(content, names):
    """Read all pages of an answer, put into one zip."""
    records, numbers, total = [], set(), None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(info.file_size for info in archive.infolist()) > 8 * MAX_BYTES:
            raise RecordError("too_big")
        for name in names:
            data = load_json(archive.read(name))
            if isinstance(data, dict) and "contents" in data:
                numbers.add(data.get("page_number"))
                total = data.get("total_pages")
            records += read_hsds(data)
    mark_cycles(records)
    return "hsds", _check_twice(records), total == len(numbers)


def _check_twice(records):
    """Reject records whose number another one of the file has already."""
    seen = {}
    for record in records:
        if record.external_id and record.kind == "service":
            if record.external_id in seen:
                first = seen[record.external_id]
                if first.to_json() != record.to_json():
                    record.reject("twice", record.external_id)
                else:
                    record.reject("repeated", record.external_id)
            else:
                seen[record.external_id] = record
    return records
