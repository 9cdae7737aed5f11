from odoo import models

from odoo.addons.integration_base.tools.days import get_today

GERMAN = "deu"


class IntegrationCase(models.Model):
    """Looking for an offer from a case: the link lies on the case's side."""

    _inherit = "integration.case"

    def _get_offer_facts(self):
        """Collect what offers ask about, of the client of this case.

        Read in the user's own rights: rows of the voluntary profile are there only
        while a basis holds. What cannot be read is not known, and stays None.

        :return: dict as of :meth:`integration.offer._match`
        """
        self.ensure_one()
        self.check_access("read")
        person = self.person_id
        facts = {
            "age": person.age if person.birth_date else None,
            "gender": self._get_offer_gender(person),
            "zip": person.zip or None,
            "status_group": person.status_id.group or None,
            "work_permit": None,
        }
        facts.update(self._get_offer_languages(person))
        interests = self._search_gated("integration.person.interest", person)
        occupations = self._search_gated("integration.person.occupation", person)
        facts["interests"] = set(interests.interest_id.ids) or None
        facts["occupations"] = set(occupations.occupation_id.ids) or None
        return facts

    def _search_gated(self, model, person):
        """:return: rows of the voluntary profile that may be read now, else none"""
        return self.env[model].search([("person_id", "=", person.id)])

    def _get_offer_gender(self, person):
        rows = self._search_gated("integration.person.gender", person)
        gender = rows._get_newest().gender
        return gender if gender and gender != "unknown" else None

    def _get_offer_languages(self, person):
        rows = self._search_gated("integration.person.language", person)
        today = get_today()
        levels = {
            row.language_id.code: row.level for row in rows._get_at(today) if row.level
        }
        # the interpreter's language belongs to every file, whatever was consented
        codes = set(levels) | set(person.interpreter_language_id.mapped("code"))
        return {"levels": levels, "languages": codes or None}

    def action_find_offer(self):
        """Open the search for an offer, with what is known of the client."""
        self.ensure_one()
        return self.env["integration.offer.find"]._open_for(self)
