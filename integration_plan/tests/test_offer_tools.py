import io
import json
import zipfile

from odoo.tests import BaseCase, tagged

from ..tools.hsds_read import read_hsds
from ..tools.hsds_write import write_service
from ..tools.ical import read_ical
from ..tools.integreat import read_integreat
from ..tools.offer_file import read_offers
from ..tools.record import Record, RecordError
from .common_offer import OfferCase, load

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Test//DE
BEGIN:VEVENT
UID:sunday@example.com
SUMMARY:Familientag
LOCATION:Stadtpark\\, Musterstadt
DTSTART;TZID=Europe/Berlin:20260125T140000
DTEND;TZID=Europe/Berlin:20260125T173000
RRULE:FREQ=MONTHLY;BYDAY=-1SU
EXDATE;TZID=Europe/Berlin:20260329T140000
END:VEVENT
BEGIN:VEVENT
UID:days@example.com
SUMMARY:Zeltlager
DTSTART;VALUE=DATE:20260801
DTEND;VALUE=DATE:20260804
END:VEVENT
BEGIN:VEVENT
SUMMARY:Ohne Nummer
DTSTART:20260801T100000Z
END:VEVENT
BEGIN:VEVENT
UID:yearly@example.com
SUMMARY:Jahrestag
DTSTART:20260801T100000Z
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
"""


def make_zip(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestOfferTools(BaseCase):
    """Files become records, and records become HSDS, without a database (O12)."""

    def codes(self, record):
        return [code for code, _value in record.errors]

    def service(self, **vals):
        return OfferCase.service(**vals)

    def test_official_example(self):
        record = read_hsds(load("hsds/service_full.json"))[0]
        self.assertEqual(record.name, "Community Counselling")
        self.assertFalse(record.errors)
        self.assertEqual(record.values["age_min"], 12)
        self.assertEqual(record.values["languages"], ["urd"])
        self.assertEqual(record.confirmed_on, "2005-01-01")
        self.assertEqual(record.places[0]["city"], "MyCity")
        # 100 degrees of latitude are no position on the earth
        self.assertEqual(record.places[0]["latitude"], 0)
        self.assertIn(("bad_position", "100"), record.warnings)
        self.assertEqual(record.places[0]["schedules"][0]["byday"], "TH,FR")

    def test_official_lists(self):
        for name, kind, errors in (
            ("service_list", "service", []),
            ("service_at_location_list", "service", []),
            ("organization_list", "organisation", []),
            ("location", "place", []),
            ("taxonomy_term_list", "service", ["not_a_service"]),
            ("base", "service", ["no_id", "no_name", "no_status"]),
        ):
            records = read_hsds(load(f"hsds/{name}.json"))
            self.assertEqual(len(records), 1, name)
            self.assertEqual(records[0].kind, kind, name)
            self.assertEqual(self.codes(records[0]), errors, name)

    def test_there_and_back(self):
        """What is read from HSDS and written again says the same."""
        first = read_hsds(load("hsds/service_full.json"))[0]
        second = read_hsds(write_service(first, lambda field, code: code))[0]
        self.assertEqual(first.values, second.values)
        self.assertEqual(first.places, second.places)
        self.assertEqual(first.schedules, second.schedules)

    def test_our_own_fields_there_and_back(self):
        first = Record("service", "00000000-0000-4000-8000-000000000001", "Kurs")
        first.organisation = {"id": "x", "name": "VHS"}
        first.put(
            name="Kurs",
            kind="german_course",
            level_needed="a2",
            level_reached="b1",
            childcare="yes",
            capacity_state="free",
            places_free=4,
            capacity_on="2026-03-01",
            work_permit=True,
            targets=["women", "youth"],
        )
        second = read_hsds(write_service(first, lambda field, code: code))[0]
        self.assertEqual(first.values, second.values)
        self.assertFalse(second.warnings)

    def test_missing_ids(self):
        for vals, codes in (
            ({"id": ""}, ["no_id"]),
            ({"id": None, "name": " "}, ["no_id", "no_name"]),
            ({"status": "open"}, ["unknown_status"]),
            ({"status": None}, ["no_status"]),
            ({"schedules": [{"freq": "YEARLY"}]}, ["unknown_frequency"]),
            ({"schedules": [{"freq": "WEEKLY", "byday": "XY"}]}, ["unknown_day"]),
        ):
            record = read_hsds({**self.service(), **vals})[0]
            self.assertEqual(self.codes(record), codes, vals)

    def test_rubbish_inside(self):
        """Values of a wrong type are left out with a note, and break nothing."""
        service = self.service(
            schedules={"no": "list"},
            phones=["no object", {"number": None}],
            languages=[None, {"code": 5}],
            minimum_age="twelve",
            assured_date="yesterday",
            cost_options=[{"amount": "much"}],
            attributes=[{"taxonomy_term": "x"}],
            service_at_locations=[{"location": None}, {"location_id": "gone"}],
            organization=["x"],
        )
        record = read_hsds(service)[0]
        self.assertFalse(record.errors)
        codes = {code for code, _value in record.warnings}
        self.assertLessEqual({"bad_number", "bad_date", "no_place"}, codes)
        for items in ([1, None, "x"], [[]]):
            for record in read_hsds(items):
                self.assertEqual(self.codes(record), ["no_object"])
        for nothing in ([], {"contents": []}, 5, "x", None):
            with self.assertRaises(RecordError):
                read_hsds(nothing)

    def test_cycles(self):
        """An organisation above itself, over any number of others."""

        def organisation(number, parent):
            return {"id": number, "name": number, "parent_organization_id": parent}

        services = [
            self.service(number=n, organization=organisation(own, parent))
            for n, (own, parent) in enumerate(
                [("A", "B"), ("B", "C"), ("C", "A"), ("D", "A"), ("E", "E"), ("F", "X")]
            )
        ]
        errors = [self.codes(record) for record in read_hsds(services)]
        self.assertEqual(errors, [["cycle"], ["cycle"], ["cycle"], [], ["cycle"], []])

    def test_too_deep(self):
        with self.assertRaises(RecordError) as caught:
            read_offers(b"[" * 200_000)
        self.assertIn(caught.exception.code, ("too_deep", "not_json"))
        with self.assertRaises(RecordError):
            read_offers(b'{"id": ')

    def test_twice(self):
        services = [self.service(), self.service(), self.service(name="Other")]
        _layout, records, _whole = read_offers(json.dumps(services).encode())
        self.assertEqual(
            [self.codes(record) for record in records], [[], ["repeated"], ["twice"]]
        )

    def test_pages(self):
        """One page of many is not the whole; all of them are."""
        pages = [
            {
                "total_items": 2,
                "total_pages": 2,
                "page_number": n,
                "contents": [self.service(number=n)],
            }
            for n in (1, 2)
        ]
        self.assertFalse(read_offers(json.dumps(pages[0]).encode())[2])
        self.assertFalse(read_offers(json.dumps(self.service()).encode())[2])
        self.assertTrue(read_offers(json.dumps([self.service()]).encode())[2])
        both = make_zip(p1__json=json.dumps(pages[0]), p2__json=json.dumps(pages[1]))
        layout, records, whole = read_offers(both)
        self.assertEqual((layout, len(records), whole), ("hsds", 2, True))
        one = make_zip(p1__json=json.dumps(pages[0]))
        self.assertFalse(read_offers(one)[2])

    def test_tables(self):
        """The tabular package, with a service whose organisation is missing."""
        package = make_zip(
            service__csv="id,organization_id,name,status,minimum_age\n"
            "s1,o1,Kurs,active,16\ns2,o9,Waise,active,\n",
            organization__csv="id,name,description,parent_organization_id\no1,VHS,x,\n",
            location__csv="id,location_type,name\nl1,physical,Haus\n",
            address__csv="id,location_id,address_1,city,postal_code,country\n"
            "a1,l1,Weg 1,Ort,12345,DE\n",
            service_at_location__csv="id,service_id,location_id\nx1,s1,l1\n",
            schedule__csv="id,service_at_location_id,freq,byday,opens_at,closes_at\n"
            "h1,x1,WEEKLY,MO,09:00,12:00\n",
            language__csv="id,service_id,code\ng1,s1,ar\n",
            phone__csv="id,service_id,number\np1,s1,0711 1\n",
        )
        layout, records, _whole = read_offers(package)
        self.assertEqual(layout, "hsds_package")
        course, orphan = records
        self.assertFalse(course.errors)
        self.assertEqual(course.organisation["name"], "VHS")
        self.assertEqual(course.values["languages"], ["ara"])
        self.assertEqual(course.values["phone"], "0711 1")
        self.assertEqual(course.values["age_min"], 16)
        self.assertEqual(course.places[0]["city"], "Ort")
        self.assertEqual(course.places[0]["schedules"][0]["opens_at"], 9)
        self.assertFalse(orphan.organisation["name"])

    def test_broken_files(self):
        for content in (b"", b"PK\x03\x04broken", b"\x00\x01", b"BEGIN:VCALENDAR\nX"):
            with self.assertRaises(RecordError):
                read_offers(content)

    def test_integreat(self):
        place = read_integreat(load("integreat/augsburg_de_locations.json"))[0]
        self.assertEqual(place.external_id, "poi:2")
        self.assertEqual(place.places[0]["zip"], "86153")
        self.assertEqual(
            [
                (row["byday"], row["opens_at"], row["closes_at"])
                for row in place.places[0]["schedules"]
            ],
            [("MO,TU,TH", 10, 13), ("MO,TU,TH", 15, 18), ("FR", 10, 14)],
        )
        # six days of one series are one offer
        events = read_integreat(load("integreat/augsburg_de_events.json"))
        self.assertEqual(len(events), 1)
        self.assertEqual(len(events[0].schedules), 6)
        self.assertFalse(events[0].errors)

    def test_integreat_without_number(self):
        item = load("integreat/augsburg_de_locations.json")[0]
        self.assertEqual(
            self.codes(read_integreat([{**item, "id": None}])[0]), ["no_id"]
        )

    def test_calendar(self):
        sunday, days, without, yearly = read_ical(CALENDAR.encode())
        self.assertEqual(sunday.schedules[0]["byday"], "-1SU")
        self.assertEqual(sunday.schedules[0]["freq"], "monthly")
        self.assertEqual(sunday.schedules[0]["closes_at"], 17.5)
        self.assertEqual(
            sunday.schedules[0]["exceptions"][0]["date_from"], "2026-03-29"
        )
        # the end of whole days is exclusive
        self.assertEqual(days.schedules[0]["date_until"], "2026-08-03")
        self.assertEqual(self.codes(without), ["no_id"])
        self.assertEqual(self.codes(yearly), ["unknown_frequency"])

    def test_spreadsheet(self):
        content = (
            "Angebot;Organisation;Art;Sprachen;Niveau bis;Tage;von;bis;PLZ;Stadt;Kosten\n"
            "Deutsch am Abend;VHS;Sprachkurs;Arabisch, ti;B1;Di, Do;18:00;20:15;77777;"
            "Musterstadt;kostenlos\n"
            ";VHS;;;;;;;;;\n"
            "Turnen;SV;;;Z9;Montag;9:00;xx;;;\n"
        )
        layout, records, _whole = read_offers(content.encode())
        self.assertEqual(layout, "sheet")
        course, nameless, gym = records
        self.assertEqual(course.values["level_reached"], "b1")
        self.assertEqual(course.values["cost_kind"], "free")
        self.assertEqual(course.values["languages"], ["Arabisch", "tir"])
        self.assertEqual(course.places[0]["schedules"][0]["byday"], "TU,TH")
        self.assertEqual(self.codes(nameless), ["no_name"])
        codes = {code for code, _value in gym.warnings}
        self.assertEqual(codes, {"unknown_term", "bad_time"})
