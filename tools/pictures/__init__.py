"""What the pictures in docs/screenshots show: one function each, a file for each role.

A function gets the page of a logged-in user and leaves it as the picture shall show
it. It runs twice, on a desktop and on a phone.
"""

from collections.abc import Callable
from typing import NamedTuple

from . import volunteers
from .consents import ask_for_consents, consent_paper, sign
from .door import answer_client, client_access, door_entry, door_page
from .manager import (
    answer_handover,
    calendar,
    case_tab,
    case_timeline,
    case_view,
    clients,
    duplicate_hint,
    emergency,
    finder,
    intake_appointment,
    intake_situation,
    intake_who,
    my_day,
    person,
    plan_appointment,
    propose_handover,
    record_contact,
)
from .officer import (
    authority_paper,
    erasure,
    officer,
    purpose_text,
    purposes,
    request,
    rights,
    statement,
)
from .plans import (
    answer_plan,
    assessment,
    case_plan,
    find_offer,
    goal,
    offer,
    partner_page,
    plan,
    plan_list,
    plan_paper,
    preview,
    recipient_page,
    referral,
    review,
)
from .roles import caseload, contacts, figures, frozen_table, login_page, rules


class Shot(NamedTuple):
    """One picture, taken on a desktop and on a phone."""

    #: file name without ending
    name: str
    #: demo log-in; None: not logged in
    login: str
    steps: Callable


SHOTS = (
    Shot("login", None, login_page),
    Shot("mein-tag", "manager1", my_day),
    Shot("kontakt-erfassen", "manager1", record_contact),
    Shot("fall-verlauf", "manager1", case_timeline),
    Shot("fall-personen", "manager1", case_tab("persons")),
    Shot("fall-uebergaben", "manager1", case_tab("handovers")),
    Shot("fall-wer-sieht-das", "manager1", case_tab("access")),
    Shot("fall-einwilligungen", "manager1", case_tab("consents")),
    Shot("einwilligungen-fragen", "manager1", ask_for_consents),
    Shot("einwilligungen-unterschrift", "manager1", sign),
    Shot("einwilligungen-papier-arabisch", "manager1", consent_paper("ara")),
    Shot("einwilligungen-papier-tigrinisch", "manager1", consent_paper("tir")),
    Shot("einwilligungen-papier-ukrainisch", "manager1", consent_paper("ukr")),
    Shot("termin-planen", "manager1", plan_appointment),
    Shot("termine", "manager1", calendar),
    Shot("uebergabe-vorschlagen", "manager1", propose_handover),
    Shot("uebergabe-beantworten", "manager1", answer_handover),
    Shot("faelle-liste", "manager1", case_view("list")),
    Shot("faelle-kanban", "manager1", case_view("kanban")),
    Shot("faelle-pivot", "manager1", case_view("pivot")),
    Shot("klienten", "manager1", clients),
    Shot("person", "manager1", person),
    Shot("dublette-hinweis", "manager1", duplicate_hint),
    Shot("auskunftssuche", "manager1", finder),
    Shot("notzugriff", "manager1", emergency),
    Shot("fall-plan", "manager1", case_plan),
    Shot("plan-entwurf", "manager1", plan("draft")),
    Shot("plan-vereinbart", "manager1", plan("agreed")),
    Shot("plan-antwort", "manager1", answer_plan),
    Shot("plan-ziel", "manager1", goal),
    *(
        Shot(f"plan-papier-{name}", "manager1", plan_paper(code))
        for name, code in (
            ("arabisch", "ara"),
            ("tigrinisch", "tir"),
            ("ukrainisch", "ukr"),
        )
    ),
    Shot("plan-gespraech", "manager1", review),
    Shot("plan-einschaetzung", "manager1", assessment),
    Shot("plan-abdeckung", "lead1", plan_list("integration_plan_coverage_action")),
    Shot("angebote", "manager1", plan_list("integration_offer_action")),
    Shot("angebot", "manager1", offer),
    Shot("angebot-finden", "manager1", find_offer),
    Shot("vermittlungen", "lead1", plan_list("integration_referral_action")),
    Shot("vermittlung", "manager1", referral),
    Shot("vermittlung-vorschau", "manager1", preview),
    Shot("vermittlung-empfaenger", "manager1", recipient_page),
    Shot("vermittlung-partner", "partner1", partner_page),
    Shot("angebote-fehlen", "lead1", plan_list("integration_gap_action")),
    # after the lists, for they leave files behind
    Shot("aufnahme-1-wer", "manager1", intake_who),
    Shot("aufnahme-2-situation", "manager1", intake_situation),
    Shot("aufnahme-3-termin", "manager1", intake_appointment),
    Shot("teamleitung-mein-tag", "lead1", my_day),
    Shot("teamleitung-auslastung", "lead1", caseload),
    Shot("auswertung", "stats1", figures),
    Shot("zahlen-festgeschrieben", "stats1", frozen_table),
    Shot("datenschutz-protokoll", "dpo1", officer("integration_access_log_action")),
    Shot("datenschutz-siegel", "dpo1", officer("integration_access_seal_action")),
    Shot("datenschutz-notzugriff", "dpo1", officer("integration_emergency_action")),
    Shot("datenschutz-nach-aussen", "dpo1", officer("integration_egress_action_open")),
    Shot("datenschutz-zwecke", "dpo1", purposes),
    Shot("datenschutz-einwilligungstext", "dpo1", purpose_text),
    Shot(
        "datenschutz-einwilligungen",
        *("dpo1", rights("integration_consent_action")),
    ),
    Shot("datenschutz-anliegen", "dpo1", rights("integration_person_request_action")),
    Shot("datenschutz-anliegen-einzeln", "dpo1", request),
    Shot("datenschutz-loeschung", "dpo1", erasure),
    Shot("datenschutz-sperren", "dpo1", rights("integration_restriction_action")),
    Shot(
        "datenschutz-aufbewahrung",
        *("dpo1", rights("integration_retention_rule_action")),
    ),
    Shot("datenschutz-verzeichnis", "dpo1", authority_paper("record")),
    Shot("datenschutz-folgenabschaetzung", "dpo1", authority_paper("impact")),
    Shot("auskunft-arabisch", "manager1", statement("ara")),
    Shot("einstellungen-regeln", "config1", rules),
    Shot("sachbearbeitung-kontakte", "clerk", contacts),
    Shot("klientenzugang", "manager1", client_access),
    Shot("klientenzugang-antwort", "manager1", answer_client),
    Shot("tuer-eingang-de", None, door_entry),
    Shot("tuer-start-de", None, door_page("de", "home")),
    *(
        Shot(f"tuer-einwilligungen-{tag}", None, door_page(tag, "consents"))
        for tag in ("ar", "ti", "uk")
    ),
    Shot("tuer-wer-hat-gesehen-ar", None, door_page("ar", "seen")),
    Shot("tuer-termine-uk", None, door_page("uk", "appointments")),
    Shot("tuer-nachricht-ar", None, door_page("ar", "message")),
    Shot(
        "ehrenamt-liste",
        "coordinator1",
        volunteers.screen("integration_volunteer_action"),
    ),
    Shot("ehrenamt-person", "coordinator1", volunteers.volunteer),
    Shot(
        "ehrenamt-schichten",
        "coordinator1",
        volunteers.screen("integration_volunteer_shift_action"),
    ),
    Shot(
        "ehrenamt-anfragen",
        "coordinator1",
        volunteers.screen("integration_volunteer_request_action"),
    ),
    Shot("ehrenamt-vorschlaege", "coordinator1", volunteers.suggestions),
    Shot("ehrenamt-tandem", "coordinator1", volunteers.tandem),
    Shot(
        "ehrenamt-stunden",
        "coordinator1",
        volunteers.screen("integration_volunteer_hours_action"),
    ),
    Shot("ehrenamt-im-fall", "manager1", volunteers.case_tab),
    Shot("ehrenamt-seiten", "volunteer1", volunteers.own_page("")),
    Shot("ehrenamt-seiten-schichten", "volunteer1", volunteers.own_page("shifts")),
    Shot("ehrenamt-seiten-tandem", "volunteer1", volunteers.own_page("tandems")),
    Shot("zuwendung-richtlinie", "finance1", volunteers.guideline),
)
