"""Closures, appointments, activities, hand-overs and cover of the demo."""

from dataclasses import replace
from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from .texts import (
    ACTIVITIES,
    CLOSURES,
    HANDOVER_NOTE,
    HANDOVER_NOTE_DONE,
    PLACES,
)

#: appointments of each desk: days from today, hour, minute
APPOINTMENTS = (
    (
        *((0, 9, 0), (0, 11, 0), (0, 14, 30), (1, 9, 30), (1, 13, 0), (1, 15, 30)),
        *((3, 10, 0), (4, 9, 0), (7, 11, 0), (8, 14, 0), (14, 10, 30)),
    ),
    (
        *((0, 10, 0), (0, 15, 0), (1, 9, 0), (2, 11, 0), (5, 14, 0), (9, 9, 30)),
        *((12, 13, 30),),
    ),
    ((0, 8, 30), (1, 11, 0), (1, 14, 0), (6, 10, 0), (10, 9, 0), (13, 15, 0)),
)
#: past appointments with a recorded contact, of each desk
PAST = (6, 5, 3)
#: past appointments that wait for their contact, in days
UNRECORDED = ((-1, 10, 0), (-2, 14, 0))
#: days from today
DUE = (-6, -3, -1, 0, 0, 1, 2, 4, 7, 9, 12, 15)
REOPENED_DAYS_AGO = 40


class WorkWriter:
    """What is under way: closes, reopens, plans, hands over."""

    def __init__(self, env, frame, files):
        self.env = env
        self.frame = frame
        self.files = files

    def _get_open(self, desk):
        return [
            file
            for file in self.files.files
            if file.household.desk == desk and not file.household.closed
        ]

    def close_cases(self):
        reasons = {
            row.code: row for row in self.env["integration.closure.reason"].search([])
        }
        closed = [file for file in self.files.files if file.household.closed]
        for number, file in enumerate(closed):
            code, note = CLOSURES[number % len(CLOSURES)]
            day = self.frame.workday(max(1, file.closed_ago - 2))
            env = self.files.as_manager(file.household.desk)
            case = file.case.with_env(env)
            case._close(reasons[code], day, note)

    def reopen(self):
        """Open a new episode for one client whose contact was lost.

        :return: the file of the new episode, or None
        """
        if not self.files.town.sessions:
            return None
        old = next(
            file
            for file in self.files.files
            if file.case.closure_reason_id.code == "contact_lost"
            and file.closed_ago > REOPENED_DAYS_AGO + 20
        )
        env = self.files.as_manager(old.household.desk)
        old_case = old.case.with_env(env)
        day = self.frame.workday(REOPENED_DAYS_AGO)
        case = env["integration.case"].create(
            old_case._prepare_reopen_vals()
            | {
                "date_open": day,
                "stage_id": self.files.stages["planning"].id,
                "concern": "Hat sich nach längerer Pause wieder gemeldet: "
                "Wohnungswechsel und neuer Sprachkurs.",
            }
        )
        moment = self.frame.moment(day, 9)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE integration_case SET create_date = %s WHERE id = %s",
                moment,
                case.id,
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE integration_access SET date_from = %s"
                " WHERE res_model = 'integration.case' AND res_id = %s",
                moment,
                case.id,
            )
        )
        case.invalidate_recordset()
        return replace(old, case=case, opened=REOPENED_DAYS_AGO)

    def plan(self):
        for number, desk in enumerate(self.files.town.desks):
            if self.files.town.sessions:
                self._write_appointments(desk, APPOINTMENTS[number], PAST[number])
            else:
                self._write_appointments(desk, APPOINTMENTS[2][:2], 0)
            self._write_activities(desk, DUE if not number else DUE[::2])

    def _write_appointments(self, desk, slots, past):
        env = self.files.as_manager(desk)
        files = self._get_open(desk)
        self.frame.random.shuffle(files)
        vals_list = []
        if desk is self.files.town.desks[0] and self.files.town.sessions:
            slots = (*slots, *UNRECORDED)
        for file, (days, hour, minute) in zip(files, slots, strict=False):
            start = self.frame.moment(self._get_day(days), hour, minute)
            vals_list.append(self._prepare_event(env, file.case, start, 60))
        planned = len(vals_list)
        contacts = env["integration.counselling"].search(
            [
                ("user_id", "=", env.uid),
                ("case_id", "in", [file.case.id for file in files]),
                ("kind", "=", "office"),
                ("outcome", "=", "kept"),
                ("date", "<", fields.Datetime.now() - timedelta(days=3)),
            ],
            order="date desc",
        )[:past]
        vals_list += [
            self._prepare_event(env, contact.case_id, contact.date, contact.minutes)
            for contact in contacts
        ]
        events = env["calendar.event"].create(vals_list)
        for event, contact in zip(events[planned:], contacts, strict=True):
            # The link is set when an appointment is recorded, before the contact is
            # fixed; these contacts are older.
            self.env.cr.execute(
                SQL(
                    "UPDATE integration_counselling SET event_id = %s WHERE id = %s",
                    event.id,
                    contact.id,
                )
            )
        contacts.invalidate_recordset(["event_id"])

    def _get_day(self, days):
        """:return: today, tomorrow, or a working day before or after."""
        day = self.frame.day(-days)
        if days in (0, 1):
            return day
        if days < 0:
            return self.frame.workday(-days)
        return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])

    def _prepare_event(self, env, case, start, minutes):
        return {
            "case_id": case.id,
            "start": start,
            "stop": start + timedelta(minutes=minutes),
            "location": self.frame.random.choice(PLACES),
            "user_id": env.uid,
            "partner_ids": [fields.Command.set(env.user.partner_id.ids)],
        }

    def _write_activities(self, desk, days):
        env = self.files.as_manager(desk)
        files = self._get_open(desk)
        self.frame.random.shuffle(files)
        todo = env.ref("mail.mail_activity_data_todo").id
        model = env["ir.model"]._get_id("integration.case")
        env["mail.activity"].create(
            [
                {
                    "activity_type_id": todo,
                    "res_model_id": model,
                    "res_id": file.case.id,
                    "user_id": env.uid,
                    "date_deadline": self.frame.day(-ahead),
                    "summary": ACTIVITIES[number % len(ACTIVITIES)],
                }
                for number, (file, ahead) in enumerate(zip(files, days, strict=False))
            ]
        )

    # ------------------------------------------------------------------
    # Between managers
    # ------------------------------------------------------------------

    def hand_over(self):
        """One hand-over waits for manager1, one was done some weeks ago."""
        first, second, third = self.files.town.desks
        waiting = self._propose(second, first, HANDOVER_NOTE, -7)
        done = self._propose(third, first, HANDOVER_NOTE_DONE, 20)
        receiver = self.files.as_manager(first)
        done.with_env(receiver).action_accept()
        self._backdate(waiting, 2)
        self._backdate(done, 21)

    def _propose(self, giver, taker, note, ago):
        env = self.files.as_manager(giver)
        taker = self.files.as_manager(taker).user
        file = next(
            file
            for file in self._get_open(giver)
            if file.is_family_head
            and file.household.stage == "recent"
            and not file.case.deputy_ids
        )
        return env["integration.handover"].create(
            {
                "case_id": file.case.id,
                "to_user_id": taker.id,
                "date_effective": self.frame.workday(ago),
                "note": note,
            }
        )

    def _backdate(self, handover, ago):
        moment = self.frame.moment(self.frame.workday(ago), 15)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE integration_handover SET create_date = %s WHERE id = %s",
                moment,
                handover.id,
            )
        )
        if handover.state == "done":
            handover.date_answer = moment + timedelta(hours=18)
        handover.invalidate_recordset(["create_date"])

    def arrange_cover(self):
        """One cover runs, one is planned."""
        first, _second, third = self.files.town.desks
        lead = self.env.ref("integration_case.res_users_lead1_demo")
        for absent, deputy, begin, end, note in (
            (third, lead, -1, 5, "Fortbildung"),
            (first, self.files.as_manager(third).user, 18, 29, "Urlaub"),
        ):
            env = self.files.as_manager(absent)
            env["integration.cover"].create(
                {
                    "user_id": env.uid,
                    "deputy_id": deputy.id,
                    "date_from": self.frame.day(-begin),
                    "date_until": self.frame.day(-end),
                    "note": note,
                }
            )
