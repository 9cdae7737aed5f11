from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import start_of_day_utc, to_german_day


class IntegrationConsent(models.Model):
    """The one answer to: may this datum go to this recipient for this purpose?"""

    _inherit = "integration.consent"

    @api.model
    def _decide(self, person, data_class, recipient, purpose, moment=None):
        """Decide whether data may be read, shown or passed on (C46).

        :param person: ``integration.person`` record
        :param str data_class: code of ``integration.data.class``
        :param recipient: a kind of recipient (``team``, ``volunteer`` …) or the
            contact who receives
        :param str purpose: code of ``integration.purpose``
        :param moment: UTC time asked for, now if empty
        :return: dict: ``allowed``, ``basis`` (``consent``, ``guardian``,
            ``public_task`` or None), ``code`` (reason), ``words`` (the reason, to be
            shown), ``consent`` (the record it rests on, or the last answer)
        """
        # whoever asks about a file that was joined asks about the client
        person = person._get_kept()
        moment = fields.Datetime.to_datetime(moment) or fields.Datetime.now()
        # sudo: answers yes or no about a person the caller holds
        aim = (
            self.env["integration.purpose"]
            .sudo()
            .search(
                [
                    ("code", "=", purpose),
                    ("company_id", "in", (False, person.sudo().company_id.id)),
                ]
            )
        )
        if not aim:
            return self._answer(None, "no_purpose")
        if data_class not in aim.data_class_ids.mapped("code"):
            return self._answer(None, "not_covered")
        if not self._is_recipient_of(aim, recipient):
            return self._answer(None, "wrong_recipient")
        if aim.legal_basis == "public_task":
            return self._answer("public_task", "public_task")
        return self._decide_by_consent(person, recipient, aim, moment)

    @api.model
    def _is_recipient_of(self, purpose, recipient):
        if isinstance(recipient, str):
            # a purpose that names its recipients is never open to all of a kind
            by_name = purpose.legal_basis == "consent" and purpose.names_recipients
            named = purpose.recipient_ids or by_name
            return not named and purpose.recipient_kind == recipient
        return not purpose.recipient_ids or recipient in purpose.recipient_ids

    @api.model
    def _decide_by_consent(self, person, recipient, purpose, moment):
        # sudo: as in _decide
        answers = (
            self.sudo()
            .search(
                [
                    ("person_id", "=", person.id),
                    ("purpose_id", "=", purpose.id),
                    ("date_from", "<=", moment),
                ]
            )
            .with_env(self.env)
        )
        unnamed = False
        for consent in answers.sudo():
            if consent._get_state(moment) != "given":
                continue
            if consent.by_guardian and not consent._guardian_speaks(moment):
                continue
            if purpose.names_recipients and recipient not in consent.recipient_ids:
                unnamed = True
                continue
            basis = "guardian" if consent.by_guardian else "consent"
            return self._answer(basis, basis, consent)
        if unnamed:
            return self._answer(None, "not_named")
        last = answers.sudo()[:1]
        code = last._get_state(moment) if last else "not_asked"
        return self._answer(None, "of_age" if code == "given" else code, last)

    def _guardian_speaks(self, moment):
        """:return: whether the client is still a minor at a UTC time"""
        age = self.env["integration.rule.value"]._get_number(
            "age_of_majority", to_german_day(moment), self.company_id
        )
        birthday = self.person_id._get_birth_date_of_age(age)
        return not birthday or moment < start_of_day_utc(birthday)

    @api.model
    def _answer(self, basis, code, consent=None):
        words = {
            "no_purpose": self.env._("There is no such purpose."),
            "not_covered": self.env._("The purpose does not cover these data."),
            "wrong_recipient": self.env._("The purpose does not allow this recipient."),
            "public_task": self.env._("Allowed by a public task."),
            "consent": self.env._("The client has consented."),
            "guardian": self.env._("The guardian has consented."),
            "not_named": self.env._("The client has not named this recipient."),
            "not_asked": self.env._("The client was not asked yet."),
            "refused": self.env._("The client has refused."),
            "withdrawn": self.env._("The client has withdrawn the consent."),
            "expired": self.env._("The consent has expired."),
            "of_age": self.env._(
                "The guardian's consent has ended: the client is of age."
            ),
        }
        return {
            "allowed": bool(basis),
            "basis": basis,
            "code": code,
            "words": words[code],
            "consent": (consent or self.browse()).with_env(self.env),
        }
