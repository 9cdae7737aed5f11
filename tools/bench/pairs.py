"""Comparing two ways to do the same by interleaved pairs."""

import random
import statistics
import time

PAIRS = 40
WARM_UP = 5
RESAMPLES = 2_000
CONFIDENCE = 0.95


def compare(one, other):
    """Time two functions in turn, and the second against itself (A/A).

    :return: dict ``one``, ``other``: medians in milliseconds; ``ratio`` and ``upper``:
        ratio of medians and its upper 95 % bootstrap bound; ``spread``: upper bound of
        the A/A ratio minus one, which is what chance alone does in this run
    """
    for _number in range(WARM_UP):
        one()
        other()
    samples = [(_time(one), _time(other), _time(other)) for _number in range(PAIRS)]
    rng = random.Random(PAIRS)
    return {
        "one": 1000 * statistics.median(row[0] for row in samples),
        "other": 1000 * statistics.median(row[1] for row in samples),
        "ratio": _ratio(samples, 0, 1),
        "upper": _upper(samples, 0, 1, rng),
        "spread": _upper(samples, 2, 1, rng) - 1,
    }


def _time(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def _ratio(samples, one, other):
    medians = [statistics.median(row[i] for row in samples) for i in (one, other)]
    return medians[0] / medians[1]


def _upper(samples, one, other, rng):
    ratios = sorted(
        _ratio(rng.choices(samples, k=len(samples)), one, other)
        for _number in range(RESAMPLES)
    )
    return ratios[int(CONFIDENCE * RESAMPLES)]
