"""Client files full of distinct strings, to see who finds them where."""

import base64

from .. import rights
from .planting_makers import Makers
from .planting_values import (
    CHANGES,
    ENDINGS,
    FILES_MADE,
    FIRST,
    FOUND_BY,
    NO_TEXT,
    NOT_PLANTED,
    PICTURE_START,
    PICTURES,
    SECOND_PERSON,
    TEXTS,
    VALUES,
)


class PlantedFile(Makers):
    """A client file of one user with a string in every text of every record.

    :param session: the user who keeps the file
    :param takers: ``taker``: user whom the case is offered; ``readers``: contacts written to
    :param query: function that asks the database; for texts kept by the system
    """

    def __init__(self, session, plants, takers, query):
        self.session = session
        self.owner = session.login
        self.plants = plants
        self.takers = takers
        self.query = query
        self.ids = {}
        #: what a further record of a model may hang on
        self.spare = {}
        self._fields = {}
        self.authority = None
        self._plant()

    # ------------------------------------------------------------------
    # Calls
    # ------------------------------------------------------------------

    def call(self, model, method, *args, **kwargs):
        return self.session.call(model, method, *args, **kwargs)

    def get_fields(self, model):
        if model not in self._fields:
            self._fields[model] = self.call(model, "fields_get")
        return self._fields[model]

    def _first(self, model, domain=()):
        found = self.call(model, "search", list(domain), limit=1, order="id")
        assert found, f"planting: no {model} with {domain}"
        return found[0]

    def _one(self, answer):
        return answer[0] if isinstance(answer, list) else answer

    def _new(self, model, field):
        return self.plants.new(self.owner, model, field)

    # ------------------------------------------------------------------
    # Values
    # ------------------------------------------------------------------

    def get_values(self, model, plant=True):
        """Return values of a new record: texts, links to this file, what is required.

        :param plant: with strings in all texts, else with an ordinary one in those
            required
        """
        values = {}
        for name, field in sorted(self.get_fields(model).items()):
            if field["readonly"] and not field["required"]:
                continue
            if not field.get("store") and not field["required"]:
                continue
            value = self._get_value(model, name, field, plant)
            if value is not None:
                values[name] = value
        if model in SECOND_PERSON:
            values[SECOND_PERSON[model]] = self._open_second_file()
        given = VALUES.get(model, {})
        if plant:
            given = {k: v for k, v in given.items() if k not in PICTURES}
        return {**values, **{k: self.takers.get(v, v) for k, v in given.items()}}

    def _get_value(self, model, name, field, plant):
        if name in NO_TEXT:
            return None
        if field["type"] in TEXTS:
            if not plant:
                return "x" if field["required"] else None
            text = self._new(model, name)
            return text + ENDINGS.get(name, "")
        if field["type"] == "binary" and (plant or field["required"]):
            text = self._new(model, name) if plant else "x"
            if name in PICTURES:
                return self._make_picture(text)
            return base64.b64encode(text.encode()).decode()
        link = self.ids.get(field.get("relation"))
        if field["type"] == "many2one":
            if link:
                return link
            return self._first(field["relation"]) if field["required"] else None
        if field["type"] == "many2many" and link and field["required"]:
            return [[6, 0, [link]]]
        return None

    def _make_picture(self, text):
        return base64.b64encode(PICTURE_START + text.encode()).decode()

    def _open_second_file(self):
        """Return another client of the same keeper."""
        case = self._open_second_case()
        [row] = self.call("integration.case", "read", [case], ["person_id"])
        return row["person_id"][0]

    def _open_second_case(self):
        person = {"last_name": "Zweitmann"}
        return self._one(self.call("integration.case", "open_file", person))

    def _get_many(self, model):
        """Return the values of x2many fields that lead to this file's records."""
        return {
            name: [[6, 0, [self.ids[field["relation"]]]]]
            for name, field in self.get_fields(model).items()
            if field["type"] == "many2many"
            and not field["readonly"]
            and field["relation"] in ("integration.case", "integration.person")
        }

    # ------------------------------------------------------------------
    # Planting
    # ------------------------------------------------------------------

    def _plant(self):
        self._plant_file()
        for model in (*FIRST, *rights.CLIENT):
            if model in self.ids or model in FOUND_BY:
                continue
            special = getattr(self, "_make_" + model.replace(".", "_"), None)
            self.ids[model] = special() if special else self._make(model)
        header = "integration.counselling.session"
        self.ids[header] = self._make(header)
        for model in sorted(rights.OWN_ROWS - FOUND_BY.keys() - NOT_PLANTED):
            special = getattr(self, "_make_" + model.replace(".", "_"), None)
            self.ids[model] = special() if special else self._make_dialog(model)
        for model in FOUND_BY:
            field, parent = FOUND_BY[model]
            self.ids[model] = self._first(model, [[field, "=", self.ids[parent]]])
        self._plant_kept()

    def _make(self, model):
        values = self.get_values(model)
        return self._one(self.call(model, "create", [values]))

    def _make_dialog(self, model):
        values = {**self.get_values(model), **self._get_many(model)}
        return self._one(self.call(model, "create", [values]))

    def _plant_file(self):
        person = self.get_values("integration.person")
        person.pop("company_id", None)
        case = {"concern": self._new("integration.case", "concern")}
        case_id = self._one(self.call("integration.case", "open_file", person, case))
        [row] = self.call("integration.case", "read", [case_id], ["person_id"])
        self.ids |= {
            "integration.case": case_id,
            "integration.person": row["person_id"][0],
        }
        more = {
            name: self._new("integration.case", name)
            for name, field in self.get_fields("integration.case").items()
            if field["type"] in TEXTS
            and field.get("store")
            and not field["readonly"]
            and name not in {*NO_TEXT, *case}
        }
        self.call("integration.case", "write", [case_id], more)

    def get_model_id(self, model):
        rows = self.query("SELECT id FROM ir_model WHERE model = %s", model)
        return rows[0][0]

    def get_change(self, model):
        """Return a harmless change of a record."""
        if model in CHANGES:
            return CHANGES[model]
        for name, field in sorted(self.get_fields(model).items()):
            text = field["type"] in ("char", "text") and not field["readonly"]
            if text and field.get("store") and name not in {*NO_TEXT, "email", "name"}:
                return {name: "x"}
        return {}

    def get_state(self):
        """Return each record's row, to see that nothing was changed.

        Who saves an unchanged form leaves her mark: a lead may.
        """
        return {
            model: self.query(
                "SELECT (to_jsonb(row) - 'write_uid' - 'write_date')::text"
                f' FROM "{model.replace(".", "_")}" row WHERE id = %s',
                res_id,
            )
            for model, res_id in self.ids.items()
        }

    def _plant_kept(self):
        """Write strings into texts that only the system writes, past all rights."""
        for model, res_id in self.ids.items():
            if not model.startswith("integration."):
                continue
            for name, field in self.get_fields(model).items():
                kept = field["readonly"] and field.get("store")
                made = field.get("depends") or field.get("related")
                if not kept or made or name in NO_TEXT:
                    continue
                if field["type"] in TEXTS:
                    self._keep(model, res_id, name, self._new(model, name))
                elif field["type"] == "binary" and (model, name) in FILES_MADE:
                    content = base64.b64encode(self._new(model, name).encode())
                    self._keep(model, res_id, name, content)

    def _keep(self, model, res_id, name, value):
        table = model.replace(".", "_")
        self.query(f'UPDATE "{table}" SET "{name}" = %s WHERE id = %s', value, res_id)

    def get_unplanted(self):
        """Return stored texts of this file's records in which no string stands."""
        planted = {place[1:] for place in self.plants.places.values()}
        return sorted(
            f"{model}.{name}"
            for model in self.ids
            if model.startswith("integration.")
            for name, field in self.get_fields(model).items()
            if field["type"] in (*TEXTS, "binary")
            and field.get("store")
            and not field.get("related")
            and not field.get("depends")
            and name not in NO_TEXT
            and (model, name) not in planted
        )
