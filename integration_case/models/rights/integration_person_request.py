from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

KINDS = [
    ("information", "Information (Art. 13, 14)"),
    ("access", "Access and copy (Art. 15)"),
    ("rectification", "Rectification (Art. 16)"),
    ("erasure", "Erasure (Art. 17)"),
    ("restriction", "Restriction (Art. 18)"),
    ("portability", "Portability (Art. 20)"),
    ("objection", "Objection (Art. 21)"),
]
OPEN_STATES = ("new", "working", "extended")
#: what whoever received the request enters
ENTRY_FIELDS = {
    *("person_id", "kind", "received_on", "channel", "identity", "details"),
    "user_id",
}


class IntegrationPersonRequest(models.Model):
    """What a person asks for about her data, with the deadline of Art. 12 (3) GDPR.

    Received by the case's manager or lead, answered by them or by the officer, who
    reads every request. Each step has a way back, refusals carry a reason.
    """

    _name = "integration.person.request"
    _inherit = ["integration.confidential.thread", "mail.activity.mixin"]
    _description = "Request of a person"
    _order = "deadline, id"
    _rec_names_search = ["reference"]
    _mail_post_access = "read"
    _integration_erasure_class = "evidence"

    person_id = fields.Many2one(
        "integration.person", "Client", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, index=True, precompute=True
    )
    reference = fields.Char(related="person_id.reference", store=True, precompute=True)
    kind = fields.Selection(KINDS, required=True, default="access", index=True)
    received_on = fields.Date(required=True, default=get_today)
    channel = fields.Selection(
        [
            ("office", "In person"),
            ("letter", "By letter"),
            ("email", "By e-mail"),
            ("phone", "By phone"),
            ("client_door", "By the client's page"),
        ],
        "How it came",
        required=True,
        default="office",
    )
    identity = fields.Selection(
        [
            ("known", "Known in person"),
            ("document", "Document seen"),
            ("open", "Not yet checked"),
        ],
        "Who she is",
        required=True,
        default="known",
        help="Nothing is handed out before it is certain who asks (Art. 12 (6) GDPR).",
    )
    details = fields.Text("What she asks for")
    user_id = fields.Many2one(
        "res.users",
        "Answered by",
        index="btree_not_null",
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        [
            ("new", "Received"),
            ("working", "Being worked on"),
            ("extended", "Extended"),
            ("done", "Answered"),
            ("refused", "Refused"),
            ("withdrawn", "Taken back"),
        ],
        required=True,
        readonly=True,
        default="new",
        index=True,
    )
    first_deadline = fields.Date(
        "First deadline", compute="_compute_deadline", store=True
    )
    deadline = fields.Date(compute="_compute_deadline", store=True, index=True)
    is_late = fields.Boolean(
        "Late", compute="_compute_is_late", search="_search_is_late"
    )
    extension_months = fields.Integer(readonly=True)
    extension_reason = fields.Text(readonly=True)
    extension_told_on = fields.Date("Told of the extension on", readonly=True)
    answer = fields.Text()
    refusal_reason = fields.Text(readonly=True)
    answered_on = fields.Datetime(readonly=True)
    answered_by_id = fields.Many2one("res.users", "Closed by", readonly=True)

    @api.depends("received_on", "extension_months")
    def _compute_deadline(self):
        rules = self.env["integration.rule.value"]
        for request in self:
            day = request.received_on
            if not day:
                request.first_deadline = request.deadline = False
                continue
            month = rules._get_delta("request_answer_months", day, request.company_id)
            request.first_deadline = day + month
            # both months counted from the day of receipt, or short months would add up
            request.deadline = fields.Date.add(
                day, months=month.months + request.extension_months
            )

    @api.depends("deadline", "state")
    def _compute_is_late(self):
        today = get_today()
        for request in self:
            request.is_late = (
                request.state in OPEN_STATES
                and bool(request.deadline)
                and request.deadline < today
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "in", OPEN_STATES) & Domain("deadline", "<", get_today())
        return late if True in value else ~late

    @api.constrains("received_on")
    def _check_received_on(self):
        for request in self:
            if request.received_on > get_today():
                raise ValidationError(
                    self.env._(
                        "%(reference)s: a request cannot be received in the future.",
                        reference=request.reference,
                    )
                )

    def _get_screen_name(self):
        return self.person_id._filtered_access("read").name

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and vals.keys() - ENTRY_FIELDS - {"answer"}:
                raise AccessError(self.env._("Steps of a request have their buttons."))
        requests = super().create(vals_list)
        requests._schedule_deadline()
        return requests

    def write(self, vals):
        if not self.env.su:
            kept = vals.keys() - ENTRY_FIELDS - {"answer"}
            # the mixin's own fields are written by its methods
            if any(not name.startswith("activity_") for name in kept):
                raise AccessError(self.env._("Steps of a request have their buttons."))
            self._check_state(*OPEN_STATES)
        result = super().write(vals)
        if {"received_on", "extension_months", "user_id"} & vals.keys():
            self._schedule_deadline()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A request stays on record; it can be taken back."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("A request cannot be duplicated."))

    def _schedule_deadline(self):
        """Put the deadline before whoever answers, once."""
        # sudo: the activity goes to somebody who may read the request
        for request in self.sudo():
            request.activity_unlink(["mail.mail_activity_data_todo"])
            if request.state not in OPEN_STATES or not request.user_id:
                continue
            here = request.with_context(lang=request.user_id.lang)
            request.activity_schedule(
                "mail.mail_activity_data_todo",
                request.deadline,
                summary=here.env._("Answer the request about her data"),
                user_id=request.user_id.id,
            )
