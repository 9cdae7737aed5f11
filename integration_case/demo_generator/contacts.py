"""Counselling contacts and group sessions of the demo."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tools import SQL

from .frame import DAYS_OF_CONTACTS
from .skills import A2, B1
from .texts import ADDENDA, MISSED, NOTES, SESSIONS

#: kind → weight, minutes
KINDS = {
    "office": (40, (30, 30, 45, 45, 60)),
    "phone": (20, (10, 10, 20)),
    "outreach": (10, (45, 60)),
    "messenger": (10, (10,)),
    "email": (7, (10, 20)),
    "accompaniment": (5, (60, 90, 120)),
    "collateral": (5, (10, 20)),
    "video": (3, (20, 30)),
}
#: kinds by appointment, which can be missed
BOOKED = {"office", "outreach", "accompaniment", "video"}
TOPICS = {
    "housing": 18,
    "money": 17,
    "language": 15,
    "residence": 13,
    "work": 12,
    "everyday": 11,
    "family": 8,
    "education": 8,
    "health": 6,
    "participation": 4,
}
RESULTS = {
    "informed": 5,
    "application": 4,
    "continued": 4,
    "solved": 2,
    "referred": 2,
}
#: how long ago an open case was last seen, in days: from, until, weight
GAPS = ((1, 14, 45), (15, 38, 37), (44, 90, 18))
REOPENED_CONTACTS = 4


class ContactWriter:
    """Creates the contacts of all cases; their number is exact."""

    def __init__(self, env, frame, files):
        self.env = env
        self.frame = frame
        self.files = files
        self.topics = {row.code: row for row in env["integration.topic"].search([])}
        self.languages = {
            row.code: row
            for row in env["integration.language"].search(
                [("code", "in", ["deu", *self._get_native_codes()])]
            )
        }

    def _get_native_codes(self):
        return [file.household.origin.languages[0] for file in self.files.files]

    def write_all(self):
        for file in self.files.files:
            if file.household.closed:
                # Nothing is entered after the day of closure.
                file.closed_ago = max(10, file.opened // 4)
        town = self.files.town
        sessions = SESSIONS[: town.sessions]
        wanted = town.contacts - sum(session[-1] for session in sessions)
        wanted -= REOPENED_CONTACTS if town.sessions else 0
        weights = [self._get_weight(file) for file in self.files.files]
        rows = []
        for file, number in zip(
            self.files.files, self.frame.share_out(wanted, weights), strict=True
        ):
            rows += [(file, vals) for vals in self._prepare_contacts(file, number)]
        self._create(rows)
        self._write_sessions(sessions)
        self._write_addenda()

    def write_reopened(self, file):
        """Contacts of the episode opened again."""
        if file:
            days = (file.opened - 1, file.opened - 6, 15, 4)
            self._create(
                [(file, self._prepare_contact(file, ago)) for ago in days],
            )

    def _get_window(self, file):
        """:return: days ago of the first and the last possible contact."""
        first = min(file.opened, DAYS_OF_CONTACTS)
        return first, file.closed_ago or 1

    def _get_weight(self, file):
        first, last = self._get_window(file)
        factor = 1.5 if file.mode == "case_management" else 1
        return (20 + first - last) * factor * self.frame.random.uniform(0.7, 1.3)

    def _create(self, rows):
        by_desk = {}
        for file, vals in rows:
            by_desk.setdefault(file.household.desk, []).append(vals)
        for desk, vals_list in by_desk.items():
            vals_list.sort(key=lambda vals: vals["date"])
            contacts = self.files.as_manager(desk)["integration.counselling"]
            contacts = contacts.create(vals_list)
            # Topics follow from the ORM's checks; older contacts are fixed then.
            self._backdate(contacts)

    def _backdate(self, contacts):
        """Let contacts be written down when they took place, or some hours ago."""
        self.env.flush_all()
        now = fields.Datetime.now()
        for contact in contacts:
            written = contact.date + timedelta(minutes=contact.minutes + 10)
            if contact.date > now - timedelta(days=4):
                written = max(written, now - timedelta(hours=9))
            self.env.cr.execute(
                SQL(
                    "UPDATE integration_counselling SET create_date = %s WHERE id = %s",
                    min(written, now),
                    contact.id,
                )
            )
        contacts.invalidate_recordset(["create_date", "is_fixed", "date_fixed"])

    # ------------------------------------------------------------------
    # One contact
    # ------------------------------------------------------------------

    def _prepare_contacts(self, file, number):
        random = self.frame.random
        first, last = self._get_window(file)
        if not file.closed_ago:
            low, high, _weight = random.choices(GAPS, [gap[2] for gap in GAPS])[0]
            last = min(random.randint(low, high), max(1, first - 1))
        days = [random.randint(last, first) for _i in range(number)]
        days.sort(reverse=True)
        if number:
            days[-1] = last
        if number > 1 and file.opened < DAYS_OF_CONTACTS:
            days[0] = max(last, first - random.randint(0, 6))
        return [
            self._prepare_contact(file, ago, sure=position in (0, number - 1))
            for position, ago in enumerate(days)
        ]

    def _prepare_contact(self, file, ago, sure=False):
        """:param bool sure: the talk took place, with the client herself"""
        frame, random = self.frame, self.frame.random
        weights = {kind: row[0] for kind, row in KINDS.items()}
        if sure:
            del weights["collateral"]
        kind = frame.weighted(weights)
        chance = random.random()
        outcome = "kept"
        if not sure and kind in BOOKED and chance < 0.13:
            outcome = "no_show" if chance < 0.08 else "excused"
        minutes = random.choice(KINDS[kind][1]) if outcome == "kept" else 0
        topics = self._draw_topics()
        day = frame.workday(ago)
        vals = {
            "case_id": file.case.id,
            "date": frame.moment(
                day, random.randint(8, 16), random.choice((0, 15, 30, 45))
            ),
            "kind": kind,
            "minutes": minutes,
            "outcome": outcome,
            "topic_line_ids": [
                Command.create({"topic_id": self.topics[code].id, "minutes": part})
                for code, part in zip(
                    topics, self._share_minutes(minutes, len(topics)), strict=True
                )
            ],
        }
        vals |= self._prepare_language(file, kind)
        if outcome == "kept":
            vals["result"] = frame.weighted(RESULTS)
            if kind not in ("messenger", "email") or random.random() < 0.5:
                vals["note"] = random.choice(NOTES[topics[0]])
            if vals["result"] == "continued" and random.random() < 0.6:
                vals["follow_up_date"] = frame.workday(ago - 14)
        else:
            vals["note"] = random.choice(MISSED[outcome])
        if file.children and random.random() < 0.15:
            people = file.person | file.children[:1]
            vals["person_ids"] = [Command.set(people.ids)]
        return vals

    def _draw_topics(self):
        number = self.frame.weighted({1: 6, 2: 3, 3: 1})
        topics = []
        while len(topics) < number:
            topic = self.frame.weighted(TOPICS)
            if topic not in topics:
                topics.append(topic)
        return topics

    def _share_minutes(self, minutes, number):
        share = minutes // number // 5 * 5
        return [minutes - share * (number - 1)] + [share] * (number - 1)

    def _prepare_language(self, file, kind):
        random = self.frame.random
        native = self.languages[file.household.origin.languages[0]]
        german = self.languages["deu"]
        alone = file.german >= B1 or (file.german == A2 and random.random() < 0.5)
        if alone or kind in ("email", "collateral"):
            return {"language_id": german.id, "interpreter": "none"}
        if native.code == "eng":
            return {"language_id": native.id, "interpreter": "none"}
        ways = {"professional": 3, "volunteer": 3, "family": 2, "phone": 2}
        if kind == "messenger":
            ways = {"none": 1}
        return {"language_id": native.id, "interpreter": self.frame.weighted(ways)}

    # ------------------------------------------------------------------
    # Groups, addenda
    # ------------------------------------------------------------------

    def _write_sessions(self, sessions):
        for desk, row in zip(self.files.town.desks, sessions, strict=False):
            name, place, topic, ago, minutes, participants = row
            env = self.files.as_manager(desk)
            session = env["integration.counselling.session"].create(
                {
                    "name": name,
                    "place": place,
                    "date": self.frame.moment(self.frame.workday(ago), 17),
                    "minutes": minutes,
                    "topic_ids": [Command.set(self.topics[topic].ids)],
                    "language_id": self.languages["deu"].id,
                }
            )
            cases = [
                file.case.id
                for file in self.files.files
                if file.household.desk == desk
                and file.opened > ago
                and not file.household.closed
            ]
            self._backdate(session.add_cases(cases[:participants]))

    def _write_addenda(self):
        """A few fixed contacts carry a later remark."""
        for file, text in zip(self.files.files[::7], ADDENDA, strict=False):
            env = self.files.as_manager(file.household.desk)
            contact = env["integration.counselling"].search(
                [("case_id", "=", file.case.id), ("note", "!=", False)], limit=1
            )
            if contact:
                env["integration.counselling.addendum"].create(
                    {"counselling_id": contact.id, "text": text}
                )
