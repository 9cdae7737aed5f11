from odoo import models


class IntegrationImport(models.Model):
    """Notes on rows whose person may have a file already, spelt differently (C5).

    Only of files that the user may read: a list of names is no way to ask for others.
    """

    _inherit = "integration.import"

    def _find_similar_rows(self, rows, results):
        """:return: dict row id → note, for rows like a client whom the user may read"""
        people = self.env["integration.person"]
        found = people._find_similar(
            [people._describe_values(results[row.id].person) for row in rows],
            narrow=True,
        )
        readable = set(people.union(*found)._filtered_access("read").ids)
        notes = {}
        for row, similar in zip(rows, found, strict=True):
            similar = similar.filtered(lambda person: person.id in readable)
            if similar:
                notes[row.id] = self.env._(
                    "Possible duplicate: please compare with %(reference)s.",
                    reference=similar[0].reference,
                )
        return notes
