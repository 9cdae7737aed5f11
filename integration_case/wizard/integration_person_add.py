from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationPersonAdd(models.TransientModel):
    """Adds a person to a case: a new one, or one whose file the user may read."""

    _name = "integration.person.add"
    _inherit = ["integration.duplicate.hint"]
    _description = "Add a person"

    case_id = fields.Many2one("integration.case", required=True)
    person_id = fields.Many2one("integration.person", "Known person")
    last_name = fields.Char()
    first_name = fields.Char()
    birth_date = fields.Date("Date of birth")
    nationality_id = fields.Many2one("res.country")
    role = fields.Selection(
        lambda self: self._get_labels("integration.household.member", "role"),
        "Role in the household",
        default="child",
    )

    def _get_labels(self, model, field):
        """:return: the choices of another model's field in the user's language."""
        return self.env[model]._fields[field]._description_selection(self.env)

    @api.depends("person_id")
    def _compute_duplicate_hint(self):
        return super()._compute_duplicate_hint()

    def _wants_duplicate_hint(self):
        return not self.person_id and super()._wants_duplicate_hint()

    def _get_hint_company(self):
        return self.case_id.company_id or super()._get_hint_company()

    def action_add(self):
        """Cover the person and join her to the client's household."""
        self.ensure_one()
        person = self.person_id
        if person:
            self.case_id.write({"person_ids": [fields.Command.link(person.id)]})
        else:
            person = self.case_id._add_person(
                {
                    "last_name": self.last_name,
                    "first_name": self.first_name,
                    "birth_date": self.birth_date,
                    "nationality_id": self.nationality_id.id,
                }
            )
        self._join_household(person)
        return {"type": "ir.actions.act_window_close"}

    def _join_household(self, person):
        if not self.role or person.membership_ids.filtered(lambda m: not m.date_until):
            return
        client = self.case_id.person_id
        household = client.membership_ids.filtered(
            lambda member: not member.date_until
        ).household_id[:1]
        if not household:
            household = self.env["integration.household"].create(
                {
                    "member_ids": [
                        fields.Command.create({"person_id": client.id, "role": "head"})
                    ]
                }
            )
        household.member_ids.create(
            {
                "household_id": household.id,
                "person_id": person.id,
                "role": self.role,
                "date_from": get_today(),
            }
        )
