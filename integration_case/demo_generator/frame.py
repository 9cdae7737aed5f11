"""Days and draws that all parts of the demo share."""

import random
from datetime import datetime, time, timedelta

from odoo.addons.integration_base.models.integration_protected import (
    REFERENCE_ALPHABET,
    REFERENCE_LENGTH,
)
from odoo.addons.integration_base.tools.days import GERMANY, UTC, get_today

SATURDAY = 5
DAYS_OF_CONTACTS = 425


class Frame:
    """Today in Germany, and a random generator with a fixed seed.

    What is drawn never depends on the day: the same seed gives the same people and
    the same counts, with dates that move along.
    """

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.today = get_today()
        self._references = set()

    def day(self, ago):
        """:return: the date that many days ago."""
        return self.today - timedelta(days=ago)

    def workday(self, ago):
        """:return: that date, or the Friday before a weekend."""
        day = self.day(ago)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def moment(self, day, hour, minute=0):
        """:return: UTC datetime, as Odoo keeps it, of a time of day in Germany."""
        local = datetime.combine(day, time(hour, minute), GERMANY)
        return local.astimezone(UTC).replace(tzinfo=None)

    def weighted(self, weights):
        """:return: a key of a dict of weights."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def reference(self):
        """:return: a client's reference that was not given before."""
        while True:
            code = "".join(self.random.choices(REFERENCE_ALPHABET, k=REFERENCE_LENGTH))
            if code not in self._references:
                self._references.add(code)
                return f"K-{code}"

    def share_out(self, total, weights):
        """Share a number out in whole parts.

        :param int total: the sum of the parts
        :param list weights: what the parts are proportional to
        :return: list of int, in the order of the weights
        """
        whole = sum(weights)
        exact = [total * weight / whole for weight in weights]
        parts = [int(part) for part in exact]
        by_rest = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
        for position in by_rest[: total - sum(parts)]:
            parts[position] += 1
        return parts
