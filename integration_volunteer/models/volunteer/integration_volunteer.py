from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today

STATES = [
    ("interested", "Interested"),
    ("interview", "Interview"),
    ("trial", "On trial"),
    ("active", "Active"),
    ("paused", "Paused"),
    ("left", "Left"),
]
#: may be asked and scheduled
DEPLOYABLE = ("trial", "active")


class IntegrationVolunteer(models.Model):
    """Somebody who helps as a volunteer: a contact with what the coordination knows.

    One record for each contact and authority. Clearances, availability, bookings and
    hours hang on it; it knows no client.
    """

    _name = "integration.volunteer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Volunteer"
    _order = "name, id"
    _rec_names_search = ["name"]

    partner_id = fields.Many2one(
        "res.partner", "Contact", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(related="partner_id.name", store=True, index="trigram")
    email = fields.Char(related="partner_id.email", readonly=False)
    phone = fields.Char(related="partner_id.phone", readonly=False)
    zip = fields.Char(related="partner_id.zip", store=True, readonly=False)
    city = fields.Char(related="partner_id.city", readonly=False)
    image_128 = fields.Image(related="partner_id.image_128")
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    coordinator_id = fields.Many2one(
        "res.users",
        "Coordination",
        index="btree_not_null",
        default=lambda self: self.env.user,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    # how far
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="interested",
        copy=False,
        index=True,
        tracking=True,
    )
    interested_on = fields.Date(default=get_today, copy=False)
    active_on = fields.Date("Active since", readonly=True, copy=False)
    paused_until = fields.Date(copy=False)
    left_on = fields.Date(readonly=True, copy=False, index="btree_not_null")
    left_reason = fields.Char("Reason for leaving", copy=False)

    # what they can and want
    language_ids = fields.One2many("integration.volunteer.language", "volunteer_id")
    ability_ids = fields.Many2many("integration.volunteer.ability", string="Abilities")
    task_ids = fields.Many2many(
        "integration.volunteer.task", string="Tasks", help="What they want to do."
    )
    gender = fields.Selection(
        [("female", "Female"), ("male", "Male"), ("diverse", "Diverse")],
        help="Voluntary; asked because clients may wish for a woman or a man.",
    )
    wishes = fields.Text()
    limits = fields.Text(help="What they cannot or do not want to do.")
    has_car = fields.Boolean("Has a car")

    emergency_name = fields.Char("Emergency contact")
    emergency_phone = fields.Char("Phone in an emergency")

    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)", "This contact is a volunteer already."
    )

    @api.depends("name")
    def _compute_display_name(self):
        for volunteer in self:
            volunteer.display_name = volunteer.name or ""

    def _is_deployable(self):
        """:return: whether they may be asked and scheduled now"""
        self.ensure_one()
        return self.active and self.state in DEPLOYABLE
