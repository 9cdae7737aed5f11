"""Doors for those who know, or guess, the id of somebody else's record."""

import ast

from tools.paths import ROOT, product_addons

from .. import rights

#: (method, arguments): called with the id of a planted record
BY_ID = (
    ("read", []),
    ("export_data", [["display_name"]]),
    ("read", [["display_name"]]),
    ("web_read", [{"display_name": {}}]),
    ("get_metadata", []),
    ("onchange", [{}, [], {"display_name": {}}]),
    ("web_save", [{}, {"display_name": {}}]),
)
#: as many of these in the quick crawl, and of models closed to the user
QUICK_BY_ID = 4
CLOSED_BY_ID = 2
CONTEXTS = (
    {"integration_show_names": True, "active_test": False},
    {"bin_size": True, "lang": "en_US", "show_email": True},
)
#: values for arguments of our own methods, by name
ARGUMENTS = {
    "partner_id": 1,
    "person_vals": {"last_name": "x"},
    "user_id": 1,
    "values": {},
    "partner_ids": [1],
    "start": "2030-01-01 00:00:00",
    "stop": "2030-01-02 00:00:00",
}
#: methods that need a record as argument, or are core's doors tried elsewhere
NOT_CALLED = {
    *("action_resume", "open_file", "action_open_from_contact"),
    *("copy", "copy_data", "create", "default_get", "export_data", "fetch", "load"),
    *("formatted_read_group", "formatted_read_grouping_sets", "message_notify"),
    *("message_post", "message_subscribe", "name_search", "onchange", "read"),
    *("save_quick_entry", "search_read", "unlink", "web_read", "write"),
}


def get_own_methods():
    """Return (class name of the model, method, its parameters) of our public methods.

    They are read from the source, so that a new one takes part in the crawl.
    """
    methods = []
    for addon in product_addons():
        for path in sorted((ROOT / addon).glob("*/**/*.py")):
            if "tests" in path.parts or "demo_generator" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef):
                    methods += [
                        (model, *rest)
                        for model in _get_models(node)
                        for rest in _get_methods(node)
                    ]
    return methods


def _get_models(node):
    """Return the values of ``_name``, or else of ``_inherit``."""
    values = {}
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            target = statement.targets[0]
            if isinstance(target, ast.Name) and target.id in ("_name", "_inherit"):
                values[target.id] = ast.literal_eval(statement.value)
    value = values.get("_name") or values.get("_inherit") or []
    return [value] if isinstance(value, str) else value


def _get_methods(node):
    for item in node.body:
        if not isinstance(item, ast.FunctionDef) or item.name.startswith("_"):
            continue
        decorators = [ast.unparse(decorator) for decorator in item.decorator_list]
        if {"staticmethod", "property", "api.private"} & set(decorators):
            continue
        required = item.args.args[1 : len(item.args.args) - len(item.args.defaults)]
        on_records = not {"api.model", "api.model_create_multi"} & set(decorators)
        yield item.name, on_records, [argument.arg for argument in required]


class RecordDoors:
    """Part of the crawler: records of others asked for by id."""

    def crawl_records(self):
        foreign = []
        for file, whole in self.get_files():
            if file.owner == self.login:
                self._read_own(file)
            else:
                self._read_foreign(file, whole, first=not foreign)
                if not self.has_part_in(file):
                    foreign.append(file)
        if self.town.help.owner != self.login:
            self._read_foreign(self.town.help, whole=False, first=True)
        # these ask much, and would change
        self._call_own_methods(foreign[0])
        self._refer(foreign[0])

    def _read_own(self, file):
        """The control: these very calls answer for one's own records."""
        for model, res_id in file.ids.items():
            self.call("by id", f"own {model}", model, "read", [res_id])
            place = f"own {model} web_read"
            self.call("by id", place, model, "web_read", [res_id], {"display_name": {}})
        case = file.ids["integration.case"]
        self.call("by id", "own timeline", "integration.case", "get_timeline", [case])

    def _read_foreign(self, file, whole, first):
        for model, res_id in file.ids.items():
            texts = self.catalogue.get_texts(model)
            # a model closed to this user is closed to each of them by the same door
            is_open = model in self.open_models
            if not is_open and not first:
                continue
            thorough = whole and is_open
            number = QUICK_BY_ID if is_open else CLOSED_BY_ID
            calls = list(BY_ID if thorough else BY_ID[:number])
            if texts and thorough:
                calls.append(("get_field_translations", [texts[0]]))
                specification = {name: {} for name in texts}
                calls.append(("web_read", [specification]))
                calls.append(("export_data", [texts]))
            for number, (method, arguments) in enumerate(calls):
                self.call(
                    *("by id", f"{model} {method}", model, method),
                    *([res_id], *arguments),
                    context=CONTEXTS[number % 2],
                )
            domain = [["id", "=", res_id]]
            self.call("by id", f"{model} search", model, "search_read", domain, [])

    # ------------------------------------------------------------------
    # Methods of ours
    # ------------------------------------------------------------------

    def _call_own_methods(self, file):
        """Every public method of our models, with the ids of somebody's file."""
        for model, method, on_records, parameters in get_own_methods():
            if model not in file.ids or method in NOT_CALLED:
                continue
            if model in rights.OFFICER_TEXTS and self.login == rights.LOGINS["dpo"]:
                continue  # hers to answer, whosever client it is
            arguments = [self._get_argument(name, file) for name in parameters]
            if on_records:
                arguments.insert(0, [file.ids[model]])
            self.call("own method", f"{model} {method}", model, method, *arguments)
        case = file.ids["integration.case"]
        for name in ("case_id", "event_id"):
            model = "integration.case" if name == "case_id" else "calendar.event"
            self.call(
                *("own method", f"get_quick_entry {name}", "integration.counselling"),
                "get_quick_entry",
                **{name: file.ids[model]},
            )
        self.call(
            *("own method", "save_quick_entry", "integration.counselling"),
            *("save_quick_entry", {"case_id": case, "entry_key": "x"}),
        )
        self.call("own method", "get_my_day", "integration.case", "get_my_day")

    def _get_argument(self, name, file):
        if name == "case_ids":
            return [file.ids["integration.case"]]
        return ARGUMENTS.get(name, "x")

    # ------------------------------------------------------------------
    # References
    # ------------------------------------------------------------------

    def _refer(self, file):
        """Have the server fill forms of any model that point at planted records."""
        for model in sorted(self.catalogue.models):
            links = [
                (name, kind, relation)
                for name, (kind, relation, _store) in self.catalogue.models[
                    model
                ].items()
                if relation in file.ids and kind in ("many2one", "many2many")
            ]
            if model not in self.open_models:
                # the forms of a closed model do not open, whatever they refer to
                links = links[:1] if self.thorough else ()
            for name, kind, relation in links:
                self._refer_by(model, name, kind, file.ids[relation])
        for model in ("integration.case", "integration.person", "calendar.event"):
            self._refer_by_name(model, file.ids[model])

    def _refer_by(self, model, name, kind, res_id):
        specification = {
            "display_name": {},
            name: {"fields": {"display_name": {}}},
        }
        value = res_id if kind == "many2one" else [[4, res_id]]
        place = f"{model}.{name}"
        self.call(
            *("onchange", place, model, "onchange"),
            *([], {name: value}, [name], specification),
        )
        self.call(
            *("onchange", f"{place} default", model, "onchange"),
            *([], {}, [], specification),
            context={f"default_{name}": value},
        )

    def _refer_by_name(self, name, res_id):
        """Models that point by model name and id."""
        for model in ("mail.activity", "mail.followers", "ir.attachment"):
            values = {"res_model": name, "res_id": res_id}
            self.call(
                *("onchange", f"{model} on {name}", model, "onchange"),
                *([], values, ["res_id"], {"display_name": {}}),
            )
            self.call(
                *("onchange", f"{model} on {name} default", model, "default_get"),
                ["res_model", "res_id", "res_name", "summary"],
                context={f"default_{key}": value for key, value in values.items()},
            )
        self.call(
            *("onchange", f"composer on {name}", "mail.compose.message"),
            *("onchange", [], {}, [], {"subject": {}, "body": {}, "display_name": {}}),
            context={"default_model": name, "default_res_ids": str([res_id])},
        )
