from odoo import api, fields, models

MODES = [
    ("instant", "At once"),
    ("request", "On request"),
    ("manual", "By the coordination only"),
]
#: what a series hands on to its shifts
FRAME_FIELDS = (
    *("name", "task_id", "company_id", "coordinator_id", "place", "zip"),
    *("description", "mode", "wait_list"),
)


class IntegrationVolunteerShiftFrame(models.AbstractModel):
    """What a shift and a series of shifts have in common; neither knows a client."""

    _name = "integration.volunteer.shift.frame"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Frame of shifts"

    name = fields.Char(required=True, index="trigram", help="Names no client.")
    task_id = fields.Many2one(
        "integration.volunteer.task", required=True, ondelete="restrict", index=True
    )
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
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
    )
    place = fields.Char(tracking=True)
    zip = fields.Char("Postcode")
    description = fields.Text(help="What is to be done. Names no client.")
    mode = fields.Selection(
        MODES,
        "Sign-up",
        required=True,
        compute="_compute_mode",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        tracking=True,
        help="At once: a free place is taken by signing up. On request: the "
        "coordination confirms. By the coordination only: it puts people on.",
    )
    wait_list = fields.Boolean(
        "Waiting list",
        default=True,
        help="Who finds no free place may wait; a place that becomes free is offered "
        "in order.",
    )

    @api.depends("task_id")
    def _compute_mode(self):
        for record in self:
            record.mode = "request" if record.task_id.vulnerable else "instant"
