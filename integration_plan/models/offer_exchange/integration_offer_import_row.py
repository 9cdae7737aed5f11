import json

from odoo import fields, models

from ...tools.hsds_parts import as_list


class IntegrationOfferImportRow(models.Model):
    """A record of an imported file, and what becomes of it."""

    _name = "integration.offer.import.row"
    _description = "Record of an import of offers"
    _order = "import_id, number, id"

    import_id = fields.Many2one(
        "integration.offer.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    number = fields.Integer("No.", readonly=True)
    name = fields.Char(readonly=True)
    external_id = fields.Char("Number in the source", readonly=True)
    state = fields.Selection(
        [
            ("new", "Not compared yet"),
            ("create", "New"),
            ("change", "Changed"),
            ("same", "Unchanged"),
            ("withdraw", "Withdrawn"),
            ("gone", "Missing"),
            ("error", "Rejected"),
        ],
        required=True,
        readonly=True,
        default="new",
        index=True,
    )
    is_done = fields.Boolean("Imported", readonly=True)
    message = fields.Text("Remarks", readonly=True)
    payload = fields.Json(readonly=True, export_string_translation=False)
    offer_id = fields.Many2one(
        "integration.offer", readonly=True, index="btree_not_null"
    )
    change_ids = fields.One2many(
        "integration.offer.import.change", "row_id", "Changes", readonly=True
    )

    _waiting_idx = models.Index("(import_id, state, number)")

    def _say(self, record):
        """:return: what is wrong with a record, and what was not understood"""
        lines = [
            self._get_message(code, value)
            for code, value in (*record.errors, *record.warnings)
        ]
        return "\n".join(lines) or False

    def _get_message(self, code, value):
        messages = {
            "no_object": self.env._("This is no record."),
            "no_id": self.env._("The record has no number."),
            "no_uuid": self.env._("“%s” is no UUID.", value),
            "no_name": self.env._("The record has no name."),
            "no_status": self.env._("The record has no status."),
            "unknown_status": self.env._("The status “%s” is not known.", value),
            "unknown_frequency": self.env._(
                "Opening hours: the frequency “%s” is not known.", value
            ),
            "unknown_day": self.env._("Opening hours: “%s” are no days.", value),
            "unknown_term": self.env._("The term “%s” is not known.", value),
            "not_a_service": self.env._("This is no offer (%s).", value),
            "no_organisation": self.env._("The organisation is missing."),
            "cycle": self.env._("The organisation “%s” stands above itself.", value),
            "twice": self.env._("The number %s occurs twice.", value),
            "repeated": self.env._("The same record stands there already (%s).", value),
            "no_place": self.env._("A place is missing in the file (%s).", value),
            "no_date": self.env._("The record has no date."),
            "bad_date": self.env._("“%s” is no date.", value),
            "bad_time": self.env._("“%s” is no time of day.", value),
            "bad_number": self.env._("“%s” is no number.", value),
            "bad_ages": self.env._("The ages do not fit (%s).", value),
            "bad_position": self.env._("%s is no position on the earth.", value),
        }
        return messages[code]

    def _prepare_change(self, offer, change):
        """:return: values of ``integration.offer.import.change``"""
        return {
            "row_id": self.id,
            "import_id": self.import_id.id,
            "offer_id": offer.id,
            "name": change["name"],
            "label": self._get_label(change["name"]),
            "old_text": self._show(change["old"]),
            "new_text": self._show(change["new"]),
            "is_local": change["is_local"],
            # an edit of ours is replaced only if somebody says so
            "accept": not change["is_local"],
        }

    def _get_label(self, name):
        aliases = {
            "organisation": "organisation_id",
            "places": "location_ids",
            "schedules": "schedule_ids",
            "kind": "kind_id",
            "targets": "target_ids",
            "status_groups": "status_group_ids",
            "accessibility": "accessibility_ids",
            "interests": "interest_ids",
            "languages": "language_ids",
            "documents": "document_ids",
        }
        field = self.env["integration.offer"]._fields.get(aliases.get(name, name))
        return field._description_string(self.env) if field else name

    def _show(self, value):
        """:return: a value in words"""
        if value in (None, "", False, []):
            return False
        if not isinstance(value, list):
            return str(value)
        if not as_list(value):
            return ", ".join(map(str, value))
        return "\n".join(self._show_part(part) for part in as_list(value))

    def _show_part(self, part):
        if "street" in part:
            names = ("name", "street", "zip", "city", "link_note")
            words = [", ".join(str(part[name]) for name in names if part[name])]
            words += [self._show_part(row) for row in part["schedules"]]
            return "\n".join(words)
        vals = {key: value for key, value in part.items() if key != "exceptions"}
        words = self.env["integration.offer.schedule"].new(vals)._say()
        if part.get("exceptions"):
            words = f"{words} ({json.dumps(part['exceptions'])})"
        return words
