from odoo import api, fields, models

GOAL_STATES = [
    ("open", "Not begun"),
    ("on_way", "On the way"),
    ("stuck", "Stuck"),
    ("reached", "Reached"),
    ("partly", "Partly reached"),
    ("dropped", "Given up"),
]
ENDED = ("reached", "partly", "dropped")
CARRIED = (
    *("name", "name_client", "start", "start_client", "target", "target_client"),
    *("indicator", "indicator_client", "date_due", "priority", "sequence"),
)


class IntegrationGoal(models.Model):
    """A goal in one version of a plan (C19, C20).

    ``origin_id`` is the same goal in the version in which it was set first: progress
    hangs there, so that it is one line over all versions.
    """

    _name = "integration.goal"
    _inherit = ["integration.plan.part"]
    _description = "Goal"
    _order = "plan_id desc, area_sequence, sequence, id"
    _rec_names_search = ["reference", "name"]
    _integration_countable = True
    _integration_counted_person = "case_id"
    _sealed_fields = ("origin_id", "area_id", *CARRIED, "measure_ids")
    _engine_fields = frozenset({"salts", "digests", "digest", "origin_id"})

    plan_id = fields.Many2one(
        "integration.plan", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="plan_id.case_id", store=True, required=False)
    plan_state = fields.Selection(
        related="plan_id.state", string="State of the plan", store=True, index=True
    )
    plan_version = fields.Integer("Version", related="plan_id.version", store=True)
    manager_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True, index=True
    )
    team_id = fields.Many2one(related="case_id.team_id", store=True, index=True)
    origin_id = fields.Many2one(
        "integration.goal",
        "Set first as",
        readonly=True,
        copy=False,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    area_id = fields.Many2one(
        "integration.life.area",
        "Area of life",
        required=True,
        index=True,
        ondelete="restrict",
    )
    area_sequence = fields.Integer(
        "Order of the area",
        related="area_id.sequence",
        store=True,
        export_string_translation=False,
    )
    template_goal_id = fields.Many2one(
        "integration.plan.template.goal", readonly=True, ondelete="set null"
    )
    name = fields.Char("Goal", required=True)
    name_client = fields.Char("Goal in the client's language")
    start = fields.Text("Starting point", help="How it is today.")
    start_client = fields.Text("Starting point in the client's language")
    target = fields.Text(help="How it shall be.")
    target_client = fields.Text("Target in the client's language")
    indicator = fields.Char(
        "Seen by", help="By what both sides see that it is reached."
    )
    indicator_client = fields.Char("Seen by, in the client's language")
    date_due = fields.Date("Until", index=True)
    priority = fields.Selection(
        [("0", "Later"), ("1", "Normal"), ("2", "First")], default="1", required=True
    )
    measure_ids = fields.One2many("integration.measure", "goal_id", "Measures")
    measure_count = fields.Integer(
        "Number of measures", compute="_compute_measure_count"
    )

    # what became of it: no part of what was agreed
    progress_ids = fields.One2many("integration.goal.progress", "goal_id")
    history_ids = fields.Many2many(
        "integration.goal.progress", compute="_compute_history_ids"
    )
    state = fields.Selection(
        GOAL_STATES, compute="_compute_state", store=True, index=True, default="open"
    )
    reason_id = fields.Many2one(
        "integration.unmet.reason",
        compute="_compute_state",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_state = fields.Date("Since", compute="_compute_state", store=True)

    @api.depends("measure_ids")
    def _compute_measure_count(self):
        for goal in self:
            goal.measure_count = len(goal.measure_ids)

    @api.depends("origin_id.progress_ids")
    def _compute_history_ids(self):
        for goal in self:
            goal.history_ids = (goal.origin_id or goal).progress_ids

    @api.depends("origin_id.progress_ids.state", "progress_ids.state")
    def _compute_state(self):
        for goal in self:
            rows = (goal.origin_id or goal).progress_ids
            last = rows.filtered(lambda row: not row.measure_id)._get_last()
            goal.state = last.state or "open"
            goal.reason_id = last.reason_id
            goal.date_state = last.date

    def _get_plans(self):
        return self.plan_id

    def _get_screen_name(self):
        return f"{self.name} – {self.client_name}"

    def _get_canonical(self, name):
        if name == "measure_ids":
            measures = self.measure_ids.sorted("id")
            return [[measure.id, measure.digest] for measure in measures]
        return super()._get_canonical(name)

    @api.model_create_multi
    def create(self, vals_list):
        goals = super().create(vals_list)
        for goal in goals._for_engine():
            if not goal.origin_id:
                goal.origin_id = goal
        return goals

    def write(self, vals):
        if "plan_id" in vals and any(
            goal.plan_id.id != vals["plan_id"] for goal in self
        ):
            # the plan it comes from is asked by _check_open, this one here
            self.env["integration.plan"].browse(vals["plan_id"])._check_open()
        return super().write(vals)

    def _filter_open(self):
        """:return: the goals still worked for"""
        return self.filtered(lambda goal: goal.state not in ENDED)

    def _get_missing(self):
        """:return: labels of what a goal lacks before it can be proposed (C20)"""
        self.ensure_one()
        return [
            self._fields[name].get_description(self.env, ["string"])["string"]
            for name in ("start", "target", "indicator", "date_due")
            if not (self[name].strip() if isinstance(self[name], str) else self[name])
        ]

    def _carry_to(self, draft):
        """Take an open goal over into the next version, with its open measures.

        :param draft: plan, open for the engine
        :return: the goal there
        """
        self.ensure_one()
        goal = self.create(
            {
                **{name: self[name] for name in CARRIED},
                "plan_id": draft.id,
                "area_id": self.area_id.id,
                "origin_id": self.origin_id.id,
                "template_goal_id": self.template_goal_id.id,
            }
        )
        for measure in self.measure_ids._filter_open():
            measure._carry_to(goal)
        return goal

    def _get_current(self):
        """:return: the same goals in the version agreed last, or where they are"""
        origins = self.origin_id | self.filtered(lambda goal: not goal.origin_id)
        return self.search(
            [("origin_id", "in", origins.ids), ("plan_state", "=", "agreed")]
        )

    # ------------------------------------------------------------------
    # Progress
    # ------------------------------------------------------------------

    def action_reached(self):
        self._note_progress("reached")

    def action_on_way(self):
        self._note_progress("on_way")

    def _note_progress(self, state, **vals):
        """Note what has become of goals.

        :param str state: one of ``GOAL_STATES``
        :param vals: further values of ``integration.goal.progress``
        :return: the rows
        """
        return self.env["integration.goal.progress"].create(
            [{"goal_id": goal.id, "state": state, **vals} for goal in self]
        )

    def action_note_progress(self):
        """:return: dialog for a state that needs a reason or a remark"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Note progress"),
            "res_model": "integration.goal.progress",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_goal_id": self.id,
                "default_state": self.env.context.get("goal_state", "stuck"),
            },
        }
