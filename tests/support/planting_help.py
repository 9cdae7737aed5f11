"""How help by volunteers comes about, on the case's side."""


class HelpMakers:
    """Part of ``Makers``: a client for whom a tandem is looked for."""

    def _make_integration_engagement(self):
        model = "integration.engagement"
        values = self.get_values("integration.engagement.ask", plant=False)
        ask = {
            **{name: values[name] for name in ("case_id", "task_id")},
            "kind": "tandem",
            "words": "x",
        }
        engagement = self._ask_for_help(ask)
        # another one, since help for which data were released is not deleted
        self.spare["engagement"] = self._ask_for_help(ask)
        [row] = self.call(model, "read", [engagement], ["tandem_id"])
        self.spare["tandem"] = row["tandem_id"][0]
        return self._write_texts(model, engagement)

    def _ask_for_help(self, ask):
        dialog = self.call("integration.engagement.ask", "create", [ask])
        action = self.call("integration.engagement.ask", "action_ask", dialog)
        return action["res_id"]

    def _make_integration_engagement_release(self):
        """A release, for which a volunteer would have to be found first."""
        rows = self.query(
            "INSERT INTO integration_engagement_release (engagement_id, case_id,"
            " person_id, company_id, reference, letter_id, partner_id, user_id,"
            " date_from, date_until) SELECT id, case_id, person_id, company_id,"
            " reference, %s, %s, %s, now() - interval '1 day', now() + interval '1 day'"
            " FROM integration_engagement WHERE id = %s RETURNING id",
            *(self.ids["integration.referral.letter"], self.authority),
            *(self.session.uid, self.spare["engagement"]),
        )
        return rows[0][0]
