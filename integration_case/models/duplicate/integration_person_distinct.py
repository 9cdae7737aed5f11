from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class IntegrationPersonDistinct(models.Model):
    """Two clients who look like one and are not: never proposed again (C7).

    Visible to whoever reads both files. The statement is not changed or deleted; it
    can be revoked, and stays as history.
    """

    _name = "integration.person.distinct"
    _inherit = ["integration.protected"]
    _description = "Not the same person"
    _order = "id desc"

    person_id = fields.Many2one(
        "integration.person",
        "Client",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    other_id = fields.Many2one(
        "integration.person",
        "Is not",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="person_id.company_id", store=True, index=True)
    reference = fields.Char(related="person_id.reference", store=True)
    note = fields.Char()
    user_id = fields.Many2one(
        "res.users",
        "Stated by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    date_revoked = fields.Datetime("Revoked on", readonly=True, copy=False)
    revoked_by_id = fields.Many2one(
        "res.users", "Revoked by", readonly=True, copy=False, index="btree_not_null"
    )

    @api.constrains("person_id", "other_id")
    def _check_persons(self):
        for pair in self:
            if pair.person_id == pair.other_id:
                raise ValidationError(
                    self.env._("A person cannot be told apart from herself.")
                )
            if pair.person_id.company_id != pair.other_id.company_id:
                raise ValidationError(
                    self.env._("Both files belong to the same authority.")
                )

    def _get_screen_name(self):
        return f"{self.person_id.name} / {self.other_id.name}"

    @api.model_create_multi
    def create(self, vals_list):
        # stated by whoever does it, now
        allowed = {"person_id", "other_id", "note"}
        return super().create(
            [{k: v for k, v in vals.items() if k in allowed} for vals in vals_list]
        )

    def action_revoke(self):
        """Let the two be proposed again."""
        self.check_access("read")
        if self.filtered("date_revoked"):
            raise UserError(self.env._("This was revoked already."))
        # sudo: whoever may state it may revoke it; nothing else is changed
        self.sudo().write(
            {"date_revoked": fields.Datetime.now(), "revoked_by_id": self.env.uid}
        )

    @api.model
    def _get_pairs(self, persons):
        """:return: set of frozensets of two person ids that were told apart"""
        # sudo: only leaves proposals out
        pairs = self.sudo().search(
            [
                ("date_revoked", "=", False),
                "|",
                ("person_id", "in", persons.ids),
                ("other_id", "in", persons.ids),
            ]
        )
        return {frozenset((pair.person_id.id, pair.other_id.id)) for pair in pairs}


class IntegrationPerson(models.Model):
    _inherit = "integration.person"

    def _get_distinct_persons(self):
        """:return: persons who were told apart from these"""
        pairs = self.env["integration.person.distinct"]._get_pairs(self)
        return self.browse({i for pair in pairs for i in pair}) - self

    def _state_distinct(self, other):
        """Note for good that two persons are not the same.

        :param other: the other person
        :return: the statement, an older one if there is one
        """
        self.ensure_one()
        pairs = self.env["integration.person.distinct"]
        (self | other).check_access("read")
        present = pairs.search(
            [
                ("person_id", "in", (self | other).ids),
                ("other_id", "in", (self | other).ids),
                ("date_revoked", "=", False),
            ],
            limit=1,
        )
        return present or pairs.create({"person_id": self.id, "other_id": other.id})
