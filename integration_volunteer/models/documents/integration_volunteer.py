from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteer(models.Model):
    """What volunteers read and confirm themselves, on the phone or by a link (V15)."""

    _inherit = "integration.volunteer"

    def _get_documents(self):
        """List what is to be confirmed, and what was.

        :return: list of dicts ``type``, ``name``, ``text``, ``state`` (valid, expiring,
            expired: to be confirmed), ``date_until``, ``after`` (names of what has to
            come first)
        """
        self.ensure_one()
        today = get_today()
        needed = self._find_clearances(self._get_own_subjects(today, self.ids))
        # sudo: the person's own documents, for code that holds the volunteer
        rows = self.env["integration.volunteer.clearance"].sudo()
        own = rows.search(
            rows._get_in_force_domain(today) & Domain("volunteer_id", "=", self.id)
        )
        types = self.env["integration.clearance.type"].sudo()  # sudo: as above
        shown = types.search([("confirmable", "=", True)]).filtered(
            lambda t: t in needed.get(self.id, {}) or t._get_covered() in own.covers_id
        )
        documents = []
        for kind in shown:
            row = own.filtered(lambda r, t=kind: r.covers_id == t._get_covered())[:1]
            missing = self._get_missing_predecessors(kind, today)
            documents.append(
                {
                    "type": kind,
                    "name": kind.name,
                    "text": kind.text,
                    "state": row._get_validity(today) if row else "expired",
                    "date_until": row.date_until,
                    "after": missing.mapped("name"),
                }
            )
        return documents

    def _confirm_document(self, kind):
        """Note that the volunteer has read and confirmed a text; twice is harmless.

        :param kind: ``integration.clearance.type``
        :return: the ``integration.volunteer.clearance``, in superuser mode
        :raise UserError: if it is not to be confirmed, or something has to come first
        """
        self.ensure_one()
        kind = kind.sudo()  # sudo: texts to confirm are no secret
        if not kind.confirmable or not kind.active:
            raise UserError(
                self.env._(
                    "%(type)s is not confirmed here; please show it to the "
                    "coordination.",
                    type=kind.name,
                )
            )
        # sudo: the person's own row, kept by the engine
        volunteer = self.sudo()
        volunteer._lock_for_confirmation()
        today = get_today()
        rows = volunteer.env["integration.volunteer.clearance"]
        held = rows.search(
            rows._get_held_domain(today)
            & Domain("volunteer_id", "=", self.id)
            & Domain("covers_id", "=", kind._get_covered().id),
            limit=1,
        )
        fresh = held.type_id == kind and held.text_version == kind.text_version
        if held and fresh and held._get_validity(today) == "valid":
            return held
        return rows.create(
            {
                "volunteer_id": self.id,
                "type_id": kind.id,
                "seen_on": today,
                "seen_by_id": False,
                "confirmed_at": fields.Datetime.now(),
                "text_version": kind.text_version,
                "confirmed_text": kind.text,
            }
        )

    def _lock_for_confirmation(self):
        """Let one confirmation in at a time.

        The row is written as well: whoever asked before the first was done does not
        see its line, cannot be serialised, and is repeated by the server.

        :raise UserError: while another one is on its way
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(
                self.env._("This is being confirmed right now. Please reload the page.")
            ) from None
        self.env.execute_query(
            SQL(
                "UPDATE integration_volunteer SET write_date = write_date"
                " WHERE id = %s RETURNING id",
                self.id,
            )
        )
