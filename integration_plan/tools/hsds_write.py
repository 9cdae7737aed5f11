"""Writing HSDS 3.0 (Open Referral): the records of :mod:`record` as JSON objects."""

import uuid

from .hsds_terms import LIST_ATTRIBUTES, TAXONOMY, VALUE_ATTRIBUTES

#: identifiers of parts that have none of their own are made from the whole's
NAMESPACE = uuid.UUID("5f8a2f0e-6c51-4e0a-9d7c-2b1f7a3c9e10")
LONGEST_DAY = 24


def make_id(*parts):
    """:return: UUID that is the same each time for the same parts"""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def as_uuid(value, *parts):
    """:return: the value if it is a UUID, else one made from it"""
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        return make_id(*(parts or ("id",)), value)


def write_service(record, names):
    """Write a service.

    :param record: :class:`Record` of an offer, with ``organisation``
    :param names: function (field, code) → name of a code in words
    :return: dict after the schema ``service.json``
    """
    values, own = record.values, as_uuid(record.external_id)
    status = "active"
    if record.withdrawn:
        status = "inactive"
    elif record.paused:
        status = "temporarily closed"
    service = {
        "id": own,
        "name": record.name,
        "status": status,
        "description": values.get("description"),
        "url": _url(values.get("website")),
        "email": values.get("email"),
        "interpretation_services": values.get("interpreting"),
        "application_process": values.get("application"),
        "alert": values.get("alert"),
        "eligibility_description": values.get("condition_note"),
        "fees_description": values.get("cost_note"),
        "minimum_age": values.get("age_min"),
        "maximum_age": values.get("age_max"),
        "assured_date": record.confirmed_on,
        "languages": [
            {"id": make_id(own, "language", code), "code": code}
            | {"name": names("languages", code)}
            for code in values.get("languages", ())
        ],
        "phones": _phones(own, values.get("phone")),
        "contacts": _contacts(own, values.get("contact_name")),
        "cost_options": _costs(own, values),
        "required_documents": [
            {
                "id": make_id(own, "document", code),
                "document": names("documents", code),
            }
            for code in values.get("documents", ())
        ],
        "schedules": write_schedules(own, record.schedules),
        "service_at_locations": [_write_link(own, place) for place in record.places],
        "attributes": list(_attributes(own, values, names)),
    }
    if record.organisation:
        service["organization"] = write_organisation(record.organisation)
    return drop_empty(service)


def drop_empty(item):
    """:return: the dict without what says nothing"""
    return {k: v for k, v in item.items() if v is False or v not in (None, "", [])}


def write_organisation(organisation):
    own = as_uuid(organisation["id"], "organisation")
    return {
        # required, though many have none
        "description": organisation.get("description") or organisation["name"],
        **drop_empty(
            {
                "id": own,
                "name": organisation["name"],
                "email": organisation.get("email"),
                "website": _url(organisation.get("website")),
                "phones": _phones(own, organisation.get("phone")),
            }
        ),
    }


def _url(value):
    if not value:
        return None
    return value if "://" in value else f"https://{value}"


def _phones(own, number):
    return [{"id": make_id(own, "phone", number), "number": number}] if number else []


def _contacts(own, name):
    return [{"id": make_id(own, "contact", name), "name": name}] if name else []


def _costs(own, values):
    amount = values.get("cost_amount")
    if not amount:
        return []
    return [{"id": make_id(own, "cost"), "currency": "EUR", "amount": amount}]


def _attributes(own, values, names):
    for name in ("kind", *VALUE_ATTRIBUTES, *LIST_ATTRIBUTES):
        value = values.get(name)
        if value in (None, "", False, []):
            continue
        for single in value if isinstance(value, list) else [value]:
            shown = "true" if single is True else str(single)
            yield {
                "id": make_id(own, "attribute", name, shown),
                "link_id": own,
                "link_entity": "service",
                "link_type": name,
                "value": shown,
                "taxonomy_term": {
                    "id": make_id("term", name),
                    "code": name,
                    "name": name,
                    "description": names(name, shown),
                    "taxonomy": TAXONOMY,
                },
            }


def _write_link(own, place):
    location = as_uuid(place["id"], "place")
    link = as_uuid(place["link_id"], "link") if place["link_id"] else None
    link = link or make_id(own, location)
    return drop_empty(
        {
            "id": link,
            "description": place["link_note"],
            "phones": _phones(link, place["link_phone"]),
            "schedules": write_schedules(link, place["schedules"]),
            "location": write_place(place),
        }
    )


def write_place(place):
    """:return: dict after the schema ``location.json``"""
    own = as_uuid(place["id"], "place")
    positioned = place["latitude"] or place["longitude"]
    addresses, accessibility = [], []
    if place["street"] or place["city"]:
        addresses = [
            {
                "id": make_id(own, "address"),
                "address_1": place["street"],
                "city": place["city"],
                "state_province": "",
                "postal_code": place["zip"],
                "country": place["country_code"] or "DE",
                "address_type": "physical",
                **drop_empty({"address_2": place["street2"]}),
            }
        ]
    if place["accessibility_note"]:
        accessibility = [
            {
                "id": make_id(own, "accessibility"),
                "description": place["accessibility_note"],
            }
        ]
    return drop_empty(
        {
            "id": own,
            "location_type": place["kind"],
            "name": place["name"],
            "description": place["note"],
            "transportation": place["transport"],
            "latitude": place["latitude"] if positioned else None,
            "longitude": place["longitude"] if positioned else None,
            "addresses": addresses,
            "accessibility": accessibility,
        }
    )


def write_schedules(own, schedules):
    """:return: list of dicts after the schema ``schedule.json``"""
    found = []
    for position, row in enumerate(schedules):
        once = row["freq"] == "once"
        found.append(
            drop_empty(
                {
                    "id": make_id(own, "schedule", position),
                    "freq": "MONTHLY" if row["freq"] == "monthly" else "WEEKLY",
                    "interval": row["interval"] if row["interval"] > 1 else None,
                    "byday": row["byday"],
                    "bymonthday": row["bymonthday"],
                    "dtstart": row["date_from"],
                    "valid_from": row["date_from"],
                    "valid_to": row["date_until"],
                    "count": 1 if once else row["count"] or None,
                    "opens_at": _time(row, "opens_at"),
                    "closes_at": _time(row, "closes_at"),
                    "attending_type": "by appointment" if row["by_appointment"] else "",
                    "description": row["note"],
                }
            )
        )
    return found


def _time(row, name):
    if not (row["opens_at"] or row["closes_at"]):
        return None
    minutes = round(row[name] * 60)
    if minutes >= LONGEST_DAY * 60:
        return "24:00"
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
