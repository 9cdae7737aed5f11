from odoo import models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

#: class of data for the engine of erasure; there is only one here
DATA = "volunteer"
#: rows that are nothing but about the person; they go whole
ABOUT_THE_PERSON = ("integration.volunteer.language", "integration.volunteer.clearance")


class IntegrationVolunteer(models.Model):
    """Anonymisation: the person goes, the figures stay (V28).

    The row with its state, days and tasks stays, and so do bookings and hours, so that
    past figures do not change. The engine of erasure empties every text of whatever points
    at the volunteer, also of models other addons add, except on the clients' side.
    """

    _inherit = "integration.volunteer"

    def _anonymise(self):
        """Make people unrecognisable for good.

        :return: how many
        :raise UserError: if somebody may not be anonymised now
        """
        self.check_access("write")
        for volunteer in self:
            if reasons := volunteer._get_keep_reasons():
                raise UserError("\n".join(reasons))
        # sudo: texts of all that hangs on them; that the caller may was checked above
        volunteers = self.sudo().with_context(active_test=False)
        volunteers.lock_for_update(allow_referencing=True)
        count = len(volunteers)
        companies = volunteers.grouped("company_id")
        engine = volunteers.env["integration.volunteer.erase"]
        for volunteer in volunteers:
            volunteer._anonymise_one(engine)
        deletions = volunteers.env["integration.volunteer.deletion"]
        for company, rows in companies.items():
            rule = volunteers.env["integration.rule.value"]._get_rule(
                "volunteer_retention_months", company=company
            )
            words = f"{rule.display_name}: {rule.value} ({rule.unit})"
            deletions._note(company, DATA, len(rows), words)
        return count

    def _anonymise_one(self, engine):
        self.ensure_one()
        partner = self.partner_id
        own = self.contact_is_own
        words = {partner.name, partner.email, partner.phone} - {False}
        for name in ABOUT_THE_PERSON:
            rows = self.env[name].search([("volunteer_id", "=", self.id)])
            rows._erase()
        # links of the person lead nowhere from now on
        self.env["integration.token"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)]
        )._revoke()
        for booking in self.booking_ids:
            # when and for which task stays, for the counts
            neutral = {"title": booking.task_id.name, "place": False}
            booking.write({**neutral, "told_place": False})
        today = get_today()
        self.with_context(tracking_disable=True, mail_notrack=True).write(
            {
                "anonymised_on": today,
                "left_on": self.left_on or today,
                "state": "left",
                "active": False,
                "partner_id": False,
                "ability_ids": False,
                "contact_is_own": False,
                "has_car": False,
            }
        )
        tree = engine._collect_of_volunteer(self, DATA)
        engine._erase(tree, {code for _model, code in tree}, words)
        engine._blank_mentions(words)
        if own and not partner._is_used_otherwise():
            partner._blank_contact(engine, words)
