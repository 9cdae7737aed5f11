from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import get_today


class IntegrationClearanceRequirement(models.Model):
    """Which clearance a task asks for, from when on (V12, V15).

    Also the one place that compares requirements with clearances: everybody who
    asks whether somebody may do something reads :meth:`_get_findings_sql`.
    """

    _name = "integration.clearance.requirement"
    _description = "Required clearance"
    _order = "type_id, scope, task_id, id"
    _rec_name = "type_id"

    type_id = fields.Many2one(
        "integration.clearance.type",
        "Clearance",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('renews_id', '=', False)]",
    )
    scope = fields.Selection(
        [
            ("task", "One task"),
            ("vulnerable", "Tasks with people in need of protection"),
            ("all", "All tasks"),
        ],
        "Required for",
        required=True,
        default="task",
    )
    task_id = fields.Many2one(
        "integration.volunteer.task", index="btree_not_null", ondelete="cascade"
    )
    after_count = fields.Integer(
        "After deployments",
        default=0,
        help="0: always. Else it may be made up for until this number of deployments.",
    )
    valid_from = fields.Date("In force since", required=True, default=get_today)
    valid_until = fields.Date(
        "In force until", help="Last day. Empty: until further notice."
    )
    source = fields.Text(translate=True)
    active = fields.Boolean(default=True)

    _task_given = models.Constraint(
        "CHECK((scope = 'task') = (task_id IS NOT NULL))",
        "A requirement is for one task or for a group of tasks.",
    )
    _unique = models.UniqueIndex(
        "(type_id, scope, COALESCE(task_id, 0), valid_from)",
        "This clearance is required for the same tasks already.",
    )
    _count = models.Constraint(
        "CHECK(after_count >= 0)", "A number of deployments is not negative."
    )
    _period = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= valid_from)",
        "A requirement cannot end before it begins.",
    )

    @api.constrains("type_id")
    def _check_no_repetition(self):
        for requirement in self:
            if requirement.type_id.renews_id:
                raise ValidationError(
                    self.env._(
                        "%(type)s is a repetition; please require the first one.",
                        type=requirement.type_id.name,
                    )
                )

    @api.depends("type_id", "scope", "task_id")
    def _compute_display_name(self):
        labels = dict(self._fields["scope"]._description_selection(self.env))
        for requirement in self:
            what = requirement.task_id.name or labels.get(requirement.scope, "")
            requirement.display_name = f"{requirement.type_id.name}: {what}"

    # ------------------------------------------------------------------
    # CRUD: future bookings are looked at again (V13)
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        self._requirements_changed()
        return requirements

    def write(self, vals):
        result = super().write(vals)
        self._requirements_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._requirements_changed()
        return result

    @api.model
    def _requirements_changed(self):
        """Let nothing remember an old answer, and look at future bookings again."""
        self.env["integration.volunteer"].invalidate_model(
            ["clearance_state", "clearance_words"], flush=False
        )
        bookings = self.env["integration.volunteer.booking"]
        bookings.invalidate_model(["clearance_state"], flush=False)
        if not self.env.context.get("install_mode"):
            bookings._recheck_clearances()

    # ------------------------------------------------------------------
    # Engine
    # ------------------------------------------------------------------

    @api.model
    def _get_findings_sql(self, subjects):
        """Compare clearances with what tasks ask for.

        :param subjects: SQL of rows ``id``, ``volunteer_id``, ``task_id`` (may be
            null: what all tasks ask for), ``day``
        :return: SQL of rows ``id``, ``type_id``, ``state`` (valid, expiring,
            expired), ``date_until`` (of the finding in force, if there is one
            without objection): one for each clearance required
        """
        for name in (
            *("integration.clearance.requirement", "integration.clearance.type"),
            *("integration.volunteer.clearance", "integration.volunteer.task"),
            *("integration.volunteer.booking", "integration.volunteer"),
        ):
            self.env[name].flush_model()
        return SQL(
            """
            SELECT s.id, r.type_id,
                CASE WHEN c.result = 'clear' THEN c.date_until END AS date_until,
                CASE WHEN c.id IS NULL OR c.result <> 'clear'
                          OR c.date_until < s.day THEN 'expired'
                     WHEN c.warn_from <= s.day THEN 'expiring'
                     ELSE 'valid' END AS state
            FROM (%s) s
            LEFT JOIN integration_volunteer_task t ON t.id = s.task_id
            JOIN integration_clearance_requirement r ON r.active
                AND r.valid_from <= s.day
                AND (r.valid_until IS NULL OR r.valid_until >= s.day)
                AND (r.scope = 'all' OR r.task_id = t.id
                     OR (r.scope = 'vulnerable' AND t.vulnerable))
            JOIN integration_clearance_type y ON y.id = r.type_id AND y.active
            LEFT JOIN integration_volunteer_clearance c
                ON c.volunteer_id = s.volunteer_id AND c.covers_id = r.type_id
                AND c.seen_on <= s.day
                AND (c.superseded_on IS NULL OR c.superseded_on > s.day)
            WHERE COALESCE(r.after_count, 0) = 0 OR r.after_count <= (
                SELECT COUNT(*) FROM integration_volunteer_booking b
                WHERE b.volunteer_id = s.volunteer_id AND b.state = 'booked'
                    AND b.stop < s.day)
            """,
            subjects,
        )

    @api.model
    def _get_states_sql(self, subjects):
        """:return: SQL of rows ``id``, ``state``: the worst one; no row where nothing
        is required (see :meth:`_get_findings_sql`)
        """
        return SQL(
            "SELECT id, CASE WHEN BOOL_OR(state = 'expired') THEN 'expired'"
            " WHEN BOOL_OR(state = 'expiring') THEN 'expiring'"
            " ELSE 'valid' END AS state FROM (%s) findings GROUP BY id",
            self._get_findings_sql(subjects),
        )

    @api.model
    def _get_ids_sql(self, subjects, states):
        """:return: SQL of the ids of subjects in one of some states but ``valid``"""
        return SQL(
            "SELECT id FROM (%s) states WHERE state = ANY(%s)",
            self._get_states_sql(subjects),
            list(states),
        )
