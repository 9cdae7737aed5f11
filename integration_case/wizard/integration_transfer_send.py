import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..models.exchange.gate import TransferGate
from ..models.exchange.package import PackageWriter
from ..tools.sealed import make_passphrase

SHORTEST_PASSPHRASE = 16


class IntegrationTransferSend(models.TransientModel):
    """Makes the encrypted package of a case for another authority.

    The passphrase is shown once and kept nowhere: a generated one never reaches the
    database, an own one is blanked when it was used.
    """

    _name = "integration.transfer.send"
    _description = "Hand Over to an Authority"

    case_id = fields.Many2one("integration.case", required=True, readonly=True)
    authority = fields.Char(
        "Receiving authority", help="Office and town, for example Landratsamt Calw."
    )
    with_notes = fields.Boolean(
        "With notes of contacts",
        help="Without: date, kind, duration and topics only.",
    )
    passphrase_kind = fields.Selection(
        [("generated", "Generate it"), ("own", "Set my own")],
        "Passphrase",
        required=True,
        default="generated",
    )
    passphrase = fields.Char("Passphrase of my own")

    # shown afterwards, from the context of the action, never saved
    shown_passphrase = fields.Char("Passphrase (shown once)", store=False)
    download_url = fields.Char("Package", store=False)

    @api.constrains("passphrase")
    def _check_passphrase(self):
        for send in self:
            if send.passphrase and len(send.passphrase.strip()) < SHORTEST_PASSPHRASE:
                raise ValidationError(
                    self.env._(
                        "The passphrase needs at least %(count)s characters.",
                        count=SHORTEST_PASSPHRASE,
                    )
                )

    def action_create(self):
        """Make the package and record that it was made.

        :return: dialog with passphrase and download
        """
        self.ensure_one()
        case = self.case_id
        # whoever may only read, as a cover's past row, hands nothing out
        case.check_access("write")
        authority = (self.authority or "").strip()
        if not authority:
            raise UserError(self.env._("Please name the receiving authority."))
        gate = TransferGate(case, authority)
        gate.check()
        passphrase = self._take_passphrase()
        writer = PackageWriter(case, authority, self.with_notes, gate)
        content = writer.make(passphrase)
        # sudo: the record of the hand-over is kept by the system
        transfer = (
            self.env["integration.transfer"]
            .sudo()
            .create(
                {
                    "case_id": case.id,
                    "direction": "sent",
                    "user_id": self.env.uid,
                    "authority": authority,
                    "with_notes": self.with_notes,
                    "digest": hashlib.sha256(content).hexdigest(),
                    "package_uid": writer.uid,
                    "package": base64.b64encode(content),
                    "package_name": f"Akte-{case.reference.replace('/', '-')}.zip",
                }
            )
        )
        self.env["integration.access.log"]._log("export", case)
        return self._get_result_action(transfer, passphrase)

    def _take_passphrase(self):
        """:return: the passphrase; an own one is blanked at once."""
        if self.passphrase_kind == "generated":
            return make_passphrase()
        passphrase = (self.passphrase or "").strip()
        if not passphrase:
            raise UserError(self.env._("Please set a passphrase."))
        self.passphrase = False
        return passphrase

    def _get_result_action(self, transfer, passphrase):
        view = self.env.ref(
            "integration_case.integration_transfer_send_view_form_result"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The package is ready"),
            "res_model": self._name,
            "views": [(view.id, "form")],
            "target": "new",
            "context": {
                "default_case_id": transfer.case_id.id,
                "default_authority": transfer.authority,
                "default_shown_passphrase": passphrase,
                "default_download_url": transfer._get_download_url(),
            },
        }
