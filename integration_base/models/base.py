from odoo import api, models

from .integration_protected import SHOW_NAMES


class Base(models.AbstractModel):
    """The reference guard, and names on the screens of those entitled.

    Guard: nobody may make any record point at a protected record that they cannot
    read, or core's related sudo fields hand out its data (security.md, section 2).
    """

    _inherit = "base"

    # ------------------------------------------------------------------
    # Reference guard
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self.browse()._check_protected_references(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_protected_references([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        result = super().default_get(fields)
        self.browse()._check_protected_references([result])
        return result

    def onchange(self, values, field_names, fields_spec):
        self._check_protected_references([values])
        return super().onchange(values, field_names, fields_spec)

    def _check_protected_references(self, vals_list):
        """Refuse values that point at protected records the user cannot read.

        :param list vals_list: values as for :meth:`create`
        :raise AccessError: neutral, names nothing
        """
        if self.env.su:
            return
        guard = self.env["integration.reference.guard"]
        for model, ids in guard._collect(self, vals_list).items():
            records = guard._get_unreadable(model, ids)
            # what the record already points at is no news to anybody
            known = guard._get_present(self, model) if records else records
            if records - known:
                raise self.env["ir.rule"]._make_access_error("read", records)

    # ------------------------------------------------------------------
    # Names for the entitled: only in reads that go straight to a screen
    # ------------------------------------------------------------------

    def web_read(self, specification):
        return super(Base, self._with_screen_names()).web_read(specification)

    @api.model
    def formatted_read_group(self, domain, groupby=(), *args, **kwargs):
        return super(Base, self._with_screen_names()).formatted_read_group(
            domain, groupby, *args, **kwargs
        )

    @api.model
    def formatted_read_grouping_sets(self, domain, *args, **kwargs):
        return super(Base, self._with_screen_names()).formatted_read_grouping_sets(
            domain, *args, **kwargs
        )

    def _compute_field_value(self, field):
        """What is stored shows the reference, whoever triggers the computation."""
        if field.store and self.env.context.get("integration_show_names"):
            self = self.with_context(integration_show_names=None)
        return super(Base, self)._compute_field_value(field)

    def _with_screen_names(self):
        if self.env.context.get("integration_show_names") is SHOW_NAMES:
            return self
        return self.with_context(integration_show_names=SHOW_NAMES)
