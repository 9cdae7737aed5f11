"""From offers to records, for export and to compare them with a file."""

from odoo import fields

from ...tools.record import Record, make_place, make_schedule

#: fields of the same name in record and offer: texts, numbers, choices
PLAIN = (
    *("name", "description", "alert", "interpreting", "application", "website"),
    *("email", "phone", "contact_name", "cost_kind", "cost_amount", "cost_note"),
    *("condition_note", "age_min", "age_max", "gender", "zips", "level_needed"),
    *("level_reached", "work_permit", "childcare", "format", "document_note"),
    *("accessibility_note", "capacity_state", "places_free", "places_total"),
)
DAYS = ("date_start", "date_end", "capacity_on")
#: name in the record → field of the offer; a code list
LISTS = {
    "targets": "target_ids",
    "status_groups": "status_group_ids",
    "accessibility": "accessibility_ids",
    "interests": "interest_ids",
    "languages": "language_ids",
    "documents": "document_ids",
}
#: compared and taken as a whole
PARTS = ("organisation", "places", "schedules")


class OfferReader:
    """Reads offers into records.

    :param source: the source whose numbers the records carry; none for our own
    """

    def __init__(self, source=None):
        self.source = source

    def read_offer(self, offer):
        """:return: :class:`Record` of an offer"""
        record = Record("service", self._get_number(offer), offer.name)
        for name in PLAIN:
            record.put(**{name: offer[name]})
        if record.values.get("format") == "presence":
            del record.values["format"]
        if record.values.get("capacity_state") == "unknown":
            del record.values["capacity_state"]
        for name in DAYS:
            record.put(**{name: fields.Date.to_string(offer[name])})
        for name, field in LISTS.items():
            record.put(**{name: sorted(offer[field].mapped("code"))})
        record.put(kind=offer.kind_id.code)
        record.organisation = self._read_organisation(offer.organisation_id)
        record.withdrawn = not offer.active
        record.paused = offer.active and offer.state != "published"
        record.confirmed_on = fields.Date.to_string(offer.confirmed_on) or None
        own = offer.schedule_ids.filtered(lambda row: not row.location_id)
        record.schedules = [self.read_schedule(row) for row in own]
        record.places = [self._read_location(row) for row in offer.location_ids]
        return record

    def _get_number(self, record):
        if self.source and record.source_id == self.source:
            return record.external_id
        return record.uuid

    def _read_organisation(self, partner):
        return {
            "id": "" if self.source else partner._get_integration_uuid(),
            "name": partner.name,
            "email": partner.email or "",
            "website": partner.website or "",
            "phone": partner.phone or "",
        }

    def _read_location(self, location):
        place = location.place_id
        return make_place(
            id=self._get_number(place),
            name=place.name,
            kind=place.kind,
            street=place.street or "",
            street2=place.street2 or "",
            zip=place.zip or "",
            city=place.city or "",
            country_code=place.country_code or "",
            latitude=place.latitude,
            longitude=place.longitude,
            transport=place.transport or "",
            note=place.note or "",
            accessibility_note=place.accessibility_note or "",
            link_id=location.uuid,
            link_note=location.note or "",
            link_phone=location.phone or "",
            schedules=[self.read_schedule(row) for row in location.schedule_ids],
        )

    def read_schedule(self, row):
        return make_schedule(
            freq=row.freq,
            interval=row.interval,
            byday=row.byday or "",
            bymonthday=row.bymonthday or "",
            date_from=fields.Date.to_string(row.date_from) or None,
            date_until=fields.Date.to_string(row.date_until) or None,
            count=row.count,
            opens_at=round(row.opens_at, 4),
            closes_at=round(row.closes_at, 4),
            by_appointment=row.by_appointment,
            closed_on_holidays=row.closed_on_holidays,
            note=row.note or "",
            exceptions=[
                {
                    "date_from": fields.Date.to_string(exception.date_from),
                    "date_until": fields.Date.to_string(exception.date_until) or None,
                }
                for exception in row.exception_ids
                if not exception.is_open
            ],
        )


def get_parts(record):
    """:return: dict name → value of a record, to be compared one by one"""
    parts = {
        name: sorted(value) if isinstance(value, list) else value
        for name, value in record.values.items()
        if value not in (0, 0.0)
    }
    if record.organisation:
        parts["organisation"] = record.organisation.get("name") or ""
    if record.places:
        parts["places"] = [_get_comparable(place) for place in record.places]
    if record.schedules:
        parts["schedules"] = record.schedules
    return parts


def _get_comparable(place):
    # numbers of links are ours; positions are kept with seven digits
    return {
        **place,
        "id": "",
        "link_id": "",
        "latitude": round(place["latitude"] or 0.0, 5),
        "longitude": round(place["longitude"] or 0.0, 5),
        "country_code": place["country_code"] or "DE",
    }
