from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.integration_base.tools.days import get_today

CONFIRMATION = {"state", "confirmed_on", "confirmed_by_id"}


class IntegrationPurposeText(models.Model):
    """What a client reads before she answers: one version in one language (C52).

    Shipped texts are drafts. The officer confirms each; from then on it stays as it
    is, a change is a new version.
    """

    _name = "integration.purpose.text"
    _description = "Text of a purpose"
    _order = "purpose_id, language_id, version desc, id desc"
    _rec_name = "title"

    purpose_id = fields.Many2one(
        "integration.purpose", required=True, index=True, ondelete="restrict"
    )
    language_id = fields.Many2one(
        "integration.language", required=True, index=True, ondelete="restrict"
    )
    is_rtl = fields.Boolean(related="language_id.is_rtl")
    version = fields.Integer(
        required=True, readonly=True, default=0, copy=False, aggregator=None
    )
    title = fields.Char(required=True)
    text = fields.Text(required=True)
    valid_from = fields.Date(required=True, default=get_today, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    confirmed_on = fields.Date(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _version_uniq = models.UniqueIndex(
        "(purpose_id, language_id, version)", "This version exists already."
    )

    @api.depends("purpose_id", "language_id", "version")
    def _compute_display_name(self):
        for text in self:
            text.display_name = self.env._(
                "%(purpose)s, %(language)s, version %(number)s",
                purpose=text.purpose_id.name,
                language=text.language_id.name,
                number=text.version,
            )

    # ------------------------------------------------------------------
    # CRUD: a confirmed text is evidence
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & CONFIRMATION for vals in vals_list) and not self.env.su:
            raise AccessError(self.env._("Texts are confirmed by their button."))
        for vals in vals_list:
            vals.setdefault("version", self._get_next_version(vals))
        return super().create(vals_list)

    def _get_next_version(self, vals):
        newest = self.with_context(active_test=False).search(
            [
                ("purpose_id", "=", vals.get("purpose_id")),
                ("language_id", "=", vals.get("language_id")),
            ],
            order="version desc",
            limit=1,
        )
        return newest.version + 1

    def write(self, vals):
        self.check_access("write")
        confirmation = self.env.context.get("integration_confirm") is CONFIRM
        if not confirmation:
            self.check_access("write")
            if vals.keys() & CONFIRMATION:
                raise AccessError(self.env._("Texts are confirmed by their button."))
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._check_draft()

    def _check_draft(self):
        for text in self:
            if text.state == "confirmed":
                raise UserError(
                    self.env._(
                        "%(text)s: a confirmed text stays as it is. Please add a new "
                        "version.",
                        text=text.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_confirm(self):
        """Let clients be asked with these texts; for the officer only."""
        self.check_access("write")
        if not self.env.user.has_group("integration_base.group_integration_dpo"):
            raise AccessError(
                self.env._("Only the data protection officer confirms texts.")
            )
        self._confirm()

    def _confirm(self):
        self.filtered(lambda text: text.state == "draft").with_context(
            integration_confirm=CONFIRM
        ).write(
            {
                "state": "confirmed",
                "confirmed_on": get_today(),
                "confirmed_by_id": self.env.uid,
            }
        )


class Confirm:
    """Opens a text for its confirmation; JSON has no such object."""


CONFIRM = Confirm()
