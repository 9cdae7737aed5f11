from odoo import models

from odoo.addons.integration_base.models.integration_language_level import RANK
from odoo.addons.integration_base.tools.days import get_today

from .integration_offer_match import FITS, NOT, UNKNOWN


class IntegrationOffer(models.Model):
    """The single rules: each gives (answer, reason in words), or None if not asked."""

    _inherit = "integration.offer"

    # conditions -------------------------------------------------------

    def _match_age(self, facts):
        if not (self.age_min or self.age_max):
            return None
        asked, age = self._say_ages(), facts.get("age")
        if age is None:
            return UNKNOWN, self.env._("%s; the age is not known.", asked)
        fits = self.age_min <= age and (not self.age_max or age <= self.age_max)
        words = self.env._("%(asked)s; the age is %(age)s.", asked=asked, age=age)
        return FITS if fits else NOT, words

    def _match_gender(self, facts):
        if not self.gender:
            return None
        asked = dict(self._fields["gender"]._description_selection(self.env))
        asked = asked[self.gender]
        gender = facts.get("gender")
        if gender in (None, False, "unknown"):
            return UNKNOWN, self.env._("%s; the gender is not known.", asked)
        return FITS if gender == self.gender else NOT, f"{asked}."

    def _match_zips(self, facts):
        zips, own = self._get_zips(), facts.get("zip")
        if not zips:
            return None
        asked = self.env._("for postcodes %s", ", ".join(zips))
        if not own:
            return UNKNOWN, self.env._("%s; the postcode is not known.", asked)
        fits = any(own.startswith(part) for part in zips)
        words = self.env._("%(asked)s; the postcode is %(zip)s.", asked=asked, zip=own)
        return FITS if fits else NOT, words

    def _match_level(self, facts):
        if not self.level_needed:
            return None
        labels = dict(self._fields["level_needed"]._description_selection(self.env))
        language = self.level_language_id
        level = (facts.get("levels") or {}).get(language.code)
        asked = self.env._(
            "%(language)s %(level)s is needed",
            language=language.name or "",
            level=labels[self.level_needed],
        )
        if not level:
            return UNKNOWN, self.env._("%s; the level is not known.", asked)
        fits = RANK[level] >= RANK[self.level_needed]
        words = self.env._(
            "%(asked)s; the level is %(level)s.", asked=asked, level=labels[level]
        )
        return FITS if fits else NOT, words

    def _match_status(self, facts):
        if not self.status_group_ids:
            return None
        asked = ", ".join(self.status_group_ids.mapped("name"))
        group = facts.get("status_group")
        if group in (None, False, "unknown"):
            return UNKNOWN, self.env._("Only %s; the status is not known.", asked)
        fits = group in self.status_group_ids.mapped("code")
        return FITS if fits else NOT, self.env._("Only %s.", asked)

    def _match_work_permit(self, facts):
        if not self.work_permit:
            return None
        permit = facts.get("work_permit")
        if permit is None:
            return UNKNOWN, self.env._(
                "A work permit is needed; whether there is one is not known."
            )
        return FITS if permit else NOT, self.env._("A work permit is needed.")

    def _match_dates(self, facts):
        today = get_today()
        if self.date_end and self.date_end < today:
            return NOT, self.env._("It is over.")
        return None

    # wishes -----------------------------------------------------------

    def _match_area(self, facts):
        area = facts.get("area")
        if not area:
            return None
        if not self.area_id:
            return UNKNOWN, self.env._("To which area it belongs is not known.")
        return FITS if self.area_id == area else NOT, f"{self.area_id.name}."

    def _match_kind(self, facts):
        kinds = facts.get("kinds")
        if not kinds:
            return None
        return FITS if self.kind_id.id in kinds else NOT, f"{self.kind_id.name}."

    def _match_reached(self, facts):
        wanted = facts.get("level_wanted")
        if not wanted:
            return None
        if not self.level_reached:
            return UNKNOWN, self.env._("What level it leads to is not known.")
        labels = dict(self._fields["level_reached"]._description_selection(self.env))
        words = self.env._("leads to %s.", labels[self.level_reached])
        return FITS if RANK[self.level_reached] >= RANK[wanted] else NOT, words

    def _match_language(self, facts):
        known = set(facts.get("languages") or ())
        if not self.language_ids:
            if not known:
                return None
            return UNKNOWN, self.env._("Which languages are spoken is not known.")
        spoken = ", ".join(self.language_ids.mapped("name"))
        if not known:
            return UNKNOWN, self.env._(
                "%s; the client's languages are not known.", spoken
            )
        common = self.language_ids.filtered(lambda row: row.code in known)
        if common:
            names = ", ".join(common.mapped("name"))
            return FITS, self.env._("%s is spoken there.", names)
        return NOT, self.env._("Only %s is spoken there.", spoken)

    def _match_interests(self, facts):
        return self._match_common(self.interest_ids, facts.get("interests"))

    def _match_occupations(self, facts):
        return self._match_common(self.occupation_ids, facts.get("occupations"))

    def _match_common(self, offered, known):
        if not offered:
            return None
        names = ", ".join(offered.mapped("name"))
        if known is None:
            return UNKNOWN, self.env._("%s; the client's are not known.", names)
        common = offered.filtered(lambda row: row.id in known)
        if common:
            return FITS, f"{', '.join(common.mapped('name'))}."
        return NOT, self.env._("Other ones: %s.", names)

    def _match_childcare(self, facts):
        if not facts.get("childcare"):
            return None
        if not self.childcare:
            return UNKNOWN, self.env._("Whether there is childcare is not known.")
        labels = dict(self._fields["childcare"]._description_selection(self.env))
        answer = {"yes": FITS, "ask": UNKNOWN, "none": NOT}[self.childcare]
        return answer, f"{labels[self.childcare]}."

    def _match_times(self, facts):
        wanted = facts.get("times")
        if not wanted:
            return None
        if not self.schedule_ids:
            return UNKNOWN, self.env._("The times are not known.")
        fits = any(self[name] for name in wanted)
        return FITS if fits else NOT, f"{self.hours_words}."

    def _match_cost(self, facts):
        if not facts.get("free"):
            return None
        if not self.cost_kind:
            return UNKNOWN, self.env._("The costs are not known.")
        labels = dict(self._fields["cost_kind"]._description_selection(self.env))
        answer = {"free": FITS, "partly": UNKNOWN, "paid": NOT}[self.cost_kind]
        return answer, f"{labels[self.cost_kind]}."

    def _match_places(self, facts):
        answer = {"free": FITS, "waiting": NOT, "full": NOT, "unknown": UNKNOWN}
        return answer[self.capacity], f"{self.capacity_words}."
