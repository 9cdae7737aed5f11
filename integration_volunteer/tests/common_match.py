from .common_request import RequestCase


class MatchCase(RequestCase):
    """Looks for volunteers as the coordination does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.match = cls.env["integration.volunteer.match"].with_user(cls.coordinator)

    def find(self, **wishes):
        asked = {
            "task": self.interpreting,
            "start": self.start,
            "stop": self.stop,
            "language": self.arabic,
            "level": "b1",
            "form": "oral",
            **wishes,
        }
        return self.match._find(**asked)

    def fill_up(self, number):
        """Add volunteers who interpret Arabic, by SQL."""
        self.env.cr.execute(
            """
            WITH p AS (
                INSERT INTO res_partner (name, complete_name, active, type, zip)
                SELECT 'Masse ' || n, 'Masse ' || n, true, 'contact',
                       (72000 + n %% 999)::text
                  FROM generate_series(1, %(number)s) n RETURNING id, name, zip),
            v AS (
                INSERT INTO integration_volunteer
                       (partner_id, name, zip, company_id, active, state,
                       reminder)
                SELECT id, name, zip, %(company)s, true, 'active', 'mail' FROM p
             RETURNING id),
            t AS (
                INSERT INTO integration_volunteer_integration_volunteer_task_rel
                SELECT id, %(task)s FROM v),
            b AS (
                INSERT INTO integration_volunteer_booking (volunteer_id, company_id,
                       task_id, title, start, stop, state, res_model, res_id)
                SELECT id, %(company)s, %(task)s, 'x', now() - interval '9 days',
                       now() - interval '9 days' + id %% 9 * interval '1 hour'
                       + interval '1 hour', 'booked', 'x', id FROM v)
            INSERT INTO integration_volunteer_language (volunteer_id, company_id,
                   language_id, speaking, level, spoken_level, interprets,
                   assessed_on, assessment)
            SELECT id, %(company)s, %(language)s, 'c1', 'c1', 'c1', true,
                   '2020-01-01', 'self' FROM v
            """,
            {
                "number": number,
                "company": self.company.id,
                "task": self.interpreting.id,
                "language": self.arabic.id,
            },
        )
        self.env.invalidate_all()

    def count_queries(self, **wishes):
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        rows = self.find(zip="72764", **wishes)
        names = [row["volunteer"].name for row in rows]
        return self.cr.sql_log_count - before, names
