from odoo import api, models


class Base(models.AbstractModel):
    """What each model says about the erasure of its rows; see
    :mod:`integration_record_erase`.

    Without a word of its own every text, file and JSON value of a row is erased: a
    model that an addon adds later is covered from its first day.
    """

    _inherit = "base"

    #: names of stored texts that tell nothing of the person and stay
    _integration_erasure_kept = ()
    #: texts that name third parties: blacked out in the copy for the person
    _integration_third_parties = ()
    #: whether rows are part of the copy for the person
    _integration_copied = True
    #: class of data of the rows; that of the record they hang on if empty
    _integration_erasure_class = None

    @api.model
    def _get_erasure_kept_fields(self):
        """:return: set of names of stored texts that stay in an erased row"""
        kept = {*self._integration_erasure_kept}
        # figures are broken down by them
        kept |= {*getattr(self, "_integration_countable_fields", ())}
        kept.add(getattr(self, "_integration_reference", None))
        # which record a row belongs to
        kept |= {
            field.model_field
            for field in self._fields.values()
            if field.type == "many2one_reference"
        }
        return kept & self._fields.keys()

    @api.model
    def _get_erasure_class(self):
        """:return: class of data of the rows, or None"""
        gated = getattr(self, "_integration_data_class", None)
        return self._integration_erasure_class or gated

    @api.model
    def _prepare_erasure_values(self, names):
        """Say what else changes in an erased row, as numbers and dates do.

        :param list names: fields that are emptied
        :return: dict column → :class:`odoo.tools.SQL`
        """
        return {}
