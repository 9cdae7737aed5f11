"""How referrals, and what left with them, come about."""


class ReferralMakers:
    """Part of ``Makers``: a referral that was not sent yet, and one that was."""

    def _make_integration_referral(self):
        model = "integration.referral"
        values = {
            **self.get_values(model),
            "partner_id": self.authority,
            "channel": "letter",
        }
        contact = self._first("integration.data.class", [["code", "=", "contact"]])
        sent = {
            "case_id": self.ids["integration.case"],
            "partner_id": self.authority,
            "channel": "letter",
            "data_class_ids": [[6, 0, [contact]]],
        }
        referral = self._one(self.call(model, "create", [sent]))
        action = self.call(model, "action_send", [referral])
        self.call(action["res_model"], "action_send", [action["res_id"]])
        self.spare["referral"] = referral
        return self._one(self.call(model, "create", [values]))

    def _make_integration_referral_step(self):
        domain = [["referral_id", "=", self.spare["referral"]]]
        return self._first("integration.referral.step", domain)

    def _make_integration_referral_letter(self):
        domain = [["referral_ids", "=", self.spare["referral"]]]
        return self._first("integration.referral.letter", domain)

    def _make_integration_disclosure(self):
        domain = [["letter_id", "=", self.ids["integration.referral.letter"]]]
        return self._first("integration.disclosure", domain)

    def _make_integration_gap(self):
        """A need, which only a job finds."""
        rows = self.query(
            "INSERT INTO integration_gap (case_id, person_id, company_id, reference,"
            " referral_id, source, kind, date_from) SELECT id, person_id,"
            " company_id, reference, %s, 'referral', 'none',"
            " current_date FROM integration_case WHERE id = %s RETURNING id",
            *(self.spare["referral"], self.ids["integration.case"]),
        )
        return rows[0][0]
