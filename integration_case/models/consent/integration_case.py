from odoo import api, fields, models

BADGES = {
    "given": "badge text-bg-success",
    "refused": "badge text-bg-secondary",
    "withdrawn": "badge text-bg-danger",
    "expired": "badge text-bg-warning",
    "public_task": "badge text-bg-info",
}


class IntegrationCase(models.Model):
    """Consents at a glance on the case, and in its timeline."""

    _inherit = "integration.case"

    consent_ids = fields.Many2many(
        "integration.consent", string="Consents", compute="_compute_consents"
    )
    release_ids = fields.Many2many(
        "integration.secrecy.release",
        string="Releases from secrecy",
        compute="_compute_consents",
    )
    consent_overview = fields.Html(compute="_compute_consent_overview", sanitize=False)

    @api.depends("person_ids.consent_ids", "person_ids.release_ids")
    def _compute_consents(self):
        for case in self:
            case.consent_ids = case.person_ids.consent_ids
            case.release_ids = case.person_ids.release_ids

    @api.depends("person_ids.consent_ids.withdrawn_at")
    def _compute_consent_overview(self):
        purposes = self.env["integration.purpose"]
        for case in self:
            available = purposes._get_available(case.company_id)
            case.consent_overview = self.env["ir.qweb"]._render(
                "integration_case.integration_consent_overview",
                {
                    "case": case,
                    "persons": case.person_id | case.person_ids,
                    "purposes": available,
                    "colors": BADGES,
                },
            )

    def action_take_consents(self):
        """:return: the dialog in which the client answers"""
        self.ensure_one()
        person = self.person_id
        if wanted := self.env.context.get("integration_person_id"):
            person = self.person_ids.filtered(lambda one: one.id == wanted) or person
        return self.env["integration.consent.take"]._open(person, self)

    def action_add_release(self):
        """:return: form of a release from secrecy for the client"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release from secrecy"),
            "res_model": "integration.secrecy.release",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_person_id": self.person_id.id},
        }

    def _get_timeline_entries(self, limit):
        consents = self.env["integration.consent"].search(
            [("person_id", "in", self.person_ids.ids)], limit=limit
        )
        entries = super()._get_timeline_entries(limit)
        for consent in consents:
            entries.append(
                self._prepare_consent_entry(
                    consent,
                    consent.date_from,
                    self.env._("Consent given")
                    if consent.decision == "given"
                    else self.env._("Consent refused"),
                )
            )
            if consent.withdrawn_at:
                entries.append(
                    self._prepare_consent_entry(
                        consent, consent.withdrawn_at, self.env._("Consent withdrawn")
                    )
                )
        return entries

    def _prepare_consent_entry(self, consent, date, label):
        return self._prepare_entry(consent, date, "consent", label) | {
            "title": consent.purpose_id.name,
            "author": consent.user_id.name,
        }
