import base64
import hashlib
import json
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class Sealing:
    """Opens a sealed record for the engine.

    A context value that no remote caller can send: JSON has no such object.
    """


SEALING = Sealing()


class IntegrationSealed(models.AbstractModel):
    """A record that is evidence: made by the system, then never changed (C47).

    No edit, copy, import or deletion by any door, superuser mode included. Fields of
    ``_later_fields`` are filled once, later, by the methods of the model.

    Each field of ``_sealed_fields`` has its own salted digest; ``digest`` runs over
    these. So an erasure can blank a field and its salt and keep the digest: nothing
    can be guessed back from it, and ``digest`` still verifies (design, section 5).
    """

    _name = "integration.sealed"
    _description = "Sealed record"

    _sealed_fields = ()
    _later_fields = frozenset()

    salts = fields.Json(readonly=True, copy=False, export_string_translation=False)
    digests = fields.Json(readonly=True, copy=False, export_string_translation=False)
    digest = fields.Char(
        "Check sum",
        readonly=True,
        copy=False,
        help="SHA-256 over the check sums of all fields.",
    )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("integration_sealing") is not SEALING:
            raise AccessError(self._get_sealed_message())
        records = super().create(vals_list)
        for record in records:
            record._seal()
        return records

    def write(self, vals):
        if self.env.context.get("integration_sealing") is not SEALING:
            self._refuse_change()
        if unknown := vals.keys() - self._later_fields:
            raise ValueError(f"Sealed fields of {self._name}: {sorted(unknown)}")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self._get_sealed_message())

    def copy(self, default=None):  # pylint: disable=method-required-super
        self._refuse_change()

    def _refuse_change(self):
        # who may not read a record learns nothing of its kind either
        self.check_access("read")
        raise UserError(self._get_sealed_message())

    def _get_sealed_message(self):
        return self.env._(
            "%(kind)s: this record is evidence. It is made by its dialog and stays as "
            "it is; nobody changes, copies or deletes it.",
            kind=self.env["ir.model"]._get(self._name).name,
        )

    def _for_engine(self):
        """:return: the records, open for the engine."""
        # sudo: callers are methods that have checked the right to the occasion
        return self.sudo().with_context(integration_sealing=SEALING)

    # ------------------------------------------------------------------
    # Seal
    # ------------------------------------------------------------------

    def _seal(self):
        salts = {name: secrets.token_hex(16) for name in self._sealed_fields}
        digests = {name: self._make_digest(name, salt) for name, salt in salts.items()}
        # sudo: completes a record whose creation was allowed
        self.sudo()._write_seal(
            {
                "salts": salts,
                "digests": digests,
                "digest": self._make_total(digests),
            }
        )

    def _write_seal(self, vals):
        return super().write(vals)

    def _make_digest(self, name, salt):
        self = self.with_context(bin_size=False)
        text = json.dumps([name, self._get_canonical(name)], ensure_ascii=False)
        return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()

    @api.model
    def _make_total(self, digests):
        text = json.dumps(digests, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def _get_canonical(self, name):
        """:return: a field's value as it is sealed."""
        field, value = self._fields[name], self[name]
        if field.type == "many2one":
            return value.id
        if field.relational:
            return sorted(value.ids)
        if field.type == "binary":
            content = base64.b64decode(value or b"")
            return bool(content) and hashlib.sha256(content).hexdigest()
        if field.type in ("date", "datetime"):
            return value and value.isoformat()
        return value

    def _get_broken_seals(self):
        """Verify the records.

        :return: dict record → names of fields that are not as they were sealed
        """
        broken = {}
        # sudo: compares digests, gives back names of fields
        for record in self.sudo().with_context(bin_size=False):
            names = [
                name
                for name, digest in (record.digests or {}).items()
                # without its salt a field was erased, and its digest stands alone
                if (record.salts or {}).get(name)
                and record._make_digest(name, record.salts[name]) != digest
            ]
            if record._make_total(record.digests or {}) != record.digest:
                names.append("digest")
            if names:
                broken[record.with_env(self.env)] = names
        return broken
