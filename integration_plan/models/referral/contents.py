"""What a referral passes on, put together from the file (C41)."""

import json

from odoo import fields
from odoo.tools import format_date
from odoo.tools.misc import hmac

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools.pdf import get_paper_lang

SCOPE = "integration_referral_preview"


class ReferralContents:
    """Reads what leaves, in the rights of whoever sends it, one row for each datum.

    Voluntary rows are there only while their own basis holds; what is empty is left
    out.

    :param referral: ``integration.referral`` record
    """

    def __init__(self, referral):
        referral = referral.with_context(lang=get_paper_lang(referral.env))
        self.referral = referral
        self.person = referral.person_id
        self.env = referral.env

    def get_rows(self):
        """:return: list of dict ``data_class`` (record), ``label``, ``value``"""
        rows = []
        for data_class in self.referral.data_class_ids.sorted("sequence"):
            collect = getattr(self, f"_get_{data_class.code}", None)
            rows += [
                {"data_class": data_class, "label": label, "value": value}
                for label, value in (collect() if collect else [])
                if value
            ]
        return rows

    @staticmethod
    def get_digest(env, rows):
        """:return: what tells whether somebody saw the same rows as are there now"""
        texts = [[row["data_class"].id, row["label"], row["value"]] for row in rows]
        # sudo: the key of the database, which is not handed out
        return hmac(env(su=True), SCOPE, json.dumps(texts))

    def _get_contact(self):
        person = self.person
        native = person.name_native
        town = " ".join(filter(None, (person.zip, person.city)))
        return [
            ("name", f"{person.name} ({native})" if native else person.name),
            ("birth_date", self._date(person.birth_date)),
            ("phone", person.phone),
            ("email", person.email),
            ("address", ", ".join(filter(None, (person.street, town)))),
            ("interpreter", person.interpreter_language_id.name),
        ]

    def _get_residence(self):
        status = self.person.status_id.name
        until = self._date(self.person.title_until)
        return [("status", f"{status} ({until})" if status and until else status)]

    def _get_family(self):
        # the number alone: the others have agreed to nothing
        members = self.person.membership_ids.household_id.member_ids
        return [("household", str(len(members)) if members else "")]

    def _get_living(self):
        return [
            ("benefit", self.person.benefit_kind_id.name),
            ("accommodation", self.person.accommodation_kind_id.name),
        ]

    def _get_counselling(self):
        return [("message", (self.referral.message or "").strip())]

    def _get_plan(self):
        goal = self.referral.goal_id
        parts = [goal.name, goal.target, self._date(goal.date_due)]
        return [("goal", "\n".join(filter(None, parts)))]

    def _get_languages(self):
        rows = self._search("integration.person.language")
        today = get_today()
        return [
            ("language", " ".join(filter(None, (row.language_id.name, row.level))))
            for row in rows._get_at(today)
        ]

    def _get_occupations(self):
        work = self._search("integration.person.occupation")
        learnt = self._search("integration.person.qualification")
        return [
            *(("occupation", row.occupation_id.name) for row in work),
            *(("qualification", row.name) for row in learnt),
        ]

    def _search(self, model):
        """:return: rows of the voluntary profile that have a basis now"""
        rows = self.env[model]
        domain = fields.Domain("person_id", "=", self.person.id)
        return rows.search(domain & fields.Domain(rows._get_counted_domain()))

    def _date(self, day):
        return day and format_date(self.env, day, date_format="dd.MM.yyyy")
