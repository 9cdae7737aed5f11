"""What is installed and set, as the papers for data protection tell it."""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import get_today

PREFIX = "integration."
OFFICER = "integration_base.group_integration_dpo"
CATEGORY = "integration_base.module_category_integration"
#: right → letter of the German tables (lesen, anlegen, ändern, löschen)
LETTERS = {
    "perm_read": "L",
    "perm_create": "A",
    "perm_write": "Ä",
    "perm_unlink": "X",
}
YEAR = {"years": 1}


class Facts:
    """Facts of one authority. They hold roles, rules and numbers, never a client.

    :param env: environment of who asks, in German
    :param company: the authority
    :param purposes: the purposes asked for; empty: all
    """

    def __init__(self, env, company, purposes):
        # sudo: the dialog's rights decide who may ask. What is read are roles, rules,
        # switches and counts, which hold no client
        self.env = env(su=True)
        self.company = company.sudo()
        self.purposes = purposes.sudo() or self._get("integration.purpose").search(
            [("company_id", "in", (False, company.id))]
        )

    def _get(self, model):
        return self.env[model].with_company(self.company)

    def today(self):
        return format_date(self.env, get_today())

    def show(self, date):
        return format_date(self.env, date) if date else ""

    # ------------------------------------------------------------------
    # Who is responsible
    # ------------------------------------------------------------------

    def address(self):
        """:return: lines of the authority's address, as far as it is entered"""
        company = self.company
        town = f"{company.zip or ''} {company.city or ''}".strip()
        lines = (company.street, town, company.phone, company.email)
        return [line for line in lines if line]

    def officers(self):
        """:return: the data protection officers"""
        users = self.env.ref(OFFICER).all_user_ids
        return users.filtered(lambda user: self.company in user.company_ids)

    # ------------------------------------------------------------------
    # Purposes
    # ------------------------------------------------------------------

    def label(self, record, name):
        """:return: what a selection says in German"""
        labels = dict(record._fields[name]._description_selection(self.env))
        return labels.get(record[name], "")

    def text(self, purpose):
        """:return: the German text in force that clients are given; empty if none"""
        german = self._get("integration.language").search([("code", "=", "deu")])
        return purpose._get_text(german)

    def drafts(self):
        """:return: number of texts that nobody has confirmed yet"""
        return self._get("integration.purpose.text").search_count(
            [("purpose_id", "in", self.purposes.ids), ("state", "=", "draft")]
        )

    # ------------------------------------------------------------------
    # Roles
    # ------------------------------------------------------------------

    def roles(self):
        """:return: groups of this project with the number of people in them"""
        groups = self._get("res.groups").search(
            [("id", "in", self._get_group_ids())], order="id"
        )
        return [
            (
                group.name,
                group.comment or "",
                len(
                    group.all_user_ids.filtered(
                        lambda user: user.active and self.company in user.company_ids
                    )
                ),
            )
            for group in groups
        ]

    def _get_group_ids(self):
        return (
            self._get("ir.model.data")
            .search(
                [("model", "=", "res.groups"), ("module", "=like", "integration\\_%")]
            )
            .mapped("res_id")
        )

    def rights(self):
        """:return: (kind of record, its name in the program, texts of roles and
        rights), from the access lists in force
        """
        lists = self._get("ir.model.access").search(
            [
                ("model_id.model", "=like", f"{PREFIX}%"),
                ("model_id.transient", "=", False),
                ("group_id", "!=", False),
            ]
        )
        rows = []
        for model, rights in lists.grouped("model_id").items():
            cells = []
            for right in rights.sorted(lambda right: right.group_id.id):
                letters = [text for name, text in LETTERS.items() if right[name]]
                if letters:
                    cells.append(f"{right.group_id.name}: {' '.join(letters)}")
            if cells:
                rows.append((model.name, model.model, cells))
        return sorted(rows)

    def rules(self):
        """:return: (number of record rules in force, number switched off)"""
        rules = (
            self._get("ir.rule")
            .with_context(active_test=False)
            .search([("model_id.model", "=like", f"{PREFIX}%")])
        )
        active = rules.filtered("active")
        return len(active), len(rules - active)

    def exporters(self):
        """:return: number of people with the right to export client data"""
        group = self.env.ref("integration_base.group_integration_export")
        return len(group.all_user_ids.filtered(lambda u: self.company in u.company_ids))

    # ------------------------------------------------------------------
    # Rules and measures
    # ------------------------------------------------------------------

    def dated_rules(self):
        """:return: dated rules in force today for the authority"""
        today = get_today()
        rules = self._get("integration.rule.value").search(
            Domain("valid_from", "<=", today)
            & Domain("company_id", "in", (False, self.company.id))
        )
        return rules.filtered(
            lambda rule: rule._get_rule(rule.key, company=self.company) == rule
        )

    def retention(self):
        """:return: retention rules in force today, by class of data"""
        today = get_today()
        rules = self._get("integration.retention.rule")
        for data_class in self._get("integration.data.class").search([]):
            rules |= rules._get_in_force(data_class.code, self.company, today)
        return rules.with_env(self.env)

    def rule(self, key):
        """:return: value of a rule with its unit, empty if there is none"""
        rules = self._get("integration.rule.value")
        found = rules._get_rule(key, company=self.company, required=False)
        return self.show_rule(found) if found else ""

    def show_rule(self, rule):
        """:return: value of a rule with its unit, where that says something"""
        unit = "" if rule.unit in ("count", "text") else self.label(rule, "unit")
        return f"{rule.value} {unit}".strip()

    def log(self):
        """:return: dict: ``rows`` of the read log, ``since`` its first day, ``block``
        the last sealed one
        """
        log = self._get("integration.access.log")
        first = log.search([], order="id", limit=1)
        return {
            "rows": log.search_count([("company_id", "=", self.company.id)]),
            "since": self.show(first.date),
            "block": self._get("integration.access.seal").search([], limit=1),
        }

    def emergencies(self):
        """:return: (number of emergency accesses of the last year, not yet reviewed)"""
        since = fields.Datetime.subtract(fields.Datetime.now(), **YEAR)
        rows = self._get("integration.emergency").search(
            [("company_id", "=", self.company.id), ("date_from", ">=", since)]
        )
        return len(rows), len(rows.filtered(lambda row: row.review_state == "open"))

    def doors(self):
        """:return: services that call out, brought up to date"""
        egress = self._get("integration.egress")
        egress._refresh()
        return egress.search([])

    def second_factor(self):
        """:return: (people with a role here, how many of them use a second factor);
        None if it is not installed
        """
        users = self._get("res.users").search(
            [("all_group_ids", "in", self._get_group_ids()), ("share", "=", False)]
        )
        users = users.filtered(lambda user: self.company in user.company_ids)
        if "totp_enabled" not in users._fields:
            return None
        return len(users), len(users.filtered("totp_enabled"))
