from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today

from .integration_case_my_day import ROWS


class IntegrationCase(models.Model):
    """The start page's middle: what is due, with the number of days."""

    _inherit = "integration.case"

    @api.model
    def _get_my_day_due(self):
        """Collect what waits for the user; extended by each addon.

        :return: list of groups, see :meth:`_prepare_my_day_group`
        """
        return [
            self._get_my_day_handovers(),
            self._get_my_day_activities(),
            self._get_my_day_titles(),
            self._get_my_day_clocks(),
        ]

    @api.model
    def _prepare_my_day_group(self, key, label, records, domain, prepare):
        """Describe one kind of due things.

        :param str key: technical name
        :param str label: words for the screen
        :param records: those found, at most ``ROWS``
        :param domain: the domain of all
        :param prepare: function record → dict with ``name``, ``reference``, ``date``;
            optionally ``note``, ``model`` and ``res_id`` of what a click opens
        :return: dict ``key``, ``label``, ``count``, ``rows``, ``action``
        """
        today = get_today()
        rows = []
        for record in records:
            row = {
                "key": f"{key}-{record.id}",
                "label": label,
                "note": "",
                "model": record._name,
                "res_id": record.id,
            } | prepare(record)
            date = row.pop("date")
            row["days"] = (date - today).days
            row["date"] = fields.Date.to_string(date)
            rows.append(row)
        count = len(records)
        if count >= ROWS:
            count = records.search_count(domain)
        return {
            "key": key,
            "label": label,
            "count": count,
            "rows": rows,
            "action": self._prepare_my_day_action(label, records._name, domain),
        }

    @api.model
    def _get_my_day_handovers(self):
        uid = self.env.uid
        domain = fields.Domain("state", "=", "proposed") & (
            fields.Domain("to_user_id", "=", uid)
            | fields.Domain("to_team_id.member_ids", "in", uid)
            | fields.Domain("to_team_id.lead_ids", "in", uid)
        )
        handovers = self.env["integration.handover"].search(
            domain, order="date_effective, id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "handover",
            self.env._("Hand-overs waiting for an answer"),
            handovers,
            domain,
            lambda handover: {
                "name": handover.reference,
                "reference": "",
                "note": self.env._("from %(name)s", name=handover.from_user_id.name),
                "date": handover.date_effective,
            },
        )

    @api.model
    def _get_my_day_activities(self):
        models_ = self.env["integration.protected"]._get_protected_models()
        domain = fields.Domain("user_id", "=", self.env.uid)
        domain &= fields.Domain("res_model", "in", sorted(models_))
        domain &= fields.Domain(
            "date_deadline", "<=", fields.Date.to_string(get_today())
        )
        activities = self.env["mail.activity"].search(
            domain, order="date_deadline, id", limit=ROWS
        )
        on_cases = activities.filtered(lambda row: row.res_model == self._name)
        cases = self.browse(on_cases.mapped("res_id"))._filtered_access("read")
        names = {case.id: case.client_name for case in cases}
        return self._prepare_my_day_group(
            "activity",
            self.env._("Tasks and follow-ups"),
            activities,
            domain,
            lambda activity: {
                "name": names.get(activity.res_id) or activity.res_name,
                "reference": activity.res_name if names.get(activity.res_id) else "",
                "note": activity.summary or activity.activity_type_id.name or "",
                "date": activity.date_deadline,
                "model": activity.res_model,
                "res_id": activity.res_id,
            },
        )

    @api.model
    def _get_my_day_titles(self):
        days = self.env["integration.residence.title"]._get_alert_days()
        limit = get_today() + timedelta(days=days)
        domain = fields.Domain("title_until", "<=", fields.Date.to_string(limit))
        domain &= fields.Domain("case_ids", "any", self._get_my_day_domain())
        persons = self.env["integration.person"].search(
            domain, order="title_until, id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "title",
            self.env._("Residence titles ending"),
            persons,
            domain,
            lambda person: {
                "name": person.name,
                "reference": person.reference,
                "note": person.status_id.name or "",
                "date": person.title_until,
            },
        )

    @api.model
    def _get_my_day_clocks(self):
        domain = self._get_my_day_domain() & fields.Domain(
            "clock_end", "<=", fields.Date.to_string(self._get_clock_warning_date())
        )
        cases = self.search(domain, order="clock_end, id", limit=ROWS)
        return self._prepare_my_day_group(
            "clock",
            self.env._("Time of advice ending"),
            cases,
            domain,
            lambda case: {
                "name": case.client_name,
                "reference": case.reference,
                "date": case.clock_end,
            },
        )
