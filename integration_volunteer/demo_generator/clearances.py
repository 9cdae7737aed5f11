"""Clearances of the demo: valid, expiring and expired ones."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

#: what everybody has who has begun, in the order in which one rests on the other
FIRST = ("talk", "secrecy", "privacy", "training")
#: age of the certificate of conduct in months, of one after the other; it holds for 60
AGES = (6, 14, 22, 30, 59, 11, 3, 40, 18, 61)


class ClearanceWriter:
    """Part of the writer of volunteers: what they have shown and confirmed."""

    def write_clearances(self):
        begun = self.volunteers.filtered(
            lambda one: one.state in ("trial", "active", "paused")
        )
        for number, volunteer in enumerate(begun):
            # of the first, whose account is in the portal, all is valid
            self.write_of(volunteer, AGES[number % len(AGES)])

    def write_of(self, volunteer, age):
        issued = self.today - relativedelta(months=age)
        seen = min(issued + timedelta(days=20), self.today)
        for code in FIRST:
            self.write_clearance(volunteer, code, seen)
        self.write_clearance(volunteer, "conduct", seen, date_issued=issued)
        if "childcare" in volunteer.task_ids.mapped("code"):
            self.write_clearance(volunteer, "hygiene", self.today - timedelta(days=90))

    def write_clearance(self, volunteer, code, seen, **vals):
        kind = self.env.ref(f"integration_volunteer.integration_clearance_type_{code}")
        return self.env["integration.volunteer.clearance"].create(
            {
                "volunteer_id": volunteer.id,
                "type_id": kind.id,
                "seen_on": seen,
                "seen_by_id": self.coordinator.id,
                **vals,
            }
        )
