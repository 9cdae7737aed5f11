from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.integration_base.tools.days import to_german_day


class IntegrationTransfer(models.Model):
    """A client file that left for another authority, or came from one.

    The trace of it: who, when, to or from whom, the digest of the package. Never
    changed; only the encrypted package itself is dropped some days after (dated rule
    ``transfer_keep_days``). A file received gets a number of its own, the sender's is
    kept here for questions.
    """

    _name = "integration.transfer"
    _inherit = ["integration.case.fact"]
    _description = "Hand-over to or from an Authority"
    _order = "id desc"

    direction = fields.Selection(
        [("sent", "Sent"), ("received", "Received")], required=True, readonly=True
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users",
        "By",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    authority = fields.Char(required=True, readonly=True)
    with_notes = fields.Boolean(readonly=True)
    digest = fields.Char(
        "SHA-256", readonly=True, help="Digest of the package, to prove what was sent."
    )
    package_uid = fields.Char(
        readonly=True, required=True, index=True, export_string_translation=False
    )
    package = fields.Binary(readonly=True, attachment=False)
    package_name = fields.Char(readonly=True, export_string_translation=False)
    has_package = fields.Boolean(compute="_compute_has_package")
    received_reference = fields.Char("Number there", readonly=True)
    history = fields.Text("Contacts of the sending authority", readonly=True)
    problems = fields.Text("Left out", readonly=True)

    _received_once = models.UniqueIndex(
        "(package_uid, company_id) WHERE direction = 'received'",
        "This package was taken in already.",
    )

    @api.depends("package")
    def _compute_has_package(self):
        # only its size is read
        for transfer in self.with_context(bin_size=True):
            transfer.has_package = bool(transfer.package)

    # ------------------------------------------------------------------
    # CRUD: history
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Hand-overs are recorded by the system."))
        return super().create(vals_list)

    def write(self, vals):
        # stored values taken from the case follow it; the package itself may go
        dropped = self.env.su and vals == {"package": False}
        if not dropped and vals.keys() - {"company_id", "person_id", "reference"}:
            raise UserError(self.env._("The record of a hand-over is never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The record of a hand-over is never changed."))

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    @api.model
    def _check_not_taken(self, package_uid):
        """Refuse a package that was taken in, or made, in this authority.

        :param str package_uid: number of the package
        :raise UserError: with the day, but not the case
        """
        # sudo: tells only that and when this package, which the caller could open,
        # came in or left
        known = self.sudo().search(
            [
                ("package_uid", "=", package_uid),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        if not known:
            return
        day = fields.Date.to_string(to_german_day(known.date))
        if known.direction == "sent":
            raise UserError(
                self.env._("This package was made here, on %(date)s.", date=day)
            )
        raise UserError(
            self.env._("This package was taken in already, on %(date)s.", date=day)
        )

    @api.model
    def _cron_forget_packages(self):
        """Drop the packages themselves after ``transfer_keep_days``."""
        rules = self.env["integration.rule.value"]
        for company in self.env["res.company"].search([("id", "!=", False)]):
            days = rules._get_number("transfer_keep_days", company=company)
            transfers = self.search(
                [
                    ("company_id", "=", company.id),
                    ("package", "!=", False),
                    (
                        "date",
                        "<",
                        fields.Datetime.subtract(fields.Datetime.now(), days=days),
                    ),
                ]
            )
            transfers.write({"package": False})
            self.env["ir.cron"]._commit_progress(len(transfers))

    def action_download(self):
        """:return: download of the encrypted package, while it is kept."""
        self.ensure_one()
        if not self.has_package:
            raise UserError(self.env._("The package is no longer kept here."))
        return {
            "type": "ir.actions.act_url",
            "url": self._get_download_url(),
            "target": "download",
        }

    def _get_download_url(self):
        return (
            f"/web/content/{self._name}/{self.id}/package"
            "?filename_field=package_name&download=true"
        )

    def _prepare_timeline_entry(self):
        self.ensure_one()
        label = (
            self.env._("Handed over to another authority")
            if self.direction == "sent"
            else self.env._("Received from another authority")
        )
        entry = self.case_id._prepare_entry(self, self.date, "transfer", label)
        number = self.received_reference and self.env._(
            "Number there: %(reference)s", reference=self.received_reference
        )
        parts = [number, f"SHA-256 {self.digest}", self.history]
        return entry | {
            "title": self.authority,
            "text": "\n".join(filter(None, parts)),
            "author": self.user_id.name,
        }
