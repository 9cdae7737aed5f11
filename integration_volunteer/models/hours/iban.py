"""Bank account numbers by ISO 13616.

``stdnum.iban`` cannot be imported below Odoo 19, whose import hook hides the package's
data files; its check digits can.
"""

import re

from stdnum.iso7064 import mod_97_10

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]+")
#: country of the payment area → length of its IBAN
LENGTHS = {
    **{"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24},
    **{"DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23},
    **{"GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20},
    **{"LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18},
    **{"NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24},
    **{"SM": 27, "VA": 22},
}


def compact(number):
    """:return: an account number in capitals without blanks and hyphens"""
    return re.sub(r"[\s\-]", "", number or "").upper()


def is_valid(number):
    """Check country, length and check digits.

    :param str number: IBAN, with or without blanks
    :return: whether money can be sent to it within the euro payment area
    """
    number = compact(number)
    if not IBAN.fullmatch(number) or LENGTHS.get(number[:2]) != len(number):
        return False
    return mod_97_10.is_valid(number[4:] + number[:4])
