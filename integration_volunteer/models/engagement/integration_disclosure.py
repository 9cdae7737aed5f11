from odoo import api, fields, models
from odoo.fields import Domain


class IntegrationDisclosure(models.Model):
    """What was released to volunteers: read by them and by the coordination."""

    _inherit = "integration.disclosure"

    label = fields.Selection(
        selection_add=[
            ("first_name", "First name"),
            ("task", "Task"),
            ("place", "Meeting point"),
            ("interests", "Interests"),
        ],
        ondelete={
            "first_name": "set message",
            "task": "set message",
            "place": "set message",
            "interests": "set message",
        },
    )
    # stored, so that the coordination's rule leads through no letter
    tandem_id = fields.Many2one(
        related="letter_id.tandem_id", store=True, index="btree_not_null"
    )
    request_id = fields.Many2one(
        related="letter_id.request_id", store=True, index="btree_not_null"
    )

    @api.model
    def _get_shown_for(self, field, record, partner):
        """Give what a volunteer may read now for a tandem or a request (C13).

        :param str field: ``tandem_id`` or ``request_id``
        :param record: the tandem or request
        :param partner: contact of the volunteer
        :return: list of (label, value)
        """
        # sudo: copies that were released to this volunteer for this very record
        rows = self.sudo().search(
            Domain(field, "=", record.id)
            & Domain("partner_id", "=", partner.id)
            & Domain("letter_id.closed_on", "=", False),
            order="id",
        )
        labels = dict(self._fields["label"]._description_selection(self.env))
        return [(labels[row.label], row.value) for row in rows._get_shown()]
