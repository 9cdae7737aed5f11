"""Hours of three months, rates and the first vouchers of the demo."""

from datetime import timedelta

from odoo import fields

WEEKS = 13
NOTES = ("Beispiel: Ausgabe", "Beispiel: Gespräch", "Beispiel: Fahrt")


class HoursWriter:
    """Part of the writer of volunteers: what they did, and what is settled."""

    def write_hours(self):
        people = self.volunteers.filtered(lambda one: one.state == "active")[:16]
        self.write_rates()
        for number, volunteer in enumerate(people):
            self.write_account(volunteer, number)
            for week in range(WEEKS):
                if (week + number) % 3:
                    self.report(volunteer, week, number)
        rows = self.env["integration.volunteer.hours"].search(
            [("state", "=", "reported")]
        )
        # this month's last ones wait for the coordination
        rows.filtered(
            lambda row: row.date < self.today - timedelta(days=6)
        ).action_approve()
        self.close_months(people)

    def report(self, volunteer, week, number):
        day = self.today - timedelta(days=1 + 7 * week + number % 5)
        self.env["integration.volunteer.hours"]._report(
            volunteer,
            {
                "task_id": volunteer.task_ids[:1].id,
                "date": day,
                "minutes": 60 + 30 * ((week + number) % 4),
                "kilometres": 12 if volunteer.has_car else 0,
                "note": NOTES[(week + number) % len(NOTES)],
            },
        )

    def write_rates(self):
        task = self.get_code("task", "interpreting")
        self.env["integration.volunteer.rate"].create(
            {
                "kind": "half_hour",
                "task_id": task.id,
                "amount": 7.5,
                "valid_from": fields.Date.start_of(
                    self.today - timedelta(days=400), "year"
                ),
                "source": "Beispiel: Hausregelung der Stadt Musterstadt",
            }
        )

    def write_account(self, volunteer, number):
        """Enter an invented account with a right check digit."""
        body = f"50010517{5407000000 + number:010d}"
        check = 98 - int(f"{body}131400") % 97
        volunteer.iban = f"DE{check:02d}{body}"

    def close_months(self, people):
        """Close the months that are over; make the vouchers of the first of them."""
        locks = self.env["integration.volunteer.hours.lock"].search([], order="month")
        this_month = fields.Date.start_of(self.today, "month")
        over = locks.filtered(lambda lock: lock.month < this_month)
        first = over[:-1] or over
        waiting = self.env["integration.volunteer.hours"].search(
            [("state", "=", "reported"), ("month", "in", first.mapped("month"))]
        )
        waiting.action_approve()
        first.action_close()
        vouchers = self.env["integration.volunteer.voucher"]._make(
            people, first[0].month, first[-1].month
        )
        second = self.env.ref("integration_volunteer.res_users_coordinator2_demo")
        # sudo: demo data of an empty database; a second person approves
        vouchers[1:].with_user(second).sudo().action_approve()
