import unicodedata
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.models.integration_emergency import OCCASIONS

WINDOW = timedelta(hours=1)
ANSWER_FIELDS = {"state", "answer", "may_open"}


class IntegrationFinder(models.TransientModel):
    """Asks whether somebody is a client, without browsing (C61).

    Full name and date of birth, or a reference; the answer is only that the person
    exists and which team to ask. Each look-up is logged and counted; too little input
    is answered like a person who is not there. A hit is the only way to emergency
    access (C59).
    """

    _name = "integration.finder"
    _description = "Finder"

    last_name = fields.Char()
    first_name = fields.Char()
    birth_date = fields.Date("Date of birth")
    reference = fields.Char()
    state = fields.Selection(
        [("draft", "Question"), ("found", "Found"), ("nothing", "Nothing found")],
        required=True,
        readonly=True,
        default="draft",
        export_string_translation=False,
    )
    answer = fields.Char(readonly=True)
    may_open = fields.Boolean(readonly=True, export_string_translation=False)
    # emergency access
    occasion = fields.Selection(OCCASIONS)
    reason = fields.Text(help="What has happened? No client's name, please.")

    # ------------------------------------------------------------------
    # CRUD: the answer is the system's
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._without_answer(vals) for vals in vals_list])

    def write(self, vals):
        vals = self._without_answer(vals)
        if {"last_name", "first_name", "birth_date", "reference"} & vals.keys():
            vals |= {"state": "draft", "answer": False, "may_open": False}
        return super().write(vals)

    def _without_answer(self, vals):
        return {name: vals[name] for name in vals if name not in ANSWER_FIELDS}

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_find(self):
        """Look the person up and show the answer.

        :raise UserError: after too many look-ups within an hour
        """
        self.ensure_one()
        self._take_turn()
        self._check_quota()
        people = self._find_people()
        found = self._get_cases(people)
        if found:
            # sudo: names of teams; the answer says nothing else
            teams = found.sudo().team_id.mapped("name")
            state = "found"
            answer = self.env._(
                "This person is known. Please ask: %(teams)s.",
                teams=", ".join(sorted(teams)) or "–",
            )
        else:
            state, answer = "nothing", self.env._("Nothing found.")
        may_open = bool(found) and found.has_access("read")
        super().write({"state": state, "answer": answer, "may_open": may_open})
        self.env["integration.access.log"]._collect(
            "finder", "integration.person", people.ids if found else (), detail=state
        )
        return self._reopen()

    def action_open(self):
        """Open the case found, for whoever has access to it."""
        self.ensure_one()
        case = self._get_hit()
        case.check_access("read")
        return self._open_case(case)

    def action_break_glass(self):
        """Ask for emergency access to the case found.

        :raise UserError: without occasion or reason, see ``_break_glass``
        """
        self.ensure_one()
        self._take_turn()
        case = self._get_hit()
        if case.has_access("read"):
            return self._open_case(case)
        case._break_glass(self.occasion, self.reason)
        return self._open_case(case)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Finder"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _open_case(self, case):
        return {
            "type": "ir.actions.act_window",
            "res_model": case._name,
            "res_id": case.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "main",
        }

    # ------------------------------------------------------------------
    # Looking up
    # ------------------------------------------------------------------

    def _get_hit(self):
        """:return: the one case of the person that this very question has found."""
        if self.state != "found":
            raise UserError(self.env._("Please look the person up first."))
        case = self._get_cases(self._find_people())
        if len(case.sudo().person_id) != 1:  # sudo: counts clients, shows none
            raise UserError(
                self.env._(
                    "There is more than one such person: please ask for the reference."
                )
            )
        return case.sorted("id")[-1:]

    def _find_people(self):
        """:return: persons of the own authorities who match, as ids for the system."""
        # sudo: the finder sees all; only _get_cases decides what is answered
        people = self.env["integration.person"].sudo().with_context(active_test=False)
        domain = fields.Domain("company_id", "in", self.env.companies.ids)
        domain &= fields.Domain("erased_on", "=", False)
        if reference := (self.reference or "").strip().upper():
            reference = reference.split("/")[0]
            found = people.search(domain & fields.Domain("reference", "=", reference))
        elif self.birth_date and self._get_names():
            born = domain & fields.Domain("birth_date", "=", self.birth_date)
            found = people.search(born).filtered(self._is_same_name)
        else:
            found = people
        return found.sudo(False)

    def _get_cases(self, people):
        """:return: the newest case of each person, the open one before closed ones."""
        # sudo: as in _find_people
        cases = self.env["integration.case"].sudo().with_context(active_test=False)
        newest = cases.browse()
        for rows in (
            cases.search([("person_id", "in", people.ids)])
            .grouped("person_id")
            .values()
        ):
            newest += rows.sorted(lambda case: (not case.is_closed, case.id))[-1]
        return newest.sudo(False)

    def _get_names(self):
        """:return: normalised (last name, first name), or nothing if one is missing."""
        names = self._normalise(self.last_name), self._normalise(self.first_name)
        return names if all(names) else None

    def _is_same_name(self, person):
        """Tell whether the name asked for is a person's full name.

        Hook: exact after normalisation here.

        :param person: one ``integration.person``
        """
        last, first = self._get_names()
        return (last, first) == (
            self._normalise(person.last_name),
            self._normalise(person.first_name),
        ) or sorted(f"{last} {first}".split()) == sorted(
            self._normalise(person.name_native).split()
        )

    @api.model
    def _normalise(self, name):
        """:return: a name without case, accents, hyphens and double spaces."""
        text = unicodedata.normalize("NFKD", name or "").casefold()
        text = "".join(c for c in text if not unicodedata.combining(c))
        return " ".join("".join(c if c.isalnum() else " " for c in text).split())

    # ------------------------------------------------------------------
    # Quota
    # ------------------------------------------------------------------

    def _take_turn(self):
        """Let the look-ups of one person follow each other: counted one by one."""
        # sudo: a row without any meaning, nobody has rights on it
        turns = self.env["integration.finder.turn"].sudo()
        turn = turns.search([("user_id", "=", self.env.uid)])
        now = fields.Datetime.now()
        if turn:
            turn.write({"date": now, "count": turn.count + 1})
        else:
            turns.create({"user_id": self.env.uid, "date": now})
        turns.flush_model()

    def _check_quota(self):
        limit = self.env["integration.rule.value"]._get_number(
            "finder_lookups_per_hour"
        )
        # sudo: counts the user's own rows
        used = (
            self.env["integration.access.log"]
            .sudo()
            .search_count(
                [
                    ("kind", "=", "finder"),
                    ("user_id", "=", self.env.uid),
                    ("date", ">", fields.Datetime.now() - WINDOW),
                ]
            )
        )
        if used >= limit:
            self.env["integration.access.log"]._collect_refusal(
                "integration.person", ()
            )
            raise UserError(
                self.env._(
                    "You have used your %(count)s look-ups of this hour. Please try again "
                    "later.",
                    count=limit,
                )
            )
