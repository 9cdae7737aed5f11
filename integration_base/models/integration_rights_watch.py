import hashlib
import json

from odoo import api, models
from odoo.tools import SQL

from .integration_reference_guard import LINKED_MODELS

TOLD = "integration_base.rights_told"
FINGERPRINT = "integration_base.rights_fingerprint"
# What decides who reads what, as the database has it.
FINGERPRINTED = {
    "ir.model.access": (
        "SELECT a.id, m.model, a.group_id, a.active, a.perm_read, a.perm_write,"
        " a.perm_create, a.perm_unlink FROM ir_model_access a"
        " JOIN ir_model m ON m.id = a.model_id WHERE m.model LIKE 'integration.%%'"
    ),
    "ir.rule": (
        "SELECT r.id, m.model, r.active, r.domain_force, r.perm_read, r.perm_write,"
        " r.perm_create, r.perm_unlink, ARRAY(SELECT group_id FROM rule_group_rel g"
        " WHERE g.rule_group_id = r.id ORDER BY 1) FROM ir_rule r"
        " JOIN ir_model m ON m.id = r.model_id"
        " WHERE m.model LIKE 'integration.%%' OR m.model = ANY(%s)"
    ),
    "res.groups": (
        "SELECT i.gid, i.hid FROM res_groups_implied_rel i JOIN ir_model_data d"
        " ON d.model = 'res.groups' AND d.res_id IN (i.gid, i.hid)"
        " AND d.module LIKE 'integration%%'"
    ),
    "res.users": (
        "SELECT u.gid, u.uid FROM res_groups_users_rel u JOIN ir_model_data d"
        " ON d.model = 'res.groups' AND d.res_id = u.gid"
        " AND d.module LIKE 'integration%%'"
    ),
    "ir.actions.server": (
        "SELECT id, state, code FROM ir_act_server WHERE state = 'code'"
    ),
}


class IntegrationRightsWatch(models.AbstractModel):
    """Changes of rights leave a row in the access log and reach the officer.

    Nobody can be kept from changing rights who administers the system; it can be
    recorded and told. Changes that pass by the ORM, such as an update or a statement
    in the database, are found by comparing a fingerprint.
    """

    _name = "integration.rights.watch"
    _description = "Changes of rights are recorded"

    def _filter_watched(self):
        """Hook: :return: the records whose change concerns client data."""
        return self

    @api.model
    def _is_watched_model(self, name):
        return bool(name) and (name.startswith("integration.") or name in LINKED_MODELS)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._note_rights("created")
        return records

    def write(self, vals):
        before = self._get_watched()
        result = super().write(vals)
        records = before | self._get_watched()
        records._note_rights(f"changed: {', '.join(sorted(vals))}", records)
        return result

    def unlink(self):
        self._note_rights("deleted")
        return super().unlink()

    def _get_watched(self):
        if not self.env.registry.ready:
            return self.browse()  # an installation; told by the fingerprint, once
        # sudo: looks at rights, returns the records handed in
        return self.sudo()._filter_watched().with_env(self.env)

    def _note_rights(self, detail, records=None):
        records = self._get_watched() if records is None else records
        if not records or not self.env.registry.ready:
            return
        self._note_change(records, detail)

    @api.model
    def _note_change(self, records, detail):
        """Record a change and wake the job that tells the officers."""
        log = self.env["integration.access.log"]
        log._log("rights", records, detail=detail[:200])
        # sudo: only to wake the job
        cron = self.sudo().env.ref("integration_base.ir_cron_watch_rights", False)
        data = self.env.cr.precommit.data
        if cron and "integration_base.watch" not in data:
            data["integration_base.watch"] = True
            cron._trigger()

    # ------------------------------------------------------------------
    # The job: tell the officers, compare the fingerprint
    # ------------------------------------------------------------------

    @api.model
    def _cron_watch_rights(self):
        """Tell officers what was changed since the last run, in one message."""
        log = self.env["integration.access.log"]
        parameters = self.env["ir.config_parameter"].sudo()  # sudo: where we stopped
        changed = self._compare_fingerprint()
        if changed:
            names = ", ".join(changed)
            log._collect("rights", "ir.model", (), f"found by comparing: {names}")
        told = int(parameters.get_param(TOLD) or 0)
        rows = log.search([("kind", "=", "rights"), ("id", ">", told)])
        if not rows:
            return
        parameters.set_param(TOLD, str(rows[0].id))
        officers = self.env.ref("integration_base.group_integration_dpo").all_user_ids
        for officer in officers.filtered("active"):
            text = self.with_context(lang=officer.lang).env._(
                "Rights to client data were changed %(count)s times by %(users)s: please "
                "see the access log, kind “Change of rights”.",
                count=len(rows),
                users=", ".join(sorted(set(rows.user_id.mapped("name")))),
            )
            self.env["mail.thread"].sudo().message_notify(  # sudo: a job
                partner_ids=officer.partner_id.ids, subject=text, body=text
            )

    @api.model
    def _compare_fingerprint(self):
        """:return: names of models whose rights differ from the last run"""
        parameters = self.env["ir.config_parameter"].sudo()  # sudo: the last digest
        known = json.loads(parameters.get_param(FINGERPRINT) or "{}")
        current = self._get_fingerprint()
        if known == current:
            return []
        parameters.set_param(FINGERPRINT, json.dumps(current))
        return sorted(name for name in current if known.get(name) != current[name])

    @api.model
    def _get_fingerprint(self):
        self.env.flush_all()
        fingerprint = {}
        for name, query in FINGERPRINTED.items():
            arguments = [sorted(LINKED_MODELS)] * query.count("%s")
            self.env.cr.execute(SQL(query, *arguments))
            rows = sorted(map(repr, self.env.cr.fetchall()))
            fingerprint[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return fingerprint
