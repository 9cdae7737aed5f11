"""Doors of whole tables: reading, searching, grouping, naming, exporting."""

from .planting_values import TEXTS, TOKEN

#: the newest rows: what was planted is among them
ROWS = 250
#: of tables that lead nowhere near a client
FAR_ROWS = 40
#: of tables with planted rows, from the first of them
PLANTED_ROWS = 5000
EXPORTED = 100
NONSENSE = "qqxnothing"
#: so many strings are asked for by what they have in common, first
MANY = 100
#: core's, tables of the system that even administrators search with an error
NOT_SEARCHABLE = {"ir.attachment": {"raw", "datas", "db_datas"}}
#: what may tell of a client; the rest is read by all, and asked for by every door by one
#: of each kind of users
NEAR = (
    *("integration.", "calendar.", "mail.", "bus.", "discuss.", "privacy."),
    *("res.partner", "res.users", "ir.attachment", "ir.model.data", "ir.filters"),
)
GROUPABLE = ("char", "text", "html", "many2one", "many2many", "selection")
DATES = ("date", "datetime")
GROUP_BATCH = 12


class ModelDoors:
    """Part of the crawler: what a user gets of each model without knowing an id."""

    def crawl_models(self):
        for model in sorted(self.catalogue.models):
            if self.far or self._is_near(model):
                self.crawl_model(model)
            elif self.whole:
                self._read_far(model)

    def _read_far(self, model):
        """Read all fields of what should tell nothing of a client."""
        fields, rows = self._knock(model)
        if rows:
            self.open_models.add(model)
            self.models_read.add(model)
            self.fields_read |= {(model, name) for name in fields}
            self._read_as_list(model, fields)

    def crawl_model(self, model):
        fields, rows = self._knock(model)
        if rows is None or not fields:
            # closed: the doors behind must be so as well
            if model in self.catalogue.guarded and not self.alike:
                self.call("read", model, model, "search_read", [], ["display_name"])
                self.call(
                    *("group", model, model, "formatted_read_group"),
                    *([], ["id"], ["__count"]),
                )
                self.call("name_search", model, model, "name_search", TOKEN)
            return
        self.open_models.add(model)
        if not rows:
            return  # nothing to be had from the whole table
        self.models_read.add(model)
        self.fields_read |= {(model, name) for name in fields}
        self._read(model, fields)
        self._search(model, fields)
        self._search_paths(model, fields)
        self._group(model, fields)
        self._name(model)
        self._export(model, fields)

    def _knock(self, model):
        """:return: (fields that this user is shown, ids of rows; None: closed)"""
        # core takes the messages that one may not read away after the limit
        rows = self.call("search", model, model, "search", [], limit=ROWS)
        fields = None
        # core describes the fields of closed models too: names, nothing of a row
        if rows is not None:
            fields = self.call("fields_get", model, model, "fields_get")
        self.shown[model] = set(fields or ())
        return fields, rows

    def _is_near(self, model):
        return model.startswith(NEAR)

    def _get_rows(self, model):
        if self._get_domain_of_planted(model):
            return PLANTED_ROWS
        return ROWS if self._is_near(model) else FAR_ROWS

    def _get_domain_of_planted(self, model):
        """:return: domain of the rows since the first planted one"""
        files = self.town.files.values()
        ids = [file.ids[model] for file in files if model in file.ids]
        return [["id", ">=", min(ids)]] if ids else []

    def _read(self, model, fields):
        domain = self._get_domain_of_planted(model)
        binary = [name for name, f in fields.items() if f["type"] == "binary"]
        texts = [name for name in fields if name not in binary]
        self.halve(
            texts,
            lambda names: self.call(
                *("read", f"{model}.search_read", model, "search_read"),
                *(domain, names),
                limit=self._get_rows(model),
                order="id desc",
            ),
        )
        self._read_as_list(model, fields)
        for name in binary:
            place = f"{model}.{name}"
            rows = self.call(
                *("read file", place, model, "search_read", domain, [name]),
                limit=EXPORTED,
                order="id desc",
            )
            self.keep_binary(place, rows, [name])

    def _read_as_list(self, model, fields):
        """Read as the web client's lists do, with the names of what is linked."""
        domain = self._get_domain_of_planted(model)
        specification = {
            name: (
                {"fields": {"display_name": {}}}
                if f["type"] in ("many2one", "one2many", "many2many")
                else {}
            )
            for name, f in fields.items()
            if f["type"] != "binary"
        }
        self.halve(
            specification,
            lambda names: self.call(
                *("web_search_read", model, model, "web_search_read"),
                *(domain, {name: specification[name] for name in names}),
                limit=self._get_rows(model),
                order="id desc",
            ),
        )

    # ------------------------------------------------------------------
    # Oracles
    # ------------------------------------------------------------------

    def _search(self, model, fields):
        """Ask by search whether a planted string is there, at once or by field."""
        names = [
            name
            for name, field in fields.items()
            if field["type"] in (*TEXTS, "many2one")
            and field.get("searchable")
            and name not in NOT_SEARCHABLE.get(model, ())
        ]
        # fields that this user is not shown may still be asked for
        hidden = [
            name for name in self.catalogue.get_texts(model) if name not in fields
        ]
        self.halve(names, lambda part: self._ask(model, part))
        for name in hidden:
            self._ask(model, [name])

    def _search_paths(self, model, fields):
        """The same by the fields of what this model leads to, two steps far."""
        for name, relation in self.catalogue.get_links(model):
            if name not in fields or not fields[name].get("searchable"):
                continue
            if not self._ask_path(model, name, relation) or not self.thorough:
                continue  # what it leads to is closed as a whole
            for text in set(self.catalogue.get_texts(relation)) - self.shown[relation]:
                # what is asked for follows the rules of the model it stands in
                if (relation, text) not in self.asked_paths:
                    self.asked_paths.add((relation, text))
                    self._ask(model, [f"{name}.{text}"])
            for second, target in self.catalogue.get_links(relation):
                # the second step follows the rules of what the first leads to: one model
                # that leads there stands for all
                stored = self.catalogue.models[relation][second][2]
                if stored and (relation, second) not in self.asked_paths:
                    self.asked_paths.add((relation, second))
                    self._ask_path(model, f"{name}.{second}", target)

    def _ask_path(self, model, path, relation):
        """:return: whether the user may ask for what a path leads to"""
        shown = self._get_shown(relation)
        texts = [
            f"{path}.{text}"
            for text in self.catalogue.get_texts(relation)
            if text not in NOT_SEARCHABLE.get(relation, ())
            and (text in shown or not shown)
        ]
        # of a closed model, one field stands for all
        texts = (texts if shown else texts[:1]) or [f"{path}.id"]
        self.halve(texts, lambda part: self._ask(model, part))
        return bool(shown)

    def _get_shown(self, model):
        """:return: the fields of a model that this user is shown"""
        if model not in self.shown:
            self._knock(model)
        return self.shown[model]

    def _ask(self, model, names):
        """Ask whether rows match what this user may not read, in any of the fields.

        :return: how many rows match; None: refused
        """
        foreign = [
            (name, token)
            for name in names
            for token in self._get_foreign_strings(model, name)
        ]
        every = [(name, TOKEN) for name in names]
        # one question is enough for all strings, where none may be read
        asked = foreign if self.may_read_some and len(foreign) < MANY else every
        answer = self._count(model, asked or every)
        # some fields of core match anything: nonsense is asked for as well
        nonsense = [(name, NONSENSE) for name in names]
        if answer and foreign and answer != self._count(model, nonsense):
            if asked is foreign or self._count(model, foreign):
                self.confirmed.append(self._get_place(model, names))
        return answer

    def _get_foreign_strings(self, model, path):
        """:return: the strings at the end of a path that this user may not read"""
        *steps, name = path.split(".")
        for step in steps:
            model = self.catalogue.models[model][step][1]
        kind, relation, _store = self.catalogue.models[model][name]
        if name == "id":
            return []
        model, name = (relation, None) if kind == "many2one" else (model, name)
        strings = self.foreign.get(model, {})
        found = strings.get(name) or [row for rows in strings.values() for row in rows]
        # all but the first letter: errors and logs may repeat what was asked
        return [token[1:] for token in found]

    def _count(self, model, asked):
        """:param asked: list of (path, text), of which one has to match"""
        domain = ["|"] * (len(asked) - 1) + [
            [name, "=", 0] if name.endswith(".id") else [name, "ilike", text]
            for name, text in asked
        ]
        place = self._get_place(model, dict(asked))
        return self.call("search", place, model, "search_count", domain)

    @staticmethod
    def _get_place(model, names):
        return f"{model} {', '.join(names)}"[:120]

    # ------------------------------------------------------------------
    # Groups, names, exports
    # ------------------------------------------------------------------

    def _group(self, model, fields):
        names = [
            f"{name}:month" if field["type"] in DATES else name
            for name, field in fields.items()
            if field.get("groupable") and field["type"] in (*GROUPABLE, *DATES)
        ]
        for start in range(0, len(names), GROUP_BATCH):
            self.halve(
                names[start : start + GROUP_BATCH],
                lambda part: self.call(
                    *("group", f"{model} by {part}", model),
                    "formatted_read_grouping_sets",
                    *([], [[name] for name in part], ["__count"]),
                ),
            )
        if self.thorough:
            # what a date or a choice is called tells nothing, and the sets above have
            # asked for it
            named = [
                name
                for name, field in fields.items()
                if field.get("groupable") and field["type"] in GROUPABLE[:-1]
            ]
            for name in named if self._is_near(model) else ():
                self.call(
                    *("group", f"{model} by {name}", model, "web_read_group"),
                    *([], [name], ["__count"]),
                )
            lists = [
                f"{name}:array_agg"
                for name, field in fields.items()
                if field["type"] in (*TEXTS, "many2one") and field.get("store")
            ]
            self.halve(
                lists,
                lambda part: self.call(
                    *("group", f"{model} list {part}", model, "formatted_read_group"),
                    *([], [], part),
                ),
            )

    def _name(self, model):
        self.call("name_search", model, model, "name_search", TOKEN)
        if model.startswith(("integration.", "res.partner", "calendar.event")):
            names = {"show_email": True, "show_address": True, "show_vat": True}
            context = {**names, "integration_show_names": True}
            self.call(
                *("name_search", f"{model} all", model, "name_search", ""),
                limit=self._get_rows(model),
                context=context,
            )

    def _export(self, model, fields):
        if not self.may_export:
            return
        ids = self.call(
            *("search", model, model, "search", []), limit=EXPORTED, order="id desc"
        )
        names = ["display_name"]
        if self.call("export", model, model, "export_data", ids, names) is None:
            return  # the whole door is shut
        paths = [
            name
            for name, field in fields.items()
            if field.get("exportable", True) and field["type"] != "binary"
        ]

        def ask(part):
            place = f"{model} {part}"[:150]
            return self.call("export", place, model, "export_data", ids, part)

        if not self.thorough:
            paths = [name for name in paths if fields[name]["type"] in TEXTS]
        self.halve(paths, ask)
        for name, relation in self.catalogue.get_links(model):
            if name in fields and ask([f"{name}/display_name"]) is not None:
                texts = [f"{name}/{t}" for t in self.catalogue.get_texts(relation)]
                self.halve(texts, ask)
