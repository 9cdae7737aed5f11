from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationCounsellingSession(models.Model):
    """A group session: a header without personal data, one contact for each case.

    Notes stay with the contacts, so that no case reads another's; the minutes count
    once (C30).
    """

    _name = "integration.counselling.session"
    _description = "Group session"
    _order = "date desc, id desc"
    # holds no client, but is nobody else's business outside the authority
    _integration_guarded = True
    _integration_countable = True
    _integration_counted_person = None

    name = fields.Char("Subject", required=True, help="No client's name, please.")
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    minutes = fields.Integer(required=True, default=60)
    place = fields.Char()
    topic_ids = fields.Many2many("integration.topic", string="Topics")
    language_id = fields.Many2one("integration.language")
    user_id = fields.Many2one(
        "res.users",
        "Held by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    counselling_ids = fields.One2many(
        "integration.counselling", "session_id", "Contacts"
    )
    participant_count = fields.Integer("Cases", compute="_compute_participant_count")

    _minutes_range = models.Constraint(
        "CHECK (minutes > 0 AND minutes <= 1440)",
        "A session lasts between a minute and a day.",
    )

    @api.depends("counselling_ids")
    def _compute_participant_count(self):
        # sudo: a number without names
        counts = dict(
            self.env["integration.counselling"]
            .sudo()
            ._read_group([("session_id", "in", self.ids)], ["session_id"], ["__count"])
        )
        for session in self:
            session.participant_count = counts.get(session.sudo(), 0)

    def write(self, vals):
        if {"minutes", "date", "topic_ids"} & vals.keys():
            # sudo: asks whether contacts of this session are fixed, shows none
            for contact in self.sudo().counselling_ids:
                if contact.is_fixed:
                    raise UserError(
                        self.env._(
                            "The contacts of this session are fixed; its figures stay."
                        )
                    )
        return super().write(vals)

    def add_cases(self, case_ids):
        """Record the session for cases: one contact each, without a note.

        :param list case_ids: cases the user may write
        :return: the new contacts
        """
        self.ensure_one()
        cases = self.env["integration.case"].browse(case_ids)
        cases.check_access("write")
        present = self.counselling_ids.case_id
        return self.env["integration.counselling"].create(
            [self._prepare_contact_vals(case) for case in cases - present]
        )

    def _prepare_contact_vals(self, case):
        self.ensure_one()
        return {
            "case_id": case.id,
            "session_id": self.id,
            "date": self.date,
            "minutes": self.minutes,
            "kind": "group",
            "language_id": self.language_id.id,
            "topic_line_ids": [
                fields.Command.create({"topic_id": topic.id})
                for topic in self.topic_ids
            ],
        }
