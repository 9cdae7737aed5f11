from odoo import fields, models
from odoo.exceptions import LockError, UserError

from .integration_person_retention import ALL_CLASSES


class IntegrationErasure(models.Model):
    """Carrying out an erasure, in one transaction."""

    _inherit = "integration.erasure"

    def _execute(self, user):
        """Erase what is due now.

        Whoever writes to the file at the same time holds a lock that makes this fail
        with a clear error; whoever comes later finds the file erased.

        :param user: who confirms
        :raise UserError: under a hold, or if somebody is working on the file
        """
        self.ensure_one()
        person = self._get_person()
        people = person._get_file_persons()
        self._lock_file(people)
        tree, verdicts = self._get_plan()
        due = {code for code, verdict in verdicts.items() if verdict.state == "due"}
        self._write_plan()
        self._check_due()
        self.write(
            {
                "state": "done",
                "confirmed_by_id": user.id,
                "done_on": fields.Datetime.now(),
            }
        )
        self.flush_recordset()
        self.env["integration.access.log"].with_user(user)._log(
            "erasure", people, detail=f"erasure {self.id}"
        )
        partners = people.partner_id
        self.env["integration.record.erase"]._erase(tree, due)
        if "contact" in due:
            self._end_access(people)
            partners._erase_client_contacts()
        left = {code for _model, code in tree} - due - person._get_erased_classes()
        people._mark_erased(due if left else due | {ALL_CLASSES})
        lines = self.line_ids.filtered(lambda line: line.action == "due")
        lines.write({"is_done": True})

    def _lock_file(self, people):
        cases = people._get_own_cases()
        try:
            people.lock_for_update()
            cases.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "%(reference)s: somebody is working on this file just now. Nothing "
                    "was erased; please try again in a moment.",
                    reference=self.reference,
                )
            ) from error
        people.invalidate_recordset()
        cases.invalidate_recordset()

    def _end_access(self, people):
        """Nobody has anything to look up in an empty file."""
        people._get_own_cases()._revoke_access()
        people._shut_doors()
