from odoo import api, fields, models
from odoo.exceptions import UserError

from .integration_volunteer_signup import ACTIVE


class IntegrationVolunteerSignup(models.Model):
    """Finding a stand-in: who is on stays responsible until somebody took over (V9)."""

    _inherit = "integration.volunteer.signup"

    def _seek_stand_in(self, by="volunteer"):
        """Say that one would like to be replaced.

        :raise UserError: if one is not on, or looks already
        """
        # sudo: whoever may act for the volunteer was found out by the caller
        for signup in self.sudo():
            signup._check_state("confirmed")
            signup._check_ahead()
            if signup.seeks_stand_in:
                raise UserError(
                    self.env._(
                        "%(signup)s: a stand-in is looked for already.",
                        signup=signup.display_name,
                    )
                )
            signup.seeks_stand_in = True
            signup._log("seeking", by)

    def _stop_seeking(self, by="volunteer"):
        """Stay after all."""
        # sudo: whoever may act for the volunteer was found out by the caller
        for signup in self.sudo().filtered("seeks_stand_in"):
            signup.seeks_stand_in = False
            signup._log("staying", by)

    def action_seek_stand_in(self):
        """The volunteer has called and would like to be replaced."""
        self._for_coordination()._seek_stand_in(by="coordination")

    def action_stop_seeking(self):
        """The volunteer stays after all."""
        self._for_coordination()._stop_seeking(by="coordination")

    @api.model
    def _get_stand_ins_for(self, volunteer):
        """List places of others that somebody could take over.

        :param volunteer: ``integration.volunteer``
        :return: sign-ups by time, in superuser mode; show the shift, not the person
        """
        # sudo: the own record of whoever asks; places are shown to
        # volunteers, who have no right on the model
        volunteer = volunteer.sudo()
        seeking = self.sudo().search(
            [
                ("company_id", "=", volunteer.company_id.id),
                ("state", "=", "confirmed"),
                ("seeks_stand_in", "=", True),
                ("volunteer_id", "!=", volunteer.id),
                ("shift_id.state", "=", "published"),
                ("start", ">", fields.Datetime.now()),
            ],
            order="start, id",
        )
        return seeking.filtered(lambda one: not one._get_take_over_obstacles(volunteer))

    def _get_own(self, volunteer):
        """:return: the volunteer's own active sign-up for the same shift, if any"""
        return self.shift_id._get_active_signups().filtered(
            lambda one: one.volunteer_id == volunteer
        )

    def _get_take_over_obstacles(self, volunteer):
        """:return: sentences on why somebody cannot take this place over"""
        self.ensure_one()
        own = self._get_own(volunteer)
        if own.state == "confirmed":
            return [
                self.env._(
                    "%(name)s has signed up for “%(shift)s” already.",
                    name=volunteer.name,
                    shift=self.shift_id.name,
                )
            ]
        return self.role_id._get_obstacles(volunteer, besides=own)

    def _take_over(self, volunteer, by="volunteer"):
        """Take the place of somebody who looks for a stand-in.

        Where sign-ups are confirmed by the coordination, so is the stand-in: until
        then the other stays responsible.

        :param volunteer: who takes over
        :return: the sign-up of ``volunteer``, in superuser mode
        :raise UserError: if somebody was first, or says why the volunteer cannot
        """
        self.ensure_one()
        # sudo: whoever may act for the volunteer was found out by the caller
        signup, volunteer = self.sudo(), volunteer.sudo()
        signup.role_id._hold()
        volunteer._hold()
        signup._check_state("confirmed")
        signup._check_ahead()
        shift = signup.shift_id
        if not signup.seeks_stand_in or volunteer.company_id != signup.company_id:
            raise UserError(
                self.env._("“%(shift)s”: no stand-in is looked for.", shift=shift.name)
            )
        if obstacles := signup._get_take_over_obstacles(volunteer):
            raise UserError("\n".join(obstacles))
        own = signup._get_own(volunteer)
        vals = {"stands_in_for_id": signup.id}
        if own and own.role_id != signup.role_id:
            own._take("withdrawn", "withdrawn", by)
            own.role_id._hold()
            own.role_id._fill()
            own = own.browse()
        if not own:
            own = own.create(
                {
                    "shift_id": shift.id,
                    "role_id": signup.role_id.id,
                    "volunteer_id": volunteer.id,
                    "state": "requested",
                    "queued_on": fields.Datetime.now(),
                }
            )
        own.write(vals)
        if by == "volunteer" and shift.mode != "instant":
            own._take("requested", "stands_in", by)
            shift._ask_to_confirm()
        else:
            own._swap(by)
        # a place that was offered to the stand-in is free again
        own.role_id._fill()
        return own

    def _get_replaced(self):
        """:return: who is still on and is to be replaced by this sign-up"""
        replaced = self.stands_in_for_id
        return replaced.filtered(lambda one: one.state in ACTIVE and one.seeks_stand_in)

    def _swap(self, by):
        """Put one on and take the other off at once; no place becomes free between."""
        self.ensure_one()
        replaced = self._get_replaced()
        replaced._take("withdrawn", "taken_over", by)
        self._take("confirmed", "stands_in", by)
