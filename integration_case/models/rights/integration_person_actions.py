from odoo import models
from odoo.exceptions import AccessError


class IntegrationPerson(models.Model):
    """What can be done for a person about her data, from her form."""

    _inherit = "integration.person"

    def action_make_paper(self):
        """:return: dialog that makes a statement or copy for the person"""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Paper for the person"),
            "res_model": "integration.person.paper",
            "view_mode": "form",
            "target": "new",
            "context": {"default_person_id": self.id},
        }

    def action_add_request(self):
        """:return: form of a new request of the person"""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request about her data"),
            "res_model": "integration.person.request",
            "views": [(False, "form")],
            "context": {"default_person_id": self.id},
        }

    def action_plan_erasure(self):
        """:return: the erasure planned for the person, with its dry run"""
        self.ensure_one()
        self.check_access("write")
        if not self.env["integration.case"]._is_lead():
            raise AccessError(
                self.env._(
                    "Erasures are planned by the team lead or the data protection "
                    "officer. Please record the request."
                )
            )
        erasures = self.env["integration.erasure"]
        erasure = erasures._propose(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": erasures._name,
            "res_id": erasure.id,
            "views": [(False, "form")],
        }
