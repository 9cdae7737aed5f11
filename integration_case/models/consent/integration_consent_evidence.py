import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

HOW = [
    ("screen", "On screen, with signature"),
    ("paper", "On paper, signed"),
    ("client_door", "By the client herself"),
    ("witnessed", "Said before a witness"),
]
INTERPRETERS = [
    ("none", "None"),
    ("professional", "Professional"),
    ("volunteer", "Volunteer"),
    ("family", "Family or friends"),
    ("phone", "By phone or video"),
]
IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff")


class IntegrationConsentEvidence(models.Model):
    """How a client answered: one talk, one signature, for all purposes asked (C45).

    Kept apart from the consents: whoever may read their facts, as the officer does,
    sees neither name nor signature nor notes.
    """

    _name = "integration.consent.evidence"
    _inherit = ["integration.sealed.person", "integration.protected"]
    _description = "Evidence of a consent"
    _order = "date desc, id desc"
    _sealed_fields = (
        *("file_number", "date", "how", "language_id", "interpreter"),
        *("interpreter_name", "signed_by", "signature", "scan", "paper_number"),
        *("guardian_name", "guardian_evidence", "guardian_scan", "witness", "note"),
        "user_id",
    )

    person_id = fields.Many2one(
        "integration.person",
        "Client",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, index=True, precompute=True
    )
    reference = fields.Char(related="person_id.reference", store=True, precompute=True)
    date = fields.Datetime(readonly=True, required=True)
    user_id = fields.Many2one(
        "res.users", "Recorded by", readonly=True, required=True, ondelete="restrict"
    )
    how = fields.Selection(HOW, "How it was given", readonly=True, required=True)
    language_id = fields.Many2one(
        "integration.language", "Language shown", readonly=True, ondelete="restrict"
    )
    interpreter = fields.Selection(
        INTERPRETERS, readonly=True, required=True, default="none"
    )
    interpreter_name = fields.Char("Name of the interpreter", readonly=True)
    signed_by = fields.Char(readonly=True)
    # in the table, not in files: an attachment would be another door
    signature = fields.Binary(readonly=True, attachment=False)
    scan = fields.Binary("Signed paper", readonly=True, attachment=False)
    paper_number = fields.Char("Number of the paper", readonly=True)
    witness = fields.Char(readonly=True)
    note = fields.Text(readonly=True)
    # guardian
    guardian_name = fields.Char("Guardian", readonly=True)
    guardian_evidence = fields.Char("Proof of guardianship seen", readonly=True)
    guardian_scan = fields.Binary(
        "Proof of guardianship", readonly=True, attachment=False
    )
    consent_ids = fields.One2many("integration.consent", "evidence_id", "Consents")

    def _get_screen_name(self):
        return self.person_id.name

    @api.constrains("signature", "scan", "guardian_scan", "how", "witness")
    def _check_complete(self):
        for evidence in self.with_context(bin_size=False):
            evidence._check_sizes()
            missing = {
                "screen": not evidence.signature
                and self.env._("Please let the client sign first."),
                "paper": not evidence.scan
                and self.env._("Please attach a photo of the signed paper."),
                "witnessed": not (evidence.witness or "").strip()
                and self.env._("Please name the witness."),
            }.get(evidence.how)
            if missing:
                raise ValidationError(missing)

    def _check_sizes(self):
        """:raise ValidationError: for the first picture that is too big, or none"""
        self._check_size("signature", "consent_signature_max_kb")
        self._check_size("scan", "consent_scan_max_kb")
        self._check_size("guardian_scan", "consent_scan_max_kb")

    def _check_size(self, name, key):
        """:raise ValidationError: names what was found and what is allowed."""
        value = self[name]
        if not value:
            return
        limit = self.env["integration.rule.value"]._get_number(key)
        size = len(value) * 3 // 4 // 1024
        label = self._fields[name].get_description(self.env, ["string"])["string"]
        if size > limit:
            raise ValidationError(
                self.env._(
                    "%(field)s: the picture has %(size)s kB, at most %(limit)s kB are "
                    "allowed. Please take a smaller one.",
                    field=label,
                    size=size,
                    limit=limit,
                )
            )
        start = base64.b64decode(value[:16])
        if not start.startswith(IMAGE_STARTS) and not (
            name != "signature" and start.startswith(b"%PDF")
        ):
            raise ValidationError(
                self.env._(
                    "%(field)s: this is no picture (PNG, JPEG) or PDF.", field=label
                )
            )

    @api.model
    def _record(self, person, vals):
        """Keep how a client answered.

        :param person: ``integration.person`` record that the caller may change
        :param dict vals: values of the evidence
        :return: the evidence
        :raise UserError: if a guardian answers without proof, or what is needed for
            the way of answering is missing
        """
        person.check_access("write")
        vals = {
            "date": fields.Datetime.now(),
            "user_id": self.env.uid,
            **vals,
            "person_id": person.id,
        }
        date = fields.Datetime.to_datetime(vals["date"])
        if date > fields.Datetime.now():
            raise UserError(self.env._("An answer cannot lie in the future."))
        guardian = (vals.get("guardian_name") or "").strip()
        proof = (vals.get("guardian_evidence") or "").strip()
        if guardian and not (proof or vals.get("guardian_scan")):
            raise UserError(
                self.env._(
                    "Please note which proof of guardianship you have seen, or attach "
                    "a photo of it."
                )
            )
        if not guardian and person._needs_guardian(date):
            raise UserError(
                self.env._(
                    "%(reference)s: for a client of this age a guardian answers. "
                    "Please enter the guardian.",
                    reference=person.reference,
                )
            )
        return self._for_engine().create(vals).with_env(self.env)
