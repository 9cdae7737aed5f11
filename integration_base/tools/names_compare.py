"""Whether two descriptions may be of one person. Knows nothing of Odoo.

The names must be alike, by sound and by known spellings; how much alike depends on what
the dates of birth say. Figures were set with the pairs for tuning in
``tests/data/name_pairs.csv``; see ``docs/duplicates.md``.
"""

from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from .names import Token, make_keys, read_name

VOWELS = set("aeiou")
#: cost of exchanging two sounds that languages write for each other → the pairs
NEAR = {
    0.1: "ou ei",
    0.15: "uv ae",
    0.3: "Ss SC SZ JC JZ Jz Ji CX Ck Xh Xk XG Gg gk gh zs cs cz cC ck Zz Jc",
    0.35: "Gk Jg JS XC Zi td pb vf dz ts CS hk",
    0.5: "vb mn",
}
COSTS = {
    frozenset(pair): cost
    for cost, pairs in sorted(NEAR.items(), reverse=True)
    for pair in pairs.split()
}
#: likeness of names that is needed, by what the dates of birth say
NEEDED = {
    "same": 0.76,
    "first_of_january": 0.80,
    "swapped": 0.80,
    "year": 0.84,
    "typing": 0.92,
    "unknown": 0.90,
}
OTHER_NAME = 0.4
GENDER = 0.05
COUNTRY = 0.03


class Description(NamedTuple):
    """What is known of a person."""

    first_name: str = ""
    last_name: str = ""
    name_native: str = ""
    birth_date: object = None
    estimated: bool = False
    gender: str = ""
    country: str = ""


class Likeness(NamedTuple):
    """How alike two persons are."""

    #: of the names, 0 to 1
    name: float
    #: what the dates of birth say, a key of ``NEEDED`` or "different"
    birth: str
    #: how much the names are more alike than needed; below 0: not the same
    margin: float

    @property
    def is_likely(self):
        return self.margin >= 0


def compare(left, right):
    """Compare two descriptions.

    :param Description left: one person
    :param Description right: the other person
    :return: :class:`Likeness`
    """
    birth = compare_births(left, right)
    needed = NEEDED.get(birth)
    if needed is None:
        return Likeness(0.0, birth, -1.0)
    name = compare_names(left, right)
    known = ("female", "male", "diverse")
    if left.gender in known and right.gender in known and left.gender != right.gender:
        needed += GENDER
    if left.country and right.country and left.country != right.country:
        needed += COUNTRY
    return Likeness(name, birth, name - needed)


def may_be_found(left, right):
    """:return: whether the index leads from one description to the other"""
    return bool(set(make_keys(*left[:4])) & set(make_keys(*right[:4])))


# ----------------------------------------------------------------------
# Dates of birth
# ----------------------------------------------------------------------


def compare_births(left, right):
    """:return: key of ``NEEDED``, or "different"."""
    one, two = left.birth_date, right.birth_date
    if not one or not two:
        return "unknown"
    estimated = left.estimated or right.estimated
    guess = estimated or (1, 1) in ((one.month, one.day), (two.month, two.day))
    if one == two:
        return "first_of_january" if guess else "same"
    if one.year == two.year:
        if guess:
            return "year"
        if (one.month, one.day) == (two.day, two.month):
            return "swapped"
    differing = [
        f"{a:04}{b:04}"
        for a, b in zip(one.timetuple()[:3], two.timetuple()[:3], strict=True)
        if a != b
    ]
    if len(differing) == 1 and not guess:
        first, second = differing[0][:4], differing[0][4:]
        digits = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        transposed = len(digits) == 2 and digits[0] == digits[1][::-1]
        # another year is more often a brother or sister than a slip
        if transposed or (len(digits) == 1 and one.year == two.year):
            return "typing"
    return "different"


# ----------------------------------------------------------------------
# Names
# ----------------------------------------------------------------------


def compare_names(left, right):
    """:return: likeness of two persons' names, the best over scripts and orders"""
    return max(
        (
            _compare_parts(one, two)
            for one in _get_forms(left)
            for two in _get_forms(right)
        ),
        default=0.0,
    )


def _get_forms(description):
    """:return: the name as usual and as in own script, where given"""
    usual = read_name(description.first_name, description.last_name)
    native = read_name(description.name_native)
    return [form for form in (usual, native) if form]


@lru_cache(maxsize=20_000)
def _compare_parts(one, two):
    plain = [tuple(t for part in parts for t in part) for parts in (one, two)]
    best = _match(*plain)
    if best < 0.95:
        variants = [_join_neighbours(parts) for parts in (one, two)]
        best = max(
            best,
            *(_match(a, plain[1]) for a in variants[0]),
            *(_match(plain[0], b) for b in variants[1]),
            0.0,
        )
    return best


def _join_neighbours(parts):
    """:return: tokens with two neighbours of one part written as one word"""
    found = []
    for number, part in enumerate(parts):
        others = [t for other in (*parts[:number], *parts[number + 1 :]) for t in other]
        for position in range(len(part) - 1):
            a, b = part[position : position + 2]
            sounds = tuple(x + y for x in a.sounds for y in b.sounds)
            joined = Token(sounds, a.abjad and b.abjad, frozenset())
            rest = part[:position] + part[position + 2 :]
            found.append((*others, *rest, joined))
    return found


def _match(one, two):
    """Find the best partners; names that only one of the two bears count little."""
    if len(one) > len(two):
        one, two = two, one
    if not one:
        return 0.0
    table = [[_compare_tokens(a, b) for b in two] for a in one]
    if len(two) > 5:
        rows = [max(row) for row in table]
    else:
        rows = max(
            (
                [table[i][j] for i, j in enumerate(order)]
                for order in permutations(range(len(two)), len(one))
            ),
            key=lambda row: sum(row) + min(row),
        )
    likeness = (sum(rows) / len(rows) + min(rows)) / 2
    extra = len(two) - len(one)
    if len(one) == 1:
        # one name proves little
        return likeness - 0.25 if extra else likeness - 0.05
    return likeness - 0.02 * extra


@lru_cache(maxsize=50_000)
def _compare_tokens(a, b):
    if a.groups & b.groups:
        return 1.0
    likeness = max(
        _compare_sounds(x, y, a.abjad or b.abjad) for x in a.sounds for y in b.sounds
    )
    if a.groups and b.groups:
        return min(likeness, OTHER_NAME)
    return likeness


@lru_cache(maxsize=50_000)
def _compare_sounds(x, y, abjad):
    """:return: 1 less the weighted distance of two sounds, by their weight"""
    if x == y:
        return 1.0
    before, row = None, [0.0]
    for letter in y:
        row.append(row[-1] + _drop(letter, abjad))
    for i, a in enumerate(x):
        new = [row[0] + _drop(a, abjad)]
        for j, b in enumerate(y):
            cost = min(
                row[j] + _change(a, b),
                row[j + 1] + _drop(a, abjad),
                new[j] + _drop(b, abjad),
            )
            if before and i and j and a == y[j - 1] and b == x[i - 1]:
                cost = min(cost, before[j - 1] + 0.5)
            new.append(cost)
        before, row = row, new
    weight = max(_weigh(x), _weigh(y)) or 1.0
    return max(0.0, 1 - row[-1] / weight)


def _weigh(sound):
    return sum(0.5 if letter in VOWELS else 1.0 for letter in sound)


def _drop(letter, abjad):
    if letter in VOWELS:
        return 0.05 if abjad else 0.3
    return 0.35 if letter == "h" else 1.0


def _change(a, b):
    if a == b:
        return 0.0
    if cost := COSTS.get(frozenset((a, b))):
        return cost
    return 0.25 if a in VOWELS and b in VOWELS else 1.0
