from odoo import api, models

from odoo.addons.integration_base.tools.days import TIMEZONE
from odoo.addons.integration_case.demo_generator.towns import MUSTERSTADT

from .plans import PlanWriter
from .referrals import ReferralWriter


class IntegrationDemo(models.AbstractModel):
    """Plans, assessments and reviews of the demo municipality."""

    _inherit = "integration.demo"

    @api.model
    def _generate_plans(self):
        """Write the plans, unless there are some already."""
        self._write_demo("integration.plan", PlanWriter)

    @api.model
    def _generate_referrals(self):
        """Write the referrals, unless there are some already."""
        self._write_demo("integration.referral", ReferralWriter)

    def _write_demo(self, model, writer, module="integration_plan"):
        # sudo: demo data of an empty database, loaded by the installation
        demo = self.sudo().with_context(
            lang="de_DE",
            tz=TIMEZONE,
            tracking_disable=True,
            mail_create_nosubscribe=True,
            mail_activity_quick_update=True,
        )
        if demo.env[model].search_count([], limit=1):
            return
        if demo.env["res.lang"]._get_data(code=demo.env.lang):
            # what keeps the wording of its day: core reads translations later
            modules = demo.env["ir.module.module"]
            modules._load_module_terms([module], [demo.env.lang])
            demo.env.invalidate_all()
        company = demo.env.ref(MUSTERSTADT.company)
        writer(demo.with_company(company).env).write_all()
