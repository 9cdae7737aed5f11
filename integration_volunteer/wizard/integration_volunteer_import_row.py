import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from .volunteer_sheet import prepare_partner, prepare_volunteer


class IntegrationVolunteerImportRow(models.TransientModel):
    """One row of an uploaded spreadsheet and what becomes of it."""

    _name = "integration.volunteer.import.row"
    _description = "Row of an import of volunteers"
    _order = "import_id, number, id"
    _rec_name = "number"
    _transient_max_hours = 12

    import_id = fields.Many2one(
        "integration.volunteer.import", required=True, index=True, ondelete="cascade"
    )
    number = fields.Integer("Row", readonly=True)
    name = fields.Char(readonly=True)
    cells = fields.Json(readonly=True, export_string_translation=False)
    values = fields.Json(readonly=True, export_string_translation=False)
    state = fields.Selection(
        [
            ("ok", "New"),
            ("exists", "There already"),
            ("error", "Rejected"),
            ("done", "Imported"),
        ],
        readonly=True,
        index=True,
    )
    message = fields.Text("What is wrong", readonly=True)
    volunteer_id = fields.Many2one("integration.volunteer", readonly=True)

    def _take(self):
        """Create the volunteers of these rows; if one is refused, one by one."""
        try:
            with self.env.cr.savepoint():
                self._create_volunteers()
        except (UserError, ValidationError, psycopg2.IntegrityError):
            for row in self:
                try:
                    with self.env.cr.savepoint():
                        row._create_volunteers()
                except (UserError, ValidationError) as error:
                    row._reject(str(error))
                except psycopg2.IntegrityError:
                    row._reject(self.env._("the database refuses the row."))

    def _reject(self, message):
        # sudo: rows are kept by the dialog
        self.sudo().write(
            {
                "state": "error",
                "message": self.env._(
                    "Row %(row)s: %(error)s", row=self.number, error=message
                ),
            }
        )

    def _create_volunteers(self):
        dialog = self.import_id
        # sudo: contacts of volunteers are made with them; the volunteers themselves
        # are created in the user's own rights
        partners = self.env["res.partner"].sudo()
        partners = partners.create(
            [prepare_partner(row.values, dialog.company_id) for row in self]
        )
        volunteers = self.env["integration.volunteer"].create(
            [
                {**prepare_volunteer(row.values, dialog), "partner_id": partner.id}
                for row, partner in zip(self, partners, strict=True)
            ]
        )
        for row, volunteer in zip(self, volunteers, strict=True):
            # sudo: rows are kept by the dialog
            row.sudo().write({"state": "done", "volunteer_id": volunteer.id})
