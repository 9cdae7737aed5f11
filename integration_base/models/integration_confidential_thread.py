from odoo import api, models
from odoo.exceptions import ValidationError

# What of a message would put its text into the table of the bus.
MESSAGE_TEXT_FIELDS = (
    "attachment_ids",
    "body",
    "parent_id",
    "subject",
    "tracking_value_ids",
)


class IntegrationConfidentialThread(models.AbstractModel):
    """Chatter that stays among those who may read the record.

    Inherit it *instead of* ``mail.thread``: listed after it, its overrides silently
    never run. Mentioning, following or notifying others is refused; mail carries the
    reference and a link, no name and no text (security.md, section 6).
    """

    _name = "integration.confidential.thread"
    _inherit = ["mail.thread", "integration.protected"]
    _description = "Confidential discussion"

    def _filter_entitled_partners(self, partner_ids):
        """:return: those of the partners all of whose users may read every record."""
        # sudo: looks at users behind partners, returns only the ids handed in
        partners = self.env["res.partner"].sudo().browse(partner_ids).exists()
        entitled = partners.filtered(
            lambda partner: (
                partner.user_ids
                and all(
                    record._get_readable_by(partner.user_ids) == partner.user_ids
                    for record in self
                )
            )
        )
        return entitled.ids

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        partner_ids = self._filter_entitled_partners(partner_ids or [])
        return super().message_subscribe(partner_ids, subtype_ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        partner_ids = self._filter_entitled_partners(partner_ids or [])
        if not partner_ids:
            return True
        return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)

    def _message_auto_subscribe_notify(self, partner_ids, template):
        partner_ids = self._filter_entitled_partners(partner_ids)
        if not partner_ids:
            return None
        return super()._message_auto_subscribe_notify(partner_ids, template)

    def message_post(self, **kwargs):
        self._check_recipients(kwargs)
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        if self:
            self._check_recipients(kwargs)
        return super().message_notify(**kwargs)

    def _check_recipients(self, values):
        """Refuse to address people who may not read the record, or bare addresses."""
        if values.get("outgoing_email_to") or values.get("partner_emails"):
            raise ValidationError(self._get_recipient_error())
        wanted = set(values.get("partner_ids") or [])
        if wanted - set(self._filter_entitled_partners(list(wanted))):
            raise ValidationError(self._get_recipient_error())

    def _get_recipient_error(self):
        return self.env._(
            "%(reference)s: messages can only go to people who have access to the "
            "record.",
            reference=", ".join(self.mapped(self._integration_reference)),
        )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not self:
            return recipients
        entitled = self._filter_entitled_partners(
            [r["id"] for r in recipients if r["id"]]
        )
        return [r for r in recipients if r["id"] in entitled]

    def _message_compute_subject(self):
        self.ensure_one()
        return self[self._integration_reference]

    def _get_neutral_notice(self):
        """:return: the only words that leave the house about a message."""
        return self.env._(
            "There is something new on %(reference)s. Please open it in Odoo.",
            reference=self[self._integration_reference] if self else "",
        )

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        if self:
            values["subject"] = self._message_compute_subject()
        return values

    def _notify_by_email_prepare_rendering_context(self, message, *args, **kwargs):
        values = super()._notify_by_email_prepare_rendering_context(
            message, *args, **kwargs
        )
        if self:
            values.update(
                integration_notice=self._get_neutral_notice(),
                record_name=self._message_compute_subject(),
                subtitles=[self._message_compute_subject()],
                tracking_values=[],
            )
        return values

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        if not self:
            return super()._notify_by_email_render_layout(
                message, recipients_group, msg_vals, render_values
            )
        return self.env["ir.qweb"]._render(
            "integration_base.mail_notification_neutral",
            {**(render_values or {}), **recipients_group},
            minimal_qcontext=True,
            lang=(render_values or {}).get("lang", self.env.lang),
        )

    def _notify_thread_by_inbox(
        self, message, recipients_data, msg_vals=False, **kwargs
    ):
        """The bus keeps what it carries: the inbox fetches the text from the message."""
        if not self:
            return super()._notify_thread_by_inbox(
                message, recipients_data, msg_vals, **kwargs
            )
        message.flush_recordset()
        neutral = {
            "body": f"<p>{self._get_neutral_notice()}</p>",
            "subject": self._message_compute_subject(),
        }
        for name in MESSAGE_TEXT_FIELDS:
            field = message._fields[name]
            value = field.convert_to_cache(neutral.get(name, False), message)
            field._update_cache(message, value)
        try:
            return super()._notify_thread_by_inbox(message, recipients_data, **kwargs)
        finally:
            message.invalidate_recordset(MESSAGE_TEXT_FIELDS, flush=False)

    def _notify_by_web_push_prepare_payload(
        self, message, msg_vals=False, force_record_name=False
    ):
        payload = super()._notify_by_web_push_prepare_payload(
            message, msg_vals, force_record_name
        )
        if self:
            payload["title"] = self._message_compute_subject()
            payload["options"]["body"] = self._get_neutral_notice()
        return payload

    @api.model
    def _mail_get_partner_fields(self, introspect_fields=False):
        """No client is a recipient: nothing is suggested from the record's fields."""
        return []
