"""Credit transfers as pain.001.001.09, the format that banks take (ISO 20022)."""

import re
import unicodedata

from lxml import etree

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
GERMAN = str.maketrans(
    # each vowel is followed by an e
    {
        **{
            umlaut: f"{vowel}e"
            for umlaut, vowel in zip("äöüÄÖÜ", "aouAOU", strict=True)
        },
        "ß": "ss",
    }
)


def to_sepa(text, length):
    """Write a text with the letters that every bank accepts.

    :param str text: any text
    :param int length: most letters
    :return: Latin letters, digits, blank and ``/-?:().,'+`` only
    """
    text = unicodedata.normalize("NFKD", (text or "").translate(GERMAN))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(r"[^A-Za-z0-9/\-?:().,'+ ]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" /")
    return text[:length] or "-"


def build_pain(message, debtor, day, transfers):
    """Build one payment order.

    :param dict message: ``reference`` (35 letters at most), ``made`` (datetime, UTC)
    :param dict debtor: ``name``, ``iban``, ``bic`` (may be empty)
    :param day: day of execution asked for
    :param transfers: list of dicts ``reference``, ``name``, ``iban``, ``bic`` (may be
        empty), ``amount`` (exact decimal, EUR), ``purpose``
    :return: XML as bytes
    """
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})
    order = _add(root, "CstmrCdtTrfInitn")
    total = f"{sum(transfer['amount'] for transfer in transfers):.2f}"
    count = str(len(transfers))
    head = _add(order, "GrpHdr")
    reference = to_sepa(message["reference"], 35)
    _add(head, "MsgId", reference)
    _add(head, "CreDtTm", message["made"].strftime("%Y-%m-%dT%H:%M:%SZ"))
    _add(head, "NbOfTxs", count)
    _add(head, "CtrlSum", total)
    _add(_add(head, "InitgPty"), "Nm", to_sepa(debtor["name"], 70))
    payment = _add(order, "PmtInf")
    _add(payment, "PmtInfId", reference)
    _add(payment, "PmtMtd", "TRF")
    _add(payment, "NbOfTxs", count)
    _add(payment, "CtrlSum", total)
    _add(_add(_add(payment, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _add(_add(payment, "ReqdExctnDt"), "Dt", day.isoformat())
    _add(_add(payment, "Dbtr"), "Nm", to_sepa(debtor["name"], 70))
    _add(_add(_add(payment, "DbtrAcct"), "Id"), "IBAN", debtor["iban"])
    agent = _add(_add(payment, "DbtrAgt"), "FinInstnId")
    if debtor["bic"]:
        _add(agent, "BICFI", debtor["bic"])
    else:
        _add(_add(agent, "Othr"), "Id", "NOTPROVIDED")
    _add(payment, "ChrgBr", "SLEV")
    for transfer in transfers:
        _add_transfer(payment, transfer)
    return etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )


def _add_transfer(payment, transfer):
    node = _add(payment, "CdtTrfTxInf")
    _add(_add(node, "PmtId"), "EndToEndId", to_sepa(transfer["reference"], 35))
    amount = _add(_add(node, "Amt"), "InstdAmt", f"{transfer['amount']:.2f}")
    amount.set("Ccy", "EUR")
    if transfer["bic"]:
        agent = _add(_add(node, "CdtrAgt"), "FinInstnId")
        _add(agent, "BICFI", transfer["bic"])
    _add(_add(node, "Cdtr"), "Nm", to_sepa(transfer["name"], 70))
    _add(_add(_add(node, "CdtrAcct"), "Id"), "IBAN", transfer["iban"])
    _add(_add(node, "RmtInf"), "Ustrd", to_sepa(transfer["purpose"], 140))


def _add(parent, name, text=None):
    node = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    node.text = text
    return node
