from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .integration_protected import SHOW_NAMES
from .integration_read_logged import read_write

EVENT_CONTENT = {"description", "location", "name", "notes", "videocall_location"}


class CalendarEvent(models.Model):
    """Appointments of protected records are confidential by construction.

    An addon adds its link field to :meth:`_get_confidential_link_fields` and a global
    rule that makes event and attendee readable with the linked record only. The title
    is the reference, only people who may read the record attend, no invitation leaves.
    """

    _name = "calendar.event"
    _inherit = ["calendar.event", "integration.read.logged"]

    is_confidential = fields.Boolean(
        compute="_compute_is_confidential", store=True, export_string_translation=False
    )

    @api.model
    def _get_confidential_link_fields(self):
        """:return: names of the many2one fields that link to protected records."""
        return []

    @api.depends(lambda self: self._get_confidential_link_fields())
    def _compute_is_confidential(self):
        names = self._get_confidential_link_fields()
        for event in self:
            event.is_confidential = any(event[name] for name in names)

    def _get_confidential_record(self):
        """:return: the protected record an event belongs to, or None."""
        self.ensure_one()
        for name in self._get_confidential_link_fields():
            if record := self[name]:
                return record
        return None

    @api.depends_context("uid", "integration_show_names")
    def _compute_display_name(self):
        super()._compute_display_name()
        if self.env.context.get("integration_show_names") is not SHOW_NAMES:
            return
        for event in self.filtered("is_confidential"):
            record = event._get_confidential_record()
            if record:
                event.display_name = record.display_name

    def _fetch_query(self, query, fields):
        """Log what is read of confidential events as a look at their record (C66)."""
        names = self._get_confidential_link_fields()
        log = self.env["integration.access.log"]
        content = EVENT_CONTENT & {field.name for field in fields}
        if not (names and content) or not log._is_looking():
            return super()._fetch_query(query, fields)
        links = {self._fields[name] for name in (*names, "is_confidential")}
        events = super()._fetch_query(query, [*fields, *(links - set(fields))])
        # sudo: which records the events just read belong to
        for event in events.sudo().filtered("is_confidential"):
            record = event._get_confidential_record()
            log._collect("read", record._name, record.ids)
        return events

    @api.model
    @read_write
    def search_read(self, *args, **kwargs):
        return super(CalendarEvent, self._with_screen_names()).search_read(
            *args, **kwargs
        )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        names = self._get_confidential_link_fields()
        defaults = self.default_get([*names, "res_model", "res_model_id", "res_id"])
        vals_list = [self._add_confidential_link(vals, defaults) for vals in vals_list]
        linked = [any(vals.get(name) for name in names) for vals in vals_list]
        vals_list = [
            {**vals, **self._prepare_confidential_vals(vals)} if is_linked else vals
            for vals, is_linked in zip(vals_list, linked, strict=True)
        ]
        if any(linked):
            self = self.with_context(no_mail_to_attendees=True)
        events = super().create(vals_list)
        events._check_confidential_attendees()
        return events

    @api.model
    def _add_confidential_link(self, vals, defaults):
        """Link an event that is planned from a protected record, as from an activity.

        Core only notes model and id then, which would make it an ordinary event.

        :param dict vals: values of a new event
        :param dict defaults: what the event takes where ``vals`` say nothing
        :return: the values with the link
        :raise ValidationError: if records of the model take no appointments
        """
        names = self._get_confidential_link_fields()
        vals = {**{n: defaults[n] for n in names if defaults.get(n)}, **vals}
        if any(vals.get(name) for name in names):
            return vals
        # sudo: the name of a model
        model = (
            self.env["ir.model"]
            .sudo()
            .browse(vals.get("res_model_id") or defaults.get("res_model_id") or [])
            .model
            or vals.get("res_model")
            or defaults.get("res_model")
        )
        res_id = vals.get("res_id") or defaults.get("res_id")
        if not res_id or not self.env["integration.protected"]._is_protected_model(
            model
        ):
            return vals
        for name in names:
            if self._fields[name].comodel_name == model:
                return {**vals, name: res_id}
        raise ValidationError(
            self.env._("Appointments are planned from the case they belong to.")
        )

    def write(self, vals):
        names = self._get_confidential_link_fields()
        if any(vals.get(name) for name in names):
            vals = {**vals, **self._prepare_confidential_vals(vals)}
            result = super().write(vals)
        else:
            result = self._write_unlinked(vals)
        if {*names, "partner_ids", "attendee_ids", "user_id"} & vals.keys():
            self._check_confidential_attendees()
        return result

    def _write_unlinked(self, vals):
        """Write values without a link: what is confidential stays so, and neutral."""
        # sudo: asks only whether the neutral title must be kept
        confidential = self.sudo().filtered("is_confidential").with_env(self.env)
        kept = {"name", "privacy", *self._get_confidential_link_fields()}
        result = True
        if not confidential or not kept & vals.keys():
            return super().write(vals)
        if others := self - confidential:
            result = super(CalendarEvent, others).write(vals)
        vals = {name: value for name, value in vals.items() if name not in kept}
        return super(CalendarEvent, confidential).write(vals) and result

    def _prepare_confidential_vals(self, vals):
        """:return: values that keep an appointment neutral for outsiders."""
        for name in self._get_confidential_link_fields():
            if not vals.get(name):
                continue
            # sudo: only the random reference is taken
            record = self.env[self._fields[name].comodel_name].sudo().browse(vals[name])
            reference = record[record._integration_reference]
            prepared = {
                "name": self.env._("Appointment %(reference)s", reference=reference),
                # our rule hides the row; core's masks would hide it from deputies
                "privacy": "public",
            }
            if "need_sync" in self._fields:
                prepared["need_sync"] = False
            return prepared
        return {}

    def _check_confidential_attendees(self, partners=None):
        """Only people who may read the record attend its appointments.

        :param partners: contacts to look at, all who are invited if not given
        :raise ValidationError: naming the reference
        """
        # sudo: looks at the attendees' rights, shows nothing
        for event in self.sudo().filtered("is_confidential"):
            record = event._get_confidential_record()
            invited = event.partner_ids if partners is None else partners.sudo()
            users = invited.user_ids
            outsiders = invited.filtered(lambda partner: not partner.user_ids)
            if outsiders or record._get_readable_by(users) != users:
                raise ValidationError(
                    self.env._(
                        "%(reference)s: only people who have access to the record can "
                        "attend its appointments; the client is not entered as an "
                        "attendee.",
                        reference=record[record._integration_reference],
                    )
                )

    # ------------------------------------------------------------------
    # Mail and messages
    # ------------------------------------------------------------------

    def _skip_send_mail_status_update(self):
        """No invitation, change or reminder of a confidential event is mailed."""
        return self.is_confidential or super()._skip_send_mail_status_update()

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """A message on a confidential event stays there: nobody is mailed its text."""
        # sudo: asks only whether the event is confidential
        if any(self.sudo().mapped("is_confidential")):
            return []
        return super()._notify_get_recipients(message, msg_vals, **kwargs)

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Core reads ``privacy`` of every event that has a message, unguarded: with a
        read rule on events every message search would be refused."""
        readable = self._filtered_access("read")
        result = super(
            CalendarEvent, readable
        )._mail_get_operation_for_mail_message_operation(message_operation)
        result.update(dict.fromkeys(self - readable, "read"))
        return result

    # ------------------------------------------------------------------
    # Free/busy
    # ------------------------------------------------------------------

    @api.model
    def get_busy_intervals(self, partner_ids, start, stop):
        """Answer when colleagues are busy, without saying with what.

        :param list partner_ids: partners of internal users
        :param start: UTC datetime or its string
        :param stop: UTC datetime or its string, exclusive
        :return: dict partner id → list of (start, stop) as UTC strings
        """
        self.check_access("read")
        # sudo: partners of internal users only, and only times are returned
        users = self.env["res.users"].sudo()
        partners = users.search(
            [("partner_id", "in", partner_ids), ("share", "=", False)]
        ).partner_id
        start, stop = map(fields.Datetime.to_datetime, (start, stop))
        busy = partners._get_busy_calendar_events(start, stop)
        return {
            partner_id: sorted(
                (fields.Datetime.to_string(e.start), fields.Datetime.to_string(e.stop))
                for e in events
                if e.start < stop and e.stop > start
            )
            for partner_id, events in busy.items()
            if partner_id in partners.ids
        }
