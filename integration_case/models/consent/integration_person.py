from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import (
    get_today,
    start_of_day_utc,
    to_german_day,
)


class IntegrationPerson(models.Model):
    """A client's consents, and who answers for a minor (C51)."""

    _inherit = "integration.person"

    consent_ids = fields.One2many("integration.consent", "person_id", "Consents")
    release_ids = fields.One2many(
        "integration.secrecy.release", "person_id", "Releases from secrecy"
    )
    asked_at_age = fields.Integer(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Age for which asking anew was put before the manager; 0: none yet.",
    )

    def write(self, vals):
        if "birth_date" in vals and "asked_at_age" not in vals:
            vals = dict(vals, asked_at_age=0)
        return super().write(vals)

    def action_take_consents(self):
        """:return: the dialog in which this person, or her guardian, answers"""
        self.ensure_one()
        return self.env["integration.consent.take"]._open(self)

    def _needs_guardian(self, moment):
        """:return: whether a guardian has to answer at a UTC time"""
        self.ensure_one()
        age = self.env["integration.rule.value"]._get_number(
            "consent_own_age", to_german_day(moment), self.company_id
        )
        birthday = self._get_birth_date_of_age(age)
        return bool(birthday) and moment < start_of_day_utc(birthday)

    def _take_turn(self):
        """Let answers of one client be recorded one after the other.

        Whoever comes second waits. As her view of the data is older than what the first
        has written, the server repeats her request, which then finds it done.
        """
        if not self:
            return
        self.env.execute_query(
            SQL(
                "UPDATE integration_person SET reference = reference WHERE id IN %s"
                " RETURNING id",
                tuple(sorted(self.ids)),
            )
        )

    def _withdraw_consents(self, purpose, how, moment=None):
        """End all consents in force for a purpose, see ``integration.consent``.

        :return: the consents that were ended
        """
        self.ensure_one()
        consents = self.consent_ids.filtered(
            lambda consent: (
                consent.purpose_id == purpose
                and consent.decision == "given"
                and not consent.withdrawn_at
            )
        )
        if consents:
            consents._withdraw(how, moment)
        return consents

    @api.model
    def _cron_ask_again(self):
        """Tell managers once when a minor may answer herself, and when of age (C51)."""
        rules = self.env["integration.rule.value"]
        today = get_today()
        cron = self.env["ir.cron"]
        ages = {
            int(rules._get_number(key))
            for key in ("consent_own_age", "age_of_majority")
        }
        for age in sorted(ages, reverse=True):
            # a birthday of the last year is enough: the job runs every day
            born = fields.Date.subtract(today, years=age)
            persons = self.search(
                [
                    ("birth_date", "<=", born),
                    ("birth_date", ">", fields.Date.subtract(born, years=1)),
                    ("asked_at_age", "<", age),
                    ("consent_ids.by_guardian", "=", True),
                ]
            )
            cron._commit_progress(remaining=len(persons))
            for person in persons:
                person._ask_again(age)
                if not cron._commit_progress(1):
                    return

    def _ask_again(self, age):
        self.ensure_one()
        for case in self.case_ids.filtered(lambda case: not case.is_closed):
            env = case.with_context(lang=case.user_id.lang).env
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                get_today(),
                summary=env._(
                    "A client has turned %(age)s: ask for her own consents", age=age
                ),
                user_id=case.user_id.id,
            )
        self.asked_at_age = age
