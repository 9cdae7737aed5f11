from odoo import api, models


class ResGroups(models.Model):
    _name = "res.groups"
    _inherit = ["res.groups", "integration.rights.watch"]

    @api.model
    def _get_integration_groups(self):
        """:return: the groups that our addons brought"""
        # sudo: which groups are ours
        data = self.env["ir.model.data"].sudo()
        return self.browse(
            data.search(
                [("model", "=", "res.groups"), ("module", "=like", "integration%")]
            ).mapped("res_id")
        )

    def _filter_watched(self):
        ours = self._get_integration_groups()
        return self.filtered(lambda group: (group | group.all_implied_ids) & ours)
