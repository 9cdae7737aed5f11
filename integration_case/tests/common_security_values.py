"""Values of a new record, and of a change, of every model that leads to a client."""

import base64

from odoo import Command

from .common_consent import PNG

SECRET = "Geheimwort"


class SecurityValues:
    """Part of ``SecurityCase``; a new model adds its values here."""

    CHANGE = {
        "integration.case": {"concern": "Neu"},
        "integration.person": {"city": "Neu"},
        "integration.household": {"member_ids": []},
        "integration.household.member": {"role": "other"},
        "integration.person.language": {"date_from": "2024-01-01"},
        "integration.person.occupation": {"employer": "Neu"},
        "integration.person.qualification": {"recognition_office": "Neu"},
        "integration.person.interest": {"date_from": "2024-01-01"},
        "integration.person.gender": {"gender": "unknown"},
        "integration.person.accommodation": {"city": "Neu"},
        "integration.counselling": {"note": "Neu"},
        "integration.counselling.topic": {"minutes": 1},
        "integration.counselling.addendum": {"text": "Neu"},
        "integration.handover": {"note": "Neu"},
        "integration.transfer": {"authority": "Neu"},
        "integration.door": {"language_id": False},
        "integration.restriction": {"reason": "Neu"},
        "integration.person.request": {"answer": "Neu"},
        "calendar.event": {"location": "Neu"},
        "calendar.attendee": {"state": "tentative"},
        "calendar.recurrence": {"count": 2},
        "mail.activity": {"summary": "Neu"},
    }

    @classmethod
    def _vals(cls, model, case):
        """:return: values of a new record of a model that belongs to a case"""
        person = {"person_id": case.person_id.id}
        contact = {"counselling_id": cls.contacts[case.id].id}
        purpose = cls.env.ref("integration_case.integration_purpose_plan")
        evidence = cls.evidence.get(case.id, cls.env["integration.consent.evidence"])
        taker = cls.foreigner if case.company_id == cls.county else cls.manager2
        if taker == case.user_id:
            taker = cls.manager1
        return {
            "integration.case": person,
            "integration.person": {"last_name": SECRET},
            "integration.residence.title": {**person, "status_id": cls.status.id},
            "integration.person.language": {
                **person,
                "language_id": cls.language.id,
                "is_native": True,
            },
            "integration.person.occupation": {
                **person,
                "occupation_id": cls.occupation.id,
            },
            "integration.person.qualification": {**person, "name": SECRET},
            "integration.person.interest": {
                **person,
                "interest_id": cls.env["integration.interest"].search([], limit=1).id,
            },
            "integration.person.gender": {**person, "gender": "diverse"},
            "integration.person.benefit": {
                **person,
                "kind_id": cls.env["integration.benefit.kind"].search([], limit=1).id,
            },
            "integration.person.accommodation": {
                **person,
                "kind_id": cls.env["integration.accommodation.kind"]
                .search([], limit=1)
                .id,
            },
            "integration.household": {
                "member_ids": [Command.create({**person, "role": "head"})]
            },
            "integration.household.member": {
                **person,
                "household_id": cls.households[case.id].id,
            },
            "integration.counselling": {"case_id": case.id, "note": SECRET},
            "integration.counselling.topic": {
                **contact,
                "topic_id": cls.topics[0].id,
            },
            "integration.counselling.addendum": {**contact, "text": SECRET},
            "integration.handover": {
                "case_id": case.id,
                "note": SECRET,
                "from_user_id": case.user_id.id,
                # to nobody who is asked here
                **(
                    {"to_user_id": taker.id}
                    if case.company_id != cls.county
                    else {"to_team_id": cls._county_team().id}
                ),
            },
            "integration.person.distinct": {
                **person,
                "other_id": cls._second_person(case).id,
                "note": SECRET,
            },
            "integration.transfer": {
                "case_id": case.id,
                "direction": "sent",
                "authority": SECRET,
                "package_uid": f"uid-{case.id}",
            },
            "integration.consent.evidence": {
                **person,
                "how": "witnessed",
                "witness": SECRET,
                "note": SECRET,
                "date": "2026-01-01",
                "user_id": case.user_id.id,
            },
            "integration.consent": {
                **person,
                "purpose_id": purpose.id,
                "text_id": purpose.text_ids[:1].id,
                "language_id": purpose.text_ids[:1].language_id.id,
                "decision": "given",
                "how": "witnessed",
                "interpreter": "none",
                "evidence_id": evidence.id,
                "date_from": "2026-01-01",
                "user_id": case.user_id.id,
            },
            "integration.secrecy.release": {
                **person,
                "partner_id": cls.county.partner_id.id,
                "information": SECRET,
                "occasion": SECRET,
                "signature": PNG,
            },
            "integration.door": {"case_id": case.id},
            # a hold: a restriction would hide the case from its manager
            "integration.restriction": {
                **person,
                "kind": "hold",
                "ground": "other",
                "reason": SECRET,
            },
            "integration.person.request": {**person, "details": SECRET},
            "calendar.event": {
                "case_id": case.id,
                "name": "x",
                "start": "2030-05-06 08:00",
                "stop": "2030-05-06 09:00",
            },
            "calendar.attendee": {
                "event_id": cls.events[case.id].id,
                "partner_id": case.user_id.partner_id.id,
            },
            "calendar.recurrence": {"base_event_id": cls.events[case.id].id},
            "mail.activity": {
                "res_model_id": cls.env["ir.model"]._get_id("integration.case"),
                "res_id": case.id,
                "user_id": case.user_id.id,
                "note": SECRET,
                "activity_type_id": cls.env.ref("mail.mail_activity_data_todo").id,
            },
        }[model]

    def _two_persons(self, name, other_name):
        """:return: values of a dialog about two persons of manager1's case"""
        second = self._second_person(self.case1)
        return {name: self.case1.person_id.id, other_name: second.id}

    def _own_row_vals(self, model):
        """:return: values of a dialog or upload of manager1"""
        if model == "integration.person.merge.line":
            merge = self.env["integration.person.merge"].with_user(self.manager1)
            vals = self._own_row_vals(merge._name)
            return {"merge_id": merge.sudo().create(vals).id, "field_name": "city"}
        if model in ("integration.import.column", "integration.import.row"):
            parent = self.env["integration.import"].with_user(self.manager1).sudo()
            vals = {"import_id": parent.create(self._own_row_vals(parent._name)).id}
            return {**vals, "number": 1} if model.endswith("row") else vals
        language = self.env["integration.language"].search([], limit=1)
        take = {"person_id": self.case1.person_id.id, "language_id": language.id}
        if model == "integration.consent.take.line":
            takes = self.env["integration.consent.take"].with_user(self.manager1)
            purpose = self.env.ref("integration_case.integration_purpose_plan")
            return {"take_id": takes.create(take).id, "purpose_id": purpose.id}
        return {
            "integration.consent.take": take,
            "integration.case.close": {
                "case_ids": self.case1.ids,
                "reason_id": self.reason.id,
            },
            "integration.counselling.session.record": {
                "session_id": self.env["integration.counselling.session"]
                .create({"name": "x"})
                .id,
                "case_ids": self.case1.ids,
            },
            "integration.handover.answer": {
                "handover_id": self.records["integration.handover", self.case1.id].id
            },
            "integration.handover.propose": {"case_ids": self.case1.ids, "note": "x"},
            "integration.person.add": {"case_id": self.case1.id},
            "integration.person.duplicate": self._two_persons("person_id", "other_id"),
            "integration.person.merge": self._two_persons("kept_id", "merged_id"),
            "integration.person.paper": {"person_id": self.case1.person_id.id},
            "integration.person.request.step": {
                "request_id": self.records[
                    "integration.person.request", self.case1.id
                ].id,
                "step": "refuse",
                "reason": "x",
            },
            "integration.transfer.send": {
                "case_id": self.case1.id,
                "authority": "x",
            },
            "integration.import": {
                "file": base64.b64encode(b"Nachname;Vorname\nNeu;Nora\n"),
                "name": "liste.csv",
            },
        }.get(model, {})
