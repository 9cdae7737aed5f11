from collections import Counter
from datetime import timedelta

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

USUAL_MINUTES = [10, 20, 30, 45, 60]
FOLLOW_UP_WEEKS = [1, 2, 4]
RECENT_CONTACTS = 50


class IntegrationCounselling(models.Model):
    """The one-screen entry of a contact: what it opens with and how it is saved."""

    _inherit = "integration.counselling"

    entry_key = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        export_string_translation=False,
        help="Drawn by the screen; a second sending of one entry is told by it.",
    )

    _entry_once = models.UniqueIndex(
        "(entry_key) WHERE entry_key IS NOT NULL", "This contact was saved already."
    )

    @api.model
    def get_quick_entry(self, case_id=False, event_id=False):
        """Give all that the entry screen needs, in one call.

        :param int case_id: case to open with, optional
        :param int event_id: appointment to open with, optional
        :return: dict of the case, defaults and choices
        """
        event = self.env["calendar.event"].browse(event_id or [])
        event.check_access("read")
        case = event.case_id or self.env["integration.case"].browse(case_id or [])
        case.check_access("read")
        recent = self.search(
            [("user_id", "=", self.env.uid)], order="id desc", limit=RECENT_CONTACTS
        )
        return {
            "case": case._prepare_quick_entry() if case else False,
            "event_id": event.id,
            "defaults": self._get_quick_defaults(case, event, recent),
            "kinds": self._get_choices("kind", without=("group",)),
            "outcomes": self._get_choices("outcome"),
            "interpreters": self._get_choices("interpreter"),
            "results": self._get_choices("result"),
            "minutes": USUAL_MINUTES,
            "follow_up_weeks": FOLLOW_UP_WEEKS,
            "topics": self._get_quick_topics(recent),
            "languages": self._get_quick_languages(case, recent),
        }

    @api.model
    def _get_quick_defaults(self, case, event, recent):
        last = recent[:1]
        minutes = 20
        date = fields.Datetime.now()
        if event:
            date = min(event.start, date)
            minutes = max(5, min(round((event.duration or 0) * 60), 480))
        person = case.person_id
        return {
            "kind": last.kind if last.kind and last.kind != "group" else "office",
            "minutes": minutes,
            "date": fields.Datetime.to_string(date),
            "language_id": person.interpreter_language_id.id or last.language_id.id,
            "interpreter": "none",
        }

    @api.model
    def _get_choices(self, name, without=()):
        description = self._fields[name].get_description(self.env, ["selection"])
        return [
            {"value": value, "label": label}
            for value, label in description["selection"]
            if value not in without
        ]

    @api.model
    def _get_quick_topics(self, recent):
        """:return: all topics, those the user takes most often first."""
        used = Counter(recent.topic_line_ids.topic_id.ids)
        used.update(line.topic_id.id for line in recent.topic_line_ids)
        topics = self.env["integration.topic"].search([("active", "=", True)])
        return [
            {"id": topic.id, "name": topic.name}
            for topic in topics.sorted(lambda topic: -used[topic.id])
        ]

    @api.model
    def _get_quick_languages(self, case, recent):
        """:return: the client's, the recent and the common languages."""
        languages = self.env["integration.language"]
        person = case.person_id
        found = (
            person.interpreter_language_id
            | person.language_ids.language_id
            | recent.language_id
            | languages.search([("is_common", "=", True)])
        )
        return [{"id": lang.id, "name": lang.name} for lang in found]

    @api.model
    def save_quick_entry(self, values):
        """Save one entry of the screen; sending it twice saves it once.

        :param dict values: ``case_id``, ``entry_key``, ``date``, ``minutes``, ``kind``,
            ``outcome``, ``language_id``, ``interpreter``, ``topic_ids``, ``result``,
            ``note``, ``follow_up_weeks``, ``event_id``
        :return: dict ``id`` of the contact, False if another sending is just saving it,
            and ``doubled``, whether it was there
        :raise UserError: naming the field that is missing
        """
        key = values.get("entry_key")
        if not key or not values.get("case_id"):
            raise UserError(self.env._("Please choose a client first."))
        present = self.search(
            [("entry_key", "=", key), ("user_id", "=", self.env.uid)], limit=1
        )
        if present:
            return {"id": present.id, "doubled": True}
        try:
            with self.env.cr.savepoint():
                contact = self.create(self._prepare_quick_vals(values))
        except psycopg2.errors.UniqueViolation as error:
            if not (error.diag.constraint_name or "").endswith("_entry_once"):
                raise
            # Both sendings arrived at once; this one cannot see the other's row.
            return {"id": False, "doubled": True}
        contact._schedule_follow_up()
        return {"id": contact.id, "doubled": False}

    @api.model
    def _prepare_quick_vals(self, values):
        names = (
            "case_id",
            "entry_key",
            "date",
            "kind",
            "outcome",
            "language_id",
            "interpreter",
            "note",
            "event_id",
        )
        vals = {name: values[name] for name in names if values.get(name)}
        # zero minutes are an entry: nobody came
        if values.get("minutes") is not None:
            vals["minutes"] = int(values["minutes"])
        if values.get("outcome", "kept") == "kept":
            vals["result"] = values.get("result")
        vals["topic_line_ids"] = [
            fields.Command.create({"topic_id": topic_id})
            for topic_id in values.get("topic_ids") or []
        ]
        if weeks := values.get("follow_up_weeks"):
            vals["follow_up_date"] = get_today() + timedelta(weeks=int(weeks))
        return vals

    def _schedule_follow_up(self):
        """Put the follow-up on the worker's list of activities."""
        for contact in self.filtered("follow_up_date"):
            contact.case_id.activity_schedule(
                "mail.mail_activity_data_todo",
                contact.follow_up_date,
                summary=self.env._("Follow-up"),
                user_id=self.env.uid,
            )
