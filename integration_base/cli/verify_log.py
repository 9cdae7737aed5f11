import optparse
import sys

import odoo.tools.config
from odoo.api import SUPERUSER_ID, Environment
from odoo.cli import Command
from odoo.modules.registry import Registry


class Verify_log(Command):  # named as Odoo wants it
    """Verify the sealed chain of the access log; exit code 1 if it was changed."""

    name = "verify_log"

    def run(self, args):
        parser = odoo.tools.config.parser
        parser.prog = self.prog
        group = optparse.OptionGroup(parser, "Verify the access log", self.__doc__)
        group.add_option(
            "--digest",
            action="append",
            help="a digest noted earlier, which a block must still have; repeatable",
        )
        parser.add_option_group(group)
        options = odoo.tools.config.parse_config(args, setup_logging=True)
        names = odoo.tools.config["db_name"]
        if len(names) != 1:
            sys.exit("Please name one database with -d.")
        with Registry(names[0]).cursor() as cr:
            seals = Environment(cr, SUPERUSER_ID, {})["integration.access.seal"]
            result = seals._verify(options.digest or [])
        lines = [*result["findings"], *result["notes"], f"Digest: {result['digest']}"]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.exit(1 if result["findings"] else 0)
