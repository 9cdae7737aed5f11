from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .integration_egress_doors import DOORS


class IntegrationEgress(models.Model):
    """What leaves this house: installed modules that call out, and their switches.

    Rows follow from what is installed and are brought up to date when the page is
    opened. Switching on again is left to Odoo's own settings.
    """

    _name = "integration.egress"
    _description = "What leaves this house"
    _order = "state desc, module, code"
    _rec_name = "code"

    code = fields.Char(required=True, readonly=True, export_string_translation=False)
    module = fields.Char(required=True, readonly=True)
    name = fields.Char("Service", compute="_compute_texts")
    what = fields.Char("What leaves", compute="_compute_texts")
    recipient = fields.Char("To whom", compute="_compute_texts")
    state = fields.Selection(
        [("on", "On"), ("off", "Off")], required=True, readonly=True, default="on"
    )
    can_switch_off = fields.Boolean(compute="_compute_can_switch_off")

    _code_unique = models.UniqueIndex("(code)", "One row per service.")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_texts(self):
        for row in self:
            door = DOORS[row.code]
            row.name = self._translate(door.name)
            row.what = self._translate(door.what)
            row.recipient = self._translate(door.recipient)

    def _translate(self, text):
        return text if isinstance(text, str) else self.env._(text)

    @api.depends("code", "state")
    def _compute_can_switch_off(self):
        for row in self:
            door = DOORS[row.code]
            switches = bool(door.switches or door.jobs)
            row.can_switch_off = row.state == "on" and switches

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    @api.model
    def action_open(self):
        """Bring the rows up to date and show them.

        :return: window action
        """
        self.check_access("read")
        self.sudo()._refresh()  # sudo: computed from what is installed
        return self.env["ir.actions.act_window"]._for_xml_id(
            "integration_base.integration_egress_action"
        )

    def action_switch_off(self):
        """Switch services off by their parameters and jobs.

        :raise UserError: for those that can only be uninstalled
        """
        self.check_access("read")
        if not self.env.user.has_group("integration_base.group_integration_config"):
            raise AccessError(
                self.env._(
                    "Services are switched off by those who configure the system."
                )
            )
        # sudo: known parameters and jobs, to the values named above; logged
        parameters = self.env["ir.config_parameter"].sudo()
        for row in self:
            door = DOORS[row.code]
            if not (door.switches or door.jobs):
                raise UserError(
                    self.env._(
                        "%(service)s has no switch: uninstall the module %(module)s.",
                        service=row.name,
                        module=row.module,
                    )
                )
            for key, value in door.switches.items():
                parameters.set_param(key, value)
            for job in door.jobs:
                if cron := self.sudo().env.ref(job, False):  # sudo: as above
                    cron.active = False
            self.env["integration.access.log"]._collect(
                "rights", self._name, row.ids, f"switched off: {row.code}"
            )
        self.sudo()._refresh()  # sudo: as in action_open
        return True

    @api.model
    def _refresh(self):
        """Make the rows those of the installed modules, with their state."""
        installed = self.env["ir.module.module"]._installed()
        states = {
            code: "on" if self._is_on(door) else "off"
            for code, door in DOORS.items()
            if door.module in installed
        }
        rows = {row.code: row for row in self.search([])}
        self.browse([row.id for c, row in rows.items() if c not in states]).unlink()
        for code, state in states.items():
            if code not in rows:
                self.create(
                    {"code": code, "module": DOORS[code].module, "state": state}
                )
            elif rows[code].state != state:
                rows[code].state = state

    @api.model
    def _is_on(self, door):
        if not (door.switches or door.jobs):
            return True
        get_param = self.env["ir.config_parameter"].get_param
        if any((get_param(key) or False) != off for key, off in door.switches.items()):
            return True
        crons = [self.env.ref(job, False) for job in door.jobs]
        return any(cron and cron.active for cron in crons)
