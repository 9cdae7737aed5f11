from odoo import fields, models


class IntegrationVolunteer(models.Model):
    """The tandems of a volunteer, and what becomes of them when she leaves."""

    _inherit = "integration.volunteer"

    tandem_ids = fields.One2many(
        "integration.volunteer.tandem", "volunteer_id", "Tandems"
    )
    tandem_count = fields.Integer("Tandems now", compute="_compute_tandem_count")

    def _compute_tandem_count(self):
        counts = dict(
            self.env["integration.volunteer.tandem"]._read_group(
                [("volunteer_id", "in", self.ids), ("state", "!=", "ended")],
                ["volunteer_id"],
                ["__count"],
            )
        )
        for volunteer in self:
            volunteer.tandem_count = counts.get(volunteer._origin, 0)

    def _get_tandems(self):
        """:return: tandems of these volunteers that have not ended, in superuser mode"""
        # sudo: tandems of whom the caller holds; they name no client
        tandems = self.env["integration.volunteer.tandem"].sudo()
        return tandems.search(
            [("volunteer_id", "in", self.ids), ("state", "!=", "ended")]
        )

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "left":
            self._get_tandems()._end_as("left")
        if state == "paused":
            for tandem in self._get_tandems():
                if tandem.state in ("trial", "running"):
                    tandem._enter_state("paused")
        return result

    def action_open_tandems(self):
        """:return: list of the tandems of this volunteer"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tandems"),
            "res_model": "integration.volunteer.tandem",
            "views": [(False, "list"), (False, "form")],
            "domain": [("volunteer_id", "=", self.id)],
            "context": {"default_volunteer_id": self.id},
        }
