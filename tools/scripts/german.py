"""Make German the language of everyone, once; runs in an Odoo shell (``env``)."""

env = env  # noqa: F821, PLW0127 - given by the shell
defaults = env["ir.default"]
if not defaults._get("res.partner", "lang"):
    users = env["res.users"].with_context(active_test=False).search([])
    users.write({"lang": "de_DE", "tz": "Europe/Berlin"})
    defaults.set("res.partner", "lang", "de_DE")
    defaults.set("res.partner", "tz", "Europe/Berlin")
    env.cr.commit()
