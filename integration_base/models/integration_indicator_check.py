import ast

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

COUNTABLE_TYPES = {
    "boolean",
    "date",
    "datetime",
    "float",
    "integer",
    "many2many",
    "many2one",
    "monetary",
    "one2many",
    "selection",
}
PLACEHOLDERS = ("date_from", "date_to")


class IntegrationIndicatorCheck(models.AbstractModel):
    """What a definition of an indicator may ask.

    Indicators are evaluated past the rights on records, so a definition must not
    be able to ask about one person. It may use stored fields of fixed vocabulary
    (selection, yes/no, date, number, code list), never free text, never a chosen
    record of a protected model, never a field reserved to groups.

    A model takes part if it says so with ``_integration_countable = True``; it
    releases a free-text field, such as the town, in
    ``_integration_countable_fields``. Its ``_integration_counted_person`` names the
    stored field that leads to the person a record tells of (default: the record itself,
    None: nobody), which decides whether a figure is small.
    """

    _name = "integration.indicator.check"
    _description = "Check of indicator definitions"

    @api.model
    def _get_countable_models(self):
        """:return: names of the models whose records may be counted."""
        return sorted(
            name
            for name, cls in self.env.registry.items()
            if getattr(cls, "_integration_countable", False)
            and not cls._abstract
            and not cls._transient
        )

    @api.model
    def _get_person_field(self, model_name):
        """:return: name of the field whose different values are persons, or None."""
        return getattr(self.env[model_name], "_integration_counted_person", "id")

    @api.model
    def _get_path_field(self, model_name, path):
        """Follow a dotted path and return its last field, if it may be counted.

        :param str model_name: model the path starts from
        :param str path: field names, joined by dots
        :raise ValidationError: if a field is missing or may not be used
        """
        field = None
        for name in path.split("."):
            model = self.env[field.comodel_name if field else model_name]
            field = model._fields.get(name)
            if field is None:
                raise ValidationError(
                    self.env._(
                        "%(model)s has no field %(field)s.",
                        model=self.env["ir.model"]._get(model._name).name,
                        field=name,
                    )
                )
            if not self._is_countable(model, field):
                raise ValidationError(
                    self.env._(
                        "%(model)s: the field %(field)s may not be used in figures.",
                        model=self.env["ir.model"]._get(model._name).name,
                        field=name,
                    )
                )
            if name != path.rsplit(".", 1)[-1] and not field.relational:
                raise ValidationError(
                    self.env._("%(path)s is not a path of fields.", path=path)
                )
        return field

    @api.model
    def _is_countable(self, model, field):
        if field.groups or not field.store or field.name == "id":
            return False
        released = getattr(model, "_integration_countable_fields", ())
        return field.type in COUNTABLE_TYPES or field.name in released

    @api.model
    def _parse_domain(self, model_name, text):
        """Read a domain and check each of its conditions.

        :param str model_name: model the domain is about
        :param str text: domain as a literal; 'date_from' and 'date_to' stand for
            the period, 'today' and the like for relative dates
        :return: domain as a list
        :raise ValidationError: if it cannot be read or asks too much
        """
        try:
            conditions = ast.literal_eval((text or "").strip() or "[]")
            self._check_domain(model_name, Domain(conditions))
        except (ValueError, SyntaxError, TypeError) as error:
            raise ValidationError(
                self.env._("This domain cannot be read: %(text)s", text=text)
            ) from error
        return conditions

    @api.model
    def _check_domain(self, model_name, domain):
        for condition in domain.iter_conditions():
            field = self._get_path_field(model_name, condition.field_expr)
            value = condition.value
            if condition.operator in ("any", "not any"):
                self._check_domain(field.comodel_name, Domain(value))
            elif field.relational:
                self._check_relational(field, condition)
            elif condition.operator.endswith("like"):
                raise ValidationError(
                    self.env._(
                        "%(field)s: figures do not search by part of a word.",
                        field=condition.field_expr,
                    )
                )

    @api.model
    def _check_relational(self, field, condition):
        """Refuse names as values, and chosen records of protected models."""
        values = condition.value
        if not isinstance(values, (list, tuple, set, frozenset)):
            values = [values]
        chosen = any(not isinstance(value, bool) for value in values)
        protected = self.env["integration.protected"]._is_protected_model(
            field.comodel_name
        )
        if any(not isinstance(value, int) for value in values) or (
            chosen and protected
        ):
            raise ValidationError(
                self.env._(
                    "%(field)s: this value may not be used in figures.",
                    field=condition.field_expr,
                )
            )

    @api.model
    def _fill_placeholders(self, conditions, values):
        """Put the days of the period into a domain.

        :param list conditions: domain with placeholders
        :param dict values: ``date_from`` and ``date_to``
        """
        if isinstance(conditions, (list, tuple)):
            return type(conditions)(
                self._fill_placeholders(item, values) for item in conditions
            )
        if isinstance(conditions, str) and conditions in PLACEHOLDERS:
            return values[conditions]
        return conditions
