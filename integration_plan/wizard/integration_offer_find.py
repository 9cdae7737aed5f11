from odoo import api, fields, models

from odoo.addons.integration_base.models.integration_language_level import LEVELS

SHOWN = 200


class IntegrationOfferFind(models.TransientModel):
    """Find an offer for a client: all of them, ranked, each with its reasons.

    The dialog names the case by its number and holds no link to it; what is known of
    the client is read anew for every search, in the rights of whoever searches.
    """

    _name = "integration.offer.find"
    _description = "Find an offer"

    reference = fields.Char("Case", readonly=True)
    client_name = fields.Char("Client", compute="_compute_client_name")
    res_id = fields.Integer(readonly=True, export_string_translation=False)
    goal_number = fields.Integer(readonly=True, export_string_translation=False)
    measure_number = fields.Integer(readonly=True, export_string_translation=False)
    known = fields.Text("What is known", readonly=True)
    area_id = fields.Many2one("integration.life.area", "Area of life")
    kind_ids = fields.Many2many("integration.offer.kind", string="Kinds")
    ask = fields.Char("Words")
    level_wanted = fields.Selection(LEVELS, "Level wanted")
    childcare = fields.Boolean("Childcare needed")
    free = fields.Boolean("Free of charge")
    in_morning = fields.Boolean("Mornings")
    in_afternoon = fields.Boolean("Afternoons")
    in_evening = fields.Boolean("Evenings")
    at_weekend = fields.Boolean("Weekends")
    line_ids = fields.One2many("integration.offer.find.line", "find_id", "Offers")

    @api.depends("res_id")
    @api.depends_context("uid")
    def _compute_client_name(self):
        for find in self:
            case = self.env["integration.case"].browse(find.res_id or [])
            # in the rights of whoever searches
            find.client_name = case.has_access("read") and case.client_name

    @api.model
    def _open_for(self, case, **wishes):
        """Open the dialog from a case.

        :param case: ``integration.case`` the user may read
        :param wishes: fields of the dialog to begin with, such as ``area_id``
        :return: action of the dialog
        """
        find = self.create({"reference": case.reference, "res_id": case.id, **wishes})
        find._search_offers()
        return find._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find an offer"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _refer(self, offer):
        """Begin a referral to an offer that was found.

        :return: form of the referral, in the rights of whoever searches
        """
        self.ensure_one()
        case = self.env["integration.case"].browse(self.res_id)
        case.check_access("read")
        goal = self.env["integration.goal"].browse(self.goal_number or [])
        measure = self.env["integration.measure"].browse(self.measure_number or [])
        return self.env["integration.referral"]._open_new(case, offer, goal, measure)

    def action_search(self):
        """Search again with the wishes on screen."""
        self.ensure_one()
        self._search_offers()
        return self._reopen()

    def _get_facts(self):
        """:return: facts of the client, and the wishes on screen"""
        self.ensure_one()
        facts = {}
        if self.res_id:
            case = self.env["integration.case"].browse(self.res_id)
            facts = case._get_offer_facts()
        times = [
            name
            for name in ("in_morning", "in_afternoon", "in_evening", "at_weekend")
            if self[name]
        ]
        facts.update(
            area=self.area_id,
            kinds=set(self.kind_ids.ids),
            level_wanted=self.level_wanted,
            childcare=self.childcare,
            free=self.free,
            times=times,
        )
        return facts

    def _search_offers(self):
        facts = self._get_facts()
        offers = self.env["integration.offer"]
        domain = fields.Domain("state", "=", "published")
        if self.ask:
            domain &= fields.Domain("ask", "ilike", self.ask)
        found = offers.search(domain)._match(facts)
        self.line_ids.unlink()
        self.known = self._say_known(facts)
        self.line_ids = [
            fields.Command.create(
                {
                    "position": position,
                    "offer_id": row["offer"].id,
                    "verdict": row["verdict"],
                    **self._say_answers(row["answers"]),
                }
            )
            for position, row in enumerate(found[:SHOWN], 1)
        ]

    def _say_answers(self, answers):
        texts = {"fits": [], "not": [], "unknown": []}
        for row in answers:
            texts[row["answer"]].append(f"{row['label']}: {row['reason']}")
        return {
            "fits_text": "\n".join(texts["fits"]),
            "not_text": "\n".join(texts["not"]),
            "unknown_text": "\n".join(texts["unknown"]),
        }

    def _say_known(self, facts):
        """:return: which facts were used; of the rest it says that they are missing"""
        labels = {
            **self.env["integration.offer"]._get_rule_labels(),
            "zip": self.env._("Place of residence"),
            "levels": self.env._("Levels of languages"),
            "status_group": self.env._("Residence status"),
        }
        names = (
            *("age", "gender", "zip", "status_group", "levels", "interests"),
            "occupations",
        )
        known = [labels[name] for name in names if facts.get(name) not in (None, {})]
        missing = [labels[name] for name in names if facts.get(name) in (None, {})]
        lines = []
        if known:
            lines.append(self.env._("Used: %s", ", ".join(known)))
        if missing:
            lines.append(self.env._("Not known, or no consent: %s", ", ".join(missing)))
        return "\n".join(lines)
