"""How records come about that no plain ``create`` of a user makes."""

import base64
from datetime import date, timedelta

from .planting_help import HelpMakers
from .planting_plans import PlanMakers
from .planting_referrals import ReferralMakers
from .planting_values import NO_TEXT, PICTURES, TEXTS

#: what the client agrees to
PURPOSES = ["profile", "plan", "services", "authority", "volunteers"]


class Makers(PlanMakers, ReferralMakers, HelpMakers):
    """One method a model: ``_make_`` and its name; part of ``PlantedFile``.

    Each plants strings of its own in the texts and returns the id of the record.
    """

    def _make_integration_consent(self):
        """Let the client agree to what is planted further on."""
        action = self.call(
            "integration.case", "action_take_consents", [self.ids["integration.case"]]
        )
        take = [action["res_id"]]
        [lines] = self.call("integration.consent.take", "read", take, ["line_ids"])
        agreed = self.call(
            "integration.consent.take.line",
            "search",
            [
                ["id", "in", lines["line_ids"]],
                ["purpose_id.code", "in", PURPOSES],
            ],
        )
        self.authority = self._first("res.partner", [["is_company", "=", True]])
        answers = {
            "line_ids": [[1, line, {"answer": "given"}] for line in agreed],
            "authority_ids": [[6, 0, [self.authority]]],
            "service_ids": [[6, 0, [self.authority]]],
        }
        # its texts are planted afterwards, for they are kept by the system
        evidence = {
            name: self._make_picture(self._new("integration.consent.evidence", name))
            if name in PICTURES
            else "x"
            for name, field in self.get_fields("integration.consent.take").items()
            if field["type"] in (*TEXTS, "binary") and field.get("store")
            if name not in {*NO_TEXT, "scan_name"}
        }
        self.call("integration.consent.take", "write", take, {**evidence, **answers})
        self.call("integration.consent.take", "action_record", take)
        return self._first(
            "integration.consent", [["person_id", "=", self.ids["integration.person"]]]
        )

    def _make_integration_consent_take(self):
        """A dialog in a language that has texts, or its paper cannot be made."""
        model = "integration.consent.take"
        german = self._first("integration.language", [["code", "=", "deu"]])
        values = {**self.get_values(model), "language_id": german}
        return self._one(self.call(model, "create", [values]))

    def _make_integration_counselling(self):
        values = self.get_values("integration.counselling")
        values["topic_line_ids"] = [
            [0, 0, {"topic_id": self._first("integration.topic")}]
        ]
        return self._one(self.call("integration.counselling", "create", [values]))

    def _make_integration_counselling_topic(self):
        domain = [["counselling_id", "=", self.ids["integration.counselling"]]]
        return self._first("integration.counselling.topic", domain)

    def _make_integration_household(self):
        member = {"person_id": self.ids["integration.person"]}
        values = self.get_values("integration.household")
        values["member_ids"] = [[0, 0, member]]
        return self._one(self.call("integration.household", "create", [values]))

    def _make_calendar_event(self):
        start = date.today() + timedelta(days=3)
        return self._one(
            self.call(
                "calendar.event",
                "create",
                [
                    {
                        "name": self._new("calendar.event", "name"),
                        "location": self._new("calendar.event", "location"),
                        "description": self._new("calendar.event", "description"),
                        "case_id": self.ids["integration.case"],
                        "start": f"{start} 08:00:00",
                        "stop": f"{start} 09:00:00",
                        "partner_ids": [[6, 0, [self.session.info["partner_id"]]]],
                        "recurrency": True,
                        "rrule_type": "weekly",
                        start.strftime("%a").lower(): True,
                        "end_type": "count",
                        "count": 2,
                    }
                ],
            )
        )

    def _make_mail_message(self):
        """Messages on case and event; also one that goes out by mail."""
        readers = self.takers["readers"]
        self._post("calendar.event", self.ids["calendar.event"], partner_ids=readers)
        message = self._post("integration.case", self.ids["integration.case"])
        self._post(
            "integration.case",
            self.ids["integration.case"],
            partner_ids=readers,
        )
        return message

    def _post(self, model, res_id, **values):
        mailed = values.get("partner_ids") and model == "integration.case"
        subject = "mailed subject" if mailed else "subject"
        return self._one(
            self.call(
                model,
                "message_post",
                [res_id],
                body=self._new("mail.message", f"body on {model}"),
                subject=self._new("mail.message", f"{subject} on {model}"),
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                **values,
            )
        )

    def _make_mail_activity(self):
        return self._one(
            self.call(
                "integration.case",
                "activity_schedule",
                [self.ids["integration.case"]],
                act_type_xmlid="mail.mail_activity_data_todo",
                summary=self._new("mail.activity", "summary"),
                note=self._new("mail.activity", "note"),
                user_id=self.session.uid,
            )
        )

    def _make_ir_attachment(self):
        content = self._new("ir.attachment", "content")
        values = {
            "name": self._new("ir.attachment", "name") + ".txt",
            "datas": base64.b64encode(content.encode()).decode(),
            "mimetype": "text/plain",
            "res_model": "integration.case",
            "res_id": self.ids["integration.case"],
        }
        return self._one(self.call("ir.attachment", "create", [values]))

    def _make_integration_door(self):
        """Hand over an access; what is read there is tried by tests of its own."""
        case = self.ids["integration.case"]
        door = self.call("integration.case", "action_open_door", [case])["res_id"]
        self.call("integration.door", "action_hand_over", [door])
        return door

    def _make_integration_restriction(self):
        """A hold, which the lead sets; a restriction would hide the case."""
        rows = self.query(
            "INSERT INTO integration_restriction (person_id, company_id, reference,"
            " kind, ground, reason, date_from, is_applied, user_id) SELECT id,"
            " company_id, reference, 'hold', 'other', %s, current_date, true, %s"
            " FROM integration_person"
            " WHERE id = %s RETURNING id",
            *(self._new("integration.restriction", "reason"), self.session.uid),
            self.ids["integration.person"],
        )
        return rows[0][0]

    def _make_integration_transfer_send(self):
        """Hand over to the authority that the client has named, an ordinary contact."""
        model = "integration.transfer.send"
        send = self._make_dialog(model)
        [planted] = self.call(model, "read", [send], ["authority"])
        [contact] = self.call("res.partner", "read", [self.authority], ["name"])
        self.call(model, "write", [send], {"authority": contact["name"]})
        self.call(model, "action_create", [send])
        self.call(model, "write", [send], {"authority": planted["authority"]})
        return send

    def _make_integration_import(self):
        names = [
            self._new("integration.import.row", name) for name in ("last", "first")
        ]
        content = f"Nachname;Vorname\n{';'.join(names)}\n"
        values = {
            "name": self._new("integration.import", "name") + ".csv",
            "file": base64.b64encode(content.encode()).decode(),
        }
        return self._one(self.call("integration.import", "create", [values]))
