from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_security import SECRET, SecurityCase
from .rights import (
    OFFICER_TEXTS,
    OUTSIDERS,
    OWN_ROWS,
    RIGHTS,
    SCOPES,
)


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestSecurityMatrix(SecurityCase):
    """The declaration, tried with every role, model, operation and scope."""

    def check_nothing(self, records, hint):
        """No read door answers for records."""
        model = records.browse()
        refused = not model.has_access("read")
        for method, args in (
            ("read", []),
            ("web_read", [{"display_name": {}}]),
            ("export_data", [["display_name"]]),
            ("mapped", ["display_name"]),
        ):
            refusal = UserError if method == "export_data" else AccessError
            with self.assertRaises(refusal, msg=f"{hint} {method}") as caught:
                getattr(records, method)(*args)
            self.assertNotIn(SECRET, str(caught.exception))
        domain = [("id", "in", records.ids)]
        for method, args in (
            ("search", [domain]),
            ("formatted_read_group", [domain, ["id"], ["__count"]]),
            ("name_search", ["", domain]),
        ):
            if refused:
                with self.assertRaises(AccessError, msg=f"{hint} {method}"):
                    getattr(model, method)(*args)
            else:
                self.assertFalse(getattr(model, method)(*args), f"{hint} {method}")
        with self.assertRaises(AccessError, msg=f"{hint} attachment"):
            self.env["ir.attachment"].with_user(model.env.user).create(
                {"name": "x", "res_model": model._name, "res_id": records[:1].id}
            )

    def check_something(self, records, hint):
        """The same doors answer: a refusal above is not a call that fails anyway."""
        self.assertTrue(records.read(["id", "display_name"]), hint)
        self.assertTrue(records.web_read({"display_name": {}}), hint)
        domain = [("id", "in", records.ids)]
        self.assertEqual(records.search(domain), records, hint)
        self.assertTrue(records.formatted_read_group(domain, ["id"], ["__count"]), hint)
        self.assertTrue(
            self.env["ir.attachment"]
            .with_user(records.env.user)
            .create({"name": "x", "res_model": records._name, "res_id": records[:1].id})
            if records.has_access("write")
            else True
        )

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_case_work(self):
        for model, rights in RIGHTS.items():
            for role in ("manager", "lead"):
                for scope in SCOPES:
                    with self.subTest(model=model, role=role, scope=scope):
                        letters = rights.get(role, {}).get(scope, "")
                        if role == "lead" and scope == "team":
                            self.assertEqual(
                                letters, rights["lead"]["team"], "declaration"
                            )
                        self._check_cell(model, role, scope, letters)

    def _check_cell(self, model, role, scope, letters):
        case = self.get_case(role, scope)
        user = self.get_user(role)
        records = self.as_user(user, self.records[model, case.id])
        hint = f"{model} {role} {scope}"
        if "r" in letters:
            self.check_something(records, hint)
        else:
            self.check_nothing(records, hint)
        change = self.CHANGE.get(model, {"note": "Neu"})
        allowed = self.try_it(records.write, dict(change))
        self.assertEqual(allowed, "w" in letters, f"{hint} write: {self.refusal}")
        vals = self._vals(model, case.sudo())
        if model == "integration.counselling.topic":
            vals["topic_id"] = self.topics[1].id
        if model == "integration.household" and "r" in letters:
            vals = {}  # an own, empty one is anybody's to begin
        elif model != "integration.household" or not letters:
            allowed = self.try_it(records.browse().create, [vals])
            self.assertEqual(allowed, "c" in letters, f"{hint} create: {self.refusal}")
        allowed = self.try_it(records.unlink)
        self.assertEqual(allowed, "u" in letters, f"{hint} unlink: {self.refusal}")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_outsiders(self):
        cases = self.case1 | self.lead_case | self.team_case | self.case2
        for role in OUTSIDERS:
            user = getattr(self, role)
            for model in RIGHTS:
                with self.subTest(model=model, role=role):
                    records = self.env[model]
                    for case in cases | self.other_case:
                        records += self.records[model, case.id].with_env(self.env)
                    records = self.as_user(user, records)
                    hint = f"{model} {role}"
                    if role in RIGHTS[model]:
                        self._check_facts(model, user, hint)
                        continue
                    self.check_nothing(records, hint)
                    for record in records:
                        self.assertFalse(record.has_access("read"), hint)
                        self.assertFalse(
                            self.try_it(
                                record.write,
                                dict(self.CHANGE.get(model, {"note": "Neu"})),
                            ),
                            hint,
                        )
                        self.assertFalse(self.try_it(record.unlink), hint)
                    self.assertFalse(
                        self.try_it(
                            records.browse().create,
                            [self._vals(model, self.case1.sudo())],
                        ),
                        hint,
                    )

    def _check_facts(self, model, user, hint):
        """A reader of facts: all of the own authority, without name and without text."""
        cases = self.case1 | self.lead_case | self.team_case | self.case2
        records = self.env[model]
        for case in cases:
            records += self.records[model, case.id].with_env(self.env)
        mine = self.as_user(user, records)
        self.check_something(mine, hint)
        for text in (str(mine.read()), str(mine.web_read({"person_id": {}}))):
            if model not in OFFICER_TEXTS:
                self.assertNotIn(SECRET, text, hint)
            self.assertNotIn("Testmann", text, hint)
        self.assertFalse(mine.has_access("write"), hint)
        self.assertFalse(self.try_it(mine.write, {"decision": "refused"}), hint)
        self.assertFalse(self.try_it(mine.unlink), hint)
        with self.assertRaises(AccessError, msg=hint):
            mine.search([("person_id.name", "ilike", "Testmann")])
        other = self.as_user(user, self.records[model, self.other_case.id])
        self.check_nothing(other, hint)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_messages_and_files(self):
        message = self.case1.message_post(
            body=SECRET, attachments=[(f"{SECRET}.txt", SECRET.encode())]
        )
        rows = (message, message.attachment_ids)
        self.assertTrue(all(rows))
        for records in rows:
            self.check_something(self.as_user(self.lead, records), "lead")
            for user in self.get_outsiders():
                mine = self.as_user(user, records)
                self.assertFalse(mine.search([("id", "in", records.ids)]), user.login)
                with self.assertRaises(AccessError, msg=user.login):
                    mine.read()
                # core fetches messages in sudo once they are at hand
                with self.assertRaises(UserError, msg=user.login):
                    mine.export_data(["display_name"])
        for user in self.get_outsiders():
            with self.assertRaises(AccessError, msg=user.login):
                self.as_user(user).message_post(body="x")

    def test_own_rows(self):
        for model in sorted(OWN_ROWS):
            with self.subTest(model=model):
                row = (
                    self.env[model]
                    .with_user(self.manager1)
                    .sudo()
                    .create(self._own_row_vals(model))
                )
                self.env.flush_all()
                self.assertTrue(self.may_read(self.manager1, row))
                for user in self.get_outsiders() | self.lead:
                    mine = self.as_user(user, row)
                    self.assertFalse(mine.has_access("read"), user.login)
                    for method, args in (("read", []), ("write", [{}]), ("unlink", [])):
                        with self.assertRaises(AccessError, msg=f"{user.login}"):
                            getattr(mine, method)(*args)
