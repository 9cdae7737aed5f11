from contextlib import closing
from unittest.mock import patch

import psycopg2

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from .common_consent import PNG, agree
from .common_roles import RolesCase

PERSON = "integration_person"
CASE_RELATION = "integration_case_person_rel"


@tagged("post_install", "-at_install")
class TestMerge(RolesCase):
    """Joining two files of one person (C6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept_case = cls._open_file(cls.manager1, "Hariri", "Mohammed", city="Ulm")
        cls.given_case = cls._open_file(
            cls.manager1, "Al-Hariri", "Muhammad", phone="0171 2", city="Rottweil"
        )
        cls.kept = cls.kept_case.person_id
        cls.given = cls.given_case.person_id

    def fill(self, case, mark):
        """Let rows of every kind hang on a person."""
        person = case.person_id
        create = self._create_as_manager
        row = {"person_id": person.id}
        status = self.env["integration.residence.status"].search([], limit=1)
        create("integration.residence.title", status_id=status.id, **row)
        language = self.env["integration.language"].search([], limit=1)
        create(
            "integration.person.language",
            **row,
            language_id=language.id,
            is_native=True,
        )
        agree(person, "profile")
        # sudo: signed papers of the client, entered by the system
        self.env["integration.secrecy.release"].sudo().create(
            {
                **row,
                "partner_id": self.company.partner_id.id,
                "information": mark,
                "occasion": mark,
                "signature": PNG,
            }
        )
        create("integration.person.gender", gender="diverse", **row)
        occupation = self.env["integration.occupation"].search([], limit=1)
        create("integration.person.occupation", occupation_id=occupation.id, **row)
        create("integration.person.qualification", name=mark, **row)
        kind = self.env["integration.benefit.kind"].search([], limit=1)
        create("integration.person.benefit", kind_id=kind.id, **row)
        kind = self.env["integration.accommodation.kind"].search([], limit=1)
        create("integration.person.accommodation", kind_id=kind.id, **row)
        create("integration.household", member_ids=[Command.create({**row})])
        interests = self.env["integration.interest"].search([], limit=2)
        person.interest_ids = interests if mark == "given" else interests[:1]
        contact = create("integration.counselling", case_id=case.id, note=mark)
        # sudo: made by the exchange only
        self.env["integration.transfer"].sudo().create(
            {
                "case_id": case.id,
                "direction": "sent",
                "authority": mark,
                "package_uid": mark,
            }
        )
        create("integration.person.request", details=mark, **row)
        self.env["integration.restriction"].with_user(self.lead).create(
            {**row, "kind": "hold", "ground": "other", "reason": mark}
        )
        case.with_user(self.manager1).action_open_door()
        other = case._add_person({"last_name": "Kind", "first_name": mark})
        create("integration.person.distinct", other_id=other.id, **row)
        create("integration.person.distinct", person_id=other.id, other_id=person.id)
        self.env.flush_all()
        return contact

    def _create_as_manager(self, model, **vals):
        return self.env[model].with_user(self.manager1).create(vals)

    def merge(self, user=None, kept=None, given=None, values=None):
        user = user or self.manager1
        given = self.as_user(user, given or self.given)
        return given._merge_into(self.as_user(user, kept or self.kept), values)

    # ------------------------------------------------------------------
    # Everything moves
    # ------------------------------------------------------------------

    def get_foreign_keys(self):
        """:return: (table, column) of each foreign key to persons, as the database
        knows them; rows of dialogs left out"""
        self.cr.execute(
            """
            SELECT c.relname, a.attname
              FROM pg_constraint k
              JOIN pg_class c ON c.oid = k.conrelid
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
             WHERE k.contype = 'f' AND k.confrelid = %s::regclass
          ORDER BY 1, 2
            """,
            [PERSON],
        )
        passing = {m._table for m in self.env.values() if m._transient}
        # addons that build on this one have tests of their own
        passing |= {
            m._table
            for m in self.env.values()
            if (m._original_module or "").startswith("integration_")
            and m._original_module not in ("integration_base", "integration_case")
        }
        return [pair for pair in self.cr.fetchall() if pair[0] not in passing]

    def count(self, table, column, persons):
        """:return: rows of a table, or different other ends of a relation table"""
        what = "*"
        if table.endswith("_rel"):
            self.cr.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
                " AND attnum > 0 AND attname != %s",
                [table, column],
            )
            what = f"DISTINCT {self.cr.fetchone()[0]}"
        self.cr.execute(
            f"SELECT COUNT({what}) FROM {table} WHERE {column} = ANY(%s)",  # noqa: S608
            [persons.ids],
        )
        return self.cr.fetchone()[0]

    def test_sum_before_and_after(self):
        """Counted by the foreign keys of the database, not by the engine's own list."""
        self.fill(self.kept_case, "kept")
        self.fill(self.given_case, "given")
        both = self.kept | self.given
        keys = self.get_foreign_keys()
        self.assertGreater(len(keys), 15)
        before = {key: self.count(*key, both) for key in keys}
        alone = {key: self.count(*key, self.given) for key in keys}
        empty = {key for key in keys if not alone[key]}
        self.assertEqual(
            empty,
            {(PERSON, "merged_into_id")},
            "nothing to move there: let the test fill it",
        )
        self.merge()
        self.env.flush_all()
        for key in keys:
            if key == (PERSON, "merged_into_id"):
                continue
            self.assertEqual(self.count(*key, self.kept), before[key], key)
            rest = alone[key] if key[0] == CASE_RELATION else 0
            self.assertEqual(self.count(*key, self.given), rest, key)

    def test_links_hold_every_foreign_key(self):
        links = self.env["integration.record.merge"]._get_links("integration.person")
        found = {(link.table, link.column) for link in links}
        self.assertFalse(set(self.get_foreign_keys()) - found)
        kinds = {link.kind for link in links}
        self.assertEqual(
            kinds, {"many2one", "many2many", "reference", "many2one_reference"}
        )

    def test_references_by_model_and_id(self):
        """Attachments, messages and activities point by name and number."""
        attachment = self.env["ir.attachment"].create(
            {"name": "x", "res_model": "integration.person", "res_id": self.given.id}
        )
        message = self.env["mail.message"].create(
            {"model": "integration.person", "res_id": self.given.id, "body": "x"}
        )
        same_id = self.env["ir.attachment"].create(
            {"name": "x", "res_model": "res.partner", "res_id": self.given.id}
        )
        self.merge()
        self.assertEqual(attachment.res_id, self.kept.id)
        self.assertEqual(message.res_id, self.kept.id)
        self.assertEqual(same_id.res_id, self.given.id, "of another model")

    def test_difference_undoes_all(self):
        """A row that gets lost on the way stops the merge."""
        engine = type(self.env["integration.record.merge"])
        whole = engine._move_link

        def lossy(self, link, *args):
            ids = whole(self, link, *args)
            if link.model == "integration.person.benefit":
                self.env[link.model].browse(ids).unlink()
            return ids

        self.fill(self.given_case, "given")
        with (
            patch.object(engine, "_move_link", lossy),
            self.assertRaises(UserError),
            self.cr.savepoint(),
        ):
            self.merge()
        self.env.invalidate_all()
        self.assertEqual(self.given_case.person_id, self.given)
        self.assertEqual(len(self.given.benefit_ids), 1)
        self.assertTrue(self.given.active)
        self.assertFalse(self.given.merged_into_id)

    def test_stored_values_follow(self):
        """Title in force, references of facts, names in lists."""
        self.fill(self.given_case, "given")
        self.given.title_ids.date_until = "2031-01-01"
        self.merge()
        self.assertEqual(self.kept.current_title_id, self.kept.title_ids)
        self.assertEqual(str(self.given_case.client_title_until), "2031-01-01")
        self.assertEqual(self.kept.benefit_ids.reference, self.kept.reference)
        self.assertEqual(self.given_case.person_id, self.kept)
        self.assertEqual(self.given_case.counselling_ids.person_id, self.kept)
        self.assertEqual(self.given_case.client_name, self.kept.name)
        self.assertFalse(self.given.current_title_id)

    def test_frozen_notes_are_untouched(self):
        contact = self.fill(self.given_case, "given")
        self.cr.execute(
            "UPDATE integration_counselling SET create_date = '2026-01-01',"
            " write_date = '2026-01-02' WHERE id = %s",
            contact.ids,
        )
        self.env.invalidate_all()
        self.assertTrue(contact.is_fixed)
        self.merge()
        self.env.invalidate_all()
        self.assertTrue(contact.is_fixed)
        self.assertEqual(contact.note, "given")
        self.assertEqual(str(contact.write_date), "2026-01-02 00:00:00")
        self.assertEqual(contact.person_ids, self.kept)
        with self.assertRaises(UserError):
            contact.note = "anders"

    def test_cases_and_their_access_stay(self):
        """Both cases go on with their numbers, and with the same readers."""
        shared = self._open_file(self.lead, "Familie", "Frau")
        shared.sudo().person_ids += self.given
        rows = self.env["integration.access"].search([])
        before = [(r.res_id, r.user_id.id, r.reason, r.date_until) for r in rows]
        references = (self.kept_case | self.given_case).mapped("reference")
        self.merge()
        after = self.env["integration.access"].search([])
        self.assertEqual(
            before, [(r.res_id, r.user_id.id, r.reason, r.date_until) for r in after]
        )
        self.assertEqual(
            (self.kept_case | self.given_case).mapped("reference"), references
        )
        self.assertEqual(self.kept.case_ids, self.kept_case | self.given_case | shared)
        again = self.as_user(self.manager1, self.given_case)
        self.close(again)
        again.action_reopen()  # numbers go on without a clash

    def test_case_that_covers_both(self):
        self.kept_case.sudo().person_ids += self.given
        self.merge()
        self.assertEqual(self.kept_case.person_ids, self.kept)
        self.as_user(self.manager1, self.kept_case).concern = "Arbeit"

    def test_conflict_of_interest(self):
        """Joining shows nobody a client from whose case she is excluded (C60)."""
        self.given_case.sudo().deputy_ids = self.colleague
        self.kept_case.sudo()._exclude(self.colleague, "Schwester der Klientin")
        with self.assertRaises(UserError) as caught:
            self.merge()
        self.assertIn(self.kept_case.reference, str(caught.exception))
        self.assertNotIn("Schwester", str(caught.exception))
        self.given_case.sudo().deputy_ids = False
        self.merge()

    def test_log_is_not_rewritten(self):
        log = self.env["integration.access.log"]
        log.with_user(self.manager1)._log("read", self.given)
        log._write_collected()
        row = log.search([("res_model", "=", self.given._name)], limit=1)
        self.assertEqual(row.res_ids, str(self.given.id))
        self.merge()
        row.invalidate_recordset()
        self.assertEqual(row.res_ids, str(self.given.id))

    def test_chain(self):
        """A file that took one over is given up itself: pointers lead to the last."""
        third = self._open_file(self.manager1, "Hariri", "Mohamed").person_id
        self.merge()
        self.merge(kept=third, given=self.kept)
        self.assertEqual((self.kept | self.given).merged_into_id, third)
        for reference in (self.kept.reference, self.given.reference):
            found = self.as_user(self.manager1, third).name_search(reference)
            self.assertEqual([row[0] for row in found], third.ids)

    # ------------------------------------------------------------------
    # The file given up
    # ------------------------------------------------------------------

    def test_given_up_file_stays(self):
        values = self.given.read(["name", "phone", "city", "reference"])
        self.merge(values={"phone": "0171 2"})
        self.env.invalidate_all()
        self.assertEqual(
            self.given.read(["name", "phone", "city", "reference"]), values
        )
        self.assertFalse(self.given.active)
        self.assertEqual(self.given.merged_into_id, self.kept)
        self.assertEqual(self.given.merged_by_id, self.manager1)
        self.assertEqual(self.kept.phone, "0171 2")
        self.assertEqual(self.kept.city, "Ulm")
        everyone = self.given.with_context(active_test=False)
        for user in (self.manager1, self.lead):
            self.assertEqual(
                self.as_user(user, everyone)
                .with_context(active_test=False)
                .search([("id", "=", everyone.id)]),
                everyone,
            )
            self.assertTrue(self.as_user(user, everyone).has_access("read"))
        for user in self.get_outsiders():
            self.assertFalse(self.as_user(user, everyone).has_access("read"))
        given = self.as_user(self.manager1, self.given)
        self.assertEqual(given.action_open_kept()["res_id"], self.kept.id)
        self.assertNotIn(given, given.search([]))

    def test_given_up_file_takes_nothing_new(self):
        self.merge()
        given = self.as_user(self.manager1, self.given)
        with self.assertRaises(ValidationError):
            given.phone = "1"
        with self.assertRaises(ValidationError):
            given.active = True
        with self.assertRaises(ValidationError):
            self.env["integration.person.qualification"].with_user(
                self.manager1
            ).create({"person_id": given.id, "name": "x"})
        with self.assertRaises(ValidationError):
            self.env["integration.case"].with_user(self.manager1).create(
                {"person_id": given.id}
            )

    def test_pointer_cannot_be_written(self):
        given = self.as_user(self.manager1, self.given)
        for vals in (
            {"merged_into_id": self.kept.id},
            {"former_references": "K-00000"},
            {"merged_on": "2026-01-01"},
        ):
            with self.assertRaises(AccessError):
                given.write(vals)

    def test_pointer_cannot_be_born(self):
        case = self._open_file(
            self.manager1,
            "Falsch",
            "Fritz",
            merged_into_id=self.kept.id,
            former_references=self.given.reference,
            match_keys=["d:1990-1-2"],
        )
        person = case.person_id.sudo()
        self.assertFalse(person.merged_into_id)
        self.assertFalse(person.former_references)
        self.assertNotIn("d:1990-1-2", person.match_keys)

    def test_no_candidate_any_more(self):
        self.merge()
        described = self.kept._describe(self.kept)
        self.assertEqual(self.kept._find_similar([described])[0], self.kept)

    # ------------------------------------------------------------------
    # Who may, and who sees what
    # ------------------------------------------------------------------

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_may(self):
        for user in self.get_outsiders():
            with self.assertRaises(AccessError, msg=user.login):
                self.merge(user)
        # reading one of the two is not enough
        with self.assertRaises(AccessError):
            self.merge(kept=self.case2.person_id)
        with self.assertRaises(AccessError):
            self.merge(given=self.case2.person_id)
        merges = self.env["integration.person.merge"].with_user(self.manager1)
        with self.assertRaises(AccessError):
            merges.create(
                {"kept_id": self.kept.id, "merged_id": self.case2.person_id.id}
            )
        self.assertFalse(self.given.merged_into_id)
        self.merge(self.lead)

    def test_two_companies(self):
        foreign = self._open_file(self.foreigner, "Hariri", "Mohammed").person_id
        self.lead.company_ids += self.county
        both = [self.company.id, self.county.id]
        case = foreign.case_ids.sudo()
        case._grant_access(self.lead, "cover")
        lead = foreign.with_user(self.lead).with_context(allowed_company_ids=both)
        lead.check_access("write")
        for kept, given in ((self.kept, foreign), (foreign, self.kept)):
            with self.assertRaises(UserError) as caught:
                given.with_env(lead.env)._merge_into(kept.with_env(lead.env))
            self.assertIn("authorities", str(caught.exception))

    def test_bad_pairs(self):
        with self.assertRaises(UserError):
            self.merge(kept=self.given)
        mine = self.as_user(self.manager1, self.kept)
        with self.assertRaises(UserError):
            mine.action_merge()
        with self.assertRaises(UserError):
            (mine | self.given | self.case1.person_id).action_merge()
        mine._state_distinct(self.given)
        with self.assertRaises(UserError) as caught:
            self.merge()
        self.assertIn("not the same", str(caught.exception))

    def test_second_click(self):
        self.merge()
        with self.assertRaises(UserError) as caught:
            self.merge()
        self.assertIn(self.kept.reference, str(caught.exception))
        with self.assertRaises(UserError):
            self.merge(kept=self.given, given=self.kept)

    def test_unknown_values(self):
        for values in ({"reference": "K-00000"}, {"company_id": 1}, {"active": False}):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.merge(values=values)

    # ------------------------------------------------------------------
    # Dialog
    # ------------------------------------------------------------------

    def open_dialog(self, user=None):
        persons = self.as_user(user or self.manager1, self.kept | self.given)
        action = persons.action_merge()
        return persons.env[action["res_model"]].browse(action["res_id"])

    def test_dialog(self):
        self.fill(self.given_case, "given")
        merge = self.open_dialog()
        self.assertEqual(merge.kept_id, self.kept)
        lines = {line.field_name: line for line in merge.line_ids}
        self.assertEqual(set(lines), {"last_name", "first_name", "phone", "city"})
        self.assertEqual(lines["phone"].take, "merged", "empty in the other")
        self.assertEqual(lines["city"].take, "kept")
        self.assertEqual(lines["city"].kept_value, "Ulm")
        self.assertEqual(lines["city"].merged_value, "Rottweil")
        self.assertIn("Counselling contact: 1", merge.counts)
        with self.assertRaises(UserError):
            merge.action_merge()  # not confirmed
        with Form(merge) as form:
            form.confirmed = True
            with form.line_ids.edit(
                [line.field_name for line in merge.line_ids].index("city")
            ) as line:
                line.take = "merged"
        action = merge.action_merge()
        self.assertEqual(action["res_id"], self.kept.id)
        self.assertEqual(self.kept.city, "Rottweil")
        self.assertEqual(self.kept.phone, "0171 2")
        self.assertEqual(self.kept.last_name, "Hariri")
        with self.assertRaises(UserError):
            merge.action_merge()  # second click

    def test_dialog_estimated_date(self):
        """An exact date does not become an estimated one by itself."""
        self.given.write({"birth_date": "1990-01-01", "birth_date_estimated": True})
        lines = {line.field_name: line.take for line in self.open_dialog().line_ids}
        self.assertEqual(lines["birth_date"], "merged")
        self.assertEqual(lines["birth_date_estimated"], "merged")
        self.kept.birth_date = "1990-05-13"
        lines = {line.field_name: line.take for line in self.open_dialog().line_ids}
        self.assertEqual(lines["birth_date"], "kept")
        self.assertEqual(lines["birth_date_estimated"], "kept")

    def test_dialog_other_way_round(self):
        merge = self.open_dialog()
        merge.action_swap()
        self.assertEqual(merge.kept_id, self.given)
        lines = {line.field_name: line for line in merge.line_ids}
        self.assertNotIn("phone", lines)
        merge.confirmed = True
        merge.action_merge()
        self.assertEqual(self.kept.merged_into_id, self.given)

    def test_dialog_tells_apart(self):
        merge = self.open_dialog()
        merge.action_distinct()
        with self.assertRaises(UserError):
            self.open_dialog()

    def test_dialog_keeps_no_values(self):
        merge = self.open_dialog()
        self.env.flush_all()
        for table in (merge._table, merge.line_ids._table):
            self.cr.execute(SQL("SELECT * FROM %s", SQL.identifier(table)))
            rows = str(self.cr.fetchall())
            for word in ("Rottweil", "0171", "Hariri"):
                self.assertNotIn(word, rows)

    def test_forged_line(self):
        merge = self.open_dialog()
        lines = self.env["integration.person.merge.line"].with_user(self.manager1)
        for name in ("reference", "no_field"):
            vals = {"merge_id": merge.id, "field_name": name, "take": "merged"}
            with self.assertRaises(ValidationError), self.cr.savepoint():
                lines.create(vals)

    def test_new_readers_are_named(self):
        """Whoever reads one case reads the personal data of both afterwards."""
        deputy = self.colleague
        self.given_case.sudo().deputy_ids = deputy
        self.given_case.sudo()._sync_case_access()
        self.assertFalse(self.may_read(deputy, self.kept))
        merge = self.open_dialog()
        self.assertIn(deputy.name, merge.readers)
        self.assertNotIn(self.manager2.name, merge.readers)
        self.merge()
        self.assertTrue(self.may_read(deputy, self.kept))
        self.assertFalse(self.may_read(deputy, self.kept_case), "no case was opened")
        message = self.kept_case.message_ids.sorted("id")[-1:]
        self.assertIn(self.given.reference, message.body)
        self.assertNotIn("Hariri", message.body)

    def test_nobody_else(self):
        self.assertIn("Nobody", self.open_dialog().readers)

    def test_hidden_case_is_neither_counted_nor_lost(self):
        """A case of the same client that the user may not read moves as well."""
        hidden = (
            self.env["integration.case"]
            .sudo()
            .create(
                {
                    "person_id": self.given.id,
                    "user_id": self.manager2.id,
                    "team_id": self.team2.id,
                }
            )
        )
        self.assertFalse(self.may_read(self.manager1, hidden))
        merge = self.open_dialog()
        self.assertIn("Case: 1", merge.counts)
        self.assertIn("may not read", merge.counts)
        self.assertNotIn(hidden.reference, merge.counts)
        self.merge()
        self.assertEqual(hidden.person_id, self.kept)
        self.assertFalse(self.may_read(self.manager1, hidden))


@tagged("post_install", "-at_install")
class TestMergeTwoAtOnce(RolesCase):
    """Two merges, and two look-ups, at the same time: real transactions."""

    def setUp(self):
        super().setUp()
        connection = db_connect(self.cr.dbname)
        self.first, self.second = (
            api.Environment(
                self.enterContext(closing(connection.cursor())), SUPERUSER_ID, {}
            )
            for _number in range(2)
        )
        people = self.first["integration.person"].create(
            [{"last_name": "Gleichzeitig"}, {"last_name": "Gleichzeitig"}]
        )
        self.ids = people.ids
        self.first.cr.commit()
        self.addCleanup(self.remove, connection)

    def remove(self, connection):
        with closing(connection.cursor()) as cr:
            cr.execute(
                "UPDATE integration_person SET merged_into_id = NULL WHERE id = ANY(%s)",
                [self.ids],
            )
            cr.execute("DELETE FROM integration_person WHERE id = ANY(%s)", [self.ids])
            cr.execute(
                "DELETE FROM integration_person_lookup WHERE user_id = %s",
                [SUPERUSER_ID],
            )
            cr.commit()  # pylint: disable=invalid-commit

    def get_people(self, env):
        return env["integration.person"].browse(self.ids)

    def test_two_merges(self):
        kept, given = self.get_people(self.first)
        given._merge_into(kept)
        other_kept, other_given = self.get_people(self.second)
        # the same way and the other way round, while the first is not done
        for one, two in ((other_given, other_kept), (other_kept, other_given)):
            with self.assertRaises(UserError) as caught:
                one._merge_into(two)
            self.assertIn("just now", str(caught.exception))
        self.first.cr.commit()
        # a look from before the first was done: the request is repeated
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            other_given._merge_into(other_kept)
        self.second.cr.rollback()
        self.second.invalidate_all(flush=False)
        with self.assertRaises(UserError) as caught:
            other_given._merge_into(other_kept)
        self.assertIn(kept.reference, str(caught.exception))

    def test_two_lookups(self):
        """The last look-up of the hour is not given twice."""
        lookups = self.first["integration.person.lookup"]
        lookups._take()
        self.first.cr.commit()
        self.assertTrue(self.second["integration.person.lookup"]._take())
        self.assertTrue(lookups._take())
        self.first.flush_all()
        self.first.cr.commit()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.SerializationFailure),
        ):
            self.second.flush_all()
        self.second.cr.rollback()
