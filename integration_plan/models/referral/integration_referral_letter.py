from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from odoo.addons.integration_base.tools.days import to_last_german_day

PURPOSE = "referral"
PATH = "/answer"
#: fixed when the letter is made
FIXED_FIELDS = frozenset(
    {
        *("reference", "company_id", "partner_id", "kind", "offer_id", "purpose_id"),
        *("email", "contact", "date_sent"),
    }
)


class IntegrationReferralLetter(models.Model):
    """What the recipient of a referral holds: the copy, the link, until when (C41-C44).

    Points at no case. Opened without an account by a link for one visit; each answer
    after which the referral goes on sends a new one.
    """

    _name = "integration.referral.letter"
    _inherit = ["integration.token.holder", "integration.protected"]
    _description = "Letter to a recipient"
    _order = "id desc"
    _integration_erasure_class = "contact"
    #: names of the office, no datum of the client
    _integration_erasure_kept = ("contact",)

    reference = fields.Char("Number", required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Recipient",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(
        [("referral", "Referral"), ("introduction", "Introduction to a club")],
        required=True,
        readonly=True,
    )
    offer_id = fields.Many2one(
        "integration.offer", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    purpose_id = fields.Many2one(
        "integration.purpose", required=True, readonly=True, ondelete="restrict"
    )
    email = fields.Char("Sent to", readonly=True)
    contact = fields.Char("Who asks", readonly=True)
    date_sent = fields.Datetime("Sent on", required=True, readonly=True)
    date_until = fields.Datetime("Readable until", required=True, readonly=True)
    closed_on = fields.Datetime("Closed on", readonly=True)
    token_id = fields.Many2one(
        "integration.token",
        readonly=True,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    link_until = fields.Datetime("Link valid until", readonly=True)
    disclosure_ids = fields.One2many("integration.disclosure", "letter_id", "Data")
    referral_ids = fields.One2many(
        "integration.referral", "letter_id", export_string_translation=False
    )

    _reference_unique = models.UniqueIndex("(reference)", "Numbers are unique.")

    # ------------------------------------------------------------------
    # CRUD: the engine only
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("What left the house is noted by the system."))
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if not self.env.su or vals.keys() & FIXED_FIELDS:
            raise UserError(self.env._("What left the house stays noted as it was."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What left the house stays noted as it was."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("What left the house stays noted as it was."))

    @api.model
    def _prepare_erasure_values(self, names):
        # nobody reads or answers any more
        now = SQL("COALESCE(closed_on, now() AT TIME ZONE 'UTC')")
        return {**super()._prepare_erasure_values(names), "closed_on": now}

    # ------------------------------------------------------------------
    # Making and closing
    # ------------------------------------------------------------------

    @api.model
    def _make(self, vals, rows, date_until):
        """Freeze what leaves.

        :param dict vals: values of the letter
        :param list rows: dicts ``data_class_id``, ``label``, ``value``, ``basis``
        :param date_until: UTC time at which reading ends at the latest
        :return: the letter, in superuser mode
        """
        # sudo: rows of the engine; the caller has checked right and consent
        letters = self.sudo()
        now = fields.Datetime.now()
        common = {
            "partner_id": vals["partner_id"],
            "purpose_id": vals["purpose_id"],
            "date_from": now,
            "date_until": date_until,
        }
        return letters.create(
            {
                **vals,
                "reference": self._make_reference("R"),
                "date_sent": now,
                "date_until": date_until,
                "disclosure_ids": [
                    fields.Command.create({**common, **row}) for row in rows
                ],
            }
        )

    def _close(self):
        """End reading and answering, also of visits that are open (C42)."""
        open_ones = self.filtered(lambda letter: not letter.closed_on)
        now = fields.Datetime.now()
        open_ones._get_tokens()._revoke()
        open_ones.write({"closed_on": now})
        shown = open_ones.disclosure_ids.filtered(lambda row: not row.revoked_on)
        shown.write({"revoked_on": now})

    def _reopen(self, date_until):
        """The office has taken its last step back: the recipient reads again."""
        self.write({"closed_on": False, "date_until": date_until})
        self.disclosure_ids.write({"revoked_on": False, "date_until": date_until})

    def _prolong(self, date_until):
        """Another consent carries the letter on."""
        self.write({"date_until": date_until})
        self.disclosure_ids.write({"date_until": date_until})

    def _is_readable(self):
        """:return: whether the recipient may read now"""
        self.ensure_one()
        return not self.closed_on and self.date_until > fields.Datetime.now()

    def _accepts_token(self, token):
        self.ensure_one()
        running = self.referral_ids.filtered(lambda one: one._is_running())
        return self._is_readable() and bool(running)

    # ------------------------------------------------------------------
    # Mails: a number and a link, nothing of the client
    # ------------------------------------------------------------------

    def _send_link(self, rule="referral_link_days"):
        """Mail a new link; the former one opens nothing any more.

        :param str rule: dated rule of the time it is valid
        """
        self.ensure_one()
        if not self.email:
            return
        # sudo: rows of the engine
        letter = self.sudo()
        if not letter.token_id:
            letter.token_id = self.env["integration.token"]._issue(
                letter, PURPOSE, single_use=True
            )
        text = letter.token_id._renew(rule)
        letter.link_until = min(letter.token_id.date_until, letter.date_until)
        link = f"{self.get_base_url()}{PATH}#{text}"
        words = self._get_words()
        first = rule == "referral_link_days"
        self._mail(
            words._("Referral %(number)s", number=self.reference),
            words._("somebody is referred to you. Please look and tell us your answer.")
            if first
            else words._("please tell us by this link how the referral goes on."),
            Markup("<a href='%s'>%s</a>") % (link, link),
            words._(
                "The link opens once and until %(day)s; it needs no account.",
                day=format_date(words, to_last_german_day(letter.link_until)),
            ),
        )

    def _tell_end(self):
        """Tell the recipient that the referral was taken back (C43)."""
        for letter in self.filtered("email"):
            words = letter._get_words()
            letter._mail(
                words._("Referral %(number)s has ended", number=letter.reference),
                words._(
                    "the referral %(number)s was taken back. The link opens nothing "
                    "any more. Please delete what you have noted of it, unless the law "
                    "obliges you to keep it.",
                    number=letter.reference,
                ),
            )

    def _get_words(self):
        return self.with_context(lang=self.partner_id.lang or self.env.user.lang).env

    def _mail(self, subject, *parts):
        body = Markup("").join(
            Markup("<p>%s</p>") % part
            for part in (self._get_words()._("Good day,"), *parts)
        )
        # sudo: the queue of outgoing mail; addressed to the recipient
        self.env["mail.mail"].sudo().create(
            {
                "subject": subject,
                "body_html": body,
                "email_to": self.email,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    # ------------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------------

    def _get_state(self):
        """:return: how far the referral is, for the recipient's page"""
        self.ensure_one()
        # sudo: the state only; the letter itself was opened by its link
        return self.sudo().referral_ids[:1].state

    def _answer(self, answer, **vals):
        """Take the answer of the recipient, who came by the link.

        :param str answer: step, see ``integration.referral._take_step``
        :param vals: ``reason_id``, ``outcome``, ``answer_note``, ``expected_on`` …
        :return: whether the answer was taken; not if somebody came first
        """
        self.ensure_one()
        # sudo: the letter was opened by its link, which stands for this referral only
        referral = self.sudo().referral_ids[:1]
        if not self._is_readable() or not referral._may_step(answer):
            return False
        referral._take_step(answer, by="recipient", **vals)
        if referral._is_running():
            self._send_link("referral_follow_days")
        return True
