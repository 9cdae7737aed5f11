from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class IntegrationPersonMergeLine(models.TransientModel):
    """A value that differs between two files; it is shown, not stored."""

    _name = "integration.person.merge.line"
    _description = "Value of two files to be joined"

    merge_id = fields.Many2one(
        "integration.person.merge", required=True, index=True, ondelete="cascade"
    )
    field_name = fields.Char(
        required=True, readonly=True, export_string_translation=False
    )
    label = fields.Char("Field", compute="_compute_values")
    kept_value = fields.Char("In the file that remains", compute="_compute_values")
    merged_value = fields.Char("In the file given up", compute="_compute_values")
    take = fields.Selection(
        [("kept", "Keep"), ("merged", "Take over")],
        "Choice",
        required=True,
        default="kept",
    )

    @api.constrains("field_name")
    def _check_field_name(self):
        known = self.env["integration.person"]._get_merge_fields()
        if not set(self.mapped("field_name")) <= set(known):
            raise ValidationError(self.env._("Unknown field."))

    @api.depends("field_name", "merge_id.kept_id", "merge_id.merged_id")
    def _compute_values(self):
        people = self.env["integration.person"]
        for line in self:
            field = people._fields[line.field_name]
            line.label = field.get_description(self.env, ["string"])["string"]
            line.kept_value = line._format(line.merge_id.kept_id)
            line.merged_value = line._format(line.merge_id.merged_id)

    def _format(self, person):
        field = person._fields[self.field_name]
        value = person[self.field_name]
        if field.relational:
            return value.display_name
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "date":
            return format_date(self.env, value) if value else ""
        return value

    def _get_value(self):
        """:return: the value of the file given up, as it is written"""
        value = self.merge_id.merged_id[self.field_name]
        return value.id if isinstance(value, models.BaseModel) else value
