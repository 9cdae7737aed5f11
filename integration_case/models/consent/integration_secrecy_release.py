from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationSecrecyRelease(models.Model):
    """A release from professional secrecy (§ 203 StGB): who may talk to whom (C53).

    Names the body or person, the kind of information, the direction and the
    occasion, and ends with it. Entered in its form, then never changed; only its end
    is added.
    """

    _name = "integration.secrecy.release"
    _inherit = ["integration.sealed.person", "integration.protected"]
    _description = "Release from secrecy"
    _order = "date_from desc, id desc"
    _sealed_fields = (
        *("file_number", "partner_id", "information", "direction", "occasion"),
        *("date_from", "date_until", "signature", "scan", "guardian_name"),
        *("guardian_evidence", "language_id", "interpreter", "user_id"),
    )
    _later_fields = frozenset({"ended_at", "ended_how", "ended_by_id"})

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, index=True, precompute=True
    )
    reference = fields.Char(related="person_id.reference", store=True, precompute=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Body or person",
        required=True,
        index=True,
        ondelete="restrict",
        help="By name: a release for everybody is none.",
    )
    information = fields.Text(
        "Kind of information",
        required=True,
        help="What may be told, for example: state of the job search.",
    )
    direction = fields.Selection(
        [("one_way", "We may tell them"), ("mutual", "Both may tell each other")],
        required=True,
        default="one_way",
    )
    occasion = fields.Char(
        required=True, help="What it is needed for; the release ends with it."
    )
    date_from = fields.Date("From", required=True, default=get_today)
    date_until = fields.Date("Until", help="Last day. Empty: until the occasion ends.")
    language_id = fields.Many2one("integration.language", "Language of explanation")
    interpreter = fields.Selection(
        lambda self: (
            self.env["integration.consent"]
            ._fields["interpreter"]
            ._description_selection(self.env)
        ),
        required=True,
        default="none",
    )
    signature = fields.Binary(attachment=False)
    scan = fields.Binary("Signed paper", attachment=False)
    guardian_name = fields.Char("Guardian")
    guardian_evidence = fields.Char("Proof of guardianship seen")
    user_id = fields.Many2one(
        "res.users",
        "Recorded by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    ended_at = fields.Datetime("Ended on", readonly=True)
    ended_how = fields.Selection(
        [
            ("occasion", "The occasion is over"),
            ("withdrawn", "Withdrawn"),
            ("client_door", "Withdrawn by the client herself"),
        ],
        "How it ended",
        readonly=True,
    )
    ended_by_id = fields.Many2one(
        "res.users", "End recorded by", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("valid", "In force"), ("future", "To come"), ("ended", "Ended")],
        compute="_compute_state",
    )

    _period = models.Constraint(
        "CHECK (date_until IS NULL OR date_until >= date_from)",
        "A release cannot end before it begins.",
    )

    @api.depends("date_from", "date_until", "ended_at")
    def _compute_state(self):
        today = get_today()
        for release in self:
            if release.ended_at or (release.date_until or today) < today:
                release.state = "ended"
            elif release.date_from and release.date_from > today:
                release.state = "future"
            else:
                release.state = "valid"

    @api.constrains("signature", "scan", "guardian_name", "guardian_evidence")
    def _check_written(self):
        evidence = self.env["integration.consent.evidence"]
        for release in self.with_context(bin_size=False):
            if not release.signature and not release.scan:
                raise ValidationError(
                    self.env._(
                        "A release is given in writing: please let the client sign, or "
                        "attach a photo of the signed paper."
                    )
                )
            draft = evidence.new({"signature": release.signature, "scan": release.scan})
            draft._check_sizes()
            if release.guardian_name and not release.guardian_evidence:
                raise ValidationError(
                    self.env._("Please note which proof of guardianship you have seen.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.keys() & self._later_fields:
                raise UserError(self.env._("A release is entered before it ends."))
            vals["user_id"] = self.env.uid
            person = self.env["integration.person"].browse(vals.get("person_id"))
            if person and not vals.get("guardian_name"):
                if person._needs_guardian(fields.Datetime.now()):
                    raise UserError(
                        self.env._(
                            "%(reference)s: for a client of this age a guardian "
                            "answers. Please enter the guardian.",
                            reference=person.reference,
                        )
                    )
        # sudo: waits for others only, tells nothing
        people = self.env["integration.person"].sudo()
        people.browse([vals["person_id"] for vals in vals_list])._take_turn()
        # rules and rights of the user hold: only the seal is opened
        records = self.with_context(integration_sealing=self._get_key())
        return (
            super(IntegrationSecrecyRelease, records)
            .create(vals_list)
            .with_env(self.env)
        )

    @api.model
    def _get_key(self):
        return self._for_engine().env.context["integration_sealing"]

    def action_end(self):
        """The occasion is over."""
        self._end("occasion")

    def action_withdraw(self):
        """The client takes the release back."""
        self._end("withdrawn")

    def _end(self, how):
        self.person_id.check_access("write")
        self.person_id._take_turn()
        releases = self._for_engine()
        releases.invalidate_recordset(["ended_at"])
        for release in releases:
            if release.ended_at:
                raise UserError(
                    self.env._(
                        "This release ended on %(date)s already.",
                        date=fields.Datetime.to_string(release.ended_at),
                    )
                )
        releases.write(
            {
                "ended_at": fields.Datetime.now(),
                "ended_how": how,
                "ended_by_id": self.env.uid,
            }
        )

    @api.model
    def _get_in_force(self, person, partner):
        """:return: releases towards a body or person that are in force today"""
        today = get_today()
        return self.search(
            [
                ("person_id", "=", person.id),
                ("partner_id", "=", partner.id),
                ("date_from", "<=", today),
                ("ended_at", "=", False),
                "|",
                ("date_until", "=", False),
                ("date_until", ">=", today),
            ]
        )

    def _get_screen_name(self):
        return self.person_id.name
