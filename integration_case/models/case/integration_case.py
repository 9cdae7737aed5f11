from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today


class IntegrationCase(models.Model):
    """A case: one episode of advice or case management for one client (C1).

    Stands under the client's random reference; who may read it is decided by its
    access list alone. Further concerns have files of their own in this folder:
    access, clock, episode (closure, reopening), file (intake), timeline.
    """

    _name = "integration.case"
    _inherit = [
        "integration.confidential.thread",
        "mail.activity.mixin",
        "integration.access.mixin",
        "integration.client.name",
    ]
    _description = "Case"
    _order = "date_open desc, id desc"
    _rec_names_search = [
        "reference",
        "person_id.name",
        "person_id.name_native",
        "person_id.phone_search",
    ]
    _integration_screen_name = "client_name"
    _integration_countable = True
    _integration_counted_person = "person_id"
    _mail_post_access = "read"

    @api.model
    def _default_stage_id(self):
        return self.env["integration.case.stage"].search(
            [("is_closed", "=", False)], limit=1
        )

    # who
    reference = fields.Char(readonly=True, required=True, copy=False, index=True)
    person_id = fields.Many2one(
        "integration.person",
        "Client",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    client_phone = fields.Char("Phone", related="person_id.phone", related_sudo=False)
    client_title_until = fields.Date(
        "Title until", related="person_id.title_until", store=True, index=True
    )
    person_ids = fields.Many2many(
        "integration.person",
        "integration_case_person_rel",
        "case_id",
        "person_id",
        "Covered persons",
        help="The client and the persons, mostly minors, whose data belong to this "
        "case. Whoever reads the case reads them; not the other way round.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)

    # who works it
    user_id = fields.Many2one(
        "res.users",
        "Manager",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        tracking=True,
    )
    deputy_ids = fields.Many2many(
        "res.users", "integration_case_deputy_rel", "case_id", "user_id", "Deputies"
    )
    team_id = fields.Many2one(
        "integration.team",
        index="btree_not_null",
        tracking=True,
        default=lambda self: self._get_default_team(self.env.user),
    )

    # state of work
    mode = fields.Selection(
        [("advice", "Advice only"), ("case_management", "Case management")],
        "Kind of support",
        required=True,
        default="advice",
        tracking=True,
    )
    stage_id = fields.Many2one(
        "integration.case.stage",
        "Phase",
        required=True,
        index=True,
        tracking=True,
        group_expand="_read_group_stage_ids",
        default=lambda self: self._default_stage_id(),
    )
    is_closed = fields.Boolean("Closed", related="stage_id.is_closed", store=True)
    date_open = fields.Date("Opened on", required=True, default=get_today, index=True)
    concern = fields.Text("What it is about")
    counselling_ids = fields.One2many(
        "integration.counselling", "case_id", "Counselling contacts"
    )
    counselling_count = fields.Integer("Contacts", compute="_compute_counselling_count")
    date_last_contact = fields.Datetime(
        "Last contact", readonly=True, copy=False, index="btree_not_null"
    )
    handover_ids = fields.One2many("integration.handover", "case_id", "Hand-overs")

    _reference_unique = models.UniqueIndex("(reference)", "References are unique.")
    _open_list_idx = models.Index("(company_id, date_open DESC, id DESC) WHERE active")

    # ------------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------------

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        return stages.search([("id", "!=", False)])

    @api.depends("counselling_ids")
    def _compute_counselling_count(self):
        counts = dict(
            self.env["integration.counselling"]._read_group(
                [("case_id", "in", self.ids)], ["case_id"], ["__count"]
            )
        )
        for case in self:
            case.counselling_count = counts.get(case, 0)

    @api.model
    def _get_default_team(self, user):
        """:return: the first team of the company that the user belongs to, or none."""
        return self.env["integration.team"].search(
            [
                ("company_id", "=", self.env.company.id),
                "|",
                ("member_ids", "in", user.id),
                ("lead_ids", "in", user.id),
            ],
            limit=1,
        )

    def action_open_counselling(self):
        """:return: action of the case's counselling contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_counselling_action"
        )
        action["domain"] = [("case_id", "=", self.id)]
        action["context"] = {"default_case_id": self.id}
        return action

    def action_open_person(self):
        """:return: action of the client's own data."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "integration.person",
            "res_id": self.person_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------------

    @api.constrains("person_id", "person_ids", "company_id", "team_id")
    def _check_one_company(self):
        # sudo: compares companies, names the reference only
        for case in self.sudo():
            companies = case.person_ids.company_id | case.team_id.company_id
            if companies - case.company_id:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: client, covered persons and team belong to the "
                        "same authority.",
                        reference=case.reference,
                    )
                )

    @api.constrains("user_id", "company_id")
    def _check_manager(self):
        # sudo: looks at the manager's groups and companies only
        for case in self.sudo():
            manager = case.user_id
            if case.company_id not in manager.company_ids or not manager.has_group(
                "integration_case.group_integration_manager"
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, manager: %(user)s is no integration manager of "
                        "this authority.",
                        reference=case.reference,
                        user=manager.name,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        # sudo: takes the reference of clients the guard has let pass
        people = self.env["integration.person"].sudo()
        people = people.browse(filter(None, (v.get("person_id") for v in vals_list)))
        if len(people) < len(vals_list):
            raise UserError(self.env._("A case needs a client."))
        references = self._next_references(people)
        for vals, person in zip(vals_list, people, strict=True):
            vals["reference"] = references[person]
            vals["person_ids"] = [
                *(vals.get("person_ids") or []),
                fields.Command.link(person.id),
            ]
        cases = super().create(vals_list)
        cases._sync_case_access()
        return cases

    def write(self, vals):
        if "person_id" in vals or "company_id" in vals or "reference" in vals:
            raise UserError(self.env._("A case stays with its client and authority."))
        covered = self.person_ids if "person_ids" in vals else None
        result = super().write(vals)
        if covered:
            self._keep_persons_covered(covered)
        if {"user_id", "deputy_ids", "team_id"} & vals.keys():
            self._sync_case_access()
        return result

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("A case cannot be duplicated; reopen it as a new episode.")
        )

    @api.model
    def _next_references(self, people):
        """:return: dict person → reference with the number of the next episode."""
        # sudo: counts the clients' episodes, also those of earlier managers
        counts = dict(
            self.sudo()
            .with_context(active_test=False)
            ._read_group([("person_id", "in", people.ids)], ["person_id"], ["__count"])
        )
        return {
            person: f"{person.reference}/{counts.get(person, 0) + 1}"
            for person in people
        }

    def _keep_persons_covered(self, covered):
        """No person is left without a case, and no case without its client.

        :param covered: persons covered before the change
        """
        # sudo: asks which persons have a case left, names the reference only
        orphans = covered.sudo().filtered(lambda person: not person.case_ids)
        for case in self:
            if case.person_id not in case.person_ids or orphans:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, covered persons: the client herself, or a person "
                        "without another case, cannot be taken out.",
                        reference=case.reference,
                    )
                )
