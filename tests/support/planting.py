"""A client file full of distinct strings, to see who finds them where."""

import base64
import re
from datetime import date, timedelta

TOKEN = "zqxplant"
FOUND = re.compile(rf"{TOKEN}\d+x")
TEXTS = ("char", "text", "html")
#: not planted: kept by the system, or of a form of their own
LEAVE_OUT = {
    "access_token",
    "attendee_ids",
    "entry_key",
    "name",  # where it is computed; else given among the values below
    "phone_digits",
    "reference",
    "rrule",
    "store_fname",
    "videocall_location",
}


class Plants:
    """Strings given out, and where each was planted."""

    def __init__(self):
        self.places = {}

    def new(self, place):
        token = f"{TOKEN}{len(self.places)}x"
        self.places[token] = place
        return token

    def in_text(self, answer):
        """Return the strings found in anything that a server answered."""
        return set(FOUND.findall(str(answer)))

    def describe(self, tokens):
        return sorted(self.places.get(token, token) for token in tokens)


class PlantedFile:
    """A client file of a manager with a string in every text of every record."""

    def __init__(self, session):
        self.session = session
        self.plants = Plants()
        self.ids = {}
        self._plant()

    def _call(self, model, method, *args, **kwargs):
        return self.session.call(model, method, *args, **kwargs)

    def _first(self, model):
        return self._call(model, "search", [], limit=1)[0]

    def _texts(self, model, values):
        """Return values with a string for each text field that can be written."""
        fields = self._call(model, "fields_get", [], ["type", "readonly", "store"])
        texts = {
            name: self.plants.new(f"{model}.{name}")
            for name, field in sorted(fields.items())
            if field["type"] in TEXTS
            and field["store"]
            and not field["readonly"]
            and name not in LEAVE_OUT
            and name not in values
        }
        if "email" in texts:
            texts["email"] += "@example.com"
        return {**texts, **values}

    def _make(self, model, **values):
        made = self._call(model, "create", [self._texts(model, values)])
        self.ids[model] = made[0] if isinstance(made, list) else made

    def _plant(self):
        person = self._texts("integration.person", {})
        case = {"concern": self.plants.new("integration.case.concern")}
        opened = self._call("integration.case", "open_file", person, case)
        case_id = opened[0] if isinstance(opened, list) else opened
        [row] = self._call("integration.case", "read", [case_id], ["person_id"])
        person_id = row["person_id"][0]
        self.ids |= {"integration.case": case_id, "integration.person": person_id}
        owner = {"person_id": person_id}
        self._make(
            "integration.residence.title",
            **owner,
            status_id=self._first("integration.residence.status"),
        )
        for name in ("benefit", "accommodation"):
            kind = self._first(f"integration.{name}.kind")
            self._make(f"integration.person.{name}", **owner, kind_id=kind)
        self._make(
            "integration.person.occupation",
            **owner,
            occupation_id=self._first("integration.occupation"),
        )
        self._make(
            "integration.person.qualification",
            **owner,
            name=self.plants.new("integration.person.qualification.name"),
        )
        self._make(
            "integration.counselling",
            case_id=case_id,
            topic_line_ids=[[0, 0, {"topic_id": self._first("integration.topic")}]],
        )
        self._make(
            "integration.counselling.addendum",
            counselling_id=self.ids["integration.counselling"],
        )
        self._make("integration.household", member_ids=[[0, 0, owner]])
        start = date.today() + timedelta(days=3)
        self._make(
            "calendar.event",
            name=self.plants.new("calendar.event.name"),
            case_id=case_id,
            start=f"{start} 08:00:00",
            stop=f"{start} 09:00:00",
        )
        self._plant_talk(case_id)

    def _plant_talk(self, case_id):
        """Messages, an activity and a file."""
        self.ids["mail.message"] = self._message(
            "integration.case", case_id, "integration.case message"
        )
        self._message("calendar.event", self.ids["calendar.event"], "event message")
        planned = self._call(
            "integration.case",
            "activity_schedule",
            [case_id],
            summary=self.plants.new("mail.activity.summary"),
            note=self.plants.new("mail.activity.note"),
            user_id=self.session.uid,
        )
        self.ids["mail.activity"] = planned[0] if isinstance(planned, list) else planned
        content = self.plants.new("content of a file")
        self._make(
            "ir.attachment",
            name=self.plants.new("name of a file") + ".txt",
            datas=base64.b64encode(content.encode()).decode(),
            mimetype="text/plain",
            res_model="integration.case",
            res_id=case_id,
            **{name: False for name in ("url", "res_field", "original_id")},
        )

    def _message(self, model, res_id, place):
        posted = self._call(
            model,
            "message_post",
            [res_id],
            body=self.plants.new(f"{place} body"),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        return posted[0] if isinstance(posted, list) else posted
