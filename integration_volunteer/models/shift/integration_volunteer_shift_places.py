from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IntegrationVolunteerShiftPlaces(models.AbstractModel):
    """Places of one role: two helpers and a driver, not three of anything (V1, V3)."""

    _name = "integration.volunteer.shift.places"
    _description = "Places of a role"
    _order = "sequence, id"

    name = fields.Char("Role", required=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    min_count = fields.Integer("At least", default=1)
    max_count = fields.Integer("Places", required=True, default=1)
    ability_id = fields.Many2one(
        "integration.volunteer.ability", "Needed ability", ondelete="restrict"
    )
    language_id = fields.Many2one(
        "integration.language", "Needed language", ondelete="restrict"
    )

    @api.constrains("min_count", "max_count")
    def _check_counts(self):
        for places in self:
            if not 0 <= places.min_count <= places.max_count or not places.max_count:
                raise ValidationError(
                    self.env._(
                        "%(role)s: there is at least one place, and the minimum is not "
                        "above the number of places.",
                        role=places.name,
                    )
                )

    def _get_unfit(self, volunteer):
        """Say what a volunteer lacks for the role itself (V12).

        :param volunteer: ``integration.volunteer``
        :return: list of sentences
        """
        self.ensure_one()
        missing = []
        if self.ability_id and self.ability_id not in volunteer.ability_ids:
            missing.append(self.ability_id.name)
        languages = volunteer.language_ids.language_id
        if self.language_id and self.language_id not in languages:
            missing.append(self.language_id.name)
        return [
            self.env._(
                "%(role)s needs: %(what)s.", role=self.name, what=", ".join(missing)
            )
            for _one in missing[:1]
        ]
