"""What texts and codes in a file mean: languages, kinds, organisations, places."""

from functools import cached_property
from uuid import UUID

from odoo.addons.integration_case.tools.german import get_index, normalise

from .offer_reader import LISTS

LIST_MODELS = {
    "targets": "integration.offer.target",
    "status_groups": "integration.offer.status.group",
    "accessibility": "integration.offer.accessibility",
    "interests": "integration.interest",
    "documents": "integration.offer.document",
}
#: what an organisation of a file fills in of its contact
ORGANISATION_FIELDS = ("email", "website", "phone")


def as_uuid(value):
    """:return: the value as UUID in its usual form, or None"""
    try:
        return str(UUID(str(value)))
    except ValueError:
        return None


class OfferCatalogue:
    """Looks things up for one import; each list is read once."""

    def __init__(self, import_):
        self.env = import_.env
        self.import_ = import_
        self.source = import_.source_id

    @cached_property
    def _langs(self):
        return [code for code, _name in self.env["res.lang"].get_installed()]

    def _index(self, model, names):
        index = {}
        for lang in self._langs:
            records = self.env[model].with_context(lang=lang, active_test=False)
            for record in records.search([("code", "!=", False)]):
                for name in names:
                    for word in str(record[name] or "").split(","):
                        if word.strip():
                            index.setdefault(normalise(word), (record.id, record.code))
        return index

    @cached_property
    def kinds(self):
        return self._index("integration.offer.kind", ("code", "name", "words"))

    @cached_property
    def _lists(self):
        lists = {
            name: self._index(model, ("code", "name"))
            for name, model in LIST_MODELS.items()
        }
        names = ("code", "name", "native_name")
        lists["languages"] = self._index("integration.language", names)
        by_code = {code: id_ for id_, code in lists["languages"].values()}
        # what offices write, whatever languages the database speaks
        for word, code in get_index("LANGUAGES").items():
            if code in by_code:
                lists["languages"].setdefault(word, (by_code[code], code))
        return lists

    def settle(self, record):
        """Put codes of ours in place of words; what is not known is noted."""
        values = record.values
        if documents := values.get("documents"):
            # documents that are in no list go by their words
            rest = [
                d for d in documents if normalise(d) not in self._lists["documents"]
            ]
            values["documents"] = [d for d in documents if d not in rest]
            note = [values.get("document_note"), *rest]
            record.put(document_note="\n".join(filter(None, note)))
        for name in LISTS:
            if name in values:
                found = self._look_up(record, name, values.pop(name))
                record.put(**{name: sorted(found)})
        self._settle_kind(record)
        if organisation := record.organisation:
            if partner := self.find_organisation(organisation):
                organisation["name"] = partner.name
        elif self.import_.organisation_id:
            partner = self.import_.organisation_id
            record.organisation = {"id": "", "name": partner.name}

    def _settle_kind(self, record):
        values = record.values
        words = values.pop("kind_words", None)
        asked = values.pop("kind", None) or words
        found = self.kinds.get(normalise(asked)) if asked else None
        if asked and not found:
            record.warn("unknown_term", asked)
        if found:
            values["kind"] = found[1]

    def _look_up(self, record, name, texts):
        found = set()
        for text in texts:
            if hit := self._lists[name].get(normalise(text)):
                found.add(hit[1])
            else:
                record.warn("unknown_term", text)
        return found

    @cached_property
    def _ids(self):
        """dict name of a list → dict code → id"""
        lists = {**self._lists, "kind": self.kinds}
        return {
            name: {code: id_ for id_, code in index.values()}
            for name, index in lists.items()
        }

    def get_ids(self, name, codes):
        """:return: ids of the codes of a list that are known"""
        known = self._ids[name]
        return [known[code] for code in codes if code in known]

    # organisations ----------------------------------------------------

    @cached_property
    def _partners(self):
        # sudo: names and keys of organisations, to be compared with a file's
        partners = self.env["res.partner"].sudo()
        partners = partners.search_fetch(
            [
                ("is_company", "=", True),
                ("company_id", "in", (False, self.import_.company_id.id)),
            ],
            ["name", "integration_uuid", "integration_source_key"],
        )
        index = {}
        for partner in partners.sorted("id"):
            index.setdefault(("name", normalise(partner.name)), partner)
            if partner.integration_uuid:
                index[("uuid", partner.integration_uuid)] = partner
            if partner.integration_source_key:
                index[("key", partner.integration_source_key)] = partner
        return index

    def _get_key(self, number):
        return f"{self.source.id}:{number}"

    def find_organisation(self, organisation):
        """:return: the contact of an organisation of the file, or None"""
        number = organisation.get("id")
        keys = [("name", normalise(organisation.get("name") or ""))]
        if number:
            keys = [("key", self._get_key(number)), ("uuid", as_uuid(number)), *keys]
        return next(
            (self._partners[key] for key in keys if key[1] and key in self._partners),
            None,
        )

    def get_organisation(self, organisation):
        """Find or make the contact of an organisation.

        :param dict organisation: of a record
        :return: ``res.partner`` in superuser mode
        """
        partner = self.find_organisation(organisation)
        # sudo: an organisation's public name and address, from a file that who may
        # import offers has looked through; nothing of a person is written
        partners = self.env["res.partner"].sudo()
        number = organisation.get("id") or ""
        vals = {name: organisation.get(name) or False for name in ORGANISATION_FIELDS}
        if partner:
            missing = {k: v for k, v in vals.items() if v and not partner[k]}
            if number and not partner.integration_source_key:
                missing["integration_source_key"] = self._get_key(number)
            if missing:
                partner.write(missing)
        else:
            partner = partners.create(
                {
                    "name": organisation["name"],
                    "is_company": True,
                    "integration_uuid": as_uuid(number),
                    "integration_source_key": number and self._get_key(number),
                    **vals,
                }
            )
        self._partners[("name", normalise(partner.name))] = partner
        if number:
            self._partners[("key", self._get_key(number))] = partner
        return partner

    # places -----------------------------------------------------------

    @cached_property
    def _places(self):
        places = self.env["integration.offer.place"].with_context(active_test=False)
        index = {}
        for place in places.search([("company_id", "=", self.import_.company_id.id)]):
            index[("uuid", place.uuid)] = place.id
            index[self._get_address(place)] = place.id
            if place.source_id == self.source:
                index[("id", place.external_id)] = place.id
        return index

    def _get_address(self, place):
        return tuple(
            normalise(place[n] or "") for n in ("name", "street", "zip", "city")
        )

    def _get_place_keys(self, place):
        number = place["id"]
        keys = [("id", number), ("uuid", as_uuid(number))] if number else []
        return [key for key in (*keys, self._get_address(place)) if any(key)]

    def find_place(self, place):
        """:return: id of a place of the file, or None"""
        found = (self._places.get(key) for key in self._get_place_keys(place))
        return next(filter(None, found), None)

    def make_places(self, places):
        """Make the places that are not there yet, all at once.

        :param list places: dicts of records
        """
        missing = {}
        for place in places:
            if not self.find_place(place):
                missing.setdefault(self._get_place_keys(place)[0], place)
        rows = list(missing.values())
        made = self.env["integration.offer.place"].create(
            [self._prepare_place(row) for row in rows]
        )
        for place, row in zip(made, rows, strict=True):
            for key in self._get_place_keys(row):
                self._places.setdefault(key, place.id)

    def _prepare_place(self, place):
        names = (
            *("kind", "street", "street2", "zip", "city", "latitude", "longitude"),
            *("transport", "note", "accessibility_note"),
        )
        vals = {name: place[name] for name in names}
        number = place["id"]
        return {
            **vals,
            "name": place["name"] or place["street"] or place["city"],
            "country_code": place["country_code"] or "DE",
            "company_id": self.import_.company_id.id,
            "source_id": self.source.id,
            "external_id": number,
            **({"uuid": as_uuid(number)} if as_uuid(number) else {}),
        }
