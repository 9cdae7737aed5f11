from odoo import fields, models
from odoo.exceptions import UserError


class IntegrationVolunteerRequest(models.Model):
    """Asking volunteers, the one who goes, and her booking (V19)."""

    _inherit = "integration.volunteer.request"

    # ------------------------------------------------------------------
    # Suggestions
    # ------------------------------------------------------------------

    def _get_wishes(self):
        """:return: what is asked for, as ``integration.volunteer.match`` takes it"""
        self.ensure_one()
        return {
            "task": self.task_id,
            "start": self.start,
            "stop": self.stop,
            "language": self.language_id,
            "other_language": self.other_language_id,
            "dialect": self.dialect,
            "level": self.level,
            "form": self.language_id and self.form,
            "gender": self.gender,
            "zip": self.setting == "on_site" and self.zip,
            "company": self.company_id,
        }

    def _explain_not(self, volunteer):
        """:return: list of sentences: why a volunteer is not suggested (V18)"""
        self.ensure_one()
        wishes = self._get_wishes()
        match = self.env["integration.volunteer.match"]
        words = match._explain(volunteer, besides=self, **wishes)
        conflicts = volunteer._get_conflicts(self.start, self.stop, besides=self)
        return words + [row["words"] for row in conflicts if not row["hard"]]

    def action_suggest(self):
        """:return: dialog with suggestions and their reasons (V18)"""
        self.ensure_one()
        self.check_access("write")
        return self.env["integration.volunteer.request.suggest"]._open_for(self)

    # ------------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------------

    def _ask(self, volunteers, reasons=None):
        """Ask volunteers whether they go; who is asked already is left out.

        :param volunteers: ``integration.volunteer``
        :param dict reasons: id of a volunteer → (score, text) to be kept with the ask
        :return: the new asks
        :raise UserError: naming the reason if one of them may not go
        """
        engine = self._begin_step("open", by_coordination=True)
        engine._check_complete()
        live = engine.ask_ids.filtered(lambda ask: ask.state in ("asked", "accepted"))
        # sudo: the right to the request was checked; its asks are rows of the engine
        volunteers = volunteers.sudo() - live.volunteer_id
        for volunteer in volunteers:
            if words := engine._get_hindrances(volunteer):
                raise UserError("\n".join(words))
        asks = live.create(
            [
                {
                    "request_id": engine.id,
                    "volunteer_id": volunteer.id,
                    "score": (reasons or {}).get(volunteer.id, (0, ""))[0],
                    "reasons": (reasons or {}).get(volunteer.id, (0, ""))[1],
                }
                for volunteer in volunteers
            ]
        )
        for ask in asks:
            ask._mail_asked()
        if not engine.coordinator_id and not self.env.su:
            engine.coordinator_id = self.env.uid
        return asks.with_env(self.env)

    def _get_hindrances(self, volunteer):
        """:return: list of sentences: why a volunteer may not go at all"""
        self.ensure_one()
        words = list(volunteer._get_unfit(self.task_id, self._get_day()))
        if volunteer.company_id != self.company_id:
            words.append(self.env._("Belongs to another authority."))
        conflicts = volunteer._get_conflicts(self.start, self.stop, besides=self)
        return words + [row["words"] for row in conflicts if row["hard"]]

    def _may_go(self, volunteer):
        """:return: whether nothing hinders a volunteer"""
        return not self._get_hindrances(volunteer)

    def _end_asks(self, besides=None):
        """Nobody is waited for any more."""
        asks = self.ask_ids - (besides or self.ask_ids.browse())
        asks.filtered(lambda ask: ask.state in ("asked", "accepted"))._end("closed")

    # ------------------------------------------------------------------
    # Who goes
    # ------------------------------------------------------------------

    def _fill(self, ask):
        """Book the volunteer of an ask; superuser mode, after the checks.

        :param ask: ``integration.volunteer.request.ask``
        """
        self.ensure_one()
        self._end_asks(besides=ask)
        self.write(
            {
                "state": "filled",
                "volunteer_id": ask.volunteer_id.id,
                "filled_on": fields.Datetime.now(),
            }
        )
        self._sync_bookings()
        self._finish_activities()
        ask._mail_confirmed()
        self._tell(self.requested_by_id, "filled")
        self._mail_institution()

    def _lose_volunteer(self, volunteer, reason):
        """The one who was to go does not: open again, the others are asked again.

        Those who declined are not asked again, nor those who may not go.
        """
        for request in self:
            if request.state != "filled" or request.volunteer_id != volunteer:
                continue
            request._begin_step("filled")
            asks = request.ask_ids
            asks.filtered(
                lambda ask: ask.state == "accepted" and ask.volunteer_id == volunteer
            )._end("withdrawn")
            request.write({"state": "open", "volunteer_id": False, "filled_on": False})
            request._sync_bookings()
            if request.start <= fields.Datetime.now():
                request._miss()
                continue
            request.write(request._prepare_lead_vals())
            refused = asks.filtered(lambda ask: ask.state in ("declined", "withdrawn"))
            closed = asks.filtered(lambda ask: ask.state == "closed")
            others = closed.volunteer_id - refused.volunteer_id - volunteer
            # nobody is asked for what she may not do
            request._ask(others.filtered(request._may_go))
            request._todo("lost")

    # ------------------------------------------------------------------
    # Bookings
    # ------------------------------------------------------------------

    def _prepare_bookings(self):
        self.ensure_one()
        if self.state not in ("filled", "done") or not self.volunteer_id:
            return []
        # kept in one language, whoever fills the request
        lang = self.company_id.partner_id.lang or self.env.lang
        request = self.with_context(lang=lang)
        title = request.task_id.name
        if request.language_id:
            title = f"{title} ({request.language_id.name})"
        return [
            {
                "volunteer_id": self.volunteer_id.id,
                "task_id": self.task_id.id,
                "title": f"{self.reference} {title}",
                "place": self.place,
                "start": self.start,
                "stop": self.stop,
            }
        ]

    def _get_appointments(self):
        """:return: dict request → what volunteers were told of it"""
        # sudo: compares what the caller is changing
        return {
            request.id: (request.start, request.stop, request.place, request.setting)
            for request in self.sudo()
            if request.state in ("open", "filled")
        }

    def _follow_change(self, before):
        """Move bookings after a change, and tell each volunteer once.

        :param dict before: as of :meth:`_get_appointments`
        :raise UserError: if the volunteer has something else then
        """
        # sudo: rows of the engine; the change itself was checked
        requests = self.sudo()
        after = requests._get_appointments()
        for request in requests.filtered(lambda request: request.id in after):
            old, new = before[request.id], after[request.id]
            if old == new:
                request._sync_bookings()
                continue
            request._check_fields()
            booked = request.volunteer_id
            ahead = request.start > fields.Datetime.now()
            if booked and ahead and old[:2] != new[:2]:
                if words := request._get_hindrances(booked):
                    raise UserError("\n".join(words))
            asks = request.ask_ids.filtered(lambda ask: ask._is_waiting())
            # a correction afterwards is no news; who gets no mail is told by the
            # notices of bookings
            told = (booked or asks.volunteer_id) if ahead else booked.browse()
            told = told.filtered(lambda volunteer: volunteer._gets_mail())
            knows = bool(booked & told)
            request.with_context(volunteer_knows=knows)._sync_bookings()
            for volunteer in told:
                request._mail_changed(volunteer, with_place=bool(booked))
