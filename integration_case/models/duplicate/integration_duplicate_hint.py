from odoo import api, fields, models

HINT_FIELDS = ("first_name", "last_name", "name_native", "birth_date")
SHOWN = 5


class IntegrationDuplicateHint(models.AbstractModel):
    """A form in which a client's name is typed: warns of files that may be hers (C5).

    Files that the user may read are named. Of others he learns that one may exist and
    which team to ask, and only after typing first name, last name and date of birth;
    each such answer is counted, limited and logged. It is worked out while typing
    only: a saved record never answers.
    """

    _name = "integration.duplicate.hint"
    _description = "Hint at a file that exists already"

    duplicate_hint = fields.Html(
        "Files that exist already", compute="_compute_duplicate_hint", sanitize=False
    )

    @api.depends(lambda self: [name for name in HINT_FIELDS if name in self._fields])
    def _compute_duplicate_hint(self):
        for record in self:
            record.duplicate_hint = False
            if not isinstance(record.id, int) and record._wants_duplicate_hint():
                record.duplicate_hint = record._render_duplicate_hint()

    def _wants_duplicate_hint(self):
        """:return: whether what is typed is a client's name"""
        self.ensure_one()
        return bool(self.last_name)

    def _get_own_persons(self):
        """:return: persons who are no duplicates of what is typed"""
        return self.env["integration.person"]

    def _get_hint_company(self):
        """:return: the authority among whose files is looked"""
        return self.env.company

    def _render_duplicate_hint(self):
        people = self.env["integration.person"].with_company(self._get_hint_company())
        typed = people._describe(self)
        found = people._find_similar([typed], self._get_own_persons())[0]
        readable = found._filtered_access("read")
        ask = self._ask_for_hidden(typed, found - readable)
        if not readable and not ask:
            return False
        return self.env["ir.qweb"]._render(
            "integration_case.integration_duplicate_hint",
            {"people": readable[:SHOWN], "ask": ask},
        )

    def _ask_for_hidden(self, typed, hidden):
        """Tell whom to ask about a file that the user may not read.

        :param typed: what the user knows, :class:`Description`
        :param hidden: persons found whom he may not read
        :return: sentence or False
        """
        if not (typed.first_name and typed.last_name and typed.birth_date):
            return False
        # counted also without a file: "there is none" is an answer as well
        if not self.env["integration.person.lookup"]._take():
            return self.env._(
                "For this hour, files of other teams are no longer looked for."
            )
        # sudo: compares the date of birth that the user typed, shows nothing of it
        hidden = hidden.filtered(lambda p: p.sudo()._is_born_on(typed.birth_date))[:1]
        if not hidden:
            return False
        self.env["integration.access.log"]._log("finder", hidden, detail="hint")
        # sudo: only the team's name leaves, as the finder tells it
        cases = hidden.sudo().case_ids.sorted(lambda c: (c.is_closed, -c.id))
        if team := cases[:1].team_id:
            return self.env._(
                "A file may exist – please ask: %(team)s.", team=team.name
            )
        return self.env._("A file may exist – please ask your team lead.")
