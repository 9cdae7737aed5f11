from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...door_words import LANGUAGES

PURPOSE = "client_door"
#: what a manager changes by hand; all else follows from the buttons
OWN_FIELDS = {"language_id"}


class IntegrationDoor(models.Model):
    """A client's own access to her file: a paper and a code (issue: the client's door).

    The paper carries a personal link, the code is handed over in person; neither opens
    anything alone. Holds no secret: link and code are kept as digests by
    ``integration.token``. One for each case; what it shows ends with the case.
    """

    _name = "integration.door"
    _inherit = ["integration.protected", "integration.token.holder"]
    _description = "Client's access"
    _order = "handed_over_on desc, id desc"
    #: class of data that it is erased with
    _integration_erasure_class = "contact"

    case_id = fields.Many2one(
        "integration.case", required=True, readonly=True, index=True, ondelete="cascade"
    )
    person_id = fields.Many2one(
        "integration.person",
        "Client",
        related="case_id.person_id",
        store=True,
        index=True,
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    reference = fields.Char(related="case_id.reference", store=True)
    user_id = fields.Many2one(
        "res.users", "Manager", related="case_id.user_id", store=True
    )
    is_closed = fields.Boolean(
        related="case_id.is_closed", store=True, export_string_translation=False
    )
    language_id = fields.Many2one(
        "integration.language", "Language of the paper", ondelete="restrict"
    )
    token_id = fields.Many2one(
        "integration.token",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
        export_string_translation=False,
    )
    handed_over_on = fields.Datetime("Code handed over on", readonly=True)
    handed_over_by_id = fields.Many2one("res.users", "Handed over by", readonly=True)
    printed_on = fields.Datetime("Paper printed on", readonly=True)
    # a paper is printed once after its button
    print_until = fields.Datetime(readonly=True, export_string_translation=False)
    print_user_id = fields.Many2one(
        "res.users", readonly=True, export_string_translation=False
    )
    # facts of the link, stored for filters
    date_until = fields.Datetime(
        "Paper valid until", related="token_id.date_until", store=True
    )
    used_on = fields.Datetime("Last used", related="token_id.used_on", store=True)
    locked_on = fields.Datetime("Locked on", related="token_id.locked_on", store=True)
    revoked_on = fields.Datetime(
        "Revoked on", related="token_id.revoked_on", store=True
    )
    state = fields.Selection(
        [
            ("none", "Not handed over"),
            ("open", "Handed over"),
            ("locked", "Locked"),
            ("expired", "Paper expired"),
            ("revoked", "Revoked"),
            ("closed", "Case closed"),
        ],
        compute="_compute_state",
        search="_search_state",
    )

    _case_uniq = models.UniqueIndex("(case_id)", "A case has one access of the client.")

    # ------------------------------------------------------------------
    # State
    # ------------------------------------------------------------------

    @api.depends("is_closed", "revoked_on", "locked_on", "date_until", "handed_over_on")
    def _compute_state(self):
        now = fields.Datetime.now()
        for door in self:
            if door.is_closed:
                door.state = "closed"
            elif door.revoked_on:
                door.state = "revoked"
            elif not door.date_until or not door.handed_over_on:
                door.state = "none"
            elif door.locked_on:
                door.state = "locked"
            else:
                door.state = "open" if door.date_until > now else "expired"

    @api.model
    def _get_state_domains(self):
        closed = Domain("is_closed", "=", True)
        revoked = ~closed & Domain("revoked_on", "!=", False)
        live = ~closed & Domain("revoked_on", "=", False)
        made = Domain("date_until", "!=", False) & Domain("handed_over_on", "!=", False)
        locked = Domain("locked_on", "!=", False)
        valid = Domain("date_until", ">", "now")
        return {
            "closed": closed,
            "revoked": revoked,
            "none": live & ~made,
            "locked": live & made & locked,
            "open": live & made & ~locked & valid,
            "expired": live & made & ~locked & ~valid,
        }

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = self._get_state_domains()
        return Domain.OR(domains[state] for state in value if state in domains)

    def _get_screen_name(self):
        # the officer reads accesses without the client
        return self.person_id._filtered_access("read").name

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("The client's access is opened from the case.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() - OWN_FIELDS and not self.env.su:
            raise AccessError(self.env._("These fields are kept by the system."))
        return super().write(vals)

    @api.model
    def _get_or_make(self, case):
        """:return: the access of a case the user may write, made if it is the first"""
        case.ensure_one()
        case.check_access("write")
        if not case.door_ids:
            language = case.person_id._get_reading_language(LANGUAGES)
            # sudo: one row for a case the user may write
            self.sudo().create({"case_id": case.id, "language_id": language.id})
            case.invalidate_recordset(["door_ids"])
        return case.door_ids

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_hand_over(self):
        """Make a new paper and a new code; what was handed over before is void.

        :return: dialog that shows the code once
        """
        token = self._prepare_token()
        code = token._draw_code()
        self._note_handover()
        self._ask_for_paper()
        return self._get_dialog(code=code, paper=True)

    def action_new_code(self):
        """Draw a new code for the paper handed over, and unlock it.

        :return: dialog that shows the code once
        """
        if self._check_workable().state in ("none", "revoked"):
            raise UserError(
                self.env._("There is no paper yet: please hand over paper and code.")
            )
        code = self._prepare_token()._draw_code()
        self._note_handover()
        return self._get_dialog(code=code)

    def action_print(self):
        """Make a new paper for the code handed over; the former paper is void.

        :return: dialog with the paper's link
        """
        if self._check_workable().state in ("none", "revoked"):
            raise UserError(
                self.env._("There is no code yet: please hand over paper and code.")
            )
        self._ask_for_paper()
        return self._get_dialog(paper=True)

    def action_revoke(self):
        """End the access; a new one may be handed over later."""
        self.check_access("write")
        self._shut()

    def _check_workable(self):
        self.ensure_one()
        self.check_access("write")
        if self.is_closed:
            raise UserError(
                self.env._(
                    "%(reference)s is closed: the client's access ends with the case.",
                    reference=self.reference,
                )
            )
        return self

    def _prepare_token(self):
        """:return: the link's row, in superuser mode; a revoked one is replaced"""
        self._check_workable()
        # sudo: a row of the engine of an access the user may write
        door = self.sudo()
        if not door.token_id or door.token_id.revoked_on:
            tokens = self.env["integration.token"]
            door.token_id = tokens._issue(self, PURPOSE, wants_code=True)
        return door.token_id

    def _note_handover(self):
        # sudo: fields that only the buttons write
        self.sudo().write(
            {
                "handed_over_on": fields.Datetime.now(),
                "handed_over_by_id": self.env.uid,
            }
        )

    def _ask_for_paper(self):
        minutes = self.env["integration.rule.value"]._get_delta("door_print_minutes")
        # sudo: as above
        self.sudo().write(
            {
                "print_until": fields.Datetime.now() + minutes,
                "print_user_id": self.env.uid,
            }
        )

    def _get_dialog(self, code=False, paper=False):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Client's access"),
            "res_model": "integration.door.code",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_code": code,
                "default_paper_url": paper and f"/integration/door/{self.id}/paper",
            },
        }

    # ------------------------------------------------------------------
    # Link
    # ------------------------------------------------------------------

    def _accepts_token(self, token):
        """Shut with the case, when the client was joined or archived, and when nobody
        works the case any more, as after an erasure."""
        case, person = self.case_id, self.person_id
        return bool(
            super()._accepts_token(token)
            and token == self.token_id
            and not case.is_closed
            and case.active
            and case.person_id == person
            and person.active
            and not person.merged_into_id
            and case._get_readers()
        )

    def _shut(self):
        """End accesses now, whoever asks for it."""
        # sudo: ends what was opened, shows nothing
        doors = self.sudo()
        doors._get_tokens()._revoke()
        doors.write({"print_until": False})

    def _print_paper(self):
        """Make the paper asked for by a button, once.

        :return: tuple: file name and PDF
        :raise UserError: if no button asked for it just now
        """
        self._check_workable()
        self.lock_for_update()
        # sudo: fields that only the buttons write
        door = self.sudo()
        if (
            not door.token_id
            or door.print_user_id != self.env.user
            or not door.print_until
            or door.print_until <= fields.Datetime.now()
        ):
            raise UserError(
                self.env._("Please press the button again; each paper is printed once.")
            )
        text = door.token_id._renew("door_paper_months")
        door.write({"print_until": False, "printed_on": fields.Datetime.now()})
        return self._make_paper(text)
