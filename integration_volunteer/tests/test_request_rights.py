from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from . import rights
from .common_request import RequestCase

OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}
MODELS = (
    "integration.volunteer.request",
    "integration.volunteer.request.ask",
    "integration.volunteer.request.cancel",
    "integration.volunteer.request.suggest",
    "integration.volunteer.request.suggest.line",
)


@tagged("post_install", "-at_install")
class TestRequestRights(RequestCase):
    """Half-filled forms, who sees and does what, figures and screens."""

    def test_half_filled(self):
        """A draft may be half filled; sending it says what is missing."""
        form = Form(self.requests)
        form.task_id = self.interpreting
        request = form.save()
        self.assertRegex(request.reference, r"^H-[0-9A-Z]{5}$")
        with self.assertRaisesRegex(UserError, "Beginning, End, Language"):
            request.action_open()
        with Form(request) as form:
            form.start = self.start
            form.language_id = self.arabic
        self.assertEqual(request.stop, self.start + timedelta(hours=1))
        request.action_open()
        with self.assertRaisesRegex(UserError, request.reference):
            request.action_open()
        past = self.new_request(
            opened=False, start=self.days_ahead(-2), stop=self.days_ahead(-1)
        )
        with self.assertRaisesRegex(UserError, "past"):
            past.action_open()
        with self.assertRaises(UserError):
            request.unlink()
        past.unlink()

    def test_steps_are_not_written(self):
        request = self.new_request(opened=False)
        for name, value in (
            ("state", "filled"),
            ("state", "draft"),
            ("volunteer_id", self.volunteer1.id),
            ("urgent", True),
        ):
            with self.assertRaises(AccessError, msg=name):
                request.write({name: value})
        with self.assertRaises(AccessError):
            self.requests.create({"task_id": self.task.id, "state": "filled"})

    def test_who_asks(self):
        """A manager sees and steers the own requests; volunteers stay unseen."""
        mine = self.new_request(user=self.manager1)
        other = self.new_request()
        ask = self.ask(mine, self.volunteer1)
        ask._accept()
        self.env.invalidate_all()
        seen = mine.with_user(self.manager1)
        self.assertEqual(seen.helper, self.volunteer1.name)
        found = self.requests.with_user(self.manager1).search([])
        self.assertIn(mine.id, found.ids)
        self.assertNotIn(other.id, found.ids)
        for name in ("volunteer_id", "ask_ids", "volunteer_feedback"):
            with self.assertRaises(AccessError, msg=name):
                seen.read([name])
        with self.assertRaisesRegex(UserError, "coordination"):
            seen.place = "Woanders"
        with self.assertRaises(AccessError):
            seen.action_done()
        self.cancel(seen, "moved")
        self.assertEqual(mine.state, "cancelled")
        notified = self.env["mail.message"].search(
            [("model", "=", mine._name), ("res_id", "=", mine.id)]
        )
        self.assertIn(self.manager1.partner_id, notified.mapped("notified_partner_ids"))

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_rights(self):
        request = self.new_request()
        ask = self.ask(request, self.volunteer1).with_user(self.coordinator)
        users = {
            "coordinator": self.coordinator,
            "manager": self.manager1,
            "lead": self.lead,
            "config": self.config,
            "dpo": self.dpo,
            "stats": self.stats,
            "clerk": self.clerk,
            "admin": self.admin,
        }
        for model in MODELS:
            for role, user in users.items():
                letters = rights.WITHOUT_CLIENT[model].get(role, "")
                for letter, operation in OPERATIONS.items():
                    self.assertEqual(
                        self.env[model].with_user(user).has_access(operation),
                        letter in letters,
                        f"{model}: {role} {operation}",
                    )
        for user in (self.manager1, self.lead, self.clerk, self.foreigner, self.admin):
            for record in (request, ask):
                with self.assertRaises(AccessError, msg=user.login):
                    self.as_user(user, record).read(["display_name"])
            with self.assertRaises(AccessError):
                self.as_user(user, ask).action_accept()
            with self.assertRaises(AccessError):
                self.as_user(user, request).action_suggest()
        stranger = self._role(
            "test_other_coordinator",
            "integration_volunteer.group_volunteer_coordinator",
            company_id=self.county.id,
            company_ids=[fields.Command.set(self.county.ids)],
        )
        self.assertFalse(self.as_user(stranger, request).search([]))

    def test_figures(self):
        """Filled and unfilled by language and area, evaluated by the engine."""
        days = {"start": self.days_ahead(2), "stop": self.days_ahead(3)}
        lost = self.requests
        for number in range(4):
            lost += self.new_request(**days, mode="pick" if number else "first")
        self.ask(self.new_request(**days), self.volunteer1)._accept()
        with self.freeze(self.days_ahead(4)):
            self.run_job()
        indicators = self.env["integration.indicator"].search(
            [("category", "=", "volunteers")]
        )
        rows = indicators.with_user(self.stats)._evaluate(
            self.today, self.today + timedelta(days=10)
        )
        values = {
            (row["indicator"].code, row["breakdown"].groupby, row["label"]): row
            for row in rows
        }
        key = "requests_unfilled", "zip_area", "727"
        self.assertEqual(values[key]["value"], 4)
        self.assertEqual(values[key]["persons"], 4)
        key = "requests_unfilled", "language_id", self.arabic.name
        self.assertEqual(values[key]["value"], 4)
        self.assertEqual(values["requests_filled", False, "Total"]["value"], 1)
        self.assertEqual(values["requests_all", False, "Total"]["value"], 5)

    def test_screens(self):
        """All views open for the coordination and for whoever asks."""
        request = self.new_request(user=self.manager1)
        self.ask(request, self.volunteer1)
        kinds = ("kanban", "list", "form", "calendar", "pivot", "graph", "search")
        for user in (self.coordinator, self.manager1):
            seen = self.as_user(user, request)
            views = seen.get_views([(False, kind) for kind in kinds])
            arch = views["views"]["form"]["arch"]
            is_coordinator = user == self.coordinator
            self.assertEqual("ask_ids" in arch, is_coordinator)
            self.assertEqual("action_suggest" in arch, is_coordinator)
            seen.web_read({"helper": {}, "task_id": {"fields": {"name": {}}}})
            Form(seen).save()
        asks = request.with_user(self.coordinator).ask_ids
        asks.get_views([(False, kind) for kind in ("list", "form", "search")])
