from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import (
    end_of_day_utc,
    get_today,
    start_of_day_utc,
    to_german_day,
)


class IntegrationConsent(models.Model):
    """Giving, refusing and withdrawing: the only ways to make and end a consent."""

    _inherit = "integration.consent"

    @api.model
    def _record(self, evidence, purpose, decision, language=None, recipients=None):
        """Record a client's answer to one purpose.

        :param evidence: ``integration.consent.evidence`` of the talk
        :param purpose: ``integration.purpose`` record
        :param str decision: ``given`` or ``refused``; a no ends what was given before
        :param language: language of the text shown; that of the evidence if empty
        :param recipients: contacts named by the client
        :return: the consent
        :raise UserError: if the text is missing in this language, or a recipient
        """
        person = evidence.person_id
        person.check_access("write")
        person._take_turn()
        language = language or evidence.language_id
        text = purpose._get_text(language, to_german_day(evidence.date))
        if not text:
            raise UserError(
                self.env._(
                    "%(purpose)s: there is no confirmed text in %(language)s. Please "
                    "choose another language, or ask the data protection officer.",
                    purpose=purpose.name,
                    language=language.name or "–",
                )
            )
        if purpose.legal_basis != "consent":
            raise UserError(
                self.env._(
                    "%(purpose)s rests on a public task; nobody is asked to consent.",
                    purpose=purpose.name,
                )
            )
        recipients = recipients or self.env["res.partner"]
        if decision == "given" and purpose.names_recipients and not recipients:
            raise UserError(
                self.env._(
                    "%(purpose)s: please enter who may receive the data.",
                    purpose=purpose.name,
                )
            )
        if decision == "given":
            self._check_no_later_no(person, purpose, evidence.date)
        else:
            person._withdraw_consents(purpose, "refused", evidence.date)
        return (
            self._for_engine()
            .create(
                {
                    "person_id": person.id,
                    "purpose_id": purpose.id,
                    "text_id": text.id,
                    "language_id": language.id,
                    "decision": decision,
                    "recipient_ids": [
                        fields.Command.set(
                            recipients.ids
                            if decision == "given" and purpose.names_recipients
                            else []
                        )
                    ],
                    "how": evidence.how,
                    "interpreter": evidence.interpreter,
                    "by_guardian": bool(evidence.guardian_name),
                    "evidence_id": evidence.id,
                    "user_id": evidence.user_id.id,
                    "date_from": evidence.date,
                    "date_until": self._get_end(evidence),
                }
            )
            .with_env(self.env)
        )

    @api.model
    def _check_no_later_no(self, person, purpose, moment):
        """:raise UserError: if the client has said no since an answer noted late"""
        answers = person.consent_ids.filtered(lambda one: one.purpose_id == purpose)
        last = answers._get_last_no()
        if last and last > fields.Datetime.to_datetime(moment):
            raise UserError(
                self.env._(
                    "%(purpose)s: the client said no on %(date)s. An older yes does not "
                    "count any more.",
                    purpose=purpose.name,
                    date=fields.Datetime.to_string(last),
                )
            )

    def _get_last_no(self):
        """:return: UTC time of the last refusal or withdrawal of answers, or None"""
        moments = [one.date_from for one in self if one.decision == "refused"]
        # what ended by joining two files was no answer of its own
        moments += [
            one.withdrawn_at
            for one in self
            if one.withdrawn_at and one.withdrawn_how != "joined"
        ]
        return max(moments, default=None)

    @api.model
    def _get_end(self, evidence):
        """:return: UTC time at which a consent given now ends at the latest"""
        rules = self.env["integration.rule.value"]
        company = evidence.company_id
        day = to_german_day(evidence.date)
        last = day + rules._get_delta("consent_months", day, company)
        end = end_of_day_utc(last)
        if evidence.guardian_name:
            age = rules._get_number("age_of_majority", day, company)
            birthday = evidence.person_id._get_birth_date_of_age(age)
            if birthday:
                # of age with the first hour of the birthday
                end = min(end, start_of_day_utc(birthday))
        return max(end, evidence.date)

    # ------------------------------------------------------------------
    # Withdrawal
    # ------------------------------------------------------------------

    def action_withdraw(self):
        """End these consents now, and all others given for the same purpose."""
        for consent in self:
            consent._check_not_ended()
            consent.person_id._withdraw_consents(consent.purpose_id, "worker")

    def _check_not_ended(self):
        """:raise UserError: says why there is nothing to withdraw."""
        self.ensure_one()
        if self.decision == "refused":
            raise UserError(
                self.env._("%(purpose)s was refused.", purpose=self.purpose_id.name)
            )
        if self.withdrawn_at:
            raise UserError(
                self.env._(
                    "%(purpose)s was withdrawn on %(date)s already.",
                    purpose=self.purpose_id.name,
                    date=fields.Datetime.to_string(self.withdrawn_at),
                )
            )

    def _withdraw(self, how, moment=None):
        """End consents; what rests on them ends in the same transaction.

        :param str how: one of ``withdrawn_how``
        :param moment: UTC time, now if empty
        :raise UserError: if the time lies in the future or before the consent
        """
        self.person_id.check_access("write")
        now = fields.Datetime.now()
        moment = fields.Datetime.to_datetime(moment) or now
        self.person_id._take_turn()
        consents = self._for_engine()
        consents.invalidate_recordset(["withdrawn_at"])
        for consent in consents:
            consent.with_env(self.env)._check_not_ended()
            if moment > now or moment < consent.date_from:
                raise UserError(
                    self.env._(
                        "A withdrawal lies between the consent (%(date)s) and now.",
                        date=fields.Datetime.to_string(consent.date_from),
                    )
                )
        consents.write(
            {
                "withdrawn_at": moment,
                "withdrawn_how": how,
                "withdrawn_on": now,
                "withdrawn_by_id": self.env.uid,
            }
        )
        consents.flush_recordset()
        self._on_consent_withdrawn()

    def _on_consent_withdrawn(self):
        """Stop what rests on these consents; extended by each addon.

        Called once for consents just withdrawn, in the same transaction: an error
        here takes the withdrawal back, so nothing goes on unnoticed.
        """
        self._tell_managers(self.env._("A consent was withdrawn"))

    def _on_consent_expired(self):
        """Stop what rests on these consents; called once by the job of the day.

        Reading ends by itself at the time of expiry.
        """

    def _tell_managers(self, summary, day=None):
        """Put an activity before the managers of open cases, except the one at work."""
        # sudo: the activity goes to those who work the case anyway
        for case in self.sudo().person_id.case_ids:
            if case.is_closed or case.user_id == self.env.user:
                continue
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                day or get_today(),
                summary=summary,
                user_id=case.user_id.id,
            )
