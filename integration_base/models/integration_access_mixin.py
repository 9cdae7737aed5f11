from odoo import api, fields, models

from .integration_access import REASONS


class IntegrationAccessMixin(models.AbstractModel):
    """A protected record that keeps its own access list (need to know, C55-C60).

    The record rule of the heir is ``[('access_ids', 'any', access_now)]``, where
    ``access_now`` is given by :meth:`ir.rule._eval_context`.
    """

    _name = "integration.access.mixin"
    _inherit = ["integration.protected"]
    _description = "Record with an access list"

    access_ids = fields.One2many(
        "integration.access",
        "res_id",
        "Who sees this?",
        domain=lambda self: [("res_model", "=", self._name)],
        bypass_search_access=True,
        readonly=True,
        copy=False,
    )

    @api.model
    def _get_access_list_models(self):
        """:return: names of all models that keep an access list."""
        parent = self.env.registry["integration.access.mixin"]
        return [
            name
            for name, cls in self.env.registry.items()
            if issubclass(cls, parent) and not cls._abstract
        ]

    def _grant_access(
        self, users, reason, date_from=None, date_until=None, origin=None
    ):
        """Put users on the access list of every record.

        :param users: ``res.users`` recordset
        :param str reason: one of ``integration.access.reason``
        :param date_from: UTC datetime, now if not given
        :param date_until: UTC datetime of the end (exclusive), open if not given
        :param origin: record that gives rise to the access, such as a cover
        :return: the rows created
        """
        vals_list = [
            record._prepare_access_vals(user, reason, date_from, date_until, origin)
            for record in self
            for user in users
        ]
        # sudo: rows are kept by the engine; the caller has checked the occasion
        return self.env["integration.access"].sudo().create(vals_list)

    def _prepare_access_vals(
        self, user, reason, date_from=None, date_until=None, origin=None
    ):
        self.ensure_one()
        if reason not in dict(REASONS):
            raise ValueError(f"Unknown reason of access: {reason}")
        return {
            "res_model": self._name,
            "res_id": self.id,
            "user_id": user.id,
            "reason": reason,
            "date_from": date_from or fields.Datetime.now(),
            "date_until": date_until,
            "origin": origin and f"{origin._name},{origin.id}",
        }

    def _revoke_access(self, users=None, reason=None, date_until=None, origin=None):
        """End rows that are in force or still to come; rows are kept as history.

        :param users: only theirs; everybody's if not given
        :param str reason: only rows of this reason
        :param date_until: UTC datetime of the end, now if not given
        :param origin: only rows that this record gave rise to
        """
        date_until = date_until or fields.Datetime.now()
        domain = [
            ("res_model", "=", self._name),
            ("res_id", "in", self.ids),
            "|",
            ("date_until", "=", False),
            ("date_until", ">", date_until),
        ]
        if users is not None:
            domain.append(("user_id", "in", users.ids))
        if reason:
            domain.append(("reason", "=", reason))
        if origin is not None:
            domain.append(("origin", "=", f"{origin._name},{origin.id}"))
        # sudo: as in _grant_access; taking access away reveals nothing
        rows = self.env["integration.access"].sudo().search(domain)
        future = rows.filtered(lambda row: row.date_from >= date_until)
        (rows - future).write({"date_until": date_until})
        future.unlink()

    def _sync_access(self, reason, users_by_record):
        """Make the rows of a reason in force equal to the users wanted.

        :param str reason: the reason whose rows are compared
        :param dict users_by_record: record → ``res.users`` that should have a row
        """
        now = fields.Datetime.now()
        records = self.browse().union(*users_by_record)
        # sudo: compares engine rows, nothing of it is returned
        rows = (
            self.env["integration.access"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", records.ids),
                    ("reason", "=", reason),
                    "|",
                    ("date_until", "=", False),
                    ("date_until", ">", now),
                ]
            )
        )
        present = rows.grouped("res_id")
        to_end, vals_list = rows.browse(), []
        for record, users in users_by_record.items():
            open_rows = present.get(record.id, rows.browse())
            to_end += open_rows.filtered(
                lambda row, keep=users: row.user_id not in keep
            )
            vals_list += [
                record._prepare_access_vals(user, reason)
                for user in users - open_rows.user_id
            ]
        to_end.write({"date_until": now})
        rows.create(vals_list)

    def _get_readers(self):
        """:return: users who may read the record by its access list now."""
        self.ensure_one()
        rows = self.env["integration.access"]
        # sudo: the list of one record the caller already holds
        return (
            rows.sudo()
            .search(
                rows._get_current_domain()
                & fields.Domain("res_model", "=", self._name)
                & fields.Domain("res_id", "=", self.id)
            )
            .user_id
        )

    def unlink(self):
        # sudo: the list goes with its record, whose deletion was allowed
        rows = self.env["integration.access"].sudo()
        rows = rows.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        result = super().unlink()
        rows.unlink()
        return result
