import base64
import io
from datetime import date, timedelta
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_town import TownCommon
from .test_spreadsheet import make_csv, make_xlsx

REFUSAL = "refused by a rule"
HEADINGS = [
    *("Nachname", "Vorname", "Geburtsdatum", "Staatsangehörigkeit"),
    *("Aufenthaltsstatus", "Aufenthaltstitel gültig bis", "Telefon", "E-Mail"),
]
ROWS = [
    [
        "Abebe",
        "Sara",
        "1.2.1990",
        "eritreisch",
        "Duldung",
        "31.12.2030",
        "0711 1234",
        "",
    ],
    ["Haddad", "Rana", "unbekannt", "Syrien", "§ 24", "", "0170 5555", "r@example.org"],
    ["Petrenko", "Olha", "00.00.1985", "UA", "", "31.12.2031", "", ""],
]


class ImportCommon(TownCommon):
    @classmethod
    def _upload(cls, rows, user=None, name="Liste.xlsx", content=None, **vals):
        if content is None:
            content = make_xlsx(rows) if name.endswith("x") else make_csv(rows)
        return cls._as(user or cls.manager, "integration.import").create(
            {"name": name, "file": base64.b64encode(content), **vals}
        )

    def _states(self, import_):
        return import_.row_ids.sorted("number").mapped("state")


@tagged("post_install", "-at_install")
class TestImport(ImportCommon):
    """Import of client lists: columns, check, run, rejected rows, rights."""

    # ------------------------------------------------------------------
    # File and columns
    # ------------------------------------------------------------------

    def test_upload_reads_columns_and_rows(self):
        import_ = self._upload([HEADINGS, *ROWS])
        self.assertEqual(import_.state, "draft")
        self.assertEqual(import_.row_count, 3)
        self.assertEqual(
            import_.column_ids.mapped("target"),
            [
                *("last_name", "first_name", "birth_date", "nationality"),
                *("residence_status", "title_until", "phone", "email"),
            ],
        )
        self.assertEqual(import_.column_ids[0].sample, "Abebe · Haddad · Petrenko")
        self.assertFalse(import_.file, "the file is not kept")

    def test_preview_shows_values_as_understood(self):
        import_ = self._upload([HEADINGS, *ROWS, ["<b>x</b>", "", "31.2.1990"]])
        preview = str(import_.preview)
        self.assertIn("02/01/1990", preview)
        self.assertIn("Eritrea", preview)
        self.assertIn("is no date", preview)
        self.assertNotIn("<b>x</b>", preview)
        self.assertIn("&lt;b&gt;x&lt;/b&gt;", preview)

    def test_one_column_for_the_full_name(self):
        import_ = self._upload([["Name", "geb."], ["Al Haddad, Rana", "1.1.1990"]])
        self.assertEqual(import_.column_ids[0].target, "full_name")
        import_.action_import()
        person = import_.row_ids.case_id.person_id
        self.assertEqual((person.last_name, person.first_name), ("Al Haddad", "Rana"))

    def test_bad_files_are_refused_in_words(self):
        for content in (b"", b"a;b\n1;2", b"PK\x03\x04kaputt", b"Nachname;V\n\0;x"):
            with self.assertRaises(UserError) as caught:
                self._upload([], content=content or b" ")
            self.assertGreater(len(str(caught.exception)), 10)
        with self.assertRaises(UserError):
            self._as(self.manager, "integration.import").create({"name": "x"})
        with self.assertRaises(UserError):
            self._as(self.manager, "integration.import").create({"file": "%%%"})

    def test_columns_can_be_changed_by_hand(self):
        import_ = self._upload([["Nachname", "Wer noch"], ["Abebe", "Sara"]])
        import_.action_check()
        self.assertEqual(import_.state, "checked")
        import_.column_ids[1].target = "first_name"
        self.assertEqual(import_.state, "draft", "a check of other columns is void")
        self.assertEqual(self._states(import_), ["new"])
        import_.column_ids[1].target = "last_name"
        with self.assertRaisesRegex(UserError, "Two columns"):
            import_.action_check()
        import_.column_ids.target = False
        with self.assertRaisesRegex(UserError, "No column becomes"):
            import_.action_import()

    # ------------------------------------------------------------------
    # Check and run
    # ------------------------------------------------------------------

    def test_check_leaves_nothing_behind(self):
        people = self.env["integration.person"].with_context(active_test=False)
        before = people.search_count([])
        import_ = self._upload([HEADINGS, *ROWS])
        import_.action_check()
        self.assertEqual(self._states(import_), ["ok"] * 3)
        self.assertEqual(people.search_count([]), before)
        self.assertFalse(import_.row_ids.case_id)

    def test_import_opens_files(self):
        import_ = self._upload([HEADINGS, *ROWS])
        import_.action_import()
        self.assertEqual(import_.state, "done")
        self.assertEqual(self._states(import_), ["done"] * 3)
        cases = import_.row_ids.case_id
        self.assertEqual(cases.user_id, self.manager)
        self.assertEqual(cases.team_id, self.north)
        first, second, third = cases.sorted("id").person_id
        self.assertEqual(first.birth_date, date(1990, 2, 1))
        self.assertEqual(first.nationality_id.code, "ER")
        self.assertEqual(first.status_id.code, "toleration_60a")
        self.assertEqual(first.title_until, date(2030, 12, 31))
        self.assertFalse(second.birth_date)
        self.assertEqual(second.status_id.code, "permit_24")
        self.assertEqual(second.email, "r@example.org")
        self.assertTrue(third.birth_date_estimated)
        self.assertEqual(third.status_id.group, "unknown", "an end needs a title")
        self.assertFalse(any(import_.row_ids.mapped("cells")), "blanked when done")
        self.assertFalse(any(import_.column_ids.mapped("sample")))

    def test_all_kinds_of_columns(self):
        headings = [
            *("Familienname", "Vorname", "Geschlecht", "Einreise", "Zuweisung"),
            *("Sprache", "Dolmetscher", "Deutschniveau", "Straße", "Hausnummer"),
            *("PLZ", "Ort", "Handy", "Festnetz", "Leistungsbezug", "Unterbringung"),
            *("Bemerkung", "Hinweise", "Betreuung seit", "Team", "Betreuungsart"),
        ]
        row = [
            *("Abebe", "Sara", "w", "1.3.2022", "1.5.2022", "Tigrinya, Arabisch"),
            *("ja", "A2", "Schloßweg", "5", "1067", "Teststadt", "0170 1", "0711 22"),
            *("Bürgergeld", "GU", "kommt gern", "nur nachmittags", "1.6.2022"),
            *("town north", "Case Management"),
        ]
        row[12] = "0170 1111"
        import_ = self._upload([headings, row], name="Liste.csv")
        import_.action_import()
        self.assertEqual(import_.row_ids.message, False)
        case = import_.row_ids.case_id
        person = case.person_id
        self.assertEqual(person.sudo().gender_id.gender, "female")
        self.assertFalse(person.gender, "shown once the client has consented")
        self.assertEqual(person.interpreter_need, "always")
        self.assertEqual(
            set(person.language_ids.mapped("language_id.code")), {"tir", "ara", "deu"}
        )
        self.assertEqual(person.street, "Schloßweg 5")
        self.assertEqual(person.zip, "01067")
        self.assertEqual(person.phone, "0170 1111 / 0711 22")
        self.assertEqual(person.benefit_kind_id.code, "sgb2")
        self.assertEqual(person.accommodation_kind_id.code, "shared_provisional")
        self.assertEqual(case.date_allocation, date(2022, 5, 1))
        self.assertEqual(case.date_open, date(2022, 6, 1))
        self.assertEqual(case.mode, "case_management")
        self.assertIn("Bemerkung: kommt gern", case.concern)
        self.assertIn("Hinweise: nur nachmittags", case.concern)

    def test_errors_name_row_and_column(self):
        import_ = self._upload(
            [
                [
                    "Nachname",
                    "Geburtsdatum",
                    "Staatsangehörigkeit",
                    "E-Mail",
                    "Telefon",
                ],
                ["Abebe", "31.2.1990", "Wakanda", "kein", "xx"],
                ["", "1.1.1990", "", "", ""],
                ["Haddad", "1.1.2999", "", "", ""],
                ["Petrenko", "#REF!", "", "", ""],
                ["Good", "1.1.1990", "", "", ""],
            ]
        )
        import_.action_import()
        self.assertEqual(self._states(import_), [*["error"] * 4, "done"])
        first, second, third, fourth, _good = import_.row_ids
        for heading in ("Geburtsdatum", "Staatsangehörigkeit", "E-Mail", "Telefon"):
            self.assertIn(f"Row 2, column “{heading}”", first.message)
        self.assertIn("Row 3", second.message)
        self.assertIn("last name is missing", second.message)
        self.assertIn("future", third.message)
        self.assertIn("Row 5, column “Geburtsdatum”", fourth.message)

    def test_a_row_is_taken_wholly_or_not(self):
        """Values that only the models refuse: the other rows of the batch go in."""
        people = type(self.env["integration.person"])
        original = people.create

        def create(records, vals_list):
            if any(vals["last_name"] == "Broken" for vals in vals_list):
                raise UserError(REFUSAL)
            return original(records, vals_list)

        import_ = self._upload([["Nachname"], ["One"], ["Broken"], ["Two"]])
        with patch.object(people, "create", create):
            import_.action_import()
        self.assertEqual(self._states(import_), ["done", "error", "done"])
        self.assertEqual(
            import_.row_ids[1].message, f"Row 3: {REFUSAL}", import_.row_ids
        )

    def test_rejected_rows_can_be_taken_home(self):
        import_ = self._upload(
            [
                ["Nachname", "Interne Nr.", "Geburtsdatum"],
                ["Abebe", "=1+1", "1.1.1990"],
                ["Haddad", "@SUM(A1)", "31.2.1990"],
            ],
            name="l.csv",
        )
        import_.action_import()
        action = import_.action_download_rejected()
        self.assertIn("rejected_file", action["url"])
        content = base64.b64decode(import_.rejected_file)
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        self.assertEqual(
            rows[0], ["Row", "Nachname", "Interne Nr.", "Geburtsdatum", "What is wrong"]
        )
        self.assertEqual(rows[1][:4], [3, "Haddad", "@SUM(A1)", "31.2.1990"])
        self.assertIn("Geburtsdatum", rows[1][4])
        self.assertEqual(len(rows), 2)
        self.assertEqual(sheet["C2"].data_type, "s", "text, never a formula")

    # ------------------------------------------------------------------
    # There already
    # ------------------------------------------------------------------

    def test_second_import_doubles_nothing(self):
        self._upload([HEADINGS, *ROWS]).action_import()
        again = self._upload([HEADINGS, *ROWS, ["New", "One", "1.1.1991"]])
        again.action_check()
        self.assertEqual(self._states(again), [*["exists"] * 3, "ok"])
        again.action_import()
        self.assertEqual(self._states(again), [*["exists"] * 3, "done"])
        self.assertIn("K-", again.row_ids[0].message)

    def test_same_person_twice_in_one_file(self):
        rows = [["Nachname", "geb."], ["Abebe", "1.1.90"], ["ABEBE ", "01.01.1990"]]
        import_ = self._upload(rows)
        import_.action_check()
        self.assertEqual(self._states(import_), ["ok", "exists"])
        import_.action_import()
        self.assertEqual(self._states(import_), ["done", "exists"])
        self.assertIn("row 2", import_.row_ids[1].message)

    def test_clients_of_others_are_not_told(self):
        self._open_file(self.stranger, "Abebe", "Sara", birth_date="1990-01-01")
        import_ = self._upload(
            [["Name", "Vorname", "geb."], ["Abebe", "Sara", "1.1.90"]]
        )
        import_.action_import()
        self.assertEqual(self._states(import_), ["done"])

    def test_lead_recognises_what_she_imported_for_others(self):
        rows = [["Nachname", "geb.", "IM"], ["Abebe", "1.1.90", "Stella Fremd"]]
        first = self._upload(rows, self.lead)
        first.action_import()
        case = first.sudo().row_ids.case_id
        self.assertEqual(case.user_id, self.stranger)
        self.assertEqual(case.team_id, self.south)
        self.assertFalse(case.with_user(self.lead).has_access("read"))
        again = self._upload(rows, self.lead)
        again.action_import()
        self.assertEqual(self._states(again), ["exists"])

    # ------------------------------------------------------------------
    # Managers, households
    # ------------------------------------------------------------------

    def test_managers_by_login_or_name(self):
        rows = [["Nachname", "Integrationsmanager(in)"]]
        names = ["town_manager", "Konrad Kollege", "Kollege, Konrad", "Nobody", ""]
        rows += [[f"Client {i}", name] for i, name in enumerate(names)]
        import_ = self._upload(rows, self.lead)
        import_.action_import()
        self.assertEqual(
            self._states(import_), ["done", "done", "done", "error", "done"]
        )
        self.assertEqual(
            [row.case_id.user_id.login for row in import_.sudo().row_ids],
            ["town_manager", "town_colleague", "town_colleague", False, "town_lead"],
        )

    def test_managers_import_for_themselves(self):
        rows = [["Nachname", "IM"], ["A", "town_manager"], ["B", "town_colleague"]]
        import_ = self._upload(rows)
        import_.action_import()
        self.assertEqual(self._states(import_), ["done", "error"])
        with self.assertRaises(AccessError):
            self._upload(rows, user_id=self.colleague.id)

    def test_managers_of_another_authority_are_not_known(self):
        rows = [["Nachname", "IM"], ["A", "town_outsider"]]
        import_ = self._upload(rows, self.lead)
        import_.action_import()
        self.assertEqual(self._states(import_), ["error"])

    def test_households_are_grouped(self):
        rows = [
            ["Nachname", "Vorname", "BG-Nummer", "Rolle"],
            ["Abebe", "Sara", "BG 1", "Haushaltsvorstand"],
            ["Haddad", "Rana", "BG 2", ""],
            ["Abebe", "Noah", "BG 1", "Sohn"],
            ["Alone", "Ada", "", ""],
        ]
        import_ = self._upload(rows)
        import_.action_check()
        self.assertFalse(import_.row_ids.household_id)
        import_.action_import()
        sara, rana, noah, ada = import_.row_ids
        self.assertTrue(sara.household_id)
        self.assertEqual(sara.household_id, noah.household_id)
        self.assertNotEqual(sara.household_id, rana.household_id)
        self.assertFalse(ada.household_id)
        self.assertEqual(noah.case_id.person_id.membership_ids.role, "child")
        later = self._upload([rows[0], rows[1], ["Abebe", "Mia", "BG 1", "Tochter"]])
        later.action_import()
        self.assertEqual(later.row_ids[1].household_id, sara.household_id)

    # ------------------------------------------------------------------
    # Rights and retention
    # ------------------------------------------------------------------

    def test_only_the_owner_sees_an_import(self):
        import_ = self._upload([HEADINGS, *ROWS])
        for user in (self.colleague, self.lead, self.dpo, self.clerk, self.outsider):
            for records in (import_, import_.row_ids, import_.column_ids):
                records = records.with_context(allowed_company_ids=user.company_ids.ids)
                self.assertFalse(records.with_user(user).has_access("read"), user.login)
        with self.assertRaises(AccessError):
            self._upload([HEADINGS, *ROWS], self.clerk)

    def test_states_are_kept_by_the_engine(self):
        import_ = self._upload([HEADINGS, *ROWS])
        row = import_.row_ids[0]
        for record, vals in (
            (import_, {"state": "done"}),
            (import_.column_ids[0], {"position": 5}),
            (row, {"state": "done"}),
            (row, {"case_id": 1}),
        ):
            with self.assertRaises(AccessError):
                record.write(vals)
        import_.action_import()
        with self.assertRaises(UserError):
            import_.column_ids[0].target = False
        with self.assertRaises(UserError):
            import_.action_import()

    def test_old_imports_are_deleted_with_their_rows(self):
        import_ = self._upload([HEADINGS, *ROWS, ["", "x"]])
        import_.action_import()
        cases = import_.row_ids.case_id
        rows = import_.row_ids
        import_.sudo().date_done -= timedelta(days=13)
        with self.enter_registry_test_mode():
            self.env.ref(
                "integration_case.ir_cron_delete_imports"
            ).method_direct_trigger()
        self.assertTrue(import_.exists())
        import_.sudo().date_done -= timedelta(days=2)
        with self.enter_registry_test_mode():
            self.env.ref(
                "integration_case.ir_cron_delete_imports"
            ).method_direct_trigger()
        self.assertFalse(import_.exists() or rows.exists())
        self.assertTrue(cases.exists())


class ImportJobCommon(ImportCommon):
    """Long files: by the job, resumable, with progress."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("integration_case.ir_cron_run_imports")

    def _make_rows(self, count, broken=()):
        return [
            ["Nachname", "Vorname", "geb.", "BG"],
            *(
                [
                    f"Client{i:05}",
                    "Test",
                    "kaputt" if i in broken else "1.1.1990",
                    i // 3,
                ]
                for i in range(count)
            ),
        ]

    def _run_job(self, times=1):
        # each run stops when its time is over, as the scheduler's do
        with self.enter_registry_test_mode():
            for _i in range(times):
                self.cron.method_direct_trigger()

    def check_rows(self, count, broken):
        import_ = self._upload(self._make_rows(count, broken={broken}))
        import_.action_import()
        self.assertEqual((import_.state, import_.progress), ("running", 0))
        with self.assertRaises(UserError):
            import_.unlink()
        runs = 0
        while import_.state == "running" and runs < 20:
            self._run_job()
            runs += 1
        self.assertEqual(import_.state, "done")
        self.assertEqual((import_.done_count, import_.error_count), (count - 1, 1))
        rejected = import_.row_ids.filtered(lambda row: row.state == "error")
        self.assertEqual(rejected.number, broken + 2)
        self.assertEqual(import_.progress, 100)
        self.assertEqual(import_.row_ids.case_id.user_id, self.manager)


@tagged("post_install", "-at_install")
class TestImportJob(ImportJobCommon):
    """Rows with a broken one, stops and goes on."""

    def test_rows_with_a_broken_one(self):
        self.check_rows(250, broken=120)

    def test_check_by_the_job(self):
        import_ = self._upload(self._make_rows(250, broken={7}))
        import_.action_check()
        self._run_job()
        self.assertEqual(import_.state, "checked")
        self.assertEqual((import_.ok_count, import_.error_count), (249, 1))
        self.assertFalse(import_.row_ids.case_id)

    def test_interrupted_run_goes_on_without_doubling(self):
        import_ = self._upload(self._make_rows(350))
        import_.action_import()
        model = type(import_)
        original = model._process_rows
        calls = []

        def crash(record, rows, reader):
            result = original(record, rows, reader)
            calls.append(len(rows))
            if len(calls) == 2:
                raise RuntimeError("power cut after the work, before it was saved")
            return result

        with (
            patch.object(model, "_process_rows", crash),
            mute_logger(
                "odoo.addons.integration_case.models.imports.integration_import_run"
            ),
        ):
            self._run_job()
        import_.invalidate_recordset()
        self.assertEqual(import_.state, "failed")
        self.assertIn("interrupted", import_.message)
        import_.action_import()
        self._run_job()
        self.assertEqual((import_.state, import_.done_count), ("done", 350))
        names = import_.row_ids.case_id.person_id.mapped("name")
        self.assertEqual(len(names), len(set(names)))
        people = self.env["integration.person"].search(
            [("last_name", "like", "Client")]
        )
        self.assertEqual(len(people.filtered(lambda p: p.company_id == self.town)), 350)

    def test_job_out_of_time_still_comes_to_its_end(self):
        import_ = self._upload(self._make_rows(250)).sudo()
        import_.action_import()
        for _i in range(3):
            self.assertEqual(import_.state, "running")
            import_._run(lambda rows: 0)
        self.assertEqual((import_.state, import_.done_count), ("done", 250))

    def test_stop_and_go_on(self):
        import_ = self._upload(self._make_rows(250))
        import_.action_import()
        import_.action_stop()
        self._run_job()
        self.assertEqual((import_.state, import_.done_count), ("checked", 0))
        import_.action_import()
        self._run_job()
        self.assertEqual(import_.done_count, 250)

    def test_owner_without_right_imports_nothing(self):
        import_ = self._upload(self._make_rows(250))
        import_.action_import()
        self.manager.sudo().group_ids -= self.env.ref(
            "integration_case.group_integration_manager"
        )
        with mute_logger(
            "odoo.addons.integration_case.models.imports.integration_import_run"
        ):
            self._run_job()
        import_ = import_.with_env(self.env)
        self.assertEqual(import_.state, "failed")
        self.assertFalse(import_.row_ids.case_id)

    def test_queries_do_not_grow_with_cases(self):
        def count(start):
            rows = [["Nachname", "geb."]]
            rows += [[f"Query{start + i}", "1.1.1990"] for i in range(50)]
            import_ = self._upload(rows)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            import_.action_import()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(0)
        few = count(100)
        self._upload(self._make_rows(400)).action_import()
        self._run_job()
        many = count(1000)
        self.assertLessEqual(many, few + 2)


@tagged("post_install", "-at_install", "-standard", "integration_long")
class TestImportLong(ImportJobCommon):
    """As many rows as a town has."""

    def test_thousand_rows_with_a_broken_one(self):
        self.check_rows(1000, broken=500)
