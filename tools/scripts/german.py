"""Make German the language of everyone; runs in an Odoo shell (``env``)."""

env = env  # noqa: F821, PLW0127 - given by the shell
users = env["res.users"].with_context(active_test=False).search([])
users.write({"lang": "de_DE", "tz": "Europe/Berlin"})
env["ir.default"].set("res.partner", "lang", "de_DE")
env["ir.default"].set("res.partner", "tz", "Europe/Berlin")
env.cr.commit()
