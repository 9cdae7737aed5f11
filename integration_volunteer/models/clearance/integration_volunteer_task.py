from odoo import fields, models


class IntegrationVolunteerTask(models.Model):
    """What a task asks of those who do it (V15)."""

    _inherit = "integration.volunteer.task"

    requirement_ids = fields.One2many(
        "integration.clearance.requirement", "task_id", "Required clearances"
    )

    def write(self, vals):
        before = {task: task.vulnerable for task in self}
        result = super().write(vals)
        if any(task.vulnerable != value for task, value in before.items()):
            self.env["integration.clearance.requirement"]._requirements_changed()
        return result
