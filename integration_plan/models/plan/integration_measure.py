from odoo import api, fields, models

RESPONSIBLES = [
    ("client", "Client"),
    ("manager", "Manager"),
    ("volunteer", "Volunteer"),
    ("office", "Office or provider"),
]
MEASURE_STATES = [
    ("open", "Not begun"),
    ("running", "Running"),
    ("done", "Done"),
    ("dropped", "Dropped"),
]
CARRIED = (
    *("name", "name_client", "responsible", "responsible_name", "date_due"),
    "sequence",
)


class IntegrationMeasure(models.Model):
    """A step towards a goal: who does what until when (C21).

    An offer or a referral is linked here by the part of the addon that keeps them; the
    link is added to ``_sealed_fields`` only if it is agreed with the client.
    """

    _name = "integration.measure"
    _inherit = ["integration.plan.part"]
    _description = "Measure"
    _order = "goal_id, sequence, id"
    _rec_names_search = ["reference", "name"]
    _integration_countable = True
    _integration_counted_person = "case_id"
    _sealed_fields = ("origin_id", *CARRIED)
    _engine_fields = frozenset({"salts", "digests", "digest", "origin_id"})

    goal_id = fields.Many2one(
        "integration.goal", required=True, index=True, ondelete="cascade"
    )
    plan_id = fields.Many2one(related="goal_id.plan_id", store=True, index=True)
    case_id = fields.Many2one(related="goal_id.case_id", store=True, required=False)
    plan_state = fields.Selection(
        related="plan_id.state", string="State of the plan", store=True, index=True
    )
    area_id = fields.Many2one(related="goal_id.area_id", store=True, index=True)
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    origin_id = fields.Many2one(
        "integration.measure",
        "Agreed first as",
        readonly=True,
        copy=False,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    template_measure_id = fields.Many2one(
        "integration.plan.template.measure", readonly=True, ondelete="set null"
    )
    name = fields.Char("Measure", required=True)
    name_client = fields.Char("Measure in the client's language")
    responsible = fields.Selection(
        RESPONSIBLES, "Who does it", required=True, default="client", index=True
    )
    responsible_name = fields.Char("Who exactly")
    date_due = fields.Date("Until", index=True)
    progress_ids = fields.One2many(
        "integration.goal.progress",
        "measure_id",
    )
    state = fields.Selection(
        MEASURE_STATES,
        compute="_compute_state",
        store=True,
        index=True,
        default="open",
    )
    date_state = fields.Date("Since", compute="_compute_state", store=True)

    @api.depends("origin_id.progress_ids.measure_state", "progress_ids.measure_state")
    def _compute_state(self):
        for measure in self:
            last = (measure.origin_id or measure).progress_ids._get_last()
            measure.state = last.measure_state or "open"
            measure.date_state = last.date

    def _get_plans(self):
        return self.goal_id.plan_id

    def _get_screen_name(self):
        return f"{self.name} – {self.client_name}"

    @api.model_create_multi
    def create(self, vals_list):
        measures = super().create(vals_list)
        for measure in measures._for_engine():
            if not measure.origin_id:
                measure.origin_id = measure
        return measures

    def write(self, vals):
        if "goal_id" in vals:
            self.env["integration.goal"].browse(vals["goal_id"])._check_open()
        return super().write(vals)

    def _filter_open(self):
        """:return: the measures still to be done"""
        return self.filtered(lambda measure: measure.state not in ("done", "dropped"))

    def _carry_to(self, goal):
        """Take an open measure over into the next version of its goal."""
        self.ensure_one()
        return self.create(
            {
                **{name: self[name] for name in CARRIED},
                "goal_id": goal.id,
                "origin_id": self.origin_id.id,
                "template_measure_id": self.template_measure_id.id,
            }
        )

    def action_done(self):
        self._note_progress("done")

    def action_running(self):
        self._note_progress("running")

    def action_dropped(self):
        self._note_progress("dropped")

    def _note_progress(self, state, **vals):
        return self.env["integration.goal.progress"].create(
            [
                {
                    "goal_id": measure.goal_id.id,
                    "measure_id": measure.id,
                    "measure_state": state,
                    **vals,
                }
                for measure in self
                if measure.state != state
            ]
        )
