from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationProgramme(models.Model):
    """A funding programme: who gives money for what, by which guidelines (G3).

    What it pays and asks for stands in its versions; a grant keeps the version it was
    approved by.
    """

    _name = "integration.programme"
    _description = "Funding programme"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False)
    funder_id = fields.Many2one(
        "res.partner", "Granting body", index="btree_not_null", ondelete="restrict"
    )
    level = fields.Selection(
        [
            ("state", "State"),
            ("federal", "Federation"),
            ("eu", "European Union"),
            ("other", "Foundation or other"),
        ],
        required=True,
        default="state",
    )
    purpose = fields.Text(translate=True, help="What the money is for.")
    website = fields.Char("Call and forms", help="Address of the official page.")
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        index="btree_not_null",
        help="Empty: for all authorities.",
    )
    active = fields.Boolean(default=True)
    version_ids = fields.One2many("integration.programme.version", "programme_id")
    current_version_id = fields.Many2one(
        "integration.programme.version",
        "Version in force",
        compute="_compute_current_version_id",
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "This code is already in use.")

    @api.depends("version_ids.valid_from", "version_ids.valid_until")
    def _compute_current_version_id(self):
        for programme in self:
            programme.current_version_id = programme._get_version()

    def _get_version(self, date=None):
        """:return: the version in force on a day, or none

        :param date: day asked for; today if empty
        """
        self.ensure_one()
        date = fields.Date.to_date(date) or get_today()
        return self.version_ids.filtered(lambda one: one._is_in_force(date))[:1]
