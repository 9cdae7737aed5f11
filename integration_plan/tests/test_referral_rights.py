from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_case.tests.common_consent import agree

from .common_referral import ReferralCase
from .rights import REFERRALS

SECRET = "Geheimwort"
SCOPES = ("own", "team", "foreign", "other")
HALL = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
OUTSIDERS = ("clerk", "config", "dpo", "stats", "admin")
#: a change of each that the form would make
CHANGE = {
    "integration.referral": {"note": "Neu"},
    "integration.referral.step": {"note": "Neu"},
    "integration.referral.letter": {"contact": "Neu"},
    "integration.disclosure": {"value": "Neu"},
    "integration.gap": {"town": "Neu"},
}


@tagged("post_install", "-at_install")
class TestReferralRights(ReferralCase):
    """Who may do what with referrals, tried with every role and scope (C56, C79)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_case = cls._open_file(cls.lead, "Leitfall", SECRET)
        cls.team_case = cls._open_file(cls.colleague, "Teamfall", SECRET)
        cls.other_case = cls._open_file(cls.foreigner, "Kreisfall", SECRET)
        cls.records = {}
        cases = cls.case1 | cls.lead_case | cls.team_case | cls.case2 | cls.other_case
        for case in cases.sudo():
            cls._make(case)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _make(cls, case):
        agree(case.person_id, "services", cls.provider)
        records = cls.env["integration.referral"].with_user(case.user_id)
        records = records.with_company(case.company_id)
        vals = {
            "case_id": case.id,
            "partner_id": cls.provider.id,
            "data_class_ids": [Command.set(cls.contact_class.ids)],
        }
        sent = records.create(vals)
        sent._send()
        offered = records.create({**vals, "message": SECRET})
        gap = cls.env["integration.gap"].create(
            {
                "case_id": case.id,
                "referral_id": sent.id,
                "source": "referral",
                "kind": "none",
                "area_id": cls.env.ref(
                    "integration_plan.integration_life_area_language"
                ).id,
                "date_from": cls.today,
            }
        )
        letter = sent.letter_id
        for record in (
            *(offered, sent.step_ids[0], letter, letter.disclosure_ids[0], gap),
        ):
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
            except (AccessError, UserError):
                allowed = False
            savepoint.rollback()
        self.env.invalidate_all()
        return allowed

    def check_nothing(self, records, hint):
        model = records.browse()
        with self.assertRaises(AccessError, msg=hint):
            records.read(["id"])
        domain = Domain("id", "in", records.ids)
        try:
            self.assertFalse(model.search(domain), hint)
            self.assertFalse(model._read_group(domain, aggregates=["__count"])[0][0])
        except AccessError:
            self.assertFalse(model.has_access("read"), hint)

    @mute_logger(*HALL)
    def test_case_work(self):
        for model, rights in REFERRALS.items():
            for role in ("manager", "lead"):
                for scope in SCOPES:
                    letters = rights[role].get(scope, "")
                    with self.subTest(model=model, role=role, scope=scope):
                        self.check_cell(model, role, scope, letters)

    def check_cell(self, model, role, scope, letters):
        case = self.get_case(role, scope)
        user = self.manager1 if role == "manager" else self.lead
        records = self.as_user(user, self.records[model, case.id])
        if "r" in letters:
            self.assertTrue(records.read(["id", "display_name"]))
            self.assertEqual(records.search([("id", "in", records.ids)]), records)
        else:
            self.check_nothing(records, f"{model} {role} {scope}")
        self.assertEqual(self.try_it(records.write, CHANGE[model]), "w" in letters)
        vals = {"case_id": case.id, "partner_id": self.provider.id}
        allowed = self.try_it(records.browse().create, vals)
        self.assertEqual(allowed, "c" in letters)
        self.assertEqual(self.try_it(records.unlink), "u" in letters)

    @mute_logger(*HALL)
    def test_outsiders(self):
        for role in OUTSIDERS:
            user = getattr(self, role)
            for model in REFERRALS:
                with self.subTest(model=model, role=role):
                    records = self.as_user(user, self.records[model, self.case1.id])
                    self.check_nothing(records, f"{model} {role}")
                    self.assertFalse(self.try_it(records.write, CHANGE[model]))
                    self.assertFalse(self.try_it(records.unlink))

    def test_rules(self):
        for name in REFERRALS:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            self.assertIn("access_now", " ".join(rules.mapped("domain_force")), name)
            common = rules.filtered(lambda rule: not rule.groups)
            self.assertIn("company_ids", " ".join(common.mapped("domain_force")), name)
            self.assertTrue(
                self.env["integration.protected"]._is_protected_model(name), name
            )

    @mute_logger(*HALL)
    def test_overrides_are_overseen(self):
        """Own ones, those of the led team, all for the officer of the authority."""
        referral = self.records["integration.referral", self.case1.id]
        override = self.env["integration.referral.override"]._decide_without(
            referral.sudo(), self.contact_class, "Gefahr"
        )
        for user in (self.lead, self.dpo):
            self.assertTrue(self.as_user(user, override).read(["reason"]))
        for user in (self.manager1, self.manager2, self.lead2, self.foreigner):
            self.assertFalse(
                self.as_user(user, override).search([("id", "=", override.id)])
            )

    @mute_logger(*HALL)
    def test_dialogs_of_others(self):
        referral = self.records["integration.referral", self.team_case.id]
        action = referral.action_send()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        mine = self.as_user(self.manager1, dialog)
        with self.assertRaises(AccessError):
            mine.read(["referral_id"])
        with self.assertRaises(AccessError):
            self.env["integration.referral.answer"].with_user(self.manager1).create(
                {"referral_id": referral.id, "step": "dropped"}
            )


@tagged("post_install", "-at_install")
class TestReferralFile(ReferralCase):
    """What left is part of the client's file: copy, statement, erasure, merge."""

    def test_statement(self):
        """Who received my data (C69)."""
        self.sent()
        rows = self.person.sudo()._get_statement()["sections"]
        [received] = [row for row in rows if row["kind"] == "received"]
        self.assertIn(self.provider.name, [row["who"] for row in received["rows"]])

    def test_tree(self):
        referral = self.sent()
        tree = self.person.sudo()._get_file_tree()
        found = {}
        for (model, _class), ids in tree.items():
            found.setdefault(model, set()).update(ids)
        self.assertIn(referral.id, found["integration.referral"])
        self.assertIn(referral.letter_id.id, found["integration.referral.letter"])
        self.assertLessEqual(
            set(referral.disclosure_ids.ids), found["integration.disclosure"]
        )
        token = referral.letter_id.sudo().token_id
        self.assertIn(token.id, found["integration.token"])

    def test_erased(self):
        """Nothing of the copy is left, and the link opens nothing (C71)."""
        referral = self.sent().sudo()
        people = self.person.sudo()
        tree = people._get_file_tree()
        classes = {code for _model, code in tree}
        self.env["integration.record.erase"].sudo()._erase(tree, classes)
        values = referral.letter_id.disclosure_ids.mapped("value")
        self.assertFalse([value for value in values if "Amina" in value])
        self.assertTrue(referral.letter_id.closed_on)
        self.assertFalse(referral.letter_id._is_readable())
        self.assertEqual(referral.state, "sent")

    def test_merged(self):
        """A referral goes with its case into the file that is kept (C6)."""
        referral = self.sent()
        other = self._open_file(self.manager1, "Zweitakte", "")
        person = self.person.with_user(self.manager1)
        person._merge_into(other.person_id.with_user(self.manager1))
        self.env.invalidate_all()
        self.assertEqual(referral.sudo().person_id, other.sudo().person_id)
        self.assertTrue(referral.sudo().letter_id)
        # the consent holds for the file that was kept
        other.sudo().person_id.consent_ids.filtered(
            lambda one: one.purpose_id.code == "services"
        ).action_withdraw()
        self.assertEqual(referral.sudo().state, "revoked")
