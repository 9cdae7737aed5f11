from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .postcodes import AREA, get_distance_km


class IntegrationVolunteer(models.Model):
    """Where they want to help: postcodes, or how they begin (V11)."""

    _inherit = "integration.volunteer"

    area_zips = fields.Char(
        "Area",
        help="Postcodes or how they begin, with commas: 73430, 735. Empty: anywhere.",
    )

    @api.constrains("area_zips")
    def _check_area_zips(self):
        for volunteer in self.filtered("area_zips"):
            for part in volunteer._get_areas():
                if not AREA.fullmatch(part):
                    raise ValidationError(
                        self.env._(
                            "%(name)s: “%(part)s” is neither a postcode nor how one "
                            "begins. Separate several with commas.",
                            name=volunteer.name,
                            part=part,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._tidy_areas(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy_areas(vals))

    @api.model
    def _tidy_areas(self, vals):
        """:return: values with one notation of areas, as ``73430,735``"""
        if not vals.get("area_zips"):
            return vals
        text = vals["area_zips"].replace(";", ",")
        parts = (part.strip() for part in text.split(","))
        return {**vals, "area_zips": ",".join(dict.fromkeys(filter(None, parts)))}

    def _get_areas(self):
        self.ensure_one()
        return (self.area_zips or "").split(",") if self.area_zips else []

    def _covers_zip(self, code):
        """:return: whether they want to help at a postcode, None if not known"""
        areas = self._get_areas()
        if not areas or not code:
            return None
        return code.startswith(tuple(areas))

    @api.model
    def _get_distance_km(self, zip_a, zip_b):
        """Tell how far two postcodes lie apart, as the crow flies.

        :param str zip_a: German postcode
        :param str zip_b: German postcode
        :return: km, or None if one is not known
        """
        return get_distance_km(zip_a, zip_b)

    @api.model
    def _get_area_sql(self, code, alias="integration_volunteer"):
        """Expression for a query over ``integration_volunteer``: 1 if they want to help
        at a postcode, 0 if not, 0.5 if they have not said where.

        :param str code: German postcode
        :param str alias: of the table of volunteers in the query
        :return: ``SQL`` of a number
        """
        if not code:
            return SQL("0.5")
        return SQL(
            "(CASE WHEN COALESCE(%(areas)s, '') = '' THEN 0.5"
            " WHEN EXISTS (SELECT FROM unnest(string_to_array(%(areas)s, ',')) AS part"
            " WHERE starts_with(%(code)s, part)) THEN 1 ELSE 0 END)",
            areas=SQL.identifier(alias, "area_zips"),
            code=code,
            to_flush=self._fields["area_zips"],
        )
