import re

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.integration_base.models.integration_language_level import LEVELS

SEPARATOR = re.compile(r"[,;/+\s\0]+")
LONGEST = 200
#: words that say nothing
FILLERS = {
    *("und", "oder", "mit", "für", "in", "im", "am", "auf", "der", "die", "das", "ein"),
    *(
        "eine",
        "and",
        "or",
        "with",
        "for",
        "at",
        "on",
        "the",
        "a",
        "an",
        "kurs",
        "course",
    ),
}
#: words of offices → what is meant; German and English, as typed
TIMES = {
    "in_morning": ("morgens", "vormittags", "vormittag", "morning", "mornings"),
    "in_afternoon": ("nachmittags", "nachmittag", "afternoon", "afternoons"),
    "in_evening": ("abends", "abend", "evening", "evenings"),
    "at_weekend": ("wochenende", "samstag", "sonntag", "samstags", "weekend"),
}
FREE = ("kostenlos", "kostenfrei", "gratis")
PLACES = ("frei", "freie", "plätze", "platz", "free", "places")
CHILDCARE = ("kinderbetreuung", "betreuung", "childcare")
ONLINE = ("online", "digital")
WOMEN = ("frauen", "women")


class IntegrationOffer(models.Model):
    """Searching as a person would ask: “Deutsch B1, Kinderbetreuung, abends”."""

    _inherit = "integration.offer"

    ask = fields.Char(
        "What are you looking for?", compute="_compute_ask", search="_search_ask"
    )

    def _compute_ask(self):
        self.ask = False

    def _search_ask(self, operator, value):
        if operator not in ("ilike", "=", "in"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else list(value or ())
        return Domain.OR([self._get_ask_domain(str(text)) for text in texts])

    def _get_ask_domain(self, text):
        """Turn what somebody typed into a domain; each word has to fit.

        :param str text: words in any order
        :return: domain
        """
        words = [word for word in SEPARATOR.split(text[:LONGEST].lower()) if word]
        asked = [word for word in words if word not in FILLERS]
        return Domain.AND([self._get_word_domain(word) for word in asked])

    def _get_word_domain(self, word):
        levels = {code for code, _label in LEVELS}
        if word in levels:
            return Domain("level_reached", "=", word) | Domain(
                "level_needed", "=", word
            )
        for name, spoken in TIMES.items():
            if word in spoken:
                return Domain(name, "=", True)
        meant = (
            (CHILDCARE, Domain("childcare", "in", ["yes", "ask"])),
            (FREE, Domain("cost_kind", "in", ["free", "partly"])),
            (PLACES, Domain("capacity", "in", ["free"])),
            (ONLINE, Domain("format", "in", ["online", "both"])),
        )
        for spoken, domain in meant:
            if word in spoken:
                return domain | self._get_text_domain(word)
        domain = self._get_text_domain(word)
        if word in WOMEN:
            domain |= Domain("gender", "=", "female")
        return domain

    def _get_text_domain(self, word):
        """:return: domain of offers that hold a word in what is shown of them"""
        names = (
            *("name", "description", "town", "kind_id.name", "kind_id.words"),
            *("organisation_id.name", "target_ids.name", "interest_ids.name"),
            *("language_ids.name", "location_ids.place_id.name"),
        )
        return Domain.OR([Domain(name, "ilike", word) for name in names])
