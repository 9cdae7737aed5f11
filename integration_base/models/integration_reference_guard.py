from odoo import api, models, tools
from odoo.fields import Command

# Core models whose rows may belong to a protected record: model → (field that tells
# the protected model, or a flag).
LINKED_MODELS = {
    "ir.attachment": "res_model",
    "mail.activity": "res_model",
    "mail.message": "model",
    "calendar.attendee": "event_id.is_confidential",
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
        :param list vals_list: values as for ``create``, ``write`` or ``onchange``;
            values of lines inside them are searched as well, since ``onchange``
            computes lines without calling their own model's door
        :return: dict model name → set of ids
        """
        found = {}
        for vals in vals_list:
            for name, value in vals.items():
                field = records._fields.get(name)
                if field is None or not value:
                    continue
                for model in self._get_target_models(records, field, vals):
                    if ids := self._get_ids(field, value):
                        found.setdefault(model, set()).update(ids)
                if field.type in ("one2many", "many2many"):
                    lines = self._collect(
                        self.env[field.comodel_name], self._get_line_values(value)
                    )
                    for model, ids in lines.items():
                        found.setdefault(model, set()).update(ids)
            for model, ids in self._collect_redirected(records, vals):
                found.setdefault(model, set()).update(ids)
        return found

    @api.model
    def _get_target_models(self, records, field, vals):
        """:return: names of the guarded models that a field's value points at."""
        if field.relational:
            models_named = {field.comodel_name}
        elif field.type == "many2one_reference":
            models_named = self._get_reference_models(records, field, vals)
        elif field.type == "reference":
            value = vals[field.name]
            if isinstance(value, models.BaseModel):
                value = f"{value._name},{value.id}"
            models_named = {str(value).split(",")[0]}
        else:
            return []
        return [name for name in models_named if self._is_guarded(name)]

    @api.model
    def _get_reference_models(self, records, field, vals):
        """:return: the models an id is meant for: named beside it, by the records,
        or by what a new record takes as default."""
        if field.model_field in vals:
            return {vals[field.model_field]}
        if records.ids:
            # sudo: names of models, on the records the caller writes
            return set(records.sudo().exists().mapped(field.model_field))
        return set(records.default_get([field.model_field]).values())

    @api.model
    def _collect_redirected(self, records, vals):
        """:return: (model, ids) where a model name changes and the id beside it stays."""
        found = []
        for name, model_field in self._get_reference_fields(records._name):
            model = vals.get(model_field)
            if records.ids and name not in vals and self._is_guarded(model):
                # sudo: ids the records point at already, now as another model's
                rows = records.sudo().exists()
                found.append((model, {row[name] for row in rows if row[name]}))
        return found

    @api.model
    @tools.ormcache("model")
    def _get_reference_fields(self, model):
        """:return: (name, name of the model's field) of id fields of a model."""
        return tuple(
            (name, field.model_field)
            for name, field in self.env[model]._fields.items()
            if field.type == "many2one_reference" and field.store
        )

    @api.model
    def _is_guarded(self, model):
        """:return: whether references to records of a model are watched: of protected
        ones, and of those that say so with ``_integration_guarded = True``
        """
        return bool(model) and (
            model in LINKED_MODELS
            or getattr(
                self.env.registry.models.get(model), "_integration_guarded", False
            )
            or self.env["integration.protected"]._is_protected_model(model)
        )

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
            return self._to_ids([value])
        if field.type == "reference":
            return self._to_ids([str(value).partition(",")[2]])
        return self._get_command_ids(value)

    @api.model
    def _get_command_ids(self, value):
        ids = []
        if not isinstance(value, (list, tuple)):
            return ids
        for command in value:
            if not isinstance(command, (list, tuple)):
                ids.append(command)
            elif command:
                if command[0] in (Command.UPDATE, Command.LINK):
                    ids.append(command[1])
                elif command[0] == Command.SET:
                    ids += command[2]
        return self._to_ids(ids)

    @api.model
    def _to_ids(self, values):
        """:return: the values that the database would take as an id: also texts and
        decimals, which remote callers can send"""
        ids = []
        for value in values:
            if isinstance(value, bool) or not isinstance(value, (int, float, str)):
                continue
            try:
                ids.append(int(value))
            except (ValueError, OverflowError):
                continue
        return [i for i in ids if i > 0]

    @api.model
    def _get_line_values(self, value):
        """:return: values of lines that commands create or update."""
        if not isinstance(value, (list, tuple)):
            return []
        return [
            command[2]
            for command in value
            if isinstance(command, (list, tuple))
            and len(command) > 2
            and command[0] in (Command.CREATE, Command.UPDATE)
            and isinstance(command[2], dict)
        ]

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
        if name.endswith("is_confidential"):
            linked = rows.filtered(name)
        else:
            check = self.env["integration.protected"]._is_protected_model
            linked = rows.filtered(lambda row: row[name] and check(row[name]))
        return linked.with_env(records.env)

    @api.model
    def _get_present(self, records, model):
        """:return: what the records point at already, of one model."""
        present = self.env[model].browse()
        # of records that one may not read, it would be news
        ids = records._filtered_access("read").ids
        if not ids:
            return present
        # sudo: compares ids only; the values are already in these records
        rows = records.sudo().browse(ids).exists()
        for field in records._fields.values():
            if field.relational and field.comodel_name == model and field.store:
                present += rows[field.name].with_env(present.env)
        return present
