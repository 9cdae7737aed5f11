import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.exchange.package import open_package
from ..models.exchange.package_reader import PackageReader


class IntegrationTransferReceive(models.TransientModel):
    """Takes in a client file from another authority: open, look, take in.

    The opened document is kept in this row only until it is taken in, and is removed
    with the row; file and passphrase are blanked as soon as they were used.
    """

    _name = "integration.transfer.receive"
    _description = "Take In from an Authority"
    _transient_max_hours = 1.0

    step = fields.Selection(
        [("open", "Open"), ("look", "Look")], default="open", readonly=True
    )
    file = fields.Binary("Package", attachment=False)
    file_name = fields.Char(export_string_translation=False)
    passphrase = fields.Char()
    digest = fields.Char(readonly=True, export_string_translation=False)
    document = fields.Json(readonly=True, export_string_translation=False)
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    known_reference = fields.Char(compute="_compute_preview")
    problems = fields.Text("Left out", compute="_compute_preview")
    team_id = fields.Many2one("integration.team")

    @api.depends("document")
    def _compute_preview(self):
        for receive in self:
            receive.preview = receive.problems = receive.known_reference = False
            if not receive.document:
                continue
            reader = PackageReader(self.env, receive.document)
            receive.preview = self.env["ir.qweb"]._render(
                "integration_case.integration_transfer_preview",
                {"lines": reader.get_preview()},
            )
            receive.known_reference = receive._find_known(reader.get_person())
            reader.get_case()
            receive.problems = "\n".join(dict.fromkeys(reader.problems))

    def _find_known(self, person):
        """:return: reference of a client of this name and birth date one may see."""
        domain = [
            (name, "=", person.get(name) or False)
            for name in ("last_name", "first_name", "birth_date")
        ]
        people = self.env["integration.person"].with_context(active_test=False)
        return people.search(domain, limit=1).reference

    def action_open(self):
        """Decrypt the package.

        :return: this dialog, showing what is in the package
        """
        self.ensure_one()
        self.env["integration.case"].check_access("create")
        try:
            content = base64.b64decode(self.file or b"", validate=True)
        except ValueError:
            content = b""
        if not content or not (self.passphrase or "").strip():
            raise UserError(self.env._("Please choose the package and its passphrase."))
        document = open_package(self.env, content, self.passphrase)
        reader = PackageReader(self.env, document)
        reader.check()
        self.env["integration.transfer"]._check_not_taken(document["package"])
        self.write(
            {
                "document": document,
                "digest": hashlib.sha256(content).hexdigest(),
                "file": False,
                "passphrase": False,
                "step": "look",
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take in from an authority"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_take(self):
        """Open a new client file with the content of the package.

        :return: the new case
        """
        self.ensure_one()
        if not self.document:
            raise UserError(self.env._("Please choose the package and its passphrase."))
        reader = PackageReader(self.env, self.document)
        self.env["integration.transfer"]._check_not_taken(self.document["package"])
        case_vals = reader.get_case()
        if self.team_id:
            case_vals["team_id"] = self.team_id.id
        case = self.env["integration.case"].open_file(reader.get_person(), case_vals)
        for person in reader.get_covered():
            case._add_person(person)
        # sudo: the record of the hand-over is kept by the system
        self.env["integration.transfer"].sudo().create(
            {
                "case_id": case.id,
                "direction": "received",
                "user_id": self.env.uid,
                "authority": reader.get_text("sender") or "?",
                "with_notes": bool(self.document.get("with_notes")),
                "digest": self.digest,
                "package_uid": self.document["package"],
                "received_reference": reader.get_text("reference"),
                "history": reader.get_history(),
                "problems": "\n".join(dict.fromkeys(reader.problems)),
            }
        )
        self.unlink()
        return case._get_form_action()
