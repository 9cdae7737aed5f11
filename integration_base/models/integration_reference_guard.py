from odoo import api, models
from odoo.fields import Command

# Core models whose rows may belong to a protected record: model → (field that tells
# the protected model, or a flag).
LINKED_MODELS = {
    "ir.attachment": "res_model",
    "mail.activity": "res_model",
    "mail.message": "model",
    "calendar.event": "is_confidential",
}


class IntegrationReferenceGuard(models.AbstractModel):
    """Finds references to protected records in values that a user hands in."""

    _name = "integration.reference.guard"
    _description = "Reference guard"

    @api.model
    def _collect(self, records, vals_list):
        """Gather the guarded ids that values point at.

        :param records: the records (or model) about to take the values
        :param list vals_list: values as for ``create``, ``write`` or ``onchange``
        :return: dict model name → set of ids
        """
        found = {}
        for vals in vals_list:
            for name, value in vals.items():
                field = records._fields.get(name)
                if field is None or not value:
                    continue
                model = self._get_target_model(records, field, vals)
                if model and (ids := self._get_ids(field, value)):
                    found.setdefault(model, set()).update(ids)
        return found

    @api.model
    def _get_target_model(self, records, field, vals):
        if field.relational:
            model = field.comodel_name
        elif field.type == "many2one_reference":
            model = vals.get(field.model_field) or (
                # sudo: the name of a model, on the records the caller writes
                records[:1].sudo()[field.model_field]
            )
        elif field.type == "reference":
            value = vals.get(field.name)
            model = value.split(",")[0] if isinstance(value, str) else None
        else:
            return None
        if model in LINKED_MODELS:
            return model
        protected = self.env["integration.protected"]
        return model if model and protected._is_protected_model(model) else None

    @api.model
    def _get_ids(self, field, value):
        """:return: the ids of existing records that one field's value names."""
        if isinstance(value, models.BaseModel):
            return [i for i in value._ids if isinstance(i, int)]
        if field.type in ("many2one", "many2one_reference"):
            if isinstance(value, dict):
                value = value.get("id")
            if isinstance(value, (list, tuple)):
                value = value[:1] and value[0]
            return [value] if isinstance(value, int) and value is not True else []
        if field.type == "reference":
            number = str(value).partition(",")[2]
            return [int(number)] if number.isdigit() else []
        return self._get_command_ids(value)

    @api.model
    def _get_command_ids(self, value):
        ids = []
        if not isinstance(value, (list, tuple)):
            return ids
        for command in value:
            if isinstance(command, int):
                ids.append(command)
            elif isinstance(command, (list, tuple)) and command:
                if command[0] in (Command.UPDATE, Command.LINK):
                    ids.append(command[1])
                elif command[0] == Command.SET:
                    ids += command[2]
        return [i for i in ids if isinstance(i, int)]

    @api.model
    def _get_unreadable(self, model, ids):
        """:return: the records among ``ids`` that must not be pointed at."""
        records = self.env[model].with_context(active_test=False).browse(sorted(ids))
        if model in LINKED_MODELS:
            records = self._filter_linked(records)
        return records - records._filtered_access("read") if records else records

    @api.model
    def _filter_linked(self, records):
        """:return: the rows of a core model that belong to a protected record."""
        name = LINKED_MODELS[records._name]
        # sudo: asks which rows belong to a protected record, returns them unread
        rows = records.sudo().exists()
        if name == "is_confidential":
            linked = rows.filtered(name)
        else:
            check = self.env["integration.protected"]._is_protected_model
            linked = rows.filtered(lambda row: row[name] and check(row[name]))
        return linked.with_env(records.env)

    @api.model
    def _get_present(self, records, model):
        """:return: what the records point at already, of one model."""
        present = self.env[model].browse()
        ids = records.ids
        if not ids:
            return present
        # sudo: compares ids only; the values are already in these records
        rows = records.sudo().browse(ids).exists()
        for field in records._fields.values():
            if field.relational and field.comodel_name == model and field.store:
                present += rows[field.name].with_env(present.env)
        return present
