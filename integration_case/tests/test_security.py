import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.integration_base.tests import rights as base_rights

from .common_consent import PNG, agree
from .common_roles import RolesCase
from .rights import (
    BY_DOCUMENT,
    CORE_DIALOGS,
    OFFICER_DIALOGS,
    OFFICER_TEXTS,
    OUTSIDERS,
    OWN_ROWS,
    RIGHTS,
    SCOPES,
    WITHOUT_CLIENT,
)

ROOTS = {"integration.case", "integration.person"}
# every user and contact may be linked to an event: no way back to a client
HUBS = {"res.users", "res.partner"}
SECRET = "Geheimwort"


@tagged("post_install", "-at_install")
class TestSecurityIntrospection(RolesCase):
    """No model leads to a client without being declared and protected."""

    def get_models_with_path(self):
        """:return: names of models whose many2one or many2many lead to a client"""
        found = set(ROOTS)
        while True:
            new = {
                name
                for name in self.env.registry
                if name not in found | HUBS
                and not self.env[name]._abstract
                and any(
                    field.comodel_name in found
                    for field in self.env[name]._fields.values()
                    if field.type in ("many2one", "many2many")
                    # of the activity mixin: the user's own activities
                    and not field.name.startswith("activity_")
                )
            }
            if not new:
                return found
            found |= new

    def test_every_model_is_declared(self):
        declared = set(RIGHTS) | OWN_ROWS | CORE_DIALOGS
        found = self.get_models_with_path()
        self.assertGreater(len(found), 20)
        self.assertFalse(found - declared, "Declare these models in tests/rights.py")

    def test_every_model_of_ours_is_declared(self):
        ours = {
            name
            for name in self.env.registry
            if name.startswith("integration.")
            and not name.startswith("integration.test.")
            and not self.env[name]._abstract
            and self.env[name]._original_module
            in ("integration_base", "integration_case")
        }
        declared = {
            *RIGHTS,
            *OWN_ROWS,
            *BY_DOCUMENT,
            *WITHOUT_CLIENT,
            *base_rights.WITHOUT_CLIENT,
        }
        self.assertEqual(ours - declared, set())
        self.assertEqual(
            {name for name in declared if name.startswith("integration.")} - ours, set()
        )

    def test_protected(self):
        """Models of ours on a case are watched by guard and neutral errors."""
        for name in RIGHTS:
            if name.startswith("integration."):
                self.assertTrue(
                    self.env["integration.protected"]._is_protected_model(name), name
                )

    def test_rules(self):
        """A group rule by the access list and a global one by company on each."""
        for name in set(RIGHTS) - {"mail.activity"}:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            domains = " ".join(rules.mapped("domain_force"))
            self.assertIn("access_now", domains, name)
            if name.startswith("integration."):
                company = rules.filtered(
                    lambda rule: "company_ids" in rule.domain_force and not rule.groups
                )
                self.assertTrue(company, name)
                self.assertTrue(all(company.mapped("perm_read")))
        for name in OWN_ROWS:
            rules = self.env["ir.rule"].search(
                [("model_id.model", "=", name), ("groups", "=", False)]
            )
            self.assertIn("create_uid", " ".join(rules.mapped("domain_force")), name)

    def test_no_access_without_group(self):
        """Only roles of case work have lines for models of a client."""
        names = [n for n in {*RIGHTS, *OWN_ROWS} if n.startswith("integration.")]
        lines = self.env["ir.model.access"].search([("model_id.model", "in", names)])
        self.assertTrue(lines)
        manager = self.env.ref("integration_case.group_integration_manager")
        officer = self.env.ref("integration_base.group_integration_dpo")
        for line in lines:
            name = line.model_id.model
            facts = "dpo" in RIGHTS.get(name, {}) or name in OFFICER_DIALOGS
            allowed = manager | officer if facts else manager
            self.assertIn(line.group_id, allowed, line.name)
            if line.group_id == officer and name not in OFFICER_DIALOGS:
                self.assertFalse(
                    line.perm_write or line.perm_create or line.perm_unlink, line.name
                )

    def test_no_search_method_on_gated_fields(self):
        """Core searches such fields without asking for their groups."""
        for name in {*RIGHTS, *OWN_ROWS}:
            for field in self.env[name]._fields.values():
                if field._module in ("integration_base", "integration_case"):
                    self.assertFalse(
                        field.groups and field.search and not field.store, str(field)
                    )

    def test_no_related_field_in_sudo_across_the_line(self):
        """Core groups and orders by non-stored related fields in sudo."""
        clients = {name for name in RIGHTS if name.startswith("integration.")}
        for name in self.env.registry:
            model = self.env[name]
            if model._abstract or name.startswith("integration.test."):
                continue
            for field in model._fields.values():
                if not field.related or field.store or not field.compute_sudo:
                    continue
                current, crossed = model, False
                for part in field.related.split(".")[:-1]:
                    step = current._fields[part]
                    current = self.env[step.comodel_name]
                    crossed |= current._name in clients and name not in clients
                self.assertFalse(crossed, f"{field} is related in sudo")


@tagged("post_install", "-at_install")
class TestSecurityMatrix(RolesCase):
    """The declaration, tried with every role, model, operation and scope."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_case = cls._open_file(cls.lead, "Leitfall", SECRET)
        cls.team_case = cls._open_file(cls.colleague, "Teamfall", SECRET)
        cls.other_case = cls._open_file(cls.foreigner, "Kreisfall", SECRET)
        cls.status = cls.env["integration.residence.status"].search([], limit=1)
        cls.topics = cls.env["integration.topic"].search([], limit=2)
        cls.language = cls.env["integration.language"].search([], limit=1)
        cls.occupation = cls.env["integration.occupation"].search([], limit=1)
        cls.households = {}
        cls.contacts = {}
        cls.evidence = {}
        cls.events = {}
        cls.records = {}
        cases = cls.case1 | cls.lead_case | cls.team_case | cls.case2 | cls.other_case
        for case in cases.sudo():
            cls._prepare(case)
            for model in sorted(RIGHTS, key="integration.consent".__eq__):
                cls.records[model, case.id] = cls._make(model, case)
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _as_manager(cls, case, model):
        """:return: a model with the rights of sudo, in the name of the manager"""
        user = case.user_id
        return (
            cls.env[model]
            .with_user(user)
            .with_company(case.company_id)
            .sudo()
            .with_context(mail_create_nosubscribe=True)
        )

    @classmethod
    def _prepare(cls, case):
        """Make what other records hang on, and the basis of the profile."""
        agree(case.person_id, "profile")
        cls.households[case.id] = cls._as_manager(case, "integration.household").create(
            {
                "company_id": case.company_id.id,
                "member_ids": [
                    Command.create({"person_id": case.person_id.id, "role": "head"})
                ],
            }
        )
        cls.contacts[case.id] = cls._as_manager(case, "integration.counselling").create(
            {"case_id": case.id, "note": SECRET}
        )
        cls.events[case.id] = cls._as_manager(case, "calendar.event").create(
            {
                "case_id": case.id,
                "name": "x",
                "start": "2030-05-06 08:00",
                "stop": "2030-05-06 09:00",
                "location": SECRET,
                "partner_ids": case.user_id.partner_id.ids,
                "user_id": case.user_id.id,
                "recurrency": True,
                "rrule_type": "weekly",
                "mon": True,
                "end_type": "count",
                "count": 2,
            }
        )

    @classmethod
    def _make(cls, model, case):
        """:return: the record of a model that belongs to a case"""
        made = {
            "integration.case": lambda: case,
            "integration.person": lambda: case.person_id,
            "integration.household": lambda: cls.households[case.id],
            "integration.household.member": lambda: cls.households[case.id].member_ids,
            "integration.counselling": lambda: cls.contacts[case.id],
            "calendar.event": lambda: cls.events[case.id],
            "calendar.attendee": lambda: cls.events[case.id].attendee_ids,
            "calendar.recurrence": lambda: cls.events[case.id].recurrence_id,
        }
        if model in made:
            return made[model]()
        records = cls._as_manager(case, model)
        if model.startswith("integration.consent"):
            records = records._for_engine()
        record = records.create(cls._vals(model, case))
        if model == "integration.consent.evidence":
            cls.evidence[case.id] = record
        if model == "integration.handover":
            record.state = "done"  # so that another one may be proposed
        return record

    @classmethod
    def _vals(cls, model, case):
        """:return: values of a new record of a model that belongs to a case"""
        person = {"person_id": case.person_id.id}
        contact = {"counselling_id": cls.contacts[case.id].id}
        purpose = cls.env.ref("integration_case.integration_purpose_plan")
        evidence = cls.evidence.get(case.id, cls.env["integration.consent.evidence"])
        taker = cls.foreigner if case.company_id == cls.county else cls.manager2
        if taker == case.user_id:
            taker = cls.manager1
        return {
            "integration.case": person,
            "integration.person": {"last_name": SECRET},
            "integration.residence.title": {**person, "status_id": cls.status.id},
            "integration.person.language": {
                **person,
                "language_id": cls.language.id,
                "is_native": True,
            },
            "integration.person.occupation": {
                **person,
                "occupation_id": cls.occupation.id,
            },
            "integration.person.qualification": {**person, "name": SECRET},
            "integration.person.interest": {
                **person,
                "interest_id": cls.env["integration.interest"].search([], limit=1).id,
            },
            "integration.person.gender": {**person, "gender": "diverse"},
            "integration.person.benefit": {
                **person,
                "kind_id": cls.env["integration.benefit.kind"].search([], limit=1).id,
            },
            "integration.person.accommodation": {
                **person,
                "kind_id": cls.env["integration.accommodation.kind"]
                .search([], limit=1)
                .id,
            },
            "integration.household": {
                "member_ids": [Command.create({**person, "role": "head"})]
            },
            "integration.household.member": {
                **person,
                "household_id": cls.households[case.id].id,
            },
            "integration.counselling": {"case_id": case.id, "note": SECRET},
            "integration.counselling.topic": {
                **contact,
                "topic_id": cls.topics[0].id,
            },
            "integration.counselling.addendum": {**contact, "text": SECRET},
            "integration.handover": {
                "case_id": case.id,
                "note": SECRET,
                "from_user_id": case.user_id.id,
                # to nobody who is asked here
                **(
                    {"to_user_id": taker.id}
                    if case.company_id != cls.county
                    else {"to_team_id": cls._county_team().id}
                ),
            },
            "integration.person.distinct": {
                **person,
                "other_id": cls._second_person(case).id,
                "note": SECRET,
            },
            "integration.transfer": {
                "case_id": case.id,
                "direction": "sent",
                "authority": SECRET,
                "package_uid": f"uid-{case.id}",
            },
            "integration.consent.evidence": {
                **person,
                "how": "witnessed",
                "witness": SECRET,
                "note": SECRET,
                "date": "2026-01-01",
                "user_id": case.user_id.id,
            },
            "integration.consent": {
                **person,
                "purpose_id": purpose.id,
                "text_id": purpose.text_ids[:1].id,
                "language_id": purpose.text_ids[:1].language_id.id,
                "decision": "given",
                "how": "witnessed",
                "interpreter": "none",
                "evidence_id": evidence.id,
                "date_from": "2026-01-01",
                "user_id": case.user_id.id,
            },
            "integration.secrecy.release": {
                **person,
                "partner_id": cls.county.partner_id.id,
                "information": SECRET,
                "occasion": SECRET,
                "signature": PNG,
            },
            "integration.door": {"case_id": case.id},
            # a hold: a restriction would hide the case from its manager
            "integration.restriction": {
                **person,
                "kind": "hold",
                "ground": "other",
                "reason": SECRET,
            },
            "integration.person.request": {**person, "details": SECRET},
            "calendar.event": {
                "case_id": case.id,
                "name": "x",
                "start": "2030-05-06 08:00",
                "stop": "2030-05-06 09:00",
            },
            "calendar.attendee": {
                "event_id": cls.events[case.id].id,
                "partner_id": case.user_id.partner_id.id,
            },
            "calendar.recurrence": {"base_event_id": cls.events[case.id].id},
            "mail.activity": {
                "res_model_id": cls.env["ir.model"]._get_id("integration.case"),
                "res_id": case.id,
                "user_id": case.user_id.id,
                "note": SECRET,
                "activity_type_id": cls.env.ref("mail.mail_activity_data_todo").id,
            },
        }[model]

    @classmethod
    def _second_person(cls, case):
        """:return: a further person that the case covers"""
        others = case.sudo().person_ids - case.sudo().person_id
        return others[:1] or case.sudo()._add_person({"last_name": "Zweite"})

    @classmethod
    def _county_team(cls):
        team = cls.env["integration.team"].search([("name", "=", "County team")])
        if not team:
            second = cls._role(
                "test_county2",
                "integration_case.group_integration_manager",
                company_id=cls.county.id,
                company_ids=[(6, 0, cls.county.ids)],
            )
            team = team.create(
                {
                    "name": "County team",
                    "company_id": cls.county.id,
                    "member_ids": second.ids,
                }
            )
        return team

    CHANGE = {
        "integration.case": {"concern": "Neu"},
        "integration.person": {"city": "Neu"},
        "integration.household": {"member_ids": []},
        "integration.household.member": {"role": "other"},
        "integration.person.language": {"date_from": "2024-01-01"},
        "integration.person.occupation": {"employer": "Neu"},
        "integration.person.qualification": {"recognition_office": "Neu"},
        "integration.person.interest": {"date_from": "2024-01-01"},
        "integration.person.gender": {"gender": "unknown"},
        "integration.person.accommodation": {"city": "Neu"},
        "integration.counselling": {"note": "Neu"},
        "integration.counselling.topic": {"minutes": 1},
        "integration.counselling.addendum": {"text": "Neu"},
        "integration.handover": {"note": "Neu"},
        "integration.transfer": {"authority": "Neu"},
        "integration.door": {"language_id": False},
        "integration.restriction": {"reason": "Neu"},
        "integration.person.request": {"answer": "Neu"},
        "calendar.event": {"location": "Neu"},
        "calendar.attendee": {"state": "tentative"},
        "calendar.recurrence": {"count": 2},
        "mail.activity": {"summary": "Neu"},
    }

    def get_case(self, role, scope):
        """:return: the case that stands for a scope, as a role sees it"""
        return {
            "own": self.case1 if role == "manager" else self.lead_case,
            "team": self.team_case,
            "foreign": self.case2,
            "other": self.other_case,
        }[scope]

    def get_user(self, role):
        return self.manager1 if role == "manager" else getattr(self, role)

    def try_it(self, method, *args):
        """Call a method and take back what it did.

        :return: whether it was allowed; errors other than refusals are raised
        """
        done = []
        self.refusal = None

        def attempt():
            with self.cr.savepoint():
                method(*args)
                self.env.flush_all()
                done.append(True)
                raise TakeBack

        try:
            attempt()
        except TakeBack:
            self.refusal = None
        except UserError as error:
            self.refusal = str(error)
            self.assertNotIn(SECRET, self.refusal)
        self.env.invalidate_all()
        return bool(done)

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

    def _two_persons(self, name, other_name):
        """:return: values of a dialog about two persons of manager1's case"""
        second = self._second_person(self.case1)
        return {name: self.case1.person_id.id, other_name: second.id}

    def _own_row_vals(self, model):
        """:return: values of a dialog or upload of manager1"""
        if model == "integration.person.merge.line":
            merge = self.env["integration.person.merge"].with_user(self.manager1)
            vals = self._own_row_vals(merge._name)
            return {"merge_id": merge.sudo().create(vals).id, "field_name": "city"}
        if model in ("integration.import.column", "integration.import.row"):
            parent = self.env["integration.import"].with_user(self.manager1).sudo()
            vals = {"import_id": parent.create(self._own_row_vals(parent._name)).id}
            return {**vals, "number": 1} if model.endswith("row") else vals
        language = self.env["integration.language"].search([], limit=1)
        take = {"person_id": self.case1.person_id.id, "language_id": language.id}
        if model == "integration.consent.take.line":
            takes = self.env["integration.consent.take"].with_user(self.manager1)
            purpose = self.env.ref("integration_case.integration_purpose_plan")
            return {"take_id": takes.create(take).id, "purpose_id": purpose.id}
        return {
            "integration.consent.take": take,
            "integration.case.close": {
                "case_ids": self.case1.ids,
                "reason_id": self.reason.id,
            },
            "integration.counselling.session.record": {
                "session_id": self.env["integration.counselling.session"]
                .create({"name": "x"})
                .id,
                "case_ids": self.case1.ids,
            },
            "integration.handover.answer": {
                "handover_id": self.records["integration.handover", self.case1.id].id
            },
            "integration.handover.propose": {"case_ids": self.case1.ids, "note": "x"},
            "integration.person.add": {"case_id": self.case1.id},
            "integration.person.duplicate": self._two_persons("person_id", "other_id"),
            "integration.person.merge": self._two_persons("kept_id", "merged_id"),
            "integration.person.paper": {"person_id": self.case1.person_id.id},
            "integration.person.request.step": {
                "request_id": self.records[
                    "integration.person.request", self.case1.id
                ].id,
                "step": "refuse",
                "reason": "x",
            },
            "integration.transfer.send": {
                "case_id": self.case1.id,
                "authority": "x",
            },
            "integration.import": {
                "file": base64.b64encode(b"Nachname;Vorname\nNeu;Nora\n"),
                "name": "liste.csv",
            },
        }.get(model, {})


class TakeBack(Exception):
    """Leaves a savepoint after an attempt that succeeded."""
