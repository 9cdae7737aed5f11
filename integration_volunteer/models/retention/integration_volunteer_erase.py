from markupsafe import escape

from odoo import api, models
from odoo.tools import SQL

BLANK = "–"
#: where discussions of shifts, requests and tandems may name somebody:
#: table, column, condition
MENTIONS = (
    ("mail_message", "body", "t.model LIKE 'integration.volunteer%%'"),
    ("mail_message", "subject", "t.model LIKE 'integration.volunteer%%'"),
    ("mail_activity", "note", "t.res_model LIKE 'integration.volunteer%%'"),
    ("mail_activity", "summary", "t.res_model LIKE 'integration.volunteer%%'"),
    *(
        (
            "mail_tracking_value",
            column,
            "EXISTS (SELECT FROM mail_message m WHERE m.id = t.mail_message_id"
            " AND m.model LIKE 'integration.volunteer%%')",
        )
        for column in ("old_value_char", "new_value_char")
    ),
)
#: texts that tell of the matter, not of the volunteer, or that the law keeps
KEPT = {
    # made neutral before
    "integration.volunteer.booking": {"title"},
    "integration.volunteer.request": {
        *("reference", "place", "zip", "zip_area", "dialect", "note"),
    },
    # accounts are kept for years (dated rule ``voucher_keep_years``)
    "integration.volunteer.voucher": {"number", "payee", "iban", "bic"},
    # random; what was done by a link stays in the log
    "integration.token": {"number", "res_model"},
}


class IntegrationVolunteerErase(models.AbstractModel):
    """The engine of erasure for volunteers (V28): what hangs on somebody, and no more.

    It goes no further than to rows that point at the volunteer: behind a request or a
    tandem stand others. Rows on the clients' side stay as they are. Texts of models
    that are not named above are emptied, so that what an addon adds later is covered.
    """

    _name = "integration.volunteer.erase"
    _inherit = ["integration.record.erase"]
    _description = "Erasure of what hangs on volunteers"

    @api.model
    def _is_expanded(self, name):
        return name == "mail.message"

    @api.model
    def _get_erased_fields(self, model):
        kept = KEPT.get(model, set())
        names = super()._get_erased_fields(model)
        return [field for field in names if field.name not in kept]

    @api.model
    def _get_empty(self, field):
        """Texts that must not be empty stay different: some are unique."""
        if field.required and field.type == "char" and not field.translate:
            return SQL("%s || id", BLANK)
        return super()._get_empty(field)

    @api.model
    def _collect_of_volunteer(self, volunteer, data_class):
        """:return: see :meth:`_collect`, without rows of the clients' side"""
        protected = self.env["integration.protected"]
        return {
            key: ids
            for key, ids in self._collect([(volunteer, data_class)]).items()
            if not protected._is_protected_model(key[0])
        }

    @api.model
    def _blank_mentions(self, words):
        """Replace name and addresses in discussions of the volunteers' side.

        :param words: texts as they were written
        """
        self.env.flush_all()
        forms = {*words} | {str(escape(word)) for word in words}
        for word in sorted(forms):
            for table, column, condition in MENTIONS:
                self.env.execute_query(
                    SQL(
                        "UPDATE %(table)s t SET %(column)s ="
                        " REPLACE(%(column)s, %(word)s, %(blank)s)"
                        " WHERE POSITION(%(word)s IN %(column)s) > 0 AND %(condition)s"
                        " RETURNING 1",
                        table=SQL.identifier(table),
                        column=SQL.identifier(column),
                        word=word,
                        blank=BLANK,
                        condition=SQL(condition),  # pylint: disable=sql-injection
                    )
                )
        self.env.invalidate_all(flush=False)
