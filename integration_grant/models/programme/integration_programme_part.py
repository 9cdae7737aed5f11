from odoo import api, fields, models
from odoo.exceptions import UserError

#: what may still be noted about a rule in force
OPEN_FIELDS = frozenset({"verified", "note"})


class IntegrationProgrammePart(models.AbstractModel):
    """A rule of a version: written while the version is a draft, then frozen.

    Carries its source, and whether somebody compared it with that; until then it is
    marked as an assumption on screen.
    """

    _name = "integration.programme.part"
    _description = "Part of a guideline"

    version_id = fields.Many2one(
        "integration.programme.version", required=True, index=True, ondelete="cascade"
    )
    programme_id = fields.Many2one(
        related="version_id.programme_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="version_id.company_id", store=True, index="btree_not_null"
    )
    source = fields.Char(translate=True)
    verified = fields.Boolean(
        help="Somebody compared the value with its source. Until then it is an "
        "assumption and marked as such."
    )
    note = fields.Char(translate=True)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_version([vals.get("version_id") for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() - OPEN_FIELDS:
            self._check_version([*self.version_id.ids, vals.get("version_id")])
        return super().write(vals)

    def unlink(self):
        self.version_id._check_is_draft()
        return super().unlink()

    def _check_version(self, version_ids):
        """:raise UserError: if one of the versions is in force"""
        versions = self.env["integration.programme.version"]
        versions.browse(filter(None, version_ids))._check_is_draft()

    def action_verify(self):
        """Note that the value was compared with its source."""
        for part in self:
            if not part.source:
                raise UserError(
                    self.env._(
                        "%(name)s: please enter the source first.",
                        name=part.display_name,
                    )
                )
        self.write({"verified": True})
