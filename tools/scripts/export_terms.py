"""Write the terms to translate; runs in an Odoo shell (``env``).

ADDONS names the addons, TARGET the folder for ``<addon>.pot``.
"""

import os
from pathlib import Path

from odoo.tools.translate import trans_export

env = env  # noqa: F821, PLW0127 - given by the shell
for addon in os.environ["ADDONS"].split(","):
    with open(Path(os.environ["TARGET"]) / f"{addon}.pot", "wb") as file:
        trans_export(None, [addon], file, "po", env)
