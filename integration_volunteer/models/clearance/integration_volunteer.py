from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.integration_base.tools.days import get_today

from .integration_volunteer_clearance_validity import VALIDITY

NOT_VALID = ("expiring", "expired")


class IntegrationVolunteer(models.Model):
    """What somebody may do, as clearances stand on a day (V12–V15)."""

    _inherit = "integration.volunteer"

    clearance_ids = fields.One2many("integration.volunteer.clearance", "volunteer_id")
    clearance_state = fields.Selection(
        VALIDITY,
        "Clearances",
        compute="_compute_clearance_state",
        search="_search_clearance_state",
        help="Of all clearances that the person's own tasks ask for, as of today.",
    )
    clearance_words = fields.Text(
        "To be done",
        compute="_compute_clearance_state",
        help="Clearances that are missing, expired or about to expire.",
    )

    # ------------------------------------------------------------------
    # Traffic light
    # ------------------------------------------------------------------

    @api.depends(
        "task_ids",
        "clearance_ids.result",
        "clearance_ids.date_until",
        "clearance_ids.warn_from",
        "clearance_ids.superseded_on",
        "booking_ids.state",
    )
    def _compute_clearance_state(self):
        today = get_today()
        findings = self._find_clearances(self._get_own_subjects(today, self.ids))
        for volunteer in self:
            rows = findings.get(volunteer._origin.id, {})
            states = {state for state, _until in rows.values()}
            volunteer.clearance_state = next(
                (state for state in ("expired", "expiring") if state in states), "valid"
            )
            words = [
                volunteer._say_clearance(kind, state, until)
                for kind, (state, until) in rows.items()
                if state != "valid"
            ]
            volunteer.clearance_words = "\n".join(words) or False

    def _search_clearance_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        subjects = self._get_own_subjects(get_today())
        return self.env["integration.volunteer"]._get_state_domain(subjects, value)

    @api.model
    def _get_own_subjects(self, day, ids=None):
        """:return: SQL of what volunteers' own tasks ask for on a day; see
        :meth:`integration.clearance.requirement._get_findings_sql`

        :param day: date
        :param list ids: only these volunteers
        """
        field = self._fields["task_ids"]
        only = SQL("TRUE") if ids is None else SQL("v.id = ANY(%s)", list(ids))
        return SQL(
            "SELECT v.id, v.id AS volunteer_id, w.%s AS task_id, %s::date AS day"
            " FROM integration_volunteer v LEFT JOIN %s w ON w.%s = v.id WHERE %s",
            SQL.identifier(field.column2),
            day,
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            only,
        )

    @api.model
    def _get_task_subjects(self, task, day, ids=None):
        """:return: as :meth:`_get_own_subjects`, of one task for all volunteers"""
        only = SQL("TRUE") if ids is None else SQL("id = ANY(%s)", list(ids))
        return SQL(
            "SELECT id, id AS volunteer_id, %s AS task_id, %s::date AS day"
            " FROM integration_volunteer WHERE %s",
            task.id,
            day,
            only,
        )

    @api.model
    def _find_clearances(self, subjects):
        """Ask what is required and whether it is there; one query.

        :param subjects: SQL, see ``integration.clearance.requirement``
        :return: dict id of subject → dict type → (state, last day or None)
        """
        # sudo: requirements are no secret; what is told of clearances is whether
        # they hold, to code that has the volunteer
        requirements = self.env["integration.clearance.requirement"].sudo()
        types = self.env["integration.clearance.type"].sudo()  # sudo: as above
        found = {}
        rows = self.env.execute_query(
            SQL(
                "SELECT f.id, f.type_id, f.state, f.date_until FROM (%s) f"
                " JOIN integration_clearance_type y ON y.id = f.type_id"
                " ORDER BY y.sequence, y.id",
                requirements._get_findings_sql(subjects),
            )
        )
        for subject_id, type_id, state, until in rows:
            found.setdefault(subject_id, {})[types.browse(type_id)] = (state, until)
        return found

    @api.model
    def _get_state_domain(self, subjects, states):
        """Turn a search for states into a condition of the database.

        :param subjects: SQL of what is asked; its ids are those of this model's rows
        :param states: collection of ``valid``, ``expiring``, ``expired``
        """
        # sudo: builds a query; reads nothing
        requirements = self.env["integration.clearance.requirement"].sudo()
        wanted = {*states}

        def is_in(names):
            return Domain.custom(
                to_sql=lambda model, alias, query: SQL(
                    "%s IN (%s)",
                    SQL.identifier(alias, "id"),
                    requirements._get_ids_sql(subjects, names),
                )
            )

        parts = []
        if named := wanted & {*NOT_VALID}:
            parts.append(is_in(sorted(named)))
        if "valid" in wanted:
            parts.append(~is_in(NOT_VALID))
        return Domain.OR(parts)

    # ------------------------------------------------------------------
    # One task on one day
    # ------------------------------------------------------------------

    def _get_clearance_state(self, task, day):
        """Tell whether somebody's clearances hold for a task on a day.

        :param task: ``integration.volunteer.task``
        :param day: date in Germany
        :return: ``valid``, ``expiring`` (allowed, to be renewed) or ``expired``
        """
        self.ensure_one()
        findings = self._find_clearances(self._get_task_subjects(task, day, self.ids))
        states = {state for state, _until in findings.get(self.id, {}).values()}
        return next((name for name in reversed(NOT_VALID) if name in states), "valid")

    @api.model
    def _get_fit_domain(self, task, day):
        """Tell who may do a task on a day as far as clearances go; no loop (V18).

        :param task: ``integration.volunteer.task``
        :param day: date in Germany
        :return: :class:`odoo.fields.Domain` of volunteers, one subquery
        """
        subjects = self._get_task_subjects(task, day)
        return self._get_state_domain(subjects, ("valid", "expiring"))

    def _get_unfit(self, task, day):
        reasons = super()._get_unfit(task, day)
        day = fields.Date.to_date(day)
        found = self._find_clearances(self._get_task_subjects(task, day, self.ids))
        for kind, (state, until) in found.get(self.id, {}).items():
            if state == "expired":
                reasons.append(self._say_clearance(kind, state, until))
        return reasons

    def _say_clearance(self, kind, state, until):
        """Say what is the matter with a clearance, without its result.

        :param kind: ``integration.clearance.type``
        :param str state: as found for ``day``
        :param until: last day of the finding in force
        :return: a sentence
        """
        name = kind.name
        if state == "expiring":
            return self.env._(
                "%(type)s expires on %(date)s.",
                type=name,
                date=format_date(self.env, until),
            )
        if not until:
            # an objection reads as missing
            return self.env._("%(type)s is missing.", type=name)
        date = format_date(self.env, until)
        if until >= get_today():
            return self.env._(
                "%(type)s expires on %(date)s, before the assignment.",
                type=name,
                date=date,
            )
        return self.env._("%(type)s expired on %(date)s.", type=name, date=date)

    def _get_missing_predecessors(self, kind, day):
        """:return: types that have to come before a type and are not there on a day"""
        self.ensure_one()
        # sudo: whether something is there, for code that holds the volunteer
        rows = self.env["integration.volunteer.clearance"].sudo()
        held = rows.search(
            rows._get_held_domain(day) & Domain("volunteer_id", "=", self.id)
        )
        needed = kind.sudo().predecessor_ids  # sudo: as above
        return needed.filtered(lambda t: t._get_covered() not in held.covers_id)
