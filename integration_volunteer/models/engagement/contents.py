"""What is released to a volunteer, put together from the file (C13)."""

from odoo import fields

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools.pdf import get_paper_lang

#: choice of the manager → class of data
CHOICES = {
    "tell_first_name": "contact",
    "tell_name": "contact",
    "tell_phone": "contact",
    "tell_languages": "languages",
    "tell_interests": "interests",
}
#: task and meeting point say where the client is to be met
ALWAYS = "contact"


def get_classes(engagement):
    """:return: records of ``integration.data.class`` that the choice needs"""
    codes = {ALWAYS} | {CHOICES[name] for name in CHOICES if engagement[name]}
    # sudo: a code list, read by all who hold an engagement
    classes = engagement.env["integration.data.class"].sudo()
    return classes.search([("code", "in", sorted(codes))]).with_env(engagement.env)


class EngagementContents:
    """Reads what leaves in the rights of whoever releases it, one row for each datum.

    :param engagement: ``integration.engagement`` record
    """

    def __init__(self, engagement):
        engagement = engagement.with_context(lang=get_paper_lang(engagement.env))
        self.engagement = engagement
        self.person = engagement.person_id
        self.env = engagement.env

    def get_rows(self):
        """:return: list of dict ``data_class`` (record), ``label``, ``value``"""
        one = self.engagement
        person = self.person
        classes = {row.code: row for row in get_classes(one)}
        rows = [
            (one.tell_first_name and not one.tell_name, "first_name", self._first()),
            (one.tell_name, "name", person.name),
            (one.tell_phone, "phone", person.phone),
        ]
        found = [("contact", label, value) for chosen, label, value in rows if chosen]
        found.append(("contact", "task", one.task_id.name))
        found.append(("contact", "place", (one.meeting_point or "").strip()))
        if one.tell_languages:
            found += [("languages", "language", text) for text in self._languages()]
        if one.tell_interests:
            found += [("interests", "interests", text) for text in self._interests()]
        return [
            {"data_class": classes[code], "label": label, "value": value}
            for code, label, value in found
            if value
        ]

    def _first(self):
        return (self.person.first_name or "").strip()

    def _languages(self):
        today = get_today()
        rows = self._search("integration.person.language")
        return [
            " ".join(filter(None, (row.language_id.name, row.level)))
            for row in rows._get_at(today)
        ]

    def _interests(self):
        rows = self._search("integration.person.interest")
        return [", ".join(rows.interest_id.mapped("name"))]

    def _search(self, model):
        """:return: rows of the voluntary profile that have a basis now"""
        rows = self.env[model]
        domain = fields.Domain("person_id", "=", self.person.id)
        return rows.search(domain & fields.Domain(rows._get_counted_domain()))
