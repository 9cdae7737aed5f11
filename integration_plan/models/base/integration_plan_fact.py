from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class IntegrationPlanFact(models.AbstractModel):
    """A record of the integration plan: follows its case, needs a basis (C54).

    Its heir has the rule by the case's access list, the one by company and the global
    one ``basis_now('plan')``: with the client's consent to a plan all of it goes.
    """

    _name = "integration.plan.fact"
    _inherit = ["integration.case.fact", "integration.gated"]
    _description = "Part of an integration plan"
    _integration_data_class = "plan"
    _integration_erasure_class = "plan"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and not self._fields["case_id"].related:
            # in words, before the rules refuse without any
            cases = self.env["integration.case"]
            for vals in vals_list:
                cases += cases.browse(vals.get("case_id"))
            cases.check_access("read")
            cases._check_not_closed()
            self._check_basis_of(cases.person_id)
        facts = super().create(vals_list)
        if not self.env.su:
            facts.case_id._check_not_closed()
        return facts

    def _check_basis(self):
        self._check_basis_of(self.person_id)

    @api.model
    def _check_basis_of(self, people):
        """:raise UserError: if a client has not agreed that a plan is made"""
        # sudo: asks for a basis only; the reference is known to whoever writes here
        people = people.sudo()
        domain = self.env["integration.data.class"]._get_basis_domain("plan", "")
        allowed = people.search(Domain(domain) & Domain("id", "in", people.ids))
        if missing := people - allowed:
            raise UserError(
                self.env._(
                    "%(reference)s: the client has not agreed to an integration plan "
                    "yet. Please ask for this consent first.",
                    reference=missing[0].reference,
                )
            )
