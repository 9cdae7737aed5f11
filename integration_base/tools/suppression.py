"""Hiding small cells of a table so that nobody can be recognised in it.

Cells of 1 to ``limit`` persons are hidden (primary suppression). Where cells add up to
a total that is shown, more are hidden until what is hidden cannot be worked out from the
rest (secondary suppression), the smallest first, as statistical offices do (Handbook on
Statistical Disclosure Control, Hundepool et al. 2010, section 5; C63). Zeros stay: that
nobody is there tells of nobody. Knows nothing of Odoo.
"""

from typing import NamedTuple


class Cell(NamedTuple):
    """One figure of a table."""

    #: the figure itself
    value: float
    #: number of different persons behind it
    persons: int


def hidden_cells(total, tables, limit):
    """Say which cells must not be shown.

    :param Cell total: total of an indicator
    :param list tables: one list of :class:`Cell` for each way to break it down
    :param int limit: largest number of persons that is hidden, 0: none
    :return: tuple (whether the total is hidden, list of sets of positions in a table)
    """
    hidden = [_hide_in_table(total, cells, limit) for cells in tables]
    if _is_small(total, limit) or None in hidden:
        # so few that any cell with persons tells of them
        return True, [
            {i for i, cell in enumerate(cells) if cell.persons} for cells in tables
        ]
    return False, hidden


def _hide_in_table(total, cells, limit):
    """:return: positions to hide; None if hiding them all is not enough"""
    hidden = {i for i, cell in enumerate(cells) if _is_small(cell, limit)}
    adds_up = abs(sum(cell.value for cell in cells) - total.value) < 0.005
    if not hidden or not adds_up:
        # cells that overlap, like languages of a person, cannot be worked out
        return hidden
    more = sorted(
        (i for i, cell in enumerate(cells) if cell.persons and i not in hidden),
        key=lambda i: (cells[i].persons, cells[i].value, i),
    )
    while not _is_safe([cells[i] for i in hidden], limit):
        if not more:
            return None
        hidden.add(more.pop(0))
    return hidden


def _is_small(cell, limit):
    return 0 < cell.persons <= limit


def _is_safe(cells, limit):
    """Each hidden cell may hold anything from one to more than ``limit`` persons, for
    all that the total and the cells shown tell."""
    return len(cells) > 1 and sum(cell.persons for cell in cells) >= limit + len(cells)
