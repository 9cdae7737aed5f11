"""From records to offers: what would change, and the change itself."""

import json

from odoo import fields
from odoo.fields import Command

from odoo.addons.integration_base.tools.days import get_today

from .offer_catalogue import OfferCatalogue, as_uuid
from .offer_reader import DAYS, LISTS, PLAIN, OfferReader, get_parts

MISSING = object()


class OfferWriter:
    """Compares the records of one import with the offers there are, and writes."""

    def __init__(self, import_):
        self.import_ = import_
        self.env = import_.env
        self.source = import_.source_id
        self.catalogue = OfferCatalogue(import_)
        self.reader = OfferReader(self.source)

    def forget(self):
        """Look everything up anew: what was made meanwhile was undone."""
        self.env.invalidate_all()
        self.catalogue = OfferCatalogue(self.import_)

    def find_offers(self, records):
        """Match records to offers by the source's number, else by identifier.

        :return: dict external id → offer
        """
        offers = self.env["integration.offer"].with_context(active_test=False)
        numbers = [record.external_id for record in records if record.external_id]
        company = ("company_id", "=", self.import_.company_id.id)
        found = {}
        ids = {as_uuid(number): number for number in numbers if as_uuid(number)}
        for offer in offers.search([company, ("uuid", "in", list(ids))]):
            found[ids[offer.uuid]] = offer
        domain = [("source_id", "=", self.source.id), ("external_id", "in", numbers)]
        for offer in offers.search(domain):
            found[offer.external_id] = offer
        return found

    def get_changes(self, record, offer):
        """Compare a record with its offer, part by part.

        What the source did not change since the last import stays as it is here.

        :return: list of dicts ``name``, ``old``, ``new`` (values), ``is_local``
            (somebody changed it here)
        """
        before = {name: row["value"] for name, row in (offer.provenance or {}).items()}
        current, wanted = get_parts(self.reader.read_offer(offer)), get_parts(record)
        changes = []
        for name in sorted({*before, *wanted}):
            old, new = current.get(name), wanted.get(name)
            base = before.get(name, MISSING)
            if (base is not MISSING and same(new, base)) or same(new, old):
                continue
            if name == "website" and _is_same_address(old, new):
                continue
            is_local = old is not None and (base is MISSING or not same(old, base))
            changes.append({"name": name, "old": old, "new": new, "is_local": is_local})
        return changes

    # ------------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------------

    def create_offers(self, records):
        """Make the offers of new records.

        :return: ``integration.offer`` in the order of the records
        """
        self.catalogue.make_places(p for record in records for p in record.places)
        vals_list = []
        for record in records:
            state = "unpublished" if record.paused else "published"
            vals_list.append(
                {
                    **self._prepare(record, get_parts(record)),
                    "company_id": self.import_.company_id.id,
                    "kind_id": self._get_kind(record),
                    "user_id": self.import_.user_id.id,
                    "state": state,
                    "state_reason": self._get_pause_reason()
                    if record.paused
                    else False,
                    "source_id": self.source.id,
                    "external_id": record.external_id,
                    "provenance": self._get_provenance(get_parts(record)),
                    **self._get_stamps(record),
                    **(
                        {"uuid": as_uuid(record.external_id)}
                        if as_uuid(record.external_id)
                        else {}
                    ),
                }
            )
        offers = self.env["integration.offer"].create(vals_list)
        self.env["integration.offer.schedule"].create(
            [
                vals
                for offer, record in zip(offers, records, strict=True)
                for vals in self._prepare_hours(offer, record)
            ]
        )
        return offers

    def update(self, record, offer, declined=()):
        """Bring an offer in line with its record.

        :param declined: names of parts that stay as they are here
        """
        wanted = get_parts(record)
        changes = {row["name"] for row in self.get_changes(record, offer)}
        names = changes - set(declined)
        if "places" in names:
            self.catalogue.make_places(record.places)
        vals = self._prepare(record, {name: wanted.get(name) for name in names})
        provenance = dict(offer.provenance or {})
        provenance.update(self._get_provenance(wanted))
        for name in set(provenance) - set(wanted):
            # the source says nothing of it any more
            if name in names or name not in changes:
                provenance.pop(name)
        if not offer.active:
            vals["active"] = True
        if record.paused and offer.state == "published":
            vals.update(state="unpublished", state_reason=self._get_pause_reason())
        elif not record.paused and self._is_back(offer):
            vals.update(state="published", state_reason=False)
        number = {"source_id": self.source.id, "external_id": record.external_id}
        if not offer.source_id:
            vals.update(number)
        offer.write({**vals, "provenance": provenance, **self._get_stamps(record)})
        if {"places", "schedules"} & names:
            self._replace_hours(offer, record, names)

    def _is_back(self, offer):
        reasons = (self._get_pause_reason(), self._get_withdrawn_reason())
        return offer.state == "unpublished" and offer.state_reason in reasons

    def withdraw(self, offers):
        """Archive offers that the source holds no longer."""
        offers.write(
            {
                "active": False,
                "state": "unpublished",
                "state_reason": self._get_withdrawn_reason(),
                "source_date": fields.Datetime.now(),
            }
        )

    def _get_pause_reason(self):
        return self.env._("Temporarily closed")

    def _get_withdrawn_reason(self):
        return self.env._("Withdrawn by %s", self.source.name)

    # ------------------------------------------------------------------
    # Values
    # ------------------------------------------------------------------

    def _get_stamps(self, record):
        today = get_today()
        return {
            "source_date": fields.Datetime.now(),
            "confirmed_on": record.confirmed_on or today,
            "confirmed_by": self.source.name,
        }

    def _get_provenance(self, parts):
        today = fields.Date.to_string(get_today())
        return {
            name: {"source": self.source.name, "on": today, "value": value}
            for name, value in parts.items()
        }

    def _prepare(self, record, parts):
        """:return: values of the offer for some parts of a record; None empties"""
        vals = {}
        for name, value in parts.items():
            if name in (*PLAIN, *DAYS):
                vals[name] = value or False
            elif name in LISTS:
                ids = self.catalogue.get_ids(name, value or ())
                vals[LISTS[name]] = [Command.set(ids)]
            elif name == "organisation" and record.organisation:
                partner = self.catalogue.get_organisation(record.organisation)
                vals["organisation_id"] = partner.id
            elif name == "places":
                vals["location_ids"] = [
                    Command.clear(),
                    *(Command.create(v) for v in self._prepare_places(record)),
                ]
            elif name == "kind":
                if ids := self.catalogue.get_ids("kind", [value]):
                    vals["kind_id"] = ids[0]
        if "capacity_state" in vals:
            vals["capacity_state"] = vals["capacity_state"] or "unknown"
        return vals

    def _prepare_places(self, record):
        seen = set()
        for place in record.places:
            place_id = self.catalogue.find_place(place)
            if place_id in seen:
                continue
            seen.add(place_id)
            yield {
                "place_id": place_id,
                "note": place["link_note"],
                "phone": place["link_phone"],
                **(
                    {"uuid": as_uuid(place["link_id"])}
                    if as_uuid(place["link_id"])
                    else {}
                ),
            }

    def _get_kind(self, record):
        known = self.catalogue.get_ids("kind", [record.values.get("kind")])
        return known[0] if known else self.import_.kind_id.id

    # ------------------------------------------------------------------
    # Hours
    # ------------------------------------------------------------------

    def _prepare_hours(self, offer, record, names=("places", "schedules")):
        """:return: list of values of the schedules of an offer"""
        by_place = {row.place_id.id: row.id for row in offer.location_ids}
        hours = []
        if "schedules" in names:
            hours += [(False, row) for row in record.schedules]
        if "places" in names:
            for place in record.places:
                location = by_place[self.catalogue.find_place(place)]
                hours += [(location, row) for row in place["schedules"]]
        return [
            {
                **self._prepare_schedule(row),
                "offer_id": offer.id,
                "location_id": location,
            }
            for location, row in hours
        ]

    def _replace_hours(self, offer, record, names):
        if "schedules" in names:
            offer.schedule_ids.filtered(lambda row: not row.location_id).unlink()
        self.env["integration.offer.schedule"].create(
            self._prepare_hours(offer, record, names)
        )

    def _prepare_schedule(self, row):
        """:return: values of ``integration.offer.schedule``"""
        vals = {key: value for key, value in row.items() if key != "exceptions"}
        vals["exception_ids"] = [
            Command.create(exception) for exception in row["exceptions"]
        ]
        return vals


def _is_same_address(*addresses):
    """:return: whether addresses differ in their beginning and end only"""
    bare = {
        (address or "").partition("://")[2] or address or "" for address in addresses
    }
    return len({address.rstrip("/") for address in bare}) == 1


def same(one, other):
    """:return: whether two values say the same; nothing and empty are alike"""
    if one in (None, "", False, []) and other in (None, "", False, []):
        return True
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
