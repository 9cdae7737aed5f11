from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class PlanEngine:
    """Opens plans for their own steps.

    A context value that no remote caller can send: JSON has no such object.
    """


ENGINE = PlanEngine()


class IntegrationPlanPart(models.AbstractModel):
    """A plan or a line of it: written while the plan is a draft, then frozen (C18).

    Holds for every door, superuser mode included: form, RPC, import, copy, deletion.
    What was agreed is sealed, see ``integration.seal``. Stored values that the system
    works out, as the state of a goal, are no part of what was agreed.
    """

    _name = "integration.plan.part"
    _inherit = ["integration.seal", "integration.plan.fact"]
    _description = "Part of a plan with versions"

    #: set by the steps of a plan only
    _engine_fields = frozenset({"salts", "digests", "digest"})

    def _get_plans(self):
        """:return: the plans that the records are part of"""
        raise NotImplementedError

    def _for_engine(self):
        """:return: the records, open for the steps of a plan"""
        # sudo: callers are methods that have checked the right to the step
        return self.sudo().with_context(integration_plan_engine=ENGINE)

    @api.model
    def _is_engine(self):
        return self.env.context.get("integration_plan_engine") is ENGINE

    def _check_open(self):
        """Wait for whoever works on the plan, and refuse if it is no draft any more.

        :raise UserError: naming the plan's state
        """
        # sudo: state of plans whose parts the rules check
        plans = self.sudo()._get_plans()
        plans._take_turn()
        for plan in plans:
            if plan.state != "draft":
                states = plan._fields["state"]._description_selection(self.env)
                raise UserError(
                    self.env._(
                        "%(reference)s, version %(version)s is in state “%(state)s” "
                        "and stays as it is. Please take it back to a draft, or make a "
                        "new version.",
                        reference=plan.reference,
                        version=plan.version,
                        state=dict(states)[plan.state],
                    )
                )
        if not self.env.su:
            plans.case_id._check_not_closed()

    def _check_engine_fields(self, vals):
        if kept := self._engine_fields & vals.keys():
            raise UserError(
                self.env._(
                    "Kept by the steps of the plan: %(fields)s",
                    fields=", ".join(sorted(kept)),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_engine():
            return super().create(vals_list)
        for vals in vals_list:
            self._check_engine_fields(vals)
        # given in full, or a default of the caller would fill them
        vals_list = [{**vals, **self._prepare_engine_vals(vals)} for vals in vals_list]
        records = super().create(vals_list)
        records._check_open()
        records._get_plans()._note_author()
        return records

    def _prepare_engine_vals(self, vals):
        """:return: what the fields kept by the steps hold in a new record"""
        return {
            name: False
            for name in self._engine_fields
            if self._fields[name].type not in ("one2many", "many2many")
        }

    def write(self, vals):
        if self._is_engine():
            return super().write(vals)
        # before anything is said about the plan
        self.check_access("write")
        self._check_engine_fields(vals)
        self._check_open()
        result = super().write(vals)
        self._get_plans()._note_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_open()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("A plan is not duplicated; please make a new version.")
        )

    def _seal_each(self):
        for record in self:
            record._seal()

    def _write_seal(self, vals):
        self._for_engine().write(vals)


def take_turn(records):
    """Let changes of the same records follow one another.

    Whoever comes second waits; as her view is older than what the first has written,
    the server repeats her request, which then finds it done.

    :param records: recordset of one model
    """
    if records.ids:
        records.flush_recordset()
        records.env.execute_query(
            SQL(
                "UPDATE %s SET id = id WHERE id IN %s RETURNING id",
                SQL.identifier(records._table),
                tuple(sorted(records.ids)),
            )
        )
        records.invalidate_recordset()
