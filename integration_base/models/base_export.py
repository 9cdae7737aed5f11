from odoo import models
from odoo.exceptions import UserError

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Base(models.AbstractModel):
    """Exports that reach protected records: entitled, limited, logged, no formula.

    Fields of any export may lead to a protected record (``case_id/person_id/name``),
    therefore the check stands on the base and not on protected models alone.
    """

    _inherit = "base"

    def export_data(self, fields_to_export):
        reached = self._get_exported_records(fields_to_export)
        if not reached:
            return super().export_data(fields_to_export)
        protected = self.env["integration.protected"]
        protected._check_may_export()
        limit = self.env["integration.rule.value"]._get_number("export_row_limit")
        self._check_export_size(len(self), limit)
        result = super().export_data(fields_to_export)
        self._check_export_size(len(result["datas"]), limit)
        for records in reached:
            if records:
                self.env["integration.access.log"]._log("export", records)
        result["datas"] = [
            [self._defuse_cell(cell) for cell in row] for row in result["datas"]
        ]
        return result

    def _get_exported_records(self, paths):
        """Follow the fields of an export to protected models.

        :param list paths: as for :meth:`export_data`
        :return: list of recordsets, one per protected model reached, perhaps empty
        """
        protected = self.env["integration.protected"]
        reached = {}

        def follow(records, parts):
            if protected._is_protected_model(records._name):
                known = reached.get(records._name, records.browse())
                reached[records._name] = known | records
            field = records._fields.get(parts[0]) if parts else None
            if field is None or not field.relational:
                return
            if self._leads_to_protected(field.comodel_name, parts[1:]):
                follow(records[field.name], parts[1:])

        for path in paths:
            follow(self, path.replace(".", "/").split("/"))
        return list(reached.values())

    def _leads_to_protected(self, model, parts):
        """:return: whether a path from a model touches a protected one."""
        if self.env["integration.protected"]._is_protected_model(model):
            return True
        field = self.env[model]._fields.get(parts[0]) if parts else None
        if field is None or not field.relational:
            return False
        return self._leads_to_protected(field.comodel_name, parts[1:])

    def _check_export_size(self, count, limit):
        if count > limit:
            raise UserError(
                self.env._(
                    "%(count)s rows are too many: at most %(limit)s rows of client data "
                    "may be exported at a time.",
                    count=count,
                    limit=limit,
                )
            )

    @staticmethod
    def _defuse_cell(cell):
        """Keep spreadsheets from running a text as a formula.

        :param cell: what an export would write
        :return: the same, with an apostrophe before texts that look like a formula
        """
        if isinstance(cell, bytes):
            return cell
        if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
            return f"'{cell}"
        return cell
