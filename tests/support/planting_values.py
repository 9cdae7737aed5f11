"""What is planted, and the values that single models want besides."""

import base64
import re

TOKEN = "zqxplant"
FOUND = re.compile(rf"{TOKEN}\d+x")
TEXTS = ("char", "text", "html")
#: not planted, as they are no texts: numbers, codes and forms of their own
NO_TEXT = {
    *("access_token", "digest", "entry_key", "name_key", "origin", "package_uid"),
    *("phone_digits", "reference", "received_reference", "res_model", "rrule"),
    *("videocall_location", "store_fname", "db_datas", "checksum", "res_field", "url"),
    *("field_name", "mimetype", "byday", "until", "event_tz", "cron_error", "sheet"),
    *("file_number", "plan_digest"),
    # encrypted; who gets it, is asked of its route
    "package",
}
#: made by the planting of others: found by this link
FOUND_BY = {
    "calendar.attendee": ("event_id", "calendar.event"),
    "calendar.recurrence": ("base_event_id", "calendar.event"),
    "integration.access": ("res_id", "integration.case"),
    "integration.consent.evidence": ("person_id", "integration.person"),
    "integration.household.member": ("person_id", "integration.person"),
    "integration.transfer": ("case_id", "integration.case"),
    "integration.plan.agreement": ("case_id", "integration.case"),
    "integration.plan.coverage": ("case_id", "integration.case"),
    "integration.import.column": ("import_id", "integration.import"),
    "integration.import.row": ("import_id", "integration.import"),
    "mail.followers": ("res_id", "integration.case"),
}
#: fields that take pictures only, and how these begin
PICTURES = {"signature", "scan", "guardian_scan"}
PICTURE_START = b"\x89PNG"
PICTURE = base64.b64encode(PICTURE_START).decode()
#: values beside texts and links that a model wants
VALUES = {
    "integration.person.language": {"is_native": True},
    "integration.person.gender": {"gender": "diverse"},
    "integration.secrecy.release": {"signature": PICTURE},
    "integration.handover": {"to_user_id": "taker"},
    "integration.transfer.send": {"passphrase_kind": "own"},
    "integration.import.row": {"number": 99},
    "integration.person.merge.line": {"field_name": "city"},
    "integration.person.request.step": {"step": "refuse"},
    "integration.review.appoint": {"start": "2030-01-01 08:00:00"},
}
#: files that a button of theirs makes, in a column of their own
FILES_MADE = {("integration.person.paper", "file")}
#: rows that only the server makes; they hold links and a number, no text
NOT_PLANTED = {"integration.person.duplicate"}
#: links to another client of the same keeper
SECOND_PERSON = {
    "integration.person.distinct": "other_id",
    "integration.person.merge": "merged_id",
}
#: changes that the general one does not fit
CHANGES = {
    # the rest is frozen with what was sent
    "integration.referral": {"note": "x"},
    "integration.door": {"language_id": False},
    "calendar.attendee": {"state": "tentative"},
    # the level itself is never overwritten
    "integration.person.language": {"date_from": "2024-01-01"},
    "integration.person.interest": {"date_from": "2024-01-01"},
    "integration.person.gender": {"gender": "unknown"},
}
#: what makes a string a valid value
ENDINGS = {"email": "@example.com", "passphrase": " with 16 characters"}
#: before the others, which hang on them; the profile is entered once she has agreed
FIRST = (
    "integration.consent",
    "integration.counselling",
    "integration.household",
    "calendar.event",
)


class Plants:
    """Strings given out: what was planted where, by whom."""

    def __init__(self):
        self.places = {}

    def new(self, owner, model, field):
        token = f"{TOKEN}{len(self.places)}x"
        self.places[token] = (owner, model, field)
        return token

    @staticmethod
    def in_text(answer):
        """Return the strings found in anything that a server answered."""
        return set(FOUND.findall(str(answer)))

    def describe(self, tokens):
        """Return readable places of strings."""
        return sorted(".".join(self.places.get(token, (token,))) for token in tokens)


def get_new_values(file, model):
    """Return values with which somebody might add a record to this file."""
    ids = file.ids
    document = {"res_model": "integration.case", "res_id": ids["integration.case"]}
    given = {
        "integration.case": {"person_id": ids["integration.person"]},
        "integration.counselling.topic": {
            "counselling_id": ids["integration.counselling"],
            "topic_id": file.call("integration.topic", "search", [])[-1],
        },
        "integration.household": {
            "member_ids": [[0, 0, {"person_id": ids["integration.person"]}]]
        },
        "integration.household.member": {
            "person_id": ids["integration.person"],
            "household_id": ids["integration.household"],
        },
        "integration.restriction": {
            "person_id": ids["integration.person"],
            "kind": "hold",
            "ground": "other",
            "reason": "x",
        },
        "integration.access": {**document, "reason": "cover"},
        # one plan is worked on at a time, one review is planned
        "integration.plan": {"case_id": file.spare["case"]},
        "integration.goal.progress": {
            "goal_id": ids["integration.goal"],
            "state": "reached",
        },
        "integration.assessment": {"case_id": ids["integration.case"]},
        "integration.assessment.line": {
            "assessment_id": ids["integration.assessment"],
            "area_id": file.spare["area"],
        },
        # a measure may have gone meanwhile
        "integration.referral": {
            "case_id": ids["integration.case"],
            "partner_id": file.authority,
            "channel": "letter",
        },
        "integration.engagement": {
            "case_id": ids["integration.case"],
            "tandem_id": file.spare.get("tandem"),
        },
        "integration.review": {"plan_id": file.spare["plan"]},
        "integration.review.line": {
            "review_id": ids["integration.review"],
            "goal_id": file.spare["goal"],
        },
        "calendar.event": {
            "name": "x",
            "start": "2030-01-01 08:00:00",
            "stop": "2030-01-01 09:00:00",
            "case_id": ids["integration.case"],
        },
        "calendar.attendee": {
            "event_id": ids["calendar.event"],
            "partner_id": file.session.info["partner_id"],
        },
        "mail.activity": {
            **document,
            "summary": "x",
            "res_model_id": file.get_model_id("integration.case"),
            "user_id": file.session.uid,
        },
        "mail.message": {
            "model": "integration.case",
            "res_id": ids["integration.case"],
            "body": "x",
        },
        "mail.followers": {
            **document,
            "partner_id": file.session.info["partner_id"],
        },
        "ir.attachment": {**document, "name": "x", "raw": "x"},
    }
    return given.get(model) or file.get_values(model, plant=False)
