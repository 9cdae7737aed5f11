import random
from itertools import product

from odoo.tests import BaseCase, tagged

from ..tools.suppression import Cell, hidden_cells


def cells(*numbers):
    return [Cell(number, number) for number in numbers]


def hide(*numbers, limit=2):
    total_hidden, [hidden] = hidden_cells(
        Cell(sum(numbers), sum(numbers)), [cells(*numbers)], limit
    )
    return (
        ["*"]
        if total_hidden
        else ["•" if i in hidden else number for i, number in enumerate(numbers)]
    )


@tagged("post_install", "-at_install")
class TestSuppression(BaseCase):
    """Small cells, by hand and against an attacker who tries everything (C63)."""

    def test_by_hand(self):
        for numbers, expected in (
            ((5, 7), [5, 7]),
            ((0, 7), [0, 7]),
            ((1, 7, 9), ["•", "•", 9]),
            ((2, 7, 9, 0), ["•", "•", 9, 0]),
            ((1, 1, 9), ["•", "•", "•"]),  # else both would be one
            ((2, 2, 9), ["•", "•", 9]),
            ((1, 1, 1), ["*"]),
            ((1, 0), ["*"]),
            ((2,), ["*"]),
            ((3,), [3]),
        ):
            self.assertEqual(hide(*numbers), expected, numbers)
        self.assertEqual(hide(1, 7, limit=0), [1, 7])
        self.assertEqual(hide(4, 7, 20, limit=4), ["•", "•", 20])

    def test_overlapping_cells_need_no_second(self):
        """Languages of a person: the cells do not add up to the total."""
        total_hidden, [hidden] = hidden_cells(Cell(10, 10), [cells(8, 9, 1)], 2)
        self.assertFalse(total_hidden)
        self.assertEqual(hidden, {2})

    def test_hidden_total_hides_every_table(self):
        total_hidden, hidden = hidden_cells(
            Cell(3, 3), [cells(1, 1, 1), cells(3, 0)], 2
        )
        self.assertTrue(total_hidden)
        self.assertEqual(hidden, [{0, 1, 2}, {0}])

    def test_sums_follow_persons(self):
        """Minutes: hidden by persons, not by their number."""
        total = Cell(900, 30)
        table = [Cell(500, 1), Cell(100, 20), Cell(300, 9)]
        _total_hidden, [hidden] = hidden_cells(total, [table], 2)
        self.assertEqual(hidden, {0, 2})

    def test_nobody_can_work_it_out(self):
        """For every hidden cell more than one value fits what is shown, and one of
        them is not small."""
        rng = random.Random(63)
        tried = 0
        for _round in range(400):
            numbers = [rng.choice((0, 1, 1, 2, 3, 4, 6)) for _i in range(4)]
            shown = hide(*numbers)
            if "•" not in shown:
                continue
            tried += 1
            secret = [i for i, text in enumerate(shown) if text == "•"]
            rest = sum(numbers[i] for i in secret)
            fitting = [
                values
                for values in product(range(1, rest + 1), repeat=len(secret))
                if sum(values) == rest
            ]
            for position in range(len(secret)):
                values = {row[position] for row in fitting}
                self.assertGreater(len(values), 1, numbers)
                self.assertGreater(max(values), 2, numbers)
        self.assertGreater(tried, 100)
