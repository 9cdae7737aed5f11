from odoo import fields, models
from odoo.exceptions import UserError

from ..base.integration_plan_part import take_turn
from .contents import ReferralContents
from .integration_referral import RUNNING

PURPOSE = "services"


class IntegrationReferral(models.Model):
    """What leaves, on which basis, and how it is taken back (C39-C43)."""

    _inherit = "integration.referral"

    # ------------------------------------------------------------------
    # May it leave?
    # ------------------------------------------------------------------

    def _decide(self):
        """Ask for each class of data whether it may go to this recipient.

        :return: dict ``integration.data.class`` → answer of
            ``integration.consent._decide``; allowed also by a decision without consent,
            whose ``basis`` is ``override``
        """
        self.ensure_one()
        consents = self.env["integration.consent"]
        override = self.env["integration.referral.override"]._get_current(self)
        # whoever is named may stand for the contact person chosen
        recipients = self.partner_id | self.partner_id.commercial_partner_id
        answers = {}
        for data_class in self.data_class_ids:
            found = [
                consents._decide(self.person_id, data_class.code, recipient, PURPOSE)
                for recipient in recipients
            ]
            answer = next((one for one in found if one["allowed"]), found[0])
            if not answer["allowed"] and data_class in override.data_class_ids:
                answer = {
                    **answer,
                    "allowed": True,
                    "basis": "override",
                    "until": override.date_until,
                    "consent": consents,
                }
            answers[data_class] = answer
        return answers

    def _check_may_leave(self):
        """:return: answers of :meth:`_decide`
        :raise UserError: naming the data that may not leave, each with the reason
        """
        answers = self._decide()
        if not answers:
            raise UserError(
                self.env._(
                    "%(reference)s: please choose which data the recipient gets.",
                    reference=self.reference,
                )
            )
        refused = [
            f"{data_class.name}: {answer['words']}"
            for data_class, answer in answers.items()
            if not answer["allowed"]
        ]
        if refused:
            raise UserError(
                self.env._(
                    "%(reference)s is not sent.\n%(reasons)s",
                    reference=self.reference,
                    reasons="\n".join(refused),
                )
            )
        return answers

    def _get_end(self, answers):
        """:return: UTC time at which the recipient's reading ends at the latest"""
        rules = self.env["integration.rule.value"]
        now = fields.Datetime.now()
        company = self.company_id
        longest = rules._get_delta("referral_access_months", company=company)
        ends = [(self.date_sent or now) + longest]
        for answer in answers.values():
            # sudo: the end of a consent that the decision rests on
            ends.append(answer.get("until") or answer["consent"].sudo().date_until)
        return min(filter(None, ends))

    @staticmethod
    def _get_consents(answers):
        """:return: ids of the consents that answers rest on"""
        return sorted(
            {
                answer["consent"].id
                for answer in answers.values()
                if answer["allowed"] and answer["consent"]
            }
        )

    # ------------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------------

    def _send(self, digest=None):
        """Let the data leave and freeze what left.

        :param str digest: of the preview that was looked at, see ``ReferralContents``
        :raise UserError: without a consent, without an address, or if the file has
            changed since the preview
        """
        # a withdrawal waits, or is seen
        self.person_id._take_turn()
        engine = self._begin_step("sent")
        self.case_id._check_not_closed()
        answers = self._check_may_leave()
        if self.channel == "link" and not self.email:
            raise UserError(
                self.env._(
                    "%(reference)s: please enter the e-mail address of the recipient, "
                    "or choose a letter.",
                    reference=self.reference,
                )
            )
        rows = ReferralContents(self).get_rows()
        if not rows:
            raise UserError(
                self.env._(
                    "%(reference)s: of the chosen data nothing is in the file.",
                    reference=self.reference,
                )
            )
        if digest and digest != ReferralContents.get_digest(self.env, rows):
            raise UserError(
                self.env._(
                    "%(reference)s: the file has changed since you looked. Please look "
                    "again at what leaves.",
                    reference=self.reference,
                )
            )
        date_until = self._get_end(answers)
        letter = self._make_letter(rows, answers, date_until)
        engine.write(
            {
                "letter_id": letter.id,
                "consent_ids": [fields.Command.set(self._get_consents(answers))],
                "date_until": date_until,
            }
        )
        self._take_step("sent")
        self.env["integration.access.log"]._log("export", self, "referral sent")
        letter._send_link()

    def _make_letter(self, rows, answers, date_until):
        user = self.env.user
        linked = self.channel == "link"
        return self.env["integration.referral.letter"]._make(
            {
                "company_id": self.company_id.id,
                "partner_id": self.partner_id.id,
                "kind": self.kind,
                "offer_id": self.offer_id.id,
                "purpose_id": self._get_purpose().id,
                "email": self.email if linked else False,
                "contact": ", ".join(filter(None, (user.name, user.phone))),
            },
            [
                {
                    "data_class_id": row["data_class"].id,
                    "label": row["label"],
                    "value": row["value"],
                    "basis": answers[row["data_class"]]["basis"],
                }
                for row in rows
            ],
            date_until,
        )

    def _get_purpose(self):
        # sudo: purposes are no secret
        purposes = self.env["integration.purpose"].sudo()
        return purposes.search(
            [
                ("code", "=", PURPOSE),
                ("company_id", "in", (False, self.company_id.id)),
            ],
            limit=1,
        )

    # ------------------------------------------------------------------
    # Taking back
    # ------------------------------------------------------------------

    def action_revoke(self):
        """The office takes a running referral back."""
        for referral in self:
            referral._begin_step("revoked")
            referral._revoke("office")

    def _revoke(self, how):
        """End running referrals and tell their recipients.

        :param str how: one of ``revoked_how``
        """
        by = "office" if how == "office" else "system"
        for referral in self._for_engine():
            referral._take_step("revoked", by=by, revoked_how=how)
            referral.letter_id._tell_end()

    def _look_again(self, how):
        """Ask anew for referrals whose basis has ended; without one they are revoked.

        :param str how: why the basis has ended, one of ``revoked_how``
        """
        # sudo: ends what rests on a consent, shows nothing
        referrals = self._for_engine()
        take_turn(referrals)
        for referral in referrals.filtered(lambda one: one.state in RUNNING):
            answers = referral._decide()
            date_until = referral._get_end(answers)
            holds = all(answer["allowed"] for answer in answers.values())
            if answers and holds and date_until > fields.Datetime.now():
                referral.write(
                    {
                        "consent_ids": [
                            fields.Command.set(self._get_consents(answers))
                        ],
                        "date_until": date_until,
                    }
                )
                referral.letter_id._prolong(date_until)
            else:
                referral._revoke(how)
