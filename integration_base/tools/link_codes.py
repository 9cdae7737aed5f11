"""Numbers of links and codes as people type them, and digests of codes."""

import base64
import hashlib
import secrets
import unicodedata
from hmac import compare_digest

#: work factor of a code's digest: some 50 ms and 16 MB
COST = {"n": 2**14, "r": 8, "p": 1}
LONGEST = 64
#: letters that are easily mistaken, as in Crockford's base 32
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def clean(text):
    """Bring what was typed into the form it was made in.

    Digits of any script are taken, as Arabic and Persian keyboards type them.

    :return: capitals and digits without anything between
    """
    signs = []
    for sign in str(text or "")[: 4 * LONGEST]:
        digit = unicodedata.decimal(sign, None)
        if digit is not None:
            signs.append(str(digit))
        elif sign.isascii() and sign.isalnum():
            signs.append(sign.upper())
    return "".join(signs)[:LONGEST].translate(MISTAKEN)


def make_digest(code):
    """:return: salted digest of a code, costly to compute"""
    salt = secrets.token_bytes(16)
    digest = hashlib.scrypt(code.encode(), salt=salt, **COST)
    return "$".join(
        (
            "scrypt",
            *(str(COST[name]) for name in ("n", "r", "p")),
            *(base64.b64encode(part).decode() for part in (salt, digest)),
        )
    )


def verify(digest, code):
    """Compare a code with its digest; costs the same where there is none.

    :return: whether the code is the right one
    """
    _kind, n, r, p, salt, wanted = (digest or NOTHING).split("$")
    found = hashlib.scrypt(
        (code or "").encode(),
        salt=base64.b64decode(salt),
        n=int(n),
        r=int(r),
        p=int(p),
    )
    same = compare_digest(found, base64.b64decode(wanted))
    return bool(digest and code and same)


#: what nobody's code is compared with
NOTHING = make_digest(secrets.token_hex(16))
