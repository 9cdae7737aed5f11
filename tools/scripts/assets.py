"""Build scripts and style sheets ahead of the first page; runs in an Odoo shell."""

env = env  # noqa: F821, PLW0127 - given by the shell
BUNDLES = (
    "web.assets_web",
    "web.assets_web_print",
    "web.assets_frontend",
    "web.assets_frontend_lazy",
)
for bundle in BUNDLES:
    env["ir.qweb"]._get_asset_bundle(bundle, css=True, js=False).css()
    env["ir.qweb"]._get_asset_bundle(bundle, css=False, js=True).js()
env.cr.commit()
