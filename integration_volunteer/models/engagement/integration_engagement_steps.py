from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn
from odoo.addons.integration_plan.models.referral.contents import ReferralContents

from .contents import EngagementContents, get_classes

PURPOSE = "volunteers"
RECIPIENT = "volunteer"
#: tandems in which the volunteer needs what was released
OPEN_TANDEMS = ("proposed", "trial", "running", "paused")


class IntegrationEngagement(models.Model):
    """What is released to volunteers, and on which basis (C13, C39-C41)."""

    _inherit = "integration.engagement"

    # ------------------------------------------------------------------
    # May it leave?
    # ------------------------------------------------------------------

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

    def _decide(self, partner, classes):
        """Ask for each class of data whether it may go to this volunteer.

        :param partner: contact of the volunteer
        :param classes: ``integration.data.class``
        :return: dict class → answer of ``integration.consent._decide``
        """
        self.ensure_one()
        consents = self.env["integration.consent"]
        named = self._get_purpose().recipient_ids
        answers = {}
        for data_class in classes:
            # a purpose that names its recipients is asked by name
            recipient = partner if named else RECIPIENT
            answers[data_class] = consents._decide(
                self.person_id, data_class.code, recipient, PURPOSE
            )
        return answers

    def _check_may_leave(self, partner):
        """:return: answers of :meth:`_decide`
        :raise UserError: naming the data that may not leave, each with the reason
        """
        answers = self._decide(partner, get_classes(self))
        if refusal := self._get_refusal(answers):
            raise UserError(
                self.env._(
                    "%(reference)s: nothing is released.\n%(reasons)s",
                    reference=self.reference,
                    reasons=refusal,
                )
            )
        return answers

    @staticmethod
    def _get_refusal(answers):
        return "\n".join(
            f"{data_class.name}: {answer['words']}"
            for data_class, answer in answers.items()
            if not answer["allowed"]
        )

    def _get_end(self, answers, since=None):
        """:return: UTC time at which the volunteer's reading ends at the latest"""
        rules = self.env["integration.rule.value"]
        company = self.company_id
        longest = rules._get_delta("volunteer_release_months", company=company)
        ends = [(since or fields.Datetime.now()) + longest]
        # sudo: the end of a consent that the decision rests on
        ends += [answer["consent"].sudo().date_until for answer in answers.values()]
        return min(filter(None, ends))

    @staticmethod
    def _get_consents(answers):
        return sorted({one["consent"].id for one in answers.values() if one["consent"]})

    # ------------------------------------------------------------------
    # Releasing
    # ------------------------------------------------------------------

    def action_release(self):
        """:return: dialog that shows exactly what the volunteer will read"""
        self.ensure_one()
        self.check_access("write")
        self._check_ready()
        return self.env["integration.engagement.send"]._open(self)

    def _check_ready(self):
        """:raise UserError: if there is nobody to whom anything could be released"""
        self._check_not_ended()
        about = self._get_about()
        partners = self._get_partners()
        if self.tandem_id and about.state not in OPEN_TANDEMS or not partners:
            raise UserError(
                self.env._(
                    "%(reference)s: %(number)s has no volunteer yet to whom anything "
                    "could be released. The coordination proposes one.",
                    reference=self.reference,
                    number=about.reference,
                )
            )
        return partners

    def _release(self, digest=None):
        """Let the chosen data leave and freeze what left; a former copy ends.

        :param str digest: of the preview that was looked at, see ``ReferralContents``
        :raise UserError: without a consent, without a volunteer, or if the file has
            changed since the preview
        """
        self.ensure_one()
        self.check_access("write")
        # a withdrawal waits, or is seen
        self.person_id._take_turn()
        # sudo: waits only; also for whoever changes or loses the volunteer
        take_turn(self.sudo())
        about = self._get_about()
        take_turn(about)
        if self.request_id:
            take_turn(about._get_bookings())
        self.person_id._check_not_restricted()
        self.case_id._check_not_closed()
        partners = self._check_ready()
        rows = EngagementContents(self).get_rows()
        if digest and digest != ReferralContents.get_digest(self.env, rows):
            raise UserError(
                self.env._(
                    "%(reference)s: the file has changed since you looked. Please look "
                    "again at what the volunteer will read.",
                    reference=self.reference,
                )
            )
        answers = {one: self._check_may_leave(one) for one in partners}
        # sudo: rows of the engine; right and consent were checked
        self.sudo().release_ids._end("replaced")
        for partner in partners:
            self._release_to(partner, rows, answers[partner])
        self.env["integration.access.log"]._log("export", self, "release to volunteer")

    def _release_to(self, partner, rows, answers):
        date_until = self._get_end(answers)
        letter = self.env["integration.referral.letter"]._make(
            {
                "company_id": self.company_id.id,
                "partner_id": partner.id,
                "kind": RECIPIENT,
                "tandem_id": self.tandem_id.id,
                "request_id": self.request_id.id,
                "purpose_id": self._get_purpose().id,
                "email": partner.email,
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
        # sudo: rows of the engine; right and consent were checked
        self.env["integration.engagement.release"].sudo().create(
            {
                "engagement_id": self.id,
                "letter_id": letter.id,
                "partner_id": partner.id,
                "consent_ids": [fields.Command.set(self._get_consents(answers))],
                "user_id": self.env.uid,
                "date_from": fields.Datetime.now(),
                "date_until": date_until,
            }
        )
        # newest first, also within this request
        self.invalidate_recordset(["release_ids"])
        letter._send_link()
