from odoo import api, models

from .contacts import ContactWriter
from .facts import FactWriter
from .files import FileWriter
from .frame import Frame
from .people import Census
from .skills import SkillWriter
from .towns import MUSTERKREIS, MUSTERSTADT
from .work import WorkWriter


class IntegrationDemo(models.AbstractModel):
    """Fills the demo municipality; called by the demo data only.

    The same people, numbers and texts each time; dates move with the day.
    """

    _name = "integration.demo"
    _description = "Demo municipality"

    @api.model
    def _generate(self):
        """Create all files of both authorities, unless there are cases already."""
        # sudo: demo data of an empty database, loaded by the installation
        demo = self.sudo().with_context(
            lang="de_DE",
            tz="Europe/Berlin",
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
            contacts = ContactWriter(env, frame, files)
            contacts.write_all()
            work = WorkWriter(env, frame, files)
            work.close_cases()
            contacts.write_reopened(work.reopen())
            work.plan()
            if town is MUSTERSTADT:
                work.hand_over()
                work.arrange_cover()
