import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date, formatLang

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools.pdf import get_paper_lang, make_pdf

from ..models.hours.rights import COORDINATOR, check_group


class IntegrationVolunteerCertificate(models.TransientModel):
    """Certificate of engagement: hours for each task of a period, to sign (V25).

    Neutral: it neither judges nor names anybody but the volunteer.
    """

    _name = "integration.volunteer.certificate"
    _description = "Certificate of engagement"

    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, readonly=True
    )
    date_from = fields.Date(required=True)
    date_until = fields.Date(required=True)
    hours = fields.Float(compute="_compute_hours")
    card_words = fields.Text("Volunteers' card", compute="_compute_hours")
    paper = fields.Binary(compute="_compute_paper", export_string_translation=False)

    @api.depends("volunteer_id", "date_from", "date_until")
    def _compute_hours(self):
        criteria = self.env["integration.volunteer.card.criterion"]
        for dialog in self:
            dialog.hours = sum(row[1] for row in dialog._get_rows()) / 60
            day = dialog.date_until or get_today()
            rows = criteria._check(dialog.volunteer_id, day)
            dialog.card_words = "\n".join(row["words"] for row in rows)

    def _compute_paper(self):
        for dialog in self:
            dialog.paper = base64.b64encode(make_pdf(self.env, dialog._render()))

    @api.constrains("date_from", "date_until")
    def _check_period(self):
        for dialog in self:
            if dialog.date_from > dialog.date_until:
                raise ValidationError(self.env._("The period ends before it begins."))

    @api.model
    def _open(self, volunteer):
        """:return: action of the dialog, for the last twelve months"""
        volunteer.ensure_one()
        check_group(volunteer, COORDINATOR)
        today = get_today()
        dialog = self.create(
            {
                "volunteer_id": volunteer.id,
                "date_from": fields.Date.add(
                    fields.Date.subtract(today, months=12), days=1
                ),
                "date_until": today,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate of engagement"),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_print(self):
        """:return: download of the certificate

        :raise UserError: if there are no approved hours in the period
        """
        self.ensure_one()
        if not self._get_rows():
            raise UserError(
                self.env._(
                    "%(name)s has no approved hours in this period.",
                    name=self.volunteer_id.name,
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/paper?filename=engagement.pdf",
            "target": "new",
            "close": True,
        }

    def _get_rows(self):
        """:return: list of (name of the task, minutes), the longest first"""
        self.ensure_one()
        if not (self.date_from and self.date_until):
            return []
        tasks = self.volunteer_id._get_hours_by_task(self.date_from, self.date_until)
        rows = [(task.name, minutes) for task, minutes in tasks.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def _render(self):
        """:return: the page, in the language of the authority's papers"""
        self.ensure_one()
        self.volunteer_id.check_access("read")
        page = self.with_context(lang=get_paper_lang(self.env))
        rows = page._get_rows()
        hours = [
            (name, formatLang(page.env, minutes / 60, digits=2))
            for name, minutes in rows
        ]
        total = sum(minutes for _name, minutes in rows)
        return page.env["ir.qweb"]._render(
            "integration_volunteer.integration_volunteer_certificate_paper",
            {
                "company": page.volunteer_id.company_id,
                "volunteer": page.volunteer_id,
                "rows": hours,
                "total": formatLang(page.env, total / 60, digits=2),
                "date_from": format_date(page.env, page.date_from),
                "date_until": format_date(page.env, page.date_until),
                "lang": (page.env.lang or "de").replace("_", "-"),
            },
        )
