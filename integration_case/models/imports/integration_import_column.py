from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...tools.german import find_heading

# Texts of several columns are joined in these.
JOINED = {"concern", "street", "phone", "mobile"}


class IntegrationImportColumn(models.Model):
    """A column of an uploaded spreadsheet and what it means."""

    _name = "integration.import.column"
    _inherit = ["integration.protected"]
    _description = "Column of an Import"
    _order = "import_id, position"
    _rec_name = "heading"

    import_id = fields.Many2one(
        "integration.import", required=True, index=True, ondelete="cascade"
    )
    reference = fields.Char(related="import_id.reference", related_sudo=False)
    position = fields.Integer(readonly=True, export_string_translation=False)
    heading = fields.Char("Column", readonly=True)
    sample = fields.Char("First values", readonly=True)
    target = fields.Selection(
        [
            ("last_name", "Last name"),
            ("first_name", "First name"),
            ("full_name", "Full name"),
            ("name_native", "Name in own script"),
            ("birth_date", "Date of birth"),
            ("gender", "Gender"),
            ("nationality", "Nationality"),
            ("residence_status", "Residence status"),
            ("title_from", "Title from"),
            ("title_until", "Title until"),
            ("phone", "Phone"),
            ("mobile", "Mobile phone"),
            ("email", "E-mail"),
            ("messenger", "Messenger"),
            ("street", "Street"),
            ("house_number", "House number"),
            ("zip", "Postcode"),
            ("city", "Town"),
            ("date_entry", "Entry into the country"),
            ("date_allocation", "Allocated to the town on"),
            ("date_first_talk", "First talk"),
            ("date_open", "Case opened on"),
            ("mode", "Kind of support"),
            ("manager", "Manager"),
            ("team", "Team"),
            ("language", "Native language"),
            ("german_level", "German level"),
            ("interpreter", "Interpreter needed"),
            ("interpreter_language", "Interpreter language"),
            ("household", "Household"),
            ("household_role", "Role in the household"),
            ("benefit", "Benefit"),
            ("accommodation", "Housing"),
            ("concern", "Remark"),
        ],
        "Becomes",
        help="Empty: the column is left out.",
    )

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - {"target"}:
                raise AccessError(self.env._("These fields are kept by the system."))
            self.import_id._check_open()
        result = super().write(vals)
        self.import_id._reset_check()
        return result

    @api.model
    def _get_joined_targets(self):
        """:return: targets whose columns are put together."""
        return JOINED

    @api.model
    def _guess_targets(self, headings):
        """Tell what headings mean; each meaning is given once, joined ones often.

        :param list headings: texts
        :return: list of targets, False where a heading is not known
        """
        targets = []
        for heading in headings:
            target = find_heading(heading) or False
            if target in targets and target not in JOINED:
                target = False
            targets.append(target)
        if "last_name" in targets and "first_name" not in targets:
            # one column "Name" without one for the first name holds both
            targets[targets.index("last_name")] = "full_name"
        return targets
