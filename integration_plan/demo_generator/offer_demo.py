from datetime import timedelta

from odoo import Command, api, models

from odoo.addons.integration_base.tools.days import TIMEZONE, get_today

from .offers import CLUBS, OFFERS


class IntegrationDemo(models.AbstractModel):
    """Forty offers of the demo municipality: some full, some stale, one of the past."""

    _inherit = "integration.demo"

    @api.model
    def _generate_offers(self):
        """Create clubs and offers, unless there are offers already."""
        # sudo: demo data of an empty database, loaded by the installation
        demo = self.sudo().with_context(lang="de_DE", tz=TIMEZONE)
        company = demo.env.ref("base.main_company")
        demo = demo.with_company(company)
        if demo.env["integration.offer"].search_count([], limit=1):
            return
        organisations = demo._make_organisations()
        owners = [
            demo.env.ref(f"integration_case.res_users_{login}_demo")
            for login in ("manager1", "manager2", "manager3")
        ]
        for position, row in enumerate(OFFERS):
            demo._make_offer(row, organisations, owners[position % len(owners)])

    def _make_organisations(self):
        """:return: dict key → contact"""
        found = {}
        for key in ("vhs", "jobcenter", "immigration", "employment", "mbe", "youth"):
            found[key] = self.env.ref(f"integration_case.res_partner_{key}_demo")
        for key in ("school", "daycare", "housing", "sports", "crafts"):
            found[key] = self.env.ref(f"integration_case.res_partner_{key}_demo")
        for key, name, street, activities, languages, contact in CLUBS:
            partner = self.env["res.partner"].create(
                {
                    "name": name,
                    "is_company": True,
                    "street": street,
                    "zip": "77777",
                    "city": "Musterstadt",
                    "country_id": self.env.ref("base.de").id,
                    "email": f"{key}@musterstadt.example",
                    "phone": f"07777 5{len(found):02d}0",
                    "integration_activity_ids": self._get_ids(
                        "integration_case.integration_interest_", activities
                    ),
                    "integration_language_ids": self._get_ids(
                        "integration_base.integration_language_", languages
                    ),
                }
            )
            partner.integration_contact_id = self.env["res.partner"].create(
                {"name": contact, "parent_id": partner.id, "type": "contact"}
            )
            found[key] = partner
        return found

    def _get_ids(self, prefix, names):
        """:return: commands that set the records of some names"""
        names = names.split()
        return [Command.set([self.env.ref(prefix + name).id for name in names])]

    def _make_offer(self, row, organisations, owner):
        key, name, kind, hours, extra = row
        extra = dict(extra)
        today = get_today()
        partner = organisations[key]
        plan = "integration_plan.integration_offer_"
        lists = {
            "language_ids": ("languages", "integration_base.integration_language_"),
            "target_ids": ("targets", f"{plan}target_"),
            "document_ids": ("documents", f"{plan}document_"),
            "status_group_ids": ("statuses", f"{plan}status_group_"),
            "interest_ids": ("interests", "integration_case.integration_interest_"),
            "accessibility_ids": ("accessible", f"{plan}accessibility_"),
        }
        vals = {
            field: self._get_ids(prefix, extra.pop(short, ""))
            for field, (short, prefix) in lists.items()
        }
        confirmed = today - timedelta(days=extra.pop("confirmed", 20))
        asked = extra.pop("asked", None)
        archived = extra.pop("archived", False)
        if asked is not None:
            vals["capacity_on"] = today - timedelta(days=asked)
        for date in ("date_start", "date_end"):
            if date in extra:
                vals[date] = today + timedelta(days=extra.pop(date))
        offer = self.env["integration.offer"].create(
            {
                "name": name,
                "organisation_id": partner.id,
                "kind_id": self.env.ref(f"{plan}kind_{kind}").id,
                "user_id": owner.id,
                "phone": partner.phone,
                "email": partner.email,
                "confirmed_on": confirmed,
                "confirmed_by": partner.name,
                "location_ids": [
                    Command.create({"place_id": self._get_place(partner).id})
                ],
                "schedule_ids": [Command.create(self._read_hours(h)) for h in hours],
                **vals,
                **extra,
            }
        )
        offer.action_publish()
        if archived:
            offer.action_archive()

    def _get_place(self, partner):
        places = self.env["integration.offer.place"]
        name = partner.name
        return places.search([("name", "=", name)], limit=1) or places.create(
            {
                "name": name,
                "street": partner.street,
                "zip": partner.zip,
                "city": partner.city,
                "state_id": self.env.ref("base.state_de_bw").id,
            }
        )

    def _read_hours(self, text):
        """:return: values of a schedule written as ``MO,WE 18-20.5``"""
        days, _blank, times = text.partition(" ")
        opens, _dash, closes = times.partition("-")
        return {
            "freq": "monthly" if any(char.isdigit() for char in days) else "weekly",
            "byday": days,
            "opens_at": float(opens),
            "closes_at": float(closes),
        }
