"""Sealing a document with a passphrase, so that another authority can open it.

Format ``integration-transfer``, version 1: a JSON object in UTF-8 with

``format``, ``version``
    as above; another version is refused
``kdf``
    ``{"name": "scrypt", "n", "r", "p", "salt"}``: the key is the 32 bytes that
    scrypt (RFC 7914) derives from the passphrase (UTF-8, Unicode NFKC, outer blanks
    removed) and the salt (16 random bytes, base64)
``cipher``
    ``{"name": "AES-256-GCM", "nonce"}``: 12 random bytes, base64
``data``
    base64 of ciphertext and tag. Authenticated with it: the JSON object without
    ``data``, keys sorted, without blanks, UTF-8

The plain text is a JSON object in UTF-8.
"""

import base64
import json
import os
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FORMAT = "integration-transfer"
VERSION = 1
# about 0.1 s and 64 MiB; what a file asks for is compared with this, or a forged
# one could ask for any amount of memory
SCRYPT = {"n": 2**16, "r": 8, "p": 1}
PASSPHRASE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PASSPHRASE_GROUPS = 6


class SealError(Exception):
    """A container that cannot be opened.

    :param str code: ``format``, ``version`` or ``passphrase`` (wrong, or the file
        was changed: the cipher cannot tell)
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def make_passphrase():
    """:return: a random passphrase of 118 bits, easy to dictate."""
    return "-".join(
        "".join(secrets.choice(PASSPHRASE_ALPHABET) for _i in range(4))
        for _group in range(PASSPHRASE_GROUPS)
    )


def seal(document, passphrase):
    """Encrypt a document.

    :param dict document: what JSON can hold
    :param str passphrase: not empty
    :return: the container as bytes
    """
    header = {
        "format": FORMAT,
        "version": VERSION,
        "kdf": {"name": "scrypt", **SCRYPT, "salt": _encode(os.urandom(16))},
        "cipher": {"name": "AES-256-GCM", "nonce": _encode(os.urandom(12))},
    }
    cipher = AESGCM(_derive_key(passphrase, header))
    nonce = base64.b64decode(header["cipher"]["nonce"])
    plain = json.dumps(document, ensure_ascii=False).encode()
    data = _encode(cipher.encrypt(nonce, plain, _canonical(header)))
    return json.dumps({**header, "data": data}, indent=1).encode()


def unseal(content, passphrase):
    """Decrypt a container.

    :param bytes content: as :func:`seal` gave it
    :param str passphrase: the sender's
    :return: the document
    :raise SealError: see there
    """
    try:
        header = json.loads(content)
        if header["format"] != FORMAT:
            raise SealError("format")
        if header["version"] != VERSION:
            raise SealError("version")
        data = base64.b64decode(header.pop("data"), validate=True)
        nonce = base64.b64decode(header["cipher"]["nonce"], validate=True)
        kdf = dict(header["kdf"])
        base64.b64decode(kdf.pop("salt"), validate=True)
        if kdf != {"name": "scrypt", **SCRYPT} or len(nonce) != 12:
            raise SealError("format")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError("format") from error
    try:
        cipher = AESGCM(_derive_key(passphrase, header))
        document = json.loads(cipher.decrypt(nonce, data, _canonical(header)))
    except InvalidTag as error:
        raise SealError("passphrase") from error
    except ValueError as error:
        raise SealError("format") from error
    if not isinstance(document, dict):
        raise SealError("format")
    return document


def _derive_key(passphrase, header):
    kdf = header["kdf"]
    salt = base64.b64decode(kdf["salt"])
    text = unicodedata.normalize("NFKC", passphrase).strip()
    return Scrypt(salt=salt, length=32, **SCRYPT).derive(text.encode())


def _canonical(header):
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _encode(data):
    return base64.b64encode(data).decode()
