"""Residence titles, benefits and housing of the demo."""

from .origins import ENDLESS_STATUSES, SHORT_STATUSES

UKRAINE = "permit_24"
#: titles that end or have ended, in days from today
ENDING_SOON = (3, 6, 9, 12, 16, 19, 22, 26, 29)
ENDING_LATER = (34, 38, 45, 49, 52, 58, 63, 67, 71, 76, 81, 88)
ENDED = (-4, -11, -19, -33, -60)
FICTIONAL = (-8, -15, -24, -40)


class RowWriter:
    """Creates dated rows that hang on persons, each by the manager of the file."""

    def __init__(self, env, frame, files):
        self.env = env
        self.frame = frame
        self.files = files
        self._codes = {}

    def code(self, model, code):
        """:return: the row of a code list."""
        name = f"integration.{model}"
        if name not in self._codes:
            self._codes[name] = {row.code: row for row in self.env[name].search([])}
        return self._codes[name][code]

    def create_rows(self, model, rows):
        """Create rows from pairs of file and values."""
        by_desk = {}
        for file, vals in rows:
            by_desk.setdefault(file.household.desk, []).append(vals)
        for desk, vals_list in by_desk.items():
            self.files.as_manager(desk)[f"integration.{model}"].create(vals_list)


class FactWriter(RowWriter):
    """Creates titles, benefits and housing."""

    def write_all(self):
        self._write_titles()
        self._write_benefits()
        self._write_housing()

    # ------------------------------------------------------------------
    # Residence
    # ------------------------------------------------------------------

    def _write_titles(self):
        drawn = {}
        for file in self.files.files:
            key = id(file.household)
            if key not in drawn:
                drawn[key] = self.frame.weighted(file.household.origin.statuses)
            file.status = drawn[key]
            if file.is_family_head and file.status == "permit_36a":
                file.status = "permit_25_2_subsidiary"
        ends = self._draw_ends()
        rows = []
        for file in self.files.files:
            end, fictional = ends.get(id(file), (None, False))
            rows += self._prepare_titles(file, end, fictional)
        self.create_rows("residence.title", rows)

    def _draw_ends(self):
        """:return: dict file id → (days until the end, fictional permit follows)."""
        candidates = [
            file
            for file in self.files.files
            if file.status not in {UKRAINE, *ENDLESS_STATUSES}
            and not file.household.closed
            and file.opened > 60
        ]
        self.frame.random.shuffle(candidates)
        wanted = [(days, False) for days in ENDING_SOON + ENDING_LATER + ENDED]
        wanted += [(days, True) for days in FICTIONAL]
        if len(candidates) < len(wanted) + 10:
            wanted = wanted[::7]
        return dict(zip(map(id, candidates), wanted, strict=False))

    def _prepare_titles(self, file, end, fictional):
        frame, random = self.frame, self.frame.random
        status = self.code("residence.status", file.status)
        short = file.status in SHORT_STATUSES
        if end is None:
            end = random.randint(*((100, 175) if short else (120, 1000)))
        until = frame.day(-end)
        if file.status == UKRAINE:
            until = self._get_end_of_temporary_protection()
        elif file.status in ENDLESS_STATUSES:
            until = False
        begin = frame.day(-end + (180 if short else 1095))
        arrival = frame.day(file.household.entered - 20)
        begin = max(begin, arrival)
        rows = []
        if not short and file.status != UKRAINE and begin > arrival:
            procedure = self.code("residence.status", "permission")
            rows.append((procedure, arrival, frame.day((frame.today - begin).days + 1)))
        rows.append((status, begin, until))
        people = file.person | file.children
        result = [
            (
                file,
                {
                    "person_id": person.id,
                    "status_id": row[0].id,
                    "date_from": row[1],
                    "date_until": row[2],
                    "office": "Ausländerbehörde Musterkreis",
                },
            )
            for person in people
            for row in rows
            if not row[2] or row[2] >= row[1]
        ]
        if fictional:
            result.append(
                (
                    file,
                    {
                        "person_id": file.person.id,
                        "status_id": status.id,
                        "is_fictional": True,
                        "date_from": until,
                        "date_until": frame.day(-random.randint(95, 150)),
                        "office": "Ausländerbehörde Musterkreis",
                    },
                )
            )
        return result

    def _get_end_of_temporary_protection(self):
        """:return: a 4 March, as the Union prolongs it, some months ahead."""
        day = self.frame.day(-150)
        end = day.replace(month=3, day=4)
        return end if end > day else end.replace(year=end.year + 1)

    # ------------------------------------------------------------------
    # Benefits and housing
    # ------------------------------------------------------------------

    def _write_benefits(self):
        frame, rows = self.frame, []
        for file in self.files.files:
            kind = self.code("residence.status", file.status).benefit_kind_id
            kind = kind or self.code("benefit.kind", "sgb2")
            start = file.household.allocated - 10
            independent = file.opened > 300 and frame.random.random() < 0.22
            end = file.opened // 3 if independent else None
            office = (
                "Jobcenter Musterkreis"
                if kind.code == "sgb2"
                else "Sozialamt Musterkreis"
            )
            for person in file.person | file.children:
                vals = {"person_id": person.id}
                rows.append(
                    (
                        file,
                        vals
                        | {
                            "kind_id": kind.id,
                            "date_from": frame.day(start),
                            "date_until": independent and frame.day(end),
                            "office": office,
                        },
                    )
                )
                if independent:
                    none = self.code("benefit.kind", "none")
                    rows.append(
                        (
                            file,
                            vals
                            | {"kind_id": none.id, "date_from": frame.day(end - 1)},
                        )
                    )
        self.create_rows("person.benefit", rows)

    def _write_housing(self):
        rows, homes = [], {}
        for file in self.files.files:
            key = id(file.household)
            if key not in homes:
                homes[key] = self._draw_homes(file.household)
            for person in file.person | file.children:
                rows += [(file, dict(vals, person_id=person.id)) for vals in homes[key]]
        self.create_rows("person.accommodation", rows)

    def _draw_homes(self, household):
        frame, random = self.frame, self.frame.random
        size = len(household.adults) + len(household.children)
        middle = household.allocated + random.randint(20, 50)
        stations = [
            ("state_reception", household.entered),
            ("shared_provisional", middle),
        ]
        if household.origin.country == "ua":
            stations = [("with_family", household.entered)]
        if self.files.town.sessions:
            stations.append(
                (
                    random.choice(("shared_municipal", "flat_municipal")),
                    household.allocated,
                )
            )
        if household.opened > 200 and random.random() < 0.45:
            stations.append(("rented", random.randint(30, household.opened - 60)))
        result = []
        for number, (code, begun) in enumerate(stations):
            last = number == len(stations) - 1
            vals = {
                "kind_id": self.code("accommodation.kind", code).id,
                "date_from": frame.day(begun),
                "date_until": not last and frame.day(stations[number + 1][1] + 1),
            }
            if last:
                vals |= {
                    "street": household.street,
                    "zip": self.files.town.zip,
                    "city": household.city,
                    "persons": size,
                    "rooms": max(1.0, min(5.0, size - 0.5)) if size > 1 else 1.5,
                }
            result.append(vals)
        return result
