"""What the client's consents let out of the house in a hand-over."""

from odoo.exceptions import UserError

PURPOSE = "authority"


class TransferGate:
    """Asks the decision function for one hand-over, each question once.

    :param case: ``integration.case`` record
    :param str authority: name of the receiving authority, as typed
    """

    def __init__(self, case, authority):
        self.env = case.env
        self.case = case
        self.recipient = self._find_recipient(authority)
        self.answers = {}

    def _find_recipient(self, authority):
        """:return: the contact of this name that a client has named, or the kind"""
        wanted = authority.strip().casefold()
        consents = self.case.person_ids.consent_ids.filtered(
            lambda consent: consent.purpose_id.code == PURPOSE
        )
        for partner in consents.recipient_ids:
            if (partner.name or "").strip().casefold() == wanted:
                return partner
        return "authority"

    def decide(self, person, data_class):
        """:return: answer of ``integration.consent._decide``"""
        key = (person.id, data_class)
        if key not in self.answers:
            self.answers[key] = self.env["integration.consent"]._decide(
                person, data_class, self.recipient, PURPOSE
            )
        return self.answers[key]

    def allows(self, person, data_class):
        """:return: whether data of this class of a person may leave"""
        return self.decide(person, data_class)["allowed"]

    def check(self):
        """:raise UserError: if nothing about the client may leave, with the reason"""
        answer = self.decide(self.case.person_id, "contact")
        if answer["allowed"]:
            return
        words = answer["words"]
        if answer["code"] == "wrong_recipient":
            words = self.env._(
                "The client has not named this authority in the consent “Hand-over to "
                "another authority”."
            )
        raise UserError(
            self.env._(
                "%(reference)s is not handed over. %(reason)s",
                reference=self.case.reference,
                reason=words,
            )
        )
