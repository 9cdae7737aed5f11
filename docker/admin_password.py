"""Replace the password "admin" of a new database; runs in an Odoo shell (``env``)."""

import os

env = env  # noqa: F821, PLW0127 - given by the shell
parameters = env["ir.config_parameter"].sudo()
if not parameters.get_param("integration_tools.admin_password_set"):
    env.ref("base.user_admin").password = os.environ["ADMIN_PASSWORD"]
    parameters.set_param("integration_tools.admin_password_set", "1")
    env.cr.commit()
