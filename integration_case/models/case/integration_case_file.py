from odoo import api, fields, models
from odoo.exceptions import AccessError


class IntegrationCase(models.Model):
    """Opening a client file: person, case and access row come into being at once."""

    _inherit = "integration.case"

    intake_step = fields.Selection(
        [("situation", "Situation"), ("appointment", "First appointment")],
        "Intake waits at",
        copy=False,
        help="Empty when the intake is done.",
    )

    @api.model
    def open_file(self, person_vals, case_vals=None):
        """Open the file of a new client.

        :param dict person_vals: values of ``integration.person``
        :param dict case_vals: values of ``integration.case``; the user becomes the
            manager unless a lead names another
        :return: the new case
        :raise AccessError: for users who do not work cases
        """
        return self._open_files([(person_vals, case_vals or {})])

    @api.model
    def _open_files(self, vals_list):
        """Open several files, as in an import.

        :param list vals_list: tuples of person values and case values
        :return: the new cases, in the order of the list
        """
        self.check_access("create")
        if not self.env.user.has_group("integration_case.group_integration_manager"):
            raise AccessError(self.env._("You may not open client files."))
        forbidden = {"case_ids", "reference", "company_id"}
        vals_list = [
            ({k: v for k, v in person.items() if k not in forbidden}, case)
            for person, case in vals_list
        ]
        people = self.env["integration.person"]
        people._check_protected_references([person for person, _case in vals_list])
        # sudo: nobody may create a person without a case; both are made here at once,
        # for the user's own company and with values checked by the reference guard
        persons = people.sudo().create([person for person, _case in vals_list])
        return self._create_for_new_persons(
            persons, [case for _person, case in vals_list]
        )

    @api.model
    def _create_for_new_persons(self, persons, vals_list):
        """Create the first case of each new person.

        The reference guard would refuse them, since nobody can read a person without
        a case; therefore the company, manager and right to create are checked here.
        """
        prepared = []
        for person, vals in zip(persons, vals_list, strict=True):
            if (
                not self._is_lead()
                and vals.get("user_id", self.env.uid) != self.env.uid
            ):
                raise AccessError(self.env._("You open cases for yourself."))
            self._check_protected_references([vals])
            prepared.append(
                {
                    "user_id": self.env.uid,
                    **vals,
                    "person_id": person.id,
                    "company_id": self.env.company.id,
                }
            )
        # sudo: see above
        cases = self.sudo().create(prepared)
        return cases.with_env(self.env)

    def _add_person(self, vals):
        """Cover one more person, for instance a child, created with this case.

        :param dict vals: values of ``integration.person``
        :return: the new person
        """
        self.ensure_one()
        self.check_access("write")
        self._check_not_closed()
        people = self.env["integration.person"]
        people._check_protected_references([vals])
        # sudo: as in open_file; the person belongs to the case the user may write
        person = people.sudo().create(dict(vals, company_id=self.company_id.id))
        # sudo: the user may write the case, but cannot yet read the new person
        self.sudo().write({"person_ids": [fields.Command.link(person.id)]})
        return person.with_env(self.env)

    @api.model
    def action_open_from_contact(self, partner_id):
        """Open intake with what a contact's ordinary card tells (design, section 2).

        :param int partner_id: a contact the user may read
        :return: action of the intake
        """
        partner = self.env["res.partner"].browse(partner_id)
        partner.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_intake_action"
        )
        last_name, _sep, first_name = self._split_name(partner.name or "")
        action["context"] = {
            "default_partner_id": partner.id,
            "default_last_name": last_name,
            "default_first_name": first_name,
            "default_phone": partner.phone,
            "default_email": partner.email,
            "default_street": partner.street,
            "default_zip": partner.zip,
            "default_city": partner.city,
        }
        return action

    @api.model
    def _split_name(self, name):
        """:return: (last name, separator, first name) of a contact's one field."""
        if "," in name:
            last_name, _sep, first_name = name.partition(",")
        else:
            first_name, _sep, last_name = name.strip().rpartition(" ")
        return last_name.strip(), ", ", first_name.strip()

    def action_resume_intake(self):
        """Go on with an intake that was left."""
        self.ensure_one()
        return self.env["integration.intake"].action_resume(self)
