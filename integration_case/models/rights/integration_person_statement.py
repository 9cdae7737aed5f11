from odoo import models
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import (
    german_day_sql,
    get_today,
    to_german_day,
    to_last_german_day,
)

from ...tools.pdf import make_pdf
from ...tools.rtl import box_words
from .statement_words import BY_LANG, RTL, WORDS

SEEN = ("read", "file", "report", "export", "break_glass", "token")
ROLES = (
    ("officer", "integration_base.group_integration_dpo"),
    ("lead", "integration_case.group_integration_lead"),
    ("manager", "integration_case.group_integration_manager"),
    ("admin", "base.group_system"),
)
#: kind of row of the log → role, whoever it was
ROLE_BY_KIND = {"break_glass": "emergency", "token": "self"}


class IntegrationPerson(models.Model):
    """The statement "who saw, changed or received my data" (C69)."""

    _inherit = "integration.person"

    def _get_statement(self, lang="deu"):
        """Give the statement in plain words, days and roles instead of lines.

        Colleagues are told by what they do here, not by name.

        :param str lang: language, ISO 639-3 (``ara``) or code of Odoo (``ar_001``)
        :return: dict: ``language``, ``direction``, ``title``, ``intro``, ``rights``,
            ``days_word``, ``last_word``, ``nobody`` and ``sections``: list of dict
            ``kind`` (seen, changed, received, copies), ``title`` and ``rows`` with
            ``who``, ``days`` (number of days, 0 if it is no question of days),
            ``last`` (ISO date), ``until`` (ISO date or empty)
        """
        self.ensure_one()
        code = lang if lang in WORDS else BY_LANG.get((lang or "")[:2], "eng")
        words = WORDS[code]
        tree = self._get_file_tree()
        sections = [
            ("seen", self._get_statement_days(self._get_lookers(tree, SEEN), words)),
            ("changed", self._get_statement_days(self._get_changers(tree), words)),
            ("received", self._get_statement_receivers()),
            ("copies", self._get_statement_copies(tree, words)),
        ]
        return {
            "language": code,
            "direction": "rtl" if code in RTL else "ltr",
            **{name: words[name] for name in ("title", "intro", "rights", "nobody")},
            "days_word": words["days"],
            "last_word": words["last"],
            "until_word": words["until"],
            "reference": self.reference,
            "sections": [
                {"kind": kind, "title": words[kind], "rows": rows}
                for kind, rows in sections
            ],
        }

    def _get_lookers(self, tree, kinds):
        """:return: list of (user id, kind, day) of the rows of the read log"""
        found = set()
        for (model, _code), ids in tree.items():
            texts = [str(row_id) for row_id in ids]
            found |= set(
                self.env.execute_query(
                    SQL(
                        "SELECT user_id, kind, %(day)s"
                        " FROM integration_access_log WHERE res_model = %(model)s"
                        " AND kind = ANY(%(kinds)s)"
                        " AND string_to_array(res_ids, ',') && %(ids)s"
                        " GROUP BY 1, 2, 3",
                        day=german_day_sql(SQL.identifier("date")),
                        model=model,
                        kinds=list(kinds),
                        ids=texts,
                    )
                )
            )
        return sorted(found)

    def _get_changers(self, tree):
        """:return: list of (user id, kind, day) of the last changes of the rows"""
        found = set()
        for (model, _code), ids in tree.items():
            records = self.env[model]
            if not model.startswith("integration.") or not records._log_access:
                continue
            if records._transient:
                continue
            for user, date in (
                ("create_uid", "create_date"),
                ("write_uid", "write_date"),
            ):
                found |= set(
                    self.env.execute_query(
                        SQL(
                            "SELECT %(user)s, 'write', %(day)s FROM %(table)s"
                            " WHERE id = ANY(%(ids)s) AND %(user)s IS NOT NULL"
                            " GROUP BY 1, 2, 3",
                            user=SQL.identifier(user),
                            day=german_day_sql(SQL.identifier(date)),
                            table=SQL.identifier(records._table),
                            ids=list(ids),
                        )
                    )
                )
        return sorted(found)

    def _get_statement_days(self, rows, words):
        """:return: rows of the statement, one for each role"""
        days = {}
        for uid, kind, day in rows:
            role = ROLE_BY_KIND.get(kind) or self._get_role(uid)
            days.setdefault(role, set()).add(day)
        order = [*WORDS["eng"]]
        return [
            {
                "who": words[role],
                "days": len(found),
                "last": max(found).isoformat(),
                "until": "",
            }
            for role, found in sorted(days.items(), key=lambda x: order.index(x[0]))
        ]

    def _get_role(self, uid):
        """:return: what a user does here, as a key of the words"""
        # sudo: asks for groups of a colleague
        user = self.env["res.users"].sudo().browse(uid)
        if uid == 1:
            return "admin"
        for role, group in ROLES:
            if user.has_group(group):
                return role
        return "other"

    def _get_statement_receivers(self):
        """List who received data outside; further addons add their ways.

        :return: list of dict ``who``, ``days``, ``last``, ``until``
        """
        people = self._get_file_persons()
        rows = []
        # sudo: names of bodies and dates, for the person herself
        transfers = self.env["integration.transfer"].sudo()
        for transfer in transfers.search(
            [("person_id", "in", people.ids), ("direction", "=", "sent")], order="date"
        ):
            day = to_german_day(transfer.date)
            rows.append(self._prepare_receiver(transfer.authority, day))
        for consent in people.consent_ids.sorted("date_from"):
            day = to_german_day(consent.date_from)
            end = consent.withdrawn_at or consent.date_until
            until = end and to_last_german_day(end)
            for partner in consent.recipient_ids:
                rows.append(self._prepare_receiver(partner.name, day, until))
        return rows

    def _prepare_receiver(self, who, day, until=False):
        return {
            "who": who,
            "days": 0,
            "last": day.isoformat(),
            "until": until and until.isoformat() or "",
        }

    def _get_statement_copies(self, tree, words):
        days = {day for _uid, _kind, day in self._get_lookers(tree, ["copy"])}
        return [self._prepare_receiver(words["copies"], day) for day in sorted(days)]

    def _make_statement_pdf(self, lang="deu"):
        """:return: the statement as PDF, as bytes"""
        self.ensure_one()
        statement = self._get_statement(lang)
        rtl = statement["direction"] == "rtl"
        html = self.env["ir.qweb"]._render(
            "integration_case.integration_person_statement",
            {
                "person": self,
                "company": self.company_id,
                "statement": statement,
                "show": box_words if rtl else str,
                "day": format_day,
                "today": format_day(get_today().isoformat()),
            },
        )
        return make_pdf(self.env, html)


def format_day(text):
    """:return: a day as it is written here, from ISO"""
    return ".".join(reversed(text.split("-")))
