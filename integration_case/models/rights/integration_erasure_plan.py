from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationErasure(models.Model):
    """The dry run: counts and reasons; and the job that proposes."""

    _inherit = "integration.erasure"

    def _get_person(self):
        # sudo: callers act on an erasure they may handle; nothing of her is shown
        return self.sudo()._get_record().with_context(active_test=False)

    def _get_plan(self):
        """Work out what would happen to which rows.

        :return: tuple: the tree of rows, and dict of class of data → verdict
        """
        self.ensure_one()
        person = self._get_person()
        tree = person._get_file_tree()
        erased = person._get_erased_classes()
        classes = {data_class for _model, data_class in tree} - erased
        on_request = self.origin == "request"
        return tree, person._get_verdicts(sorted(classes), on_request)

    def _write_plan(self):
        """Replace the lines of the dry run."""
        self.ensure_one()
        tree, verdicts = self._get_plan()
        # sudo: lines are kept by the system
        erasure = self.sudo()
        erasure.line_ids.unlink()
        erasure.write(
            {
                "planned_on": fields.Datetime.now(),
                "line_ids": [
                    fields.Command.create(vals)
                    for vals in self._prepare_lines(tree, verdicts)
                ],
            }
        )

    def _prepare_lines(self, tree, verdicts):
        classes = self._get_classes()
        lines = [
            {
                "res_model": model,
                "data_class_id": classes.get(code, classes.browse()).id,
                "count": len(ids),
                "action": verdicts[code].state,
                "date": verdicts[code].date,
                "reason": verdicts[code].words,
            }
            for (model, code), ids in tree.items()
            if code in verdicts and not self.env[model]._transient
        ]
        return lines + self._prepare_left_lines()

    @api.model
    def _get_classes(self):
        """:return: :class:`ClassesByCode`"""
        # sudo: names of classes of data are no secret
        found = self.env["integration.data.class"].sudo()
        found = found.with_context(active_test=False).search([("code", "!=", False)])
        return ClassesByCode(found)

    def _prepare_left_lines(self):
        """:return: values of lines about what an erasure leaves, with the reason"""
        people = self._get_person()._get_file_persons()
        lines = []
        for partner in people.partner_id:
            uses = partner._get_uses_beside_client()
            if uses:
                lines.append(
                    {
                        "res_model": "res.partner",
                        "count": 1,
                        "action": "left",
                        "reason": self.env._(
                            "used elsewhere in Odoo: %(uses)s", uses=", ".join(uses)
                        ),
                    }
                )
        others = people.case_ids - people._get_own_cases()
        if others:
            lines.append(
                {
                    "res_model": "integration.case",
                    "count": len(others),
                    "action": "left",
                    "reason": self.env._(
                        "cases of other clients that cover her: their notes are not "
                        "searched, please look there"
                    ),
                }
            )
        return lines

    def _check_due(self):
        """:raise UserError: if nothing is due, with the first reason"""
        self.ensure_one()
        lines = self.line_ids
        if lines.filtered(lambda line: line.action == "due"):
            return
        held = lines.filtered(lambda line: line.action == "held")[:1]
        raise UserError(
            self.env._(
                "%(reference)s: nothing can be erased now. %(reason)s",
                reference=self.reference,
                reason=(held or lines[:1]).reason or "",
            )
        )

    @api.model
    def _cron_propose(self):
        """Propose what the rules make due; nothing is erased here."""
        cron = self.env["ir.cron"]
        rules = self.env["integration.retention.rule"]
        codes = set(
            rules.search([("effect", "=", "erase")]).data_class_id.mapped("code")
        )
        people = self.env["integration.person"]._get_maybe_due()
        cron._commit_progress(remaining=len(people))
        for person in people:
            left = codes - person._get_erased_classes()
            verdicts = person._get_verdicts(left)
            due = {code for code in left if verdicts[code].state == "due"}
            # rules are asked first: what is there at all costs more
            if due and due & {code for _model, code in person._get_file_tree()}:
                self._propose(person, "rule")
            person._note_retention_check()
            if not cron._commit_progress(1):
                return


class ClassesByCode:
    """Finds classes of data by their code."""

    def __init__(self, classes):
        self.classes = classes
        self.by_code = {one.code: one for one in classes}

    def get(self, code, default):
        return self.by_code.get(code, default)

    def browse(self):
        return self.classes.browse()
