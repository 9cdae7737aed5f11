from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import tagged, users

from .common import IntegrationCaseCommon

FEW, MANY = 100, 1000
# Upper bounds with all addons installed; what matters most is that they do not grow.
# Of the form seven, of My Day four are for plans, referrals, offers and volunteers.
LIMITS = {"list": 13, "groups": 4, "form": 39, "my_day": 22, "contact": 46}


@tagged("post_install", "-at_install")
class TestPerformance(IntegrationCaseCommon):
    """Queries of everyday screens: few, and as many with 1,000 cases as with 100."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topics = cls.env["integration.topic"].search([], limit=2)
        cls._fill(FEW)

    @classmethod
    def _fill(cls, number):
        """Open cases of manager1 with contacts until there are a number of them."""
        cases = cls.env["integration.case"].with_user(cls.manager1)
        cases = cases.with_context(tracking_disable=True, mail_create_nolog=True)
        missing = number - cases.search_count([])
        opened = cases._open_files(
            [
                (
                    {
                        "last_name": f"Name{index}",
                        "first_name": "Vorname",
                        "title_ids": [],
                        "birth_date": "1990-01-01",
                    },
                    {"date_allocation": "2024-01-01"},
                )
                for index in range(missing)
            ]
        )
        # sudo: only to be quick; of the same user
        cls.env["integration.counselling"].with_user(cls.manager1).sudo().create(
            [{"case_id": case.id, "minutes": 10} for case in opened]
        )
        cls.env.flush_all()
        cls.env.invalidate_all()
        # as a server in use would have it
        for table in ("integration_case", "integration_person", "integration_access"):
            cls.cr.execute(f"ANALYZE {table}")

    def get_specification(self, model, kind):
        """:return: what the web client asks for to show a view of a model"""
        views = self.env[model].get_views([(False, kind)])
        arch = etree.fromstring(views["views"][kind]["arch"])
        return self._get_fields(self.env[model], arch)

    def _get_fields(self, model, arch):
        found = {}
        for node in arch.iter("field"):
            ancestors = [
                parent
                for parent in node.iterancestors()
                if parent.tag == "field" and parent is not arch
            ]
            name = node.get("name")
            if arch in node.iterancestors() and not (set(ancestors) - {arch}):
                field = model._fields[name]
                found[name] = self._get_field(model, field, node)
        return found

    def _get_field(self, model, field, node):
        if field.type == "many2one":
            return {"fields": {"display_name": {}}}
        if field.type in ("one2many", "many2many"):
            lines = {"display_name": {}}
            comodel = self.env[field.comodel_name]
            for view in node:
                if view.tag in ("list", "kanban"):
                    lines |= {
                        child.get("name"): self._get_field(
                            comodel, comodel._fields[child.get("name")], ()
                        )
                        for child in view.iter("field")
                    }
            return {"fields": lines}
        return {}

    def count(self, method, *args):
        """:return: queries of a call with an empty record cache"""
        method(*args)  # what a running server remembers
        self.cr.flush()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        method(*args)
        self.cr.flush()  # with the one row set of the access log
        return self.cr.sql_log_count - before

    def measure(self):
        """:return: queries by screen"""
        cases = self.env["integration.case"]
        specification = self.get_specification("integration.case", "list")
        form = self.get_specification("integration.case", "form")
        self.assertGreater(len(specification), 5)
        self.assertGreater(len(form), 20)
        case = cases.browse(self.case1.id)
        entry = iter(range(1, 10**6))
        # each contact is later than the last one, however fast the machine
        start = fields.Datetime.now() - timedelta(days=2 if self.size == FEW else 1)

        def save():
            number = next(entry)
            self.env["integration.counselling"].save_quick_entry(
                {
                    "case_id": case.id,
                    "entry_key": f"{self.size}-{number}",
                    "date": fields.Datetime.to_string(
                        start + timedelta(minutes=number)
                    ),
                    "kind": "phone",
                    "minutes": 20,
                    "topic_ids": self.topics.ids,
                    "note": "Text",
                    "follow_up_weeks": 2,
                }
            )

        return {
            "list": self.count(cases.web_search_read, [], specification, 0, 80),
            "groups": self.count(cases.web_read_group, [], ["stage_id"]),
            "form": self.count(case.web_read, form),
            "my_day": self.count(cases.get_my_day),
            "contact": self.count(save),
        }

    @users("test_manager1")
    def test_queries_do_not_grow(self):
        self.size = FEW
        few = self.measure()
        self._fill(MANY)
        self.size = MANY
        many = self.measure()
        self.assertEqual(many, few)
        for screen, queries in many.items():
            self.assertLessEqual(queries, LIMITS[screen], screen)

    @users("test_manager1")
    def test_list_length(self):
        """A page of 80 costs no more queries than one of 10."""
        cases = self.env["integration.case"]
        specification = self.get_specification("integration.case", "list")
        self.assertEqual(
            self.count(cases.web_search_read, [], specification, 0, 80),
            self.count(cases.web_search_read, [], specification, 0, 10),
        )
