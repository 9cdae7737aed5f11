from odoo import api, models
from odoo.exceptions import AccessError

QUIET_MODELS = {
    "calendar.attendee",
    "calendar.event",
    "calendar.recurrence",
    "ir.attachment",
    "mail.activity",
    "mail.followers",
    "mail.message",
    "mail.notification",
}


class IrRule(models.Model):
    _name = "ir.rule"
    _inherit = ["ir.rule", "integration.rights.watch"]

    def _filter_watched(self):
        return self.filtered(lambda rule: self._is_watched_model(rule.model_id.model))

    @api.model
    def _eval_context(self):
        """Give rules ``access_now`` and ``protected_models``.

        ``access_now`` is the domain of the access rows in force for the user; 'now'
        stays symbolic, for rule domains are cached per user.
        """
        access = self.env["integration.access"]
        return {
            **super()._eval_context(),
            "access_now": list(
                access._get_current_domain() & access._get_user_domain(self.env.uid)
            ),
            "protected_models": self.env[
                "integration.protected"
            ]._get_protected_models(),
        }

    def _make_access_error(self, operation, records):
        """Name nothing in refusals about protected records and those beside them.

        Core prints record names to every internal user in developer mode
        (``ir_rule.py``, ``_make_access_error``).
        """
        protected = self.env["integration.protected"]
        protected._log_refusal(records)
        name = records._name
        if (
            name in QUIET_MODELS
            or name.startswith("integration.")
            or protected._is_protected_model(name)
        ):
            records.invalidate_recordset()
            return AccessError(
                self.env._(
                    "You may not do this, or the record does not exist. "
                    "Please ask your team lead if you need access."
                )
            )
        return super()._make_access_error(operation, records)
