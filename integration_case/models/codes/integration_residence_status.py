from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today


class IntegrationResidenceStatus(models.Model):
    """A residence status with its paragraph.

    Law changes: a status may be granted between ``valid_from`` and ``valid_until``
    only. Titles granted earlier keep it.
    """

    _name = "integration.residence.status"
    _inherit = ["integration.code"]
    _description = "Residence Status"
    _rec_names_search = ["name", "paragraph", "code"]

    paragraph = fields.Char(help="Section and act, for example § 25 (2) AufenthG.")
    group = fields.Selection(
        [
            ("procedure", "Asylum procedure"),
            ("leave", "Obliged to leave"),
            ("admission", "Admission from abroad"),
            ("ukraine", "Temporary protection"),
            ("protection", "Protection"),
            ("humanitarian", "Humanitarian reasons"),
            ("family_work", "Family, training and work"),
            ("settled", "Settled"),
            ("unknown", "Not known"),
        ],
        required=True,
    )
    benefit_kind_id = fields.Many2one(
        "integration.benefit.kind",
        "Usual Benefit",
        index="btree_not_null",
        help="Proposed on intake; the single case may differ.",
    )
    valid_from = fields.Date("Granted from")
    valid_until = fields.Date("Granted until")
    note = fields.Text(translate=True)

    _period = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from)",
        "A status cannot end before it begins.",
    )

    @api.depends("name", "paragraph")
    def _compute_display_name(self):
        for status in self:
            parts = [status.name, status.paragraph and f"({status.paragraph})"]
            status.display_name = " ".join(filter(None, parts))

    @api.model
    def _get_valid_domain(self, date=None):
        """:return: domain of the statuses that may be granted on a day."""
        date = fields.Date.to_date(date) or get_today()
        begun = Domain("valid_from", "=", False) | Domain("valid_from", "<=", date)
        open_ = Domain("valid_until", "=", False) | Domain("valid_until", ">=", date)
        return begun & open_
