from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# Nothing listens there: what is sent to it never leaves the machine.
NOWHERE = "http://localhost:9"
ODOO = _lt("Odoo S.A., Belgium")
GOOGLE = _lt("Google")

#: code → (module, name, what leaves, to whom, {parameter: value that switches it off},
#: jobs to stop); without parameter and job, only uninstalling helps. An off value of
#: False means that nothing leaves while the parameter is empty.
DOORS = {
    "update_ping": (
        "mail",
        _lt("Update notice"),
        _lt("Version, number of users, installed apps, name and address of the office"),
        ODOO,
        {},
        ["mail.ir_cron_module_update_notification"],
    ),
    "link_preview": (
        "mail",
        _lt("Preview of links in messages"),
        _lt("The address of every link that somebody writes in a message"),
        _lt("The website linked"),
        {"mail.link_preview_throttle": "0"},
        [],
    ),
    "translation": (
        "mail",
        _lt("Translation of messages"),
        _lt("The text of messages"),
        GOOGLE,
        {"mail.google_translate_api_key": False},
        [],
    ),
    "gif": (
        "mail",
        _lt("Pictures for chats"),
        _lt("Words searched for"),
        GOOGLE,
        {"discuss.tenor_api_key": False},
        [],
    ),
    "calls": (
        "mail",
        _lt("Relay for video calls"),
        _lt("Network addresses of those who talk"),
        "Twilio",
        {"mail.use_twilio_rtc_servers": False},
        [],
    ),
    "push": (
        "mail",
        _lt("Notifications of the browser"),
        _lt("Neutral notices, encrypted, for users who allow them in their browser"),
        _lt("The maker of the browser"),
        {},
        [],
    ),
    "ai": (
        "html_editor",
        _lt("Text generator of the editor"),
        _lt("Text that somebody marks or types"),
        ODOO,
        {"html_editor.olg_api_endpoint": NOWHERE},
        [],
    ),
    "iap": (
        "iap",
        _lt("Credits of bought services"),
        _lt("Identifier of the database, name of the company"),
        ODOO,
        {"iap.endpoint": NOWHERE},
        [],
    ),
    "autocomplete": (
        "partner_autocomplete",
        _lt("Completion of company names"),
        _lt("What is typed as the name of a contact"),
        ODOO,
        {"iap.partner_autocomplete.endpoint": NOWHERE},
        [],
    ),
    "sms": (
        "sms",
        _lt("Text messages"),
        _lt("Phone numbers and texts"),
        ODOO,
        {"sms.endpoint": NOWHERE},
        ["sms.ir_cron_sms_scheduler_action"],
    ),
    "letters": (
        "snailmail",
        _lt("Letters by post"),
        _lt("Whole letters with addresses"),
        ODOO,
        {"snailmail.endpoint": NOWHERE},
        ["snailmail.snailmail_print"],
    ),
    "unsplash": (
        "web_unsplash",
        _lt("Stock pictures"),
        _lt("Words searched for"),
        "Unsplash",
        {"unsplash.access_key": False},
        [],
    ),
    "digest": (
        "digest",
        _lt("Digest mails"),
        _lt("Key figures of the day, by mail"),
        _lt("Users who receive them"),
        {},
        ["digest.ir_cron_digest_scheduler_action"],
    ),
    "google_calendar": (
        "google_calendar",
        _lt("Google calendar"),
        _lt("Appointments; those of cases are never sent"),
        GOOGLE,
        {"google_calendar_sync_paused": "True"},
        ["google_calendar.ir_cron_sync_all_cals"],
    ),
    "microsoft_calendar": (
        "microsoft_calendar",
        _lt("Outlook calendar"),
        _lt("Appointments; those of cases are never sent"),
        "Microsoft",
        {"microsoft_calendar_sync_paused": "True"},
        ["microsoft_calendar.ir_cron_sync_all_cals"],
    ),
    "addresses": (
        "google_address_autocomplete",
        _lt("Completion of addresses"),
        _lt("What is typed as an address"),
        GOOGLE,
        {"google_address_autocomplete.google_places_api_key": False},
        [],
    ),
    "geolocation": (
        "base_geolocalize",
        _lt("Places on a map"),
        _lt("Addresses of contacts"),
        "OpenStreetMap, Google",
        {},
        [],
    ),
    "recaptcha": (
        "google_recaptcha",
        _lt("Protection of forms"),
        _lt("Network address and behaviour of visitors"),
        GOOGLE,
        {"recaptcha_public_key": False, "recaptcha_private_key": False},
        [],
    ),
    "cloud_storage": (
        "cloud_storage",
        _lt("Files in a cloud"),
        _lt("Attachments"),
        "Google, Microsoft",
        {"cloud_storage_provider": False},
        [],
    ),
    "mail_plugin": (
        "mail_plugin",
        _lt("Plug-in of mail programs"),
        _lt("Mail addresses and contacts"),
        _lt("The mail program, Odoo S.A."),
        {},
        [],
    ),
    "oauth": (
        "auth_oauth",
        _lt("Log-in by other services"),
        _lt("Who logs in and when"),
        _lt("The service used"),
        {},
        [],
    ),
}


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
            _module, name, what, recipient, *_switches = DOORS[row.code]
            row.name = self._translate(name)
            row.what = self._translate(what)
            row.recipient = self._translate(recipient)

    def _translate(self, text):
        return text if isinstance(text, str) else self.env._(text)

    @api.depends("code", "state")
    def _compute_can_switch_off(self):
        for row in self:
            *_texts, parameters, jobs = DOORS[row.code]
            row.can_switch_off = row.state == "on" and bool(parameters or jobs)

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
            *_texts, switches, jobs = DOORS[row.code]
            if not (switches or jobs):
                raise UserError(
                    self.env._(
                        "%(service)s has no switch: uninstall the module %(module)s.",
                        service=row.name,
                        module=row.module,
                    )
                )
            for key, value in switches.items():
                parameters.set_param(key, value)
            for job in jobs:
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
            code: "on" if self._is_on(*door[4:]) else "off"
            for code, door in DOORS.items()
            if door[0] in installed
        }
        rows = {row.code: row for row in self.search([])}
        self.browse([row.id for c, row in rows.items() if c not in states]).unlink()
        for code, state in states.items():
            if code not in rows:
                self.create({"code": code, "module": DOORS[code][0], "state": state})
            elif rows[code].state != state:
                rows[code].state = state

    @api.model
    def _is_on(self, parameters, jobs):
        if not (parameters or jobs):
            return True
        get_param = self.env["ir.config_parameter"].get_param
        if any((get_param(key) or False) != off for key, off in parameters.items()):
            return True
        crons = [self.env.ref(job, False) for job in jobs]
        return any(cron and cron.active for cron in crons)
