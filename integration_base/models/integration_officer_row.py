from odoo import api, fields, models


class IntegrationOfficerRow(models.AbstractModel):
    """A row about a protected record that others than its readers see as well.

    Names the record by its random reference and holds no link to it: the data
    protection officer and the team's leads see that something happened, not to whom.
    """

    _name = "integration.officer.row"
    _description = "Row about a protected record, by its reference"
    _rec_name = "reference"

    res_model = fields.Char(
        required=True, readonly=True, export_string_translation=False
    )
    res_id = fields.Integer(
        required=True, readonly=True, index=True, export_string_translation=False
    )
    reference = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    team_id = fields.Many2one(
        "integration.team", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _prepare_record_vals(self, record):
        """:return: values that point at a record of the access list"""
        # sudo: reference, team and authority of a record; neither names a client
        record = record.sudo()
        team = record.team_id if "team_id" in record._fields else False
        return {
            "res_model": record._name,
            "res_id": record.id,
            "reference": record[record._integration_reference],
            "company_id": record.company_id.id,
            "team_id": team and team.id,
        }

    @api.model
    def _get_record_domain(self, records):
        return fields.Domain("res_model", "=", records._name) & fields.Domain(
            "res_id", "in", records.ids
        )

    def _get_record(self):
        """:return: the record a row is about, in the caller's rights"""
        self.ensure_one()
        # sudo: only to learn which record it is
        row = self.sudo()
        return self.env[row.res_model].browse(row.res_id)

    def _is_overseer(self):
        """:return: whether the user is the officer or a lead of the row's team."""
        self.ensure_one()
        if self.company_id not in self.env.companies:
            return False
        # sudo: asks who leads the team
        return (
            self.env.user.has_group("integration_base.group_integration_dpo")
            or self.env.user in self.sudo().team_id.lead_ids
        )

    def _get_overseers(self):
        """:return: active users who are told: officers of the authority, leads"""
        self.ensure_one()
        # sudo: whom to tell
        officers = self.env.ref("integration_base.group_integration_dpo").sudo()
        users = officers.all_user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        return users | self.sudo().team_id.lead_ids.filtered("active")

    def _tell(self, users, text):
        """Tell people in their inbox, with the reference and nothing else."""
        # sudo: sender or receiver may not read the record; the text is neutral
        self.env["mail.thread"].sudo().message_notify(
            partner_ids=users.partner_id.ids, subject=text, body=text
        )
