from odoo import fields, models
from odoo.fields import Domain


class IntegrationVolunteer(models.Model):
    """When they are expected, and whether they are free (V10)."""

    _inherit = "integration.volunteer"

    booking_ids = fields.One2many("integration.volunteer.booking", "volunteer_id")

    def _get_future_bookings(self):
        """:return: bookings that have not begun, in superuser mode"""
        # sudo: rows of the engine for code that holds the volunteer
        bookings = self.env["integration.volunteer.booking"].sudo()
        return bookings.search(
            Domain("volunteer_id", "in", self.ids)
            & Domain("state", "=", "booked")
            & Domain("start", ">", fields.Datetime.now())
        )

    def _get_conflicts(self, start, stop, besides=None):
        """Say what speaks against a time (V10, V11).

        :param start: UTC datetime
        :param stop: UTC datetime
        :param besides: record whose own booking does not count
        :return: list of dicts ``hard`` (blocks or warns) and ``words`` (a sentence
            that names no client and no other volunteer)
        """
        self.ensure_one()
        # sudo: only the volunteer's own times, told without their title
        bookings = self.env["integration.volunteer.booking"].sudo()
        domain = bookings._get_overlap_domain(start, stop)
        domain &= Domain("volunteer_id", "=", self.id)
        if besides:
            domain &= ~(
                Domain("res_model", "=", besides._name)
                & Domain("res_id", "in", besides.ids)
            )
        if not bookings.search_count(domain, limit=1):
            return []
        words = self.env._("%(name)s is booked at this time.", name=self.name)
        return [{"hard": True, "words": words}]

    def _get_unfit(self, task, day):
        """Say why a volunteer may not do a task on a day; concerns add reasons.

        :param task: ``integration.volunteer.task``
        :param day: date in Germany
        :return: list of sentences, empty if nothing speaks against it
        """
        self.ensure_one()
        if self._is_deployable():
            return []
        labels = dict(self._fields["state"]._description_selection(self.env))
        state = labels[self.state]
        return [self.env._("%(name)s is “%(state)s”.", name=self.name, state=state)]
