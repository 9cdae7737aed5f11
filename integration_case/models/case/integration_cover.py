from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.integration_base.tools.days import (
    end_of_day_utc,
    get_today,
    start_of_day_utc,
)


class IntegrationCover(models.Model):
    """Absence cover: a colleague reads the absent manager's cases for some days.

    The end is checked when the case is read, not by a job (C58). Carries no client.
    """

    _name = "integration.cover"
    _description = "Absence cover"
    _order = "date_from desc, id desc"
    _rec_name = "deputy_id"

    user_id = fields.Many2one(
        "res.users",
        "Absent",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    deputy_id = fields.Many2one("res.users", "Covered by", required=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date_from = fields.Date("First day", required=True, default=get_today)
    date_until = fields.Date("Last day", required=True)
    note = fields.Char(help="No client's name, please.")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("running", "Running"),
            ("over", "Over"),
            ("cancelled", "Ended early"),
        ],
        compute="_compute_state",
        search="_search_state",
    )
    is_cancelled = fields.Boolean(readonly=True)

    @api.depends("date_from", "date_until", "is_cancelled")
    def _compute_state(self):
        today = get_today()
        for cover in self:
            if cover.is_cancelled:
                cover.state = "cancelled"
            elif cover.date_from and cover.date_from > today:
                cover.state = "planned"
            elif cover.date_until and cover.date_until < today:
                cover.state = "over"
            else:
                cover.state = "running"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        valid = fields.Domain("is_cancelled", "=", False)
        parts = {
            "cancelled": fields.Domain("is_cancelled", "=", True),
            "planned": valid & fields.Domain("date_from", ">", today),
            "over": valid & fields.Domain("date_until", "<", today),
            "running": valid
            & fields.Domain("date_from", "<=", today)
            & fields.Domain("date_until", ">=", today),
        }
        return fields.Domain.OR([parts[v] for v in value if v in parts])

    @api.constrains("user_id", "deputy_id", "date_from", "date_until", "company_id")
    def _check_cover(self):
        for cover in self:
            if cover.date_until < cover.date_from:
                raise ValidationError(
                    self.env._("Absence cover: the last day lies before the first.")
                )
            if cover.user_id == cover.deputy_id:
                raise ValidationError(
                    self.env._("Absence cover: nobody covers for herself.")
                )
            # sudo: looks at the deputy's groups and companies
            deputy = cover.deputy_id.sudo()
            if (
                not deputy.has_group("integration_case.group_integration_manager")
                or cover.company_id not in deputy.company_ids
            ):
                raise ValidationError(
                    self.env._(
                        "Absence cover: %(user)s is no integration manager of this "
                        "authority.",
                        user=deputy.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        covers = super().create(vals_list)
        covers._check_may_arrange()
        covers._sync_rows()
        return covers

    def write(self, vals):
        if not self.env.su:
            self._check_may_arrange()
            if any(cover.state in ("over", "cancelled") for cover in self):
                raise UserError(self.env._("A cover that is over is not changed."))
        result = super().write(vals)
        self._check_may_arrange()
        self._sync_rows()
        return result

    def action_end(self):
        """End a cover early; the deputy loses access at once."""
        self.write({"is_cancelled": True})
        return True

    def _check_may_arrange(self):
        """One arranges cover for oneself, a lead also for the team."""
        if self.env.su:
            return
        # sudo: asks who leads whom
        teams = self.env["integration.team"].sudo()
        for cover in self:
            if cover.user_id == self.env.user:
                continue
            if not teams.search_count(
                [
                    ("lead_ids", "in", self.env.uid),
                    ("member_ids", "in", cover.user_id.id),
                    ("company_id", "=", cover.company_id.id),
                ],
                limit=1,
            ):
                raise AccessError(
                    self.env._("You arrange cover for yourself or for your team.")
                )

    def _sync_rows(self):
        """Give each cover one row on every case of the absent manager."""
        # sudo: a lead may arrange cover without reading every case; only rows change
        cases = self.env["integration.case"].sudo()
        for cover in self:
            cases._revoke_cover(cover)
            if cover.state in ("planned", "running"):
                own = cases.search(
                    [
                        ("user_id", "=", cover.user_id.id),
                        ("company_id", "=", cover.company_id.id),
                    ]
                )
                cover._grant(own)

    def _grant(self, cases):
        self.ensure_one()
        begin = start_of_day_utc(self.date_from)
        end = end_of_day_utc(self.date_until)
        locks = self.env["integration.access.lock"]
        # a conflict of interest takes a case out of the cover, not the cover away
        locked = locks._get_locks(cases, self.deputy_id, begin, end).mapped("res_id")
        (cases - cases.browse(locked))._grant_access(
            self.deputy_id, "cover", date_from=begin, date_until=end, origin=self
        )

    @api.model
    def _sync_covers(self, cases):
        """Keep cover rows in line when cases change their manager.

        :param cases: cases whose manager may have changed
        """
        # sudo: reads who is absent to write the engine's rows
        covers = self.sudo().search(
            [("state", "in", ["planned", "running"])], order="id"
        )
        cases = cases.sudo()
        for cover in covers:
            covered = cases._get_covered_by(cover)
            due = cases.filtered(
                lambda case, c=cover: (
                    case.user_id == c.user_id and case.company_id == c.company_id
                )
            )
            (covered - due)._revoke_cover(cover)
            cover._grant(due - covered)
