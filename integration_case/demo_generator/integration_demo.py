from odoo import api, models

from odoo.addons.integration_base.tools.days import TIMEZONE

from .consents import ConsentWriter
from .contacts import ContactWriter
from .doors import DoorWriter
from .facts import FactWriter
from .files import FileWriter
from .frame import Frame
from .people import Census
from .rights import RightsWriter
from .skills import SkillWriter
from .towns import MUSTERKREIS, MUSTERSTADT
from .work import WorkWriter

#: standard records that every database needs
STOCK_KEPT = [
    "channel_all_employees",
    "default_user",
    "main_partner",
    "partner_admin",
    "partner_root",
    "public_partner",
    "public_user",
    "template_portal_user_id",
    "user_admin",
    "user_root",
]


class IntegrationDemo(models.AbstractModel):
    """Fills the demo municipality; called by the demo data only.

    The same people, numbers and texts each time; dates move with the day.
    """

    _name = "integration.demo"
    _description = "Demo municipality"

    @api.model
    def _clear_stock_demo(self):
        """Put away the sample contacts, users and talks that Odoo's demo brings.

        They are American companies and chats about sales; here is a town. What other
        samples refer to is archived, the rest is deleted.
        """
        # sudo: demo data, loaded by the installation
        env = self.sudo().env
        for model in ("calendar.event", "mail.message", "discuss.channel"):
            records = self._get_stock_records(env[model], STOCK_KEPT)
            records.unlink()
        users = self._get_stock_records(env["res.users"], STOCK_KEPT)
        users.write({"active": False})
        partners = self._get_stock_records(env["res.partner"], STOCK_KEPT)
        partners = partners.search([("id", "child_of", partners.ids)])
        partners.filtered(lambda partner: not partner.user_ids).active = False

    @api.model
    def _get_stock_records(self, records, kept):
        """:return: records with an identifier of a standard addon, but those kept."""
        rows = records.env["ir.model.data"].search(
            [
                ("model", "=", records._name),
                ("module", "not like", "integration_%"),
                ("module", "!=", "__export__"),
                ("name", "not in", kept),
            ]
        )
        return records.browse(rows.mapped("res_id")).exists()

    @api.model
    def _generate(self):
        """Create all files of both authorities, unless there are cases already."""
        # sudo: demo data of an empty database, loaded by the installation
        demo = self.sudo().with_context(
            lang="de_DE",
            tz=TIMEZONE,
            tracking_disable=True,
            mail_create_nosubscribe=True,
            mail_activity_quick_update=True,
            no_mail_to_attendees=True,
            dont_notify=True,
        )
        if demo.env["integration.case"].search_count([], limit=1):
            return
        for town in (MUSTERSTADT, MUSTERKREIS):
            frame = Frame(town.seed)
            company = demo.env.ref(town.company)
            env = demo.with_company(company).env
            files = FileWriter(env, frame, town)
            files.write_all(Census(frame, town).draw())
            FactWriter(env, frame, files).write_all()
            SkillWriter(env, frame, files).write_all()
            ConsentWriter(env, frame, files).write_all()
            contacts = ContactWriter(env, frame, files)
            contacts.write_all()
            work = WorkWriter(env, frame, files)
            work.close_cases()
            contacts.write_reopened(work.reopen())
            work.plan()
            if town is MUSTERSTADT:
                work.hand_over()
                work.arrange_cover()
                DoorWriter(env, frame, files).write_all()
                RightsWriter(env, frame, files).write_all()
