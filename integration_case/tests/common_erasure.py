"""A client file with a string in every text, and a scan of everything for them."""

import base64
import json
import os
import secrets
from datetime import timedelta

from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import get_today

from .common_consent import PNG, agree
from .common_roles import RolesCase

# files of earlier runs, which were rolled back, stay in the store
MARK = f"Zqv{secrets.token_hex(4)}x"
TEXT_COLUMNS = ("text", "character varying", "json", "jsonb", "bytea", "character")


class ErasureCase(RolesCase):
    """A closed file of manager1 with rows of every model that leads to a client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.count = 0
        cls.person = cls.case1.person_id.sudo()

    def mark(self, what=""):
        type(self).count += 1
        return f"{MARK}{type(self).count:05d}{what}"

    # ------------------------------------------------------------------
    # Planting
    # ------------------------------------------------------------------

    def fill(self, case):
        """Work as people do: talks, messages, files, mail, appointments."""
        user = case.sudo().user_id
        case = case.with_user(user)
        person = case.person_id
        agree(person, "profile")
        person.write(
            {
                "first_name": self.mark("Amina"),
                "last_name": self.mark("Haddad"),
                "name_native": self.mark("أمينة"),
                "phone": "0171 4711",
                "street": self.mark("Gasse"),
                "birth_date": "1990-05-17",
                "gender": "female",
            }
        )
        case.write({"concern": self.mark("concern")})
        contact = self.contact(case=case, note=self.mark("note"))
        contact.addendum_ids.create(
            {"counselling_id": contact.id, "text": self.mark("addendum")}
        )
        self.lead.notification_type = "email"
        case.message_post(
            body=self.mark("body"),
            subject=self.mark("subject"),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.lead.partner_id.ids,
            attachments=[("paper.txt", self.mark("file in a message").encode())],
        )
        self.env["ir.attachment"].with_user(user).create(
            {
                "name": self.mark("name.txt"),
                "datas": base64.b64encode((self.mark("file") * 500).encode()),
                "res_model": case._name,
                "res_id": case.id,
            }
        )
        start = get_today() + timedelta(days=3)
        self.env["calendar.event"].with_user(user).create(
            {
                "case_id": case.id,
                "name": "x",
                "start": f"{start} 08:00:00",
                "stop": f"{start} 09:00:00",
                "location": self.mark("place"),
                "description": self.mark("description"),
                "partner_ids": user.partner_id.ids,
                "user_id": user.id,
                "recurrency": True,
                "rrule_type": "weekly",
                start.strftime("%a").lower(): True,
                "end_type": "count",
                "count": 2,
            }
        )
        agree(person, "plan")
        self.env["integration.consent.evidence"]._record(
            person.sudo(),
            {"how": "screen", "signature": PNG, "note": self.mark("evidence")},
        )
        return contact

    def plant(self, person):
        """Let a row of every model with a path hang on the person, full of strings.

        :return: names of the models that could not be planted
        """
        # closing a case removes its activities
        person._get_own_cases()[:1].activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.mark("summary"),
            note=self.mark("activity"),
            user_id=self.lead.id,
        )
        tree = person._get_file_tree()
        self.rows = {model: min(ids) for (model, _code), ids in tree.items()}
        left = [
            name
            for name in sorted(self.get_models_with_path())
            if name not in self.rows and self.env[name]._auto
        ]
        while left:
            ready = [n for n in left if self.get_first_link(n)]
            if not ready:
                break
            for name in ready:
                if name not in self.rows:
                    self.rows[name] = self.insert(name)
                left.remove(name)
        self.env.flush_all()
        tree = person._get_file_tree()
        for (model, _code), ids in tree.items():
            self.plant_texts(model, ids)
        self.env.invalidate_all(flush=False)
        self.planted = {model for model, _code in tree}
        stored = {name for name in self.get_models_with_path() if self.env[name]._auto}
        return stored - self.planted

    def get_first_link(self, name):
        """:return: whether a model has a link to the rows made so far"""
        model = self.env[name]
        return any(
            field.comodel_name in self.rows
            for field in model._fields.values()
            if field.store and field.type in ("many2one", "many2many")
        )

    def insert(self, name):
        """Insert a row past all rules, linked to the file."""
        model = self.env[name]
        values, pairs = {}, []
        for field in model._fields.values():
            if field.type == "many2many" and field.store:
                if field.comodel_name in self.rows and model._transient:
                    pairs.append(field)
                continue
            if not (field.store and field.column_type) or field.name == "id":
                continue
            value = self.get_value(model, field)
            if value is not None:
                values[field.name] = value
        row_id = self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) VALUES (%s) RETURNING id",
                SQL.identifier(model._table),
                SQL(", ").join(map(SQL.identifier, values)),
                SQL(", ").join(SQL("%s", value) for value in values.values()),
            )
        )[0][0]
        for field in pairs:
            self.env.execute_query(
                SQL(
                    "INSERT INTO %s (%s, %s) VALUES (%s, %s) RETURNING 1",
                    *(SQL.identifier(n) for n in (field.relation, field.column1)),
                    *(SQL.identifier(field.column2), row_id),
                    self.rows[field.comodel_name],
                )
            )
        return row_id

    def get_value(self, model, field):
        if field.type == "many2one":
            if field.comodel_name in self.rows:
                return self.rows[field.comodel_name]
            if not field.required:
                return None
            found = self.env[field.comodel_name].sudo().search([], limit=1).id
            if not found:
                found = self.insert(field.comodel_name)
                if field.comodel_name in self.get_models_with_path():
                    self.rows[field.comodel_name] = found
            return found
        if not field.required:
            return None
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("json", "properties"):
            return json.dumps({})
        return {
            "char": "x",
            "text": "x",
            "html": "x",
            "integer": 1,
            "float": 1,
            "boolean": False,
            "date": "2024-01-01",
            "datetime": "2024-01-01 00:00:00",
            "many2one_reference": self.rows["integration.case"],
        }.get(field.type)

    def plant_texts(self, model, ids):
        """Write a string of its own into every text that an erasure empties."""
        records = self.env[model]
        for field in self.env["integration.record.erase"]._get_erased_fields(model):
            if field.name == "store_fname":
                continue  # where the file is
            for row_id in sorted(ids):
                text = self.mark(f"{field.name} أمينة")
                value = SQL("%s", text)
                if field.type in ("json", "properties"):
                    value = SQL("%s::jsonb", json.dumps({"x": text}))
                elif field.type == "binary":
                    value = SQL("%s::bytea", text.encode())
                elif field.translate:
                    value = SQL("%s::jsonb", json.dumps({"en_US": text}))
                self.env.execute_query(
                    SQL(
                        "UPDATE %s SET %s = %s WHERE id = %s RETURNING 1",
                        SQL.identifier(records._table),
                        *(SQL.identifier(field.name), value, row_id),
                    )
                )

    # ------------------------------------------------------------------
    # Scanning
    # ------------------------------------------------------------------

    def scan(self, words=(MARK,)):
        """Look for words in every text of the database.

        :return: set of table.column in which one of the words stands
        """
        self.env.flush_all()
        columns = self.env.execute_query(
            SQL(
                "SELECT c.table_name, c.column_name, c.data_type"
                " FROM information_schema.columns c"
                " JOIN information_schema.tables t USING (table_schema, table_name)"
                " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
                " AND c.data_type = ANY(%s)",
                list(TEXT_COLUMNS),
            )
        )
        forms = sorted({*words, *(json.dumps(word)[1:-1] for word in words)})
        found = set()
        for table, column, kind in columns:
            text = SQL("%s::text", SQL.identifier(column))
            if kind == "bytea":
                text = SQL("encode(%s, 'escape')", SQL.identifier(column))
            hit = self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s WHERE EXISTS (SELECT FROM UNNEST(%s) word"
                    " WHERE POSITION(word IN %s) > 0) LIMIT 1",
                    *(SQL.identifier(table), forms, text),
                )
            )
            if hit:
                found.add(f"{table}.{column}")
        return found

    def scan_files(self, word=MARK):
        """:return: set of paths in the file store that hold a word"""
        store = self.env["ir.attachment"]._filestore()
        found = set()
        for folder, _folders, names in os.walk(store):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    if word.encode() in file.read():
                        found.add(path)
        return found

    def figures(
        self, periods=(("2020-01-01", "2035-12-31"), ("2024-05-01", "2024-05-31"))
    ):
        """:return: all figures of all indicators, as they are"""
        self.env.flush_all()
        self.env.invalidate_all()
        indicators = self.env["integration.indicator"].search([])
        self.assertTrue(indicators)
        return [
            (period, row["indicator"].code, row["breakdown"].id, row["label"])
            + (row["value"], row["persons"])
            for period in periods
            for row in indicators._evaluate(*period, self.company)
        ]

    def plan(self, person=None, origin="request"):
        """:return: the erasure of a person's data, as the officer"""
        erasures = self.env["integration.erasure"]
        return erasures._propose(person or self.person, origin).with_user(self.dpo)

    def erase(self, person=None):
        """Erase a person's data: the officer asks, the lead confirms."""
        erasure = self.plan(person)
        erasure.action_request()
        erasure.with_user(self.lead).action_confirm()
        return erasure
