"""The client's consents at her door (C45, C49)."""

from odoo import fields
from odoo.exceptions import LockError, UserError

from odoo.addons.integration_base.tools.days import to_last_german_day

from ...door_words import LANGUAGES


class ClientConsents:
    """Part of ``ClientFile``: what she has agreed to, and her yes and no."""

    def get_consents(self):
        """:return: list of dicts, one for each purpose, see :meth:`_describe`"""
        purposes = self.env["integration.purpose"]._get_available(self._door.company_id)
        rows = [self._describe(purpose) for purpose in purposes]
        return sorted(rows, key=lambda row: row["state"] == "public_task")

    def get_consent(self, number):
        """:return: the row of a purpose by its id as text, or None"""
        rows = (row for row in self.get_consents() if str(row["id"]) == number)
        return next(rows, None)

    def _describe(self, purpose):
        now = purpose._get_state_of(self._person)
        consent, state = now["consent"], now["code"]
        own = purpose._get_text(self._get_language())
        # what she agreed to, in the language it was shown in; before it her own
        agreed = consent.text_id if state == "given" else own.browse()
        texts = agreed if agreed.language_id == own.language_id else own | agreed
        german = purpose.text_ids.filtered(lambda t: t.language_id.code == "deu")
        if own:
            title, tag = own.title, None
        else:
            title, tag = german[:1].title or purpose.name, "de"
        return {
            "id": purpose.id,
            "title": title,
            "title_tag": tag,
            "state": state,
            "since": consent
            and state in ("given", "refused")
            and self.day(consent.date_from),
            "until": consent.date_until
            and state == "given"
            and self._last_day(consent),
            "withdrawn": state == "withdrawn" and self.day(consent.withdrawn_at),
            "recipients": state == "given"
            and ", ".join(consent.recipient_ids.mapped("name")),
            "texts": [self._describe_text(text) for text in texts],
            "may_withdraw": state == "given",
            "may_give": state not in ("given", "public_task")
            and bool(own)
            and not self.needs_guardian()
            and bool(not purpose.names_recipients or consent.recipient_ids),
            "in_person": state not in ("given", "public_task")
            and bool(own)
            and purpose.names_recipients
            and not consent.recipient_ids,
        }

    def _describe_text(self, text):
        return {
            "parts": [part for part in text.text.split("\n") if part.strip()],
            "tag": self._get_tag(text.language_id),
            "direction": "rtl" if text.is_rtl else "ltr",
            "version": self.say(
                "text_version", number=text.version, date=self.day(text.valid_from)
            ),
        }

    def _last_day(self, consent):
        return self.day(to_last_german_day(consent.date_until))

    def _get_language(self):
        return self.env["integration.language"].search(
            [("code", "=", self.language.code)], limit=1
        )

    def _get_tag(self, language):
        known = LANGUAGES.get(language.code)
        return known.tag if known else language.code

    def needs_guardian(self):
        return self._person._needs_guardian(fields.Datetime.now())

    def give(self, number):
        """Say yes to a purpose.

        :param str number: id of the purpose, as it came
        :return: key of the words that say what happened
        """
        row = self.get_consent(number)
        if row and row["state"] == "given":
            return "give_before"
        if not row or not row["may_give"]:
            return "not_here"
        purpose = self.env["integration.purpose"].browse(row["id"])
        before = purpose._get_state_of(self._person)["consent"]
        try:
            with self.env.cr.savepoint():
                evidence = self.env["integration.consent.evidence"]._record(
                    self._person,
                    {
                        "how": "client_door",
                        "language_id": self._get_language().id,
                        "interpreter": "none",
                        "paper_number": self._get_visit_number(),
                    },
                )
                self.env["integration.consent"]._record(
                    evidence, purpose, "given", recipients=before.recipient_ids
                )
        except UserError:
            return "not_here"
        self._tell()
        return "give_done"

    def withdraw(self, number):
        """Take back a yes; a second time says so.

        :param str number: id of the purpose, as it came
        :return: key of the words that say what happened
        """
        row = self.get_consent(number)
        if not row or row["state"] == "public_task":
            return "not_here"
        purpose = self.env["integration.purpose"].browse(row["id"])
        try:
            with self.env.cr.savepoint():
                ended = self._person._withdraw_consents(purpose, "client_door")
        except (UserError, LockError):
            return "not_here"
        if not ended:
            return "withdraw_before"
        return "withdraw_done"  # the manager is told as of any withdrawal

    def _get_visit_number(self):
        return f"{self._door.reference} {self._session.number}"

    # ------------------------------------------------------------------
    # Releases from professional secrecy (C53)
    # ------------------------------------------------------------------

    def get_releases(self):
        """:return: list of dicts, one for each release that is in force or to come"""
        releases = self.env["integration.secrecy.release"].search(
            [("person_id", "=", self._person.id), ("ended_at", "=", False)]
        )
        return [
            {
                "id": release.id,
                "to": release.partner_id.name,
                "direction": release.direction,
                "information": release.information,
                "occasion": release.occasion,
                "since": self.day(release.date_from),
                "until": release.date_until and self.day(release.date_until),
            }
            for release in releases
            if release.state != "ended"
        ]

    def get_release(self, number):
        """:return: the row of a release by its id as text, or None"""
        rows = (row for row in self.get_releases() if str(row["id"]) == number)
        return next(rows, None)

    def withdraw_release(self, number):
        """Take back a release; a second time says so.

        :param str number: id of the release, as it came
        :return: key of the words that say what happened
        """
        row = self.get_release(number)
        if not row:
            own = self.env["integration.secrecy.release"].search(
                [("person_id", "=", self._person.id)]
            )
            before = number in map(str, own.ids)
            return "release_before" if before else "not_here"
        release = self.env["integration.secrecy.release"].browse(row["id"])
        try:
            with self.env.cr.savepoint():
                release._end("client_door")
        except LockError:
            return "not_here"
        except UserError:
            return "release_before"
        self._tell()
        return "release_done"
