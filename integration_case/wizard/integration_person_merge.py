from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationPersonMerge(models.TransientModel):
    """Joins two files of one person, after showing what will happen (C6)."""

    _name = "integration.person.merge"
    _description = "Join two files"

    kept_id = fields.Many2one(
        "integration.person", "File that remains", required=True, ondelete="cascade"
    )
    merged_id = fields.Many2one(
        "integration.person", "File given up", required=True, ondelete="cascade"
    )
    line_ids = fields.One2many(
        "integration.person.merge.line", "merge_id", "Values that differ"
    )
    counts = fields.Html("What moves", compute="_compute_preview", sanitize=False)
    readers = fields.Html(
        "Who will see more", compute="_compute_preview", sanitize=False
    )
    confirmed = fields.Boolean("Both files are of the same person")

    @api.model
    def _open(self, kept, merged):
        """:return: action of the dialog for two persons"""
        merged._check_may_merge(kept)
        merge = self.create({"kept_id": kept.id, "merged_id": merged.id})
        return merge._get_action()

    @api.model_create_multi
    def create(self, vals_list):
        merges = super().create(vals_list)
        for merge in merges:
            merge._fill_lines()
        return merges

    def _fill_lines(self):
        """One line for each value that stands in the file given up and differs."""
        self.ensure_one()
        kept, merged = self.kept_id, self.merged_id
        self.line_ids.unlink()
        self.line_ids = [
            fields.Command.create(
                {
                    "field_name": name,
                    "take": "merged" if self._is_missing(kept, name) else "kept",
                }
            )
            for name in kept._get_merge_fields()
            if merged[name] and merged[name] != kept[name]
        ]

    def _is_missing(self, person, name):
        """:return: whether a file says nothing where the other says something"""
        if name == "birth_date_estimated":
            return not person.birth_date
        return not person[name]

    @api.depends("kept_id", "merged_id")
    def _compute_preview(self):
        for merge in self:
            merge.counts = merge.readers = False
            if merge.kept_id and merge.merged_id:
                merge.counts = merge._render_counts()
                merge.readers = merge._render_readers()

    def _render_counts(self):
        """What moves, as far as the user may read it; of the rest that there is some."""
        engine = self.env["integration.record.merge"]
        person = self.merged_id
        numbers, hidden = {}, False
        # sudo: counts all, to say whether there is something the user cannot read
        totals = engine.sudo()._count(
            engine._get_links(person._name), person.ids, person._name
        )
        for link, total in totals.items():
            if not total:
                continue
            model = self.env[link.model]
            seen = 0
            if model.has_access("read"):
                seen = self._count_readable(model, link, person)
            hidden |= seen < total
            if seen:
                label = self.env["ir.model"]._get(link.model).name
                numbers[label] = max(numbers.get(label, 0), seen)
        return self.env["ir.qweb"]._render(
            "integration_case.integration_person_merge_counts",
            {
                "numbers": sorted(numbers.items()),
                "hidden": hidden,
                "ending": self._get_ending_consents(),
            },
        )

    def _get_ending_consents(self):
        """:return: names of the purposes whose consents end by joining"""
        consents = (self.kept_id | self.merged_id)._get_outdated_consents()
        return ", ".join(consents.purpose_id.mapped("name"))

    def _count_readable(self, model, link, person):
        if link.kind == "many2many" and link.field in person._fields:
            return len(person.with_context(active_test=False)[link.field])
        if link.field not in model._fields:
            return 0
        value = f"{person._name},{person.id}" if link.kind == "reference" else person.id
        domain = fields.Domain(link.field, "=", value)
        if link.kind == "many2many":
            domain = fields.Domain(link.field, "in", person.ids)
        if link.kind == "many2one_reference":
            domain &= fields.Domain(link.other, "=", person._name)
        return model.with_context(active_test=False).search_count(domain)

    def _render_readers(self):
        groups = []
        for mine, other in (
            (self.kept_id, self.merged_id),
            (self.merged_id, self.kept_id),
        ):
            # sudo: names of colleagues
            if users := mine._get_new_readers(other).sudo():
                groups.append((mine.reference, ", ".join(sorted(users.mapped("name")))))
        return self.env["ir.qweb"]._render(
            "integration_case.integration_person_merge_readers", {"groups": groups}
        )

    def action_swap(self):
        """Keep the other file."""
        self.ensure_one()
        self.write({"kept_id": self.merged_id.id, "merged_id": self.kept_id.id})
        self._fill_lines()
        return self._get_action()

    def action_distinct(self):
        """Note that the two are different persons, and propose them no more."""
        self.ensure_one()
        self.kept_id._state_distinct(self.merged_id)
        return {"type": "ir.actions.act_window_close"}

    def action_merge(self):
        """Join the files and open the one that remains."""
        self.ensure_one()
        if not self.confirmed:
            raise UserError(
                self.env._("Please confirm that both files are of the same person.")
            )
        kept, merged = self.kept_id, self.merged_id
        values = {
            line.field_name: line._get_value()
            for line in self.line_ids
            if line.take == "merged"
        }
        merged._merge_into(kept, values)
        return {
            "type": "ir.actions.act_window",
            "res_model": kept._name,
            "res_id": kept.id,
            "views": [(False, "form")],
        }

    def _get_action(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_person_merge_action"
        )
        action["res_id"] = self.id
        return action
