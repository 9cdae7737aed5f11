from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationVolunteerAnonymise(models.TransientModel):
    """Shows what goes and what stays before somebody is anonymised (V28)."""

    _name = "integration.volunteer.anonymise"
    _description = "Anonymise volunteers"

    volunteer_ids = fields.Many2many(
        "integration.volunteer",
        "integration_volunteer_anonymise_rel",
        string="Volunteers",
        context={"active_test": False},
    )
    preview = fields.Text("What happens", compute="_compute_preview")
    confirmed = fields.Boolean("I have read this; it cannot be undone")

    @api.depends("volunteer_ids")
    def _compute_preview(self):
        for dialog in self:
            people = dialog.volunteer_ids
            own = people.filtered("contact_is_own")
            bookings = sum(len(volunteer.booking_ids) for volunteer in people)
            dialog.preview = "\n".join(
                [
                    self.env._(
                        "Deleted: names, contact data, languages, abilities, wishes, "
                        "limits, emergency contact, clearances, messages, activities "
                        "and files of %(count)s volunteers.",
                        count=len(people),
                    ),
                    self.env._(
                        "Contacts blanked and archived: %(own)s. Contacts that stay "
                        "because they are used otherwise: %(other)s.",
                        own=len(own),
                        other=len(people - own),
                    ),
                    self.env._(
                        "Kept for figures: state, days, tasks and %(count)s bookings, "
                        "without name and place; vouchers with their payee, as long "
                        "as the law asks for it.",
                        count=bookings,
                    ),
                ]
            )

    def action_confirm(self):
        """Anonymise; the list is shown again."""
        self.ensure_one()
        if not self.confirmed:
            raise UserError(self.env._("Please confirm that you have read it."))
        self.volunteer_ids._anonymise()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "integration_volunteer.integration_volunteer_action"
        )
