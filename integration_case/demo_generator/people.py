"""Who lives together: households of invented people, without Odoo."""

from dataclasses import dataclass, field
from datetime import date

from .names import NAMES
from .origins import Origin
from .texts import STREETS
from .towns import ADVICE_STAGES, Desk

#: mostly people on their own
SINGLE_COUNTRIES = {"er", "so", "ng", "gm", "pk", "ge"}
#: mothers with children without the father
MOTHERS_COUNTRIES = {"ua"}
#: telephone numbers reserved for films and examples in Germany
PHONES = [f"0171 39200{number:02}" for number in range(100)] + [
    f"0176 040690{number:02}" for number in range(100)
]
#: days ago of the opening, from and until
OPENED = {
    "fresh": (3, 28),
    "recent": (35, 400),
    "old": (430, 820),
    "near": (900, 1040),
    "over": (1100, 1130),
    "extended": (1180, 1220),
}


@dataclass
class Member:
    """One person of a household."""

    gender: str
    first_name: str
    last_name: str
    name_native: str
    birth_date: date
    age: int
    role: str
    phone: str = ""
    email: str = ""


@dataclass
class Household:
    """People who live together and came together."""

    origin: Origin
    desk: Desk
    stage: str
    street: str
    city: str
    #: days ago
    opened: int
    allocated: int
    entered: int
    closed: bool = False
    adults: list = field(default_factory=list)
    children: list = field(default_factory=list)


class Census:
    """Draws the households of one town."""

    def __init__(self, frame, town):
        self.frame = frame
        self.town = town
        self.phones = PHONES[:]
        self.names = set()
        frame.random.shuffle(self.phones)

    def draw(self):
        """:return: list of :class:`Household`."""
        random, town = self.frame.random, self.town
        stages = [stage for stage in ADVICE_STAGES for _i in range(town.stages[stage])]
        random.shuffle(stages)
        origins = [origin for origin, number in town.origins for _i in range(number)]
        households = []
        load = dict.fromkeys(town.desks, 0)
        sizes = self._draw_sizes(origins)
        for origin, size, stage in zip(origins, sizes, stages, strict=True):
            desk = min(load, key=load.get)
            load[desk] += size
            household = self._draw_household(origin, desk, stage)
            self._draw_adults(household, size)
            households.append(household)
        self._draw_children(households)
        self._choose_closed(households)
        return households

    def _draw_sizes(self, origins):
        """:return: adults of each household; some origins mostly come alone."""
        town, random = self.town, self.frame.random
        sizes = [1] * town.singles + [2] * town.couples + [4] * town.fours
        order = list(range(len(origins)))
        random.shuffle(order)
        order.sort(
            key=lambda i: origins[i].country not in SINGLE_COUNTRIES or i % 5 == 0
        )
        result = [0] * len(origins)
        rest = sizes[len(order) // 4 :]
        random.shuffle(rest)
        for position, size in zip(order, sizes[: len(order) // 4] + rest, strict=True):
            result[position] = size
        return result

    def _draw_household(self, origin, desk, stage):
        random = self.frame.random
        opened = random.randint(*OPENED[stage])
        allocated = opened + random.randint(4, 30)
        entered = allocated + random.randint(60, 400)
        return Household(
            origin,
            desk,
            stage,
            f"{random.choice(STREETS)} {random.randint(1, 60)}",
            random.choice(desk.places),
            opened,
            allocated,
            entered,
        )

    def _draw_adults(self, household, size):
        random = self.frame.random
        alone = size == 1 and household.origin.country in MOTHERS_COUNTRIES
        gender = "female" if alone or random.random() < 0.4 else "male"
        age = random.randint(24, 60) if size != 4 else random.randint(44, 58)
        head = self._draw_member(household, gender, age, "head")
        household.adults.append(head)
        if size > 1:
            other = "male" if gender == "female" else "female"
            household.adults.append(
                self._draw_member(
                    household, other, max(20, age + random.randint(-6, 4)), "partner"
                )
            )
        for _i in range(size - 2):
            gender = random.choice(("female", "male"))
            household.adults.append(
                self._draw_member(household, gender, random.randint(18, 23), "child")
            )

    def _draw_member(self, household, gender, age, role):
        random = self.frame.random
        pool = NAMES[household.origin.names]
        last = random.choice(pool.last)
        if household.adults:
            head = household.adults[0]
            last = next(pair for pair in pool.last if pair[0] == head.last_name)
        for _attempt in range(50):
            first = random.choice(getattr(pool, gender))
            if not household.adults:
                last = random.choice(pool.last)
            if (first[0], last[0]) not in self.names:
                break
        self.names.add((first[0], last[0]))
        native = f"{first[1]} {last[1]}" if first[1] and last[1] else ""
        born = self.frame.day(round(age * 365.25) + random.randint(5, 350))
        member = Member(gender, first[0], last[0], native, born, age, role)
        if role != "child" or age >= 18:
            member.phone = self.phones.pop()
            address = f"{first[0]}.{last[0]}".lower().replace(" ", "")
            if random.random() < 0.45 and address.isascii():
                member.email = f"{address}@post.example"
        return member

    def _draw_children(self, households):
        """Share the children out among couples and mothers on their own."""
        random = self.frame.random
        parents = []
        for household in households:
            mother = next((a for a in household.adults if a.gender == "female"), None)
            couple = len(household.adults) == 2
            alone = household.origin.country in MOTHERS_COUNTRIES
            if mother and mother.age <= 56 and (couple or alone):
                parents.append((household, mother))
        for number in range(self.town.children):
            limit = 2 + number * 3 // self.town.children
            household, mother = random.choice(
                [pair for pair in parents if len(pair[0].children) < limit]
            )
            gender = random.choice(("female", "male"))
            age = random.randint(max(0, mother.age - 41), min(17, mother.age - 19))
            household.children.append(
                self._draw_member(household, gender, age, "child")
            )

    def _choose_closed(self, households):
        """Close whole households, singles first, until the number is reached."""
        couples = self.town.closed // 4
        candidates = [
            household
            for household in households
            if household.stage in ("recent", "old") and household.opened > 120
        ]
        for size, number in ((1, self.town.closed - 2 * couples), (2, couples)):
            chosen = [h for h in candidates if len(h.adults) == size][:number]
            for household in chosen:
                household.closed = True
