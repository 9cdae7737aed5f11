import secrets
from functools import partial

from odoo import api, models
from odoo.fields import Domain

from .integration_read_logged import read_write

REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 5


class ShowNames:
    """Marks a read that goes straight to a screen.

    A context value that no remote caller can send: JSON has no such object.
    """


SHOW_NAMES = ShowNames()


class IntegrationProtected(models.AbstractModel):
    """Marks a model as protected: its records carry or lead to client data.

    Whatever is stored, mailed or rendered with other rights shows the random
    reference; screens of those who may read the record show the name beside it.
    Protected models are watched by the reference guard, answer refusals neutrally
    and hide their followers, activities and messages (design, section 3).
    """

    _name = "integration.protected"
    _description = "Protected record"
    _rec_names_search = ["reference"]

    _integration_protected = True
    _integration_reference = "reference"
    _integration_screen_name = None

    @api.model
    def _get_protected_models(self):
        """:return: names of all protected models with a table."""
        parent = self.env.registry["integration.protected"]
        return [
            name
            for name, cls in self.env.registry.items()
            if issubclass(cls, parent) and not cls._abstract and not cls._transient
        ]

    @api.model
    def _is_protected_model(self, name):
        """:return: whether a model name is that of a protected model."""
        cls = self.env.registry.models.get(name)
        return bool(cls) and getattr(cls, "_integration_protected", False)

    @api.model
    def _make_reference(self, prefix, length=REFERENCE_LENGTH):
        """:return: one reference as of :meth:`_make_references`"""
        return self._make_references(prefix, 1, length)[0]

    @api.model
    def _make_references(self, prefix, count, length=REFERENCE_LENGTH):
        """Draw random references that say nothing about town, year or order.

        :param str prefix: letter of the kind, as in ``K-7F3K2``
        :param int count: how many, for records that are created together
        :param int length: characters of Crockford's base 32 after the prefix
        :return: list of different references no record of this model carries yet
        """
        name = self._integration_reference
        # sudo: asks only whether random strings are taken
        records = self.sudo().with_context(active_test=False)
        drawn = set()
        while len(drawn) < count:
            fresh = {
                self._draw_reference(prefix, length)
                for _number in range(count - len(drawn))
            }
            taken = records.search_fetch([(name, "in", list(fresh))], [name])
            drawn |= fresh - set(taken.mapped(name))
        return list(drawn)

    @api.model
    def _draw_reference(self, prefix, length):
        code = "".join(secrets.choice(REFERENCE_ALPHABET) for _i in range(length))
        return f"{prefix}-{code}"

    @api.depends_context("uid", "integration_show_names")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record[self._integration_reference] or ""
        if self.env.context.get("integration_show_names") is not SHOW_NAMES:
            return
        # The screen of the real user, also where core reads in sudo.
        entitled = self.with_env(self.env(su=False))._filtered_access("read")
        entitled._log_look()
        for record in entitled:
            if name := record._get_screen_name():
                shown = record.with_env(self.env)
                shown.display_name = f"{name} ({shown.display_name})"

    def _get_screen_name(self):
        """:return: what the entitled read beside the reference."""
        self.ensure_one()
        return self._integration_screen_name and self[self._integration_screen_name]

    @api.model
    @read_write
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        return super(
            IntegrationProtected, self.with_context(integration_show_names=SHOW_NAMES)
        ).name_search(name, domain, operator, limit)

    def _check_access(self, operation):
        """As core, but rules are asked of the database.

        Core evaluates them in sudo on the cache. A rule that leads through an x2many
        field would leave lines there that the user may not read, and break her form.
        """
        access = self.env["ir.model.access"]
        if not access.check(self._name, operation, raise_exception=False):
            return self, partial(access._make_access_error, self._name, operation)
        rules = self.env["ir.rule"]
        if any(self._ids) and (domain := rules._compute_domain(self._name, operation)):
            # sudo: the domain is the user's own rule
            records = self.sudo().with_context(active_test=False)
            allowed = records._search(Domain("id", "in", self.ids) & Domain(domain))
            allowed_ids = set(allowed.get_result_ids())
            forbidden = self.filtered(lambda record: record.id not in allowed_ids)
            if forbidden:
                return forbidden, partial(
                    rules._make_access_error, operation, forbidden
                )
        return None

    def _get_readable_by(self, users):
        """Tell which users may read this record in their own right.

        :param users: ``res.users`` recordset
        :return: the subset that may read the record
        """
        self.ensure_one()
        may_read = users.browse()
        for user in users:
            record = self.with_user(user).with_company(self.env.company)
            companies = user.company_ids.ids
            if record.with_context(allowed_company_ids=companies).has_access("read"):
                may_read += user
        return may_read
