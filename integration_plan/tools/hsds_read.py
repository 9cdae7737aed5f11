"""Reading HSDS 3.0 (Open Referral): single objects, lists and pages of JSON."""

import json
from uuid import UUID

from .hsds_parts import PartReader, as_list
from .hsds_terms import STATUSES
from .record import Record, RecordError, day, long_text, number, text


def load_json(content):
    """:return: the value in a file

    :raise RecordError: if it holds none
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise RecordError("too_deep") from None
    except ValueError as error:
        raise RecordError("not_json", str(error)[:200]) from None


def read_hsds(data):
    """Read records of a JSON value.

    :param data: an object, a list of objects, or a page with ``contents``
    :return: list of :class:`Record`
    :raise RecordError: if there is none
    """
    records = []
    for item in _get_items(data):
        if not isinstance(item, dict):
            record = Record(name=text(item)[:80])
            record.reject("no_object")
        else:
            record = _read_item(item)
        records.append(record)
    if not records:
        raise RecordError("no_records")
    mark_cycles(records)
    return records


def _get_items(data):
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        raise RecordError("no_records")
    if isinstance(data.get("contents"), list):
        return data["contents"]
    if "services" in data and "status" not in data:
        # an organisation with its services
        services = [item for item in data["services"] or () if isinstance(item, dict)]
        parent = {key: data[key] for key in data if key != "services"}
        return [data] + [{"organization": parent, **item} for item in services]
    return [data]


def _read_item(item):
    if isinstance(item.get("service"), dict):
        # service at location: the service, with this one place
        links = [{**item, "service": None}]
        return _read_service({**item["service"], "service_at_locations": links})
    if "location_type" in item:
        return _read_place_record(item)
    if "taxonomy" in item or "taxonomy_detail" in item:
        record = Record(name=text(item.get("name")))
        record.reject("not_a_service", "taxonomy_term")
        return record
    organisation = {"website", "legal_status", "services", "parent_organization_id"}
    if "status" not in item and (organisation & item.keys()):
        return _read_organisation_record(item)
    return _read_service(item)


def _check_identity(record, item):
    if not record.external_id:
        record.reject("no_id")
    else:
        try:
            UUID(record.external_id)
        except ValueError:
            record.warn("no_uuid", record.external_id)
    if not record.name:
        record.reject("no_name")


def _read_service(item):
    record = Record("service", text(item.get("id")), text(item.get("name")))
    _check_identity(record, item)
    reader = PartReader(record)
    status = text(item.get("status"))
    if status not in STATUSES:
        record.reject("unknown_status" if status else "no_status", status)
    record.withdrawn = status in ("inactive", "defunct")
    record.paused = status == "temporarily closed"
    record.put(
        name=record.name,
        description=long_text(item.get("description")),
        website=text(item.get("url")),
        email=text(item.get("email")),
        interpreting=text(item.get("interpretation_services")),
        application=long_text(item.get("application_process")),
        alert=long_text(item.get("alert")),
        condition_note=long_text(item.get("eligibility_description")),
        cost_note=text(item.get("fees_description")),
        age_min=reader.take(number, item.get("minimum_age"), "bad_number"),
        age_max=reader.take(number, item.get("maximum_age"), "bad_number"),
    )
    record.confirmed_on = reader.take(day, item.get("assured_date"), "bad_date")
    reader.read_languages(item.get("languages"))
    reader.read_contact(item)
    reader.read_cost(item.get("cost_options"))
    reader.read_documents(item.get("required_documents"))
    reader.read_attributes(item.get("attributes"))
    organisation = item.get("organization")
    if isinstance(organisation, dict):
        record.organisation = read_organisation(organisation)
    elif item.get("organization_id"):
        record.organisation = {"id": text(item["organization_id"]), "name": ""}
    record.schedules = reader.read_schedules(item.get("schedules"))
    record.places = reader.read_places(item.get("service_at_locations"))
    return record


def read_organisation(item):
    """:return: dict of an organisation"""
    phones = [p for p in as_list(item.get("phones")) if text(p.get("number"))]
    return {
        "id": text(item.get("id")),
        "name": text(item.get("name")),
        "description": long_text(item.get("description")),
        "email": text(item.get("email")),
        "website": text(item.get("website")),
        "phone": text(phones[0]["number"]).strip('"') if phones else "",
        "parent_id": text(item.get("parent_organization_id")),
    }


def _read_organisation_record(item):
    record = Record("organisation", text(item.get("id")), text(item.get("name")))
    _check_identity(record, item)
    record.organisation = read_organisation(item)
    return record


def _read_place_record(item):
    record = Record("place", text(item.get("id")), text(item.get("name")))
    reader = PartReader(record)
    record.places = [reader.read_place(item)]
    record.name = record.name or record.places[0]["street"]
    _check_identity(record, item)
    return record


def mark_cycles(records):
    """Reject organisations that stand, over others, above themselves."""
    parents = {}
    for record in records:
        organisation = record.organisation or {}
        if organisation.get("id") and organisation.get("parent_id"):
            parents.setdefault(organisation["id"], organisation["parent_id"])
    for record in records:
        start = (record.organisation or {}).get("id")
        seen, at = set(), start
        while at and at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if start and at == start and seen:
            record.reject("cycle", (record.organisation or {}).get("name") or start)
