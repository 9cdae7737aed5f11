from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import to_german_time

#: of the client to the manager, and back
FROM_CLIENT = "integration_case.integration_message_subtype_client"
TO_CLIENT = "integration_case.integration_message_subtype_answer"
ACTIVITY = "integration_case.mail_activity_type_client"


class IntegrationDoor(models.Model):
    """What client and manager write to each other; it stands in the case's discussion."""

    _inherit = "integration.door"

    messages = fields.Html(
        "Messages with the client",
        compute="_compute_messages",
        sanitize=False,
        groups="integration_case.group_integration_manager",
    )

    @api.depends_context("uid", "lang")
    def _compute_messages(self):
        for door in self:
            door.messages = Markup("").join(
                door._show_message(message) for message in door._get_messages()
            )

    def _show_message(self, message):
        to_client = message.subtype_id == self.env.ref(TO_CLIENT)
        who = message.author_id.name if to_client else self.env._("Client")
        when = to_german_time(message.date)
        return Markup('<div class="mb-3"><strong>%s</strong> · %s%s</div>') % (
            who,
            f"{when:%d.%m.%Y %H:%M}",
            message.body,
        )

    def _get_messages(self, limit=None, cases=None):
        """Return what client and managers have written to each other, newest first.

        :param int limit: how many at most
        :param cases: of these; without, of the access's case
        """
        cases = self.case_id if cases is None else cases
        kinds = self.env.ref(FROM_CLIENT) | self.env.ref(TO_CLIENT)
        return self.env["mail.message"].search(
            [
                ("model", "=", "integration.case"),
                ("res_id", "in", cases.ids),
                ("subtype_id", "in", kinds.ids),
            ],
            order="date desc, id desc",
            limit=limit,
        )

    def action_answer(self):
        """:return: dialog for a message that the client reads at her access"""
        self._check_workable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write to the client"),
            "res_model": "integration.door.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_door_id": self.id},
        }

    def _answer(self, text):
        """Write to the client; she reads it at her access, and nowhere else.

        :raise UserError: if there is no access to read it at, or nothing or too much
            is written
        """
        self._check_workable()
        text = (text or "").strip()
        longest = self.env["integration.rule.value"]._get_number(
            "door_message_length", company=self.company_id
        )
        if self.state != "open":
            raise UserError(
                self.env._(
                    "%(reference)s: the client cannot open her access at the moment. "
                    "Please hand over a paper and a code first.",
                    reference=self.reference,
                )
            )
        if not text or len(text) > longest:
            raise UserError(
                self.env._(
                    "%(reference)s: please write a message of at most %(count)s "
                    "characters.",
                    reference=self.reference,
                    count=int(longest),
                )
            )
        lines = Markup("<br/>").join(text.split("\n"))
        self.case_id.with_context(mail_post_autofollow=False).message_post(
            body=Markup("<p>%s</p>") % lines,
            message_type="comment",
            subtype_xmlid=TO_CLIENT,
        )
        waiting = self.case_id.activity_ids.filtered(
            lambda activity: (
                activity.activity_type_id == self.env.ref(ACTIVITY)
                and activity.user_id == self.env.user
            )
        )
        waiting.action_done()
