"""Telephone numbers as people type them. Knows nothing of Odoo."""

import re

TYPED = re.compile(r"[\d\s+()/.-]{3,}")
NATIONAL = re.compile(r"^(\+49|0049)")


def phone_digits(text):
    """Return the digits of a number; +49 and 0049 become 0, other countries keep +."""
    return NATIONAL.sub("0", re.sub(r"[^\d+]", "", text or ""))


def typed_digits(text):
    """Return the digits of what may be part of a number, else an empty string."""
    return phone_digits(text) if TYPED.fullmatch(text.strip()) else ""
