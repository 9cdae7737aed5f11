from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_tandem import TandemCase
from .rights import OWN_ROWS, RIGHTS

SECRET = "Geheimwort"
SCOPES = ("own", "team", "foreign", "other")
OUTSIDERS = ("clerk", "config", "dpo", "stats", "admin", "finance", "portal")
HALL = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
VOLUNTEER_SIDE = (
    "integration.volunteer.tandem",
    "integration.volunteer.meeting",
    "integration.disclosure",
)
CHANGE = {
    "integration.engagement": {"note": "Neu"},
    "integration.engagement.release": {"ended_how": "office"},
    "integration.volunteer.tandem": {"place": "Neu"},
    "integration.volunteer.meeting": {"note": "Neu"},
    "integration.disclosure": {"value": "Neu"},
}


@tagged("post_install", "-at_install")
class TestEngagementRights(TandemCase):
    """Who learns that a client exists, who is in a tandem, and what (C56, C79)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_case = cls._open_file(cls.lead, "Leitfall", SECRET)
        cls.team_case = cls._open_file(cls.colleague, "Teamfall", SECRET)
        cls.other_case = cls._open_file(cls.foreigner, "Kreisfall", SECRET)
        cls.finance = new_test_user(cls.env, "test_finance", "base.group_user")
        cls.portal = new_test_user(cls.env, "test_portal", "base.group_portal")
        cls.records = {}
        cases = cls.case1 | cls.lead_case | cls.team_case | cls.case2 | cls.other_case
        for case in cases.sudo():
            cls._make(case)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _make(cls, case):
        """A help that was released, and one that was only asked for."""
        case.person_id.first_name = SECRET
        cls.consent(cls, case)
        env = case.with_user(case.user_id).with_company(case.company_id).env
        partner = env["res.partner"].sudo().create({"name": "Helfer"})
        volunteer = (
            env["integration.volunteer"]
            .sudo()
            .create({"partner_id": partner.id, "company_id": case.company_id.id})
        )
        volunteer.state = "active"
        tandems = env["integration.volunteer.tandem"].sudo()
        tandem = tandems.create(
            {
                "task_id": cls.mentoring.id,
                "volunteer_id": volunteer.id,
                "company_id": case.company_id.id,
            }
        )
        engagements = env["integration.engagement"].sudo()
        vals = {"case_id": case.id, "tandem_id": tandem.id}
        released = engagements.create(vals).with_user(case.user_id)
        released._release()
        tandem.action_trial()
        meeting = tandem._report_meeting(
            fields.Datetime.now() - timedelta(hours=3), 60, note="ok"
        )
        asked = engagements.create({**vals, "note": SECRET})
        release = released.sudo().release_ids
        disclosure = release.letter_id.disclosure_ids[0]
        for record in (asked, release, tandem, meeting, disclosure):
            cls.records[record._name, case.id] = record

    def get_case(self, role, scope):
        return {
            "own": self.case1 if role == "manager" else self.lead_case,
            "team": self.team_case,
            "foreign": self.case2,
            "other": self.other_case,
        }[scope]

    def try_it(self, method, *args):
        with self.cr.savepoint() as savepoint:
            try:
                method(*args)
                self.env.flush_all()
                allowed = True
            except UserError as error:
                self.assertNotIn(SECRET, str(error))
                allowed = False
            savepoint.rollback()
        self.env.invalidate_all()
        return allowed

    def check_nothing(self, records, hint):
        """No read door answers."""
        for method, args, refusal in (
            ("read", [["id"]], AccessError),
            ("web_read", [{"display_name": {}}], AccessError),
            ("mapped", ["display_name"], AccessError),
            ("export_data", [["display_name"]], UserError),
        ):
            with self.assertRaises(refusal, msg=f"{hint} {method}") as caught:
                getattr(records, method)(*args)
            self.assertNotIn(SECRET, str(caught.exception))
        model = records.browse()
        domain = Domain("id", "in", records.ids)
        for method, args in (
            ("search", [domain]),
            ("search_count", [domain]),
            ("formatted_read_group", [domain, ["create_uid"], ["__count"]]),
            ("name_search", ["", domain]),
            ("name_search", ["a", domain]),
            ("web_search_read", [domain, {"display_name": {}}]),
        ):
            if not model.has_access("read"):
                with self.assertRaises(AccessError, msg=f"{hint} {method}"):
                    getattr(model, method)(*args)
                continue
            found = getattr(model, method)(*args)
            if method == "web_search_read":
                found = found["records"]
            self.assertFalse(found, f"{hint} {method}")

    @mute_logger(*HALL)
    def test_case_work(self):
        for model, rights in RIGHTS.items():
            for role in ("manager", "lead"):
                for scope in SCOPES:
                    letters = rights[role].get(scope, "")
                    with self.subTest(model=model, role=role, scope=scope):
                        self.check_cell(model, role, scope, letters)

    @mute_logger(*HALL)
    def test_volunteer_side_with_the_case(self):
        """Tandem, meeting and copy are read with the case, changed by nobody of it."""
        for model in VOLUNTEER_SIDE:
            for role in ("manager", "lead"):
                for scope in SCOPES:
                    reads = scope == "own" or (role, scope) == ("lead", "team")
                    with self.subTest(model=model, role=role, scope=scope):
                        self.check_cell(model, role, scope, "r" if reads else "")

    def check_cell(self, model, role, scope, letters):
        case = self.get_case(role, scope)
        user = self.manager1 if role == "manager" else self.lead
        records = self.as_user(user, self.records[model, case.id])
        hint = f"{model} {role} {scope}"
        if "r" in letters:
            self.assertTrue(records.read(["id", "display_name"]), hint)
            self.assertEqual(records.search([("id", "in", records.ids)]), records)
        else:
            self.check_nothing(records, hint)
        self.assertEqual(self.try_it(records.write, CHANGE[model]), "w" in letters)
        tandem = self.records["integration.volunteer.tandem", case.id]
        vals = {"case_id": case.id, "tandem_id": tandem.id}
        if model == "integration.volunteer.tandem":
            vals = {"task_id": self.mentoring.id}
        if model == "integration.volunteer.meeting":
            vals = {"tandem_id": tandem.id, "start": "2040-01-01 10:00:00"}
        allowed = self.try_it(records.browse().create, vals)
        self.assertEqual(allowed, "c" in letters, hint)
        self.assertEqual(self.try_it(records.unlink), "u" in letters, hint)

    @mute_logger(*HALL)
    def test_outsiders(self):
        for role in OUTSIDERS:
            user = getattr(self, role)
            for model in (*RIGHTS, *VOLUNTEER_SIDE):
                with self.subTest(model=model, role=role):
                    records = self.as_user(user, self.records[model, self.case1.id])
                    self.check_nothing(records, f"{model} {role}")
                    self.assertFalse(self.try_it(records.write, CHANGE[model]))
                    self.assertFalse(self.try_it(records.unlink))

    @mute_logger(*HALL)
    def test_coordination(self):
        """Sees tandems, meetings and what volunteers read; no case, no engagement."""
        tandem = self.records["integration.volunteer.tandem", self.case1.id]
        for model in VOLUNTEER_SIDE:
            records = self.as_user(self.coordinator, self.records[model, self.case1.id])
            self.assertTrue(records.read(["id", "display_name"]), model)
            other = self.as_user(
                self.coordinator, self.records[model, self.other_case.id]
            )
            self.check_nothing(other, model)
        mine = self.as_user(self.coordinator, tandem)
        self.assertIn(SECRET, mine.disclosure_ids.mapped("value"))
        self.assertIn(SECRET, dict(mine._get_released()).values())
        letter = "integration.referral.letter"
        for model in ("integration.case", "integration.person", letter, *RIGHTS):
            self.assertFalse(
                self.env[model].with_user(self.coordinator).has_access("read"), model
            )
        for model in RIGHTS:
            records = self.records[model, self.case1.id]
            self.check_nothing(self.as_user(self.coordinator, records), model)
        # nothing that she reads tells of a case
        texts = str(mine.read()) + str(mine.meeting_ids.read())
        texts += str(mine.disclosure_ids.read())
        self.assertNotIn(self.case1.reference, texts)
        self.assertNotIn("engagement", texts)

    def ask_oracles(self, user, records, paths):
        """:return: paths by which something of the case can be asked"""
        open_ones = []
        for path in paths:
            model = self.as_user(user, records).browse()
            for method, args in (
                ("search_count", [[(path, "!=", False)]]),
                ("search", [[], 0, 1, path.rsplit(".", 1)[0]]),
                ("formatted_read_group", [[], [path], ["__count"]]),
            ):
                try:
                    if getattr(model, method)(*args):
                        open_ones.append((path, method))
                except (AccessError, ValueError, UserError):
                    continue
        return open_ones

    @mute_logger(*HALL, "odoo.domains", "odoo.fields")
    def test_no_oracle(self):
        """The way from tandem, copy or letter to the case is closed for others."""
        tandem = self.records["integration.volunteer.tandem", self.case1.id]
        paths = ("engagement_ids", "engagement_ids.case_id.reference")
        self.assertEqual(self.ask_oracles(self.coordinator, tandem, paths), [])
        copy = self.records["integration.disclosure", self.case1.id]
        paths = (
            "letter_id.release_ids.case_id.reference",
            "tandem_id.engagement_ids.case_id.reference",
            "letter_id.referral_ids.reference",
        )
        self.assertEqual(self.ask_oracles(self.coordinator, copy, paths), [])
        # the way is open for whoever reads the case: the question is a real one
        paths = ("engagement_ids", "engagement_ids.case_id.reference")
        self.assertTrue(self.ask_oracles(self.manager1, tandem, paths))
        for user in (self.coordinator, self.finance, self.clerk):
            with self.assertRaises(AccessError):
                self.as_user(user, tandem).read(["engagement_ids"])
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        with self.assertRaises(AccessError):
            volunteers.search([("tandem_ids.engagement_ids.reference", "!=", False)])
        # a colleague may ask her own tandems only
        mine = self.as_user(self.manager2, tandem)
        found = mine.search([("engagement_ids.case_id", "!=", False)])
        own = self.records["integration.volunteer.tandem", self.case2.id]
        self.assertEqual(found.ids, own.ids)
        self.assertFalse(mine.search([("engagement_ids.case_id", "=", self.case1.id)]))

    @mute_logger(*HALL)
    def test_nobody_joins_a_foreign_tandem(self):
        """Reading a tandem follows from an engagement, so none is made for it."""
        foreign = self.records["integration.volunteer.tandem", self.case2.id]
        engagements = self.env["integration.engagement"].with_user(self.manager1)
        vals = {"case_id": self.case1.id, "tandem_id": foreign.id}
        with self.assertRaises(AccessError):
            engagements.create(vals)
        mine = self.as_user(
            self.manager1, self.records["integration.engagement", self.case1.id]
        )
        for change in (
            {"tandem_id": foreign.id},
            {"case_id": self.case2.id},
            {"state": "released"},
            {"ended_on": fields.Datetime.now()},
        ):
            with self.assertRaises(UserError):
                mine.write(change)
        with self.assertRaises(UserError):
            mine.copy()

    @mute_logger(*HALL)
    def test_dialogs_of_others(self):
        one = self.records["integration.engagement", self.team_case.id]
        one = one.with_user(self.colleague)
        action = one.action_release()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        with self.assertRaises(AccessError):
            self.as_user(self.manager1, dialog).read(["preview"])
        for model, vals in (
            ("integration.engagement.send", {"engagement_id": one.id}),
            (
                "integration.engagement.ask",
                {"case_id": self.team_case.id, "task_id": self.mentoring.id},
            ),
        ):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.manager1).create(vals)

    def test_calendar_and_bookings(self):
        """What stands in the calendar of volunteers names no client."""
        meeting = self.records["integration.volunteer.meeting", self.case1.id]
        text = str(meeting._get_bookings().read())
        for word in (SECRET, self.case1.reference, "Testmann"):
            self.assertNotIn(word, text)

    def test_introspection(self):
        protected = self.env["integration.protected"]
        found = self.get_models_with_path()
        for name in (*RIGHTS, *OWN_ROWS):
            self.assertIn(name, found)
        for name in (*VOLUNTEER_SIDE, "integration.referral.letter"):
            self.assertNotIn(name, found)
        for name in (*RIGHTS, *VOLUNTEER_SIDE):
            self.assertTrue(protected._is_protected_model(name), name)
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            self.assertIn("access_now", " ".join(rules.mapped("domain_force")), name)
            common = rules.filtered(lambda rule: not rule.groups)
            self.assertIn("company_ids", " ".join(common.mapped("domain_force")), name)
        for name in OWN_ROWS:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            self.assertIn("create_uid", " ".join(rules.mapped("domain_force")), name)
