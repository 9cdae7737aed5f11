"""Looks for planted strings through every door of the RPC interfaces."""

import re

from .planting import TEXTS, TOKEN
from .rpc import RpcError

REFUSED = ("odoo.exceptions.AccessError", "odoo.exceptions.AccessDenied")
#: refusals that are not about rights: no entry here may carry a planted string
DECLINED = ("odoo.exceptions.UserError", "odoo.exceptions.ValidationError")
MODELS = re.compile(
    r"^(integration|mail|calendar|discuss|bus|privacy|snailmail|sms|rating|portal)\."
    r"|^ir\.(attachment|model\.data|filters|exports|logging|default|actions\.server)"
    r"|^res\.(partner|users)"
)
#: grouped by every field: where a row could be a client's
GROUPED = re.compile(
    r"^(integration|calendar)\.|^mail\.(activity|message|followers|notification)$"
    r"|^ir\.attachment$"
)
ROWS = 2000
NONSENSE = "qqxnothing"
#: core's, tables of the system that even administrators search with an error
NOT_SEARCHABLE = {"ir.attachment": ["raw", "datas", "db_datas"]}


class Crawler:
    """One user's look at everything; counts answers, refusals and broken calls."""

    def __init__(self, session, planted):
        self.session = session
        self.planted = planted
        self.found = {}
        self.answers = 0
        self.refusals = 0
        self.broken = []

    def call(self, place, model, method, *args, **kwargs):
        """Call and search the answer, or the error, for planted strings.

        :return: the answer; None if refused
        """
        try:
            answer = self.session.call(model, method, *args, **kwargs)
            self.answers += 1
        except RpcError as error:
            self._keep(f"{place} (error)", error.message)
            if error.name in REFUSED:
                self.refusals += 1
            elif error.name not in DECLINED:
                self.broken.append(f"{place}: {error.name} {error.message}"[:300])
            return None
        self._keep(place, answer)
        return answer

    def _keep(self, place, answer):
        for token in self.planted.plants.in_text(answer):
            self.found.setdefault(token, set()).add(place)

    def keep_oracle(self, place, model, names, answer):
        """A count of rows that match a planted string confirms it.

        Some fields of core match anything: the count for nonsense is compared.
        """
        if answer and answer != self._count(
            f"{place} (control)", model, names, NONSENSE
        ):
            self.found.setdefault(place, set()).add(place)

    def _count(self, place, model, names, text):
        domain = ["|"] * (len(names) - 1) + [[name, "ilike", text] for name in names]
        return self.call(place, model, "search_count", domain)

    # ------------------------------------------------------------------
    # Doors
    # ------------------------------------------------------------------

    def crawl(self, models):
        for model in models:
            self.crawl_model(model)
        self.crawl_ids()
        self.crawl_references()
        self.crawl_routes()
        return self

    def crawl_model(self, model):
        fields = self.call(f"{model} fields_get", model, "fields_get")
        if not fields:
            return
        readable = [
            name
            for name, field in fields.items()
            if field["type"] != "binary" and field.get("searchable", True) is not None
        ]
        rows = self.call(f"{model} search", model, "search", [], limit=1)
        if not rows:
            return  # refused or empty: nothing more to be had from the whole table
        self._read(model, readable)
        self._ask(model, fields)
        if GROUPED.match(model):
            self._group(model, fields)
        self.call(f"{model} name_search", model, "name_search", TOKEN)

    def _read(self, model, names):
        self._read_fields(model, names)
        self.call(
            f"{model} web_search_read",
            *(model, "web_search_read", [], {"display_name": {}}),
            limit=ROWS,
        )

    def _read_fields(self, model, names):
        """Read all rows; where a field is refused, the others by halves."""
        place = f"{model} search_read"
        answer = self.call(place, model, "search_read", [], names, limit=ROWS)
        if answer is None and len(names) > 1:
            half = len(names) // 2
            self._read_fields(model, names[:half])
            self._read_fields(model, names[half:])

    def _ask(self, model, fields):
        """Ask by search whether a planted string is there, at once or by field."""
        self._ask_fields(
            model,
            [
                name
                for name, field in fields.items()
                if field["type"] in (*TEXTS, "many2one")
                and field.get("searchable")
                and name not in NOT_SEARCHABLE.get(model, ())
            ],
        )

    def _ask_fields(self, model, names):
        if not names:
            return
        place = f"{model} search {', '.join(names)}"
        answer = self._count(place, model, names, TOKEN)
        if answer is None and len(names) > 1:
            half = len(names) // 2
            self._ask_fields(model, names[:half])
            self._ask_fields(model, names[half:])
        self.keep_oracle(place, model, names, answer)

    def _group(self, model, fields):
        for name, field in fields.items():
            if field["type"] in ("char", "text", "many2one") and field.get("groupable"):
                self.call(
                    f"{model} group by {name}",
                    *(model, "formatted_read_group", [], [name], ["__count"]),
                )

    def crawl_ids(self):
        """Ask for the planted records by their ids."""
        for model, res_id in self.planted.ids.items():
            for method, args in (
                ("read", []),
                ("read", [["display_name"]]),
                ("web_read", [{"display_name": {}}]),
                ("export_data", [["display_name"]]),
                ("get_metadata", []),
            ):
                context = {"integration_show_names": True, "active_test": False}
                self.call(
                    f"{model} {method} by id",
                    *(model, method, [res_id], *args),
                    context=context,
                )
        case = self.planted.ids["integration.case"]
        self.call("timeline", "integration.case", "get_timeline", [case])
        self.call("quick", "integration.counselling", "get_quick_entry", case)

    def crawl_references(self):
        """Have the server fill forms that point at the planted records."""
        ids = self.planted.ids
        display = {"fields": {"display_name": {}}}
        model_names = {"integration.case", "integration.person"}
        for model, field, target in (
            ("calendar.event", "case_id", "integration.case"),
            ("calendar.attendee", "event_id", "calendar.event"),
            ("mail.activity", "calendar_event_id", "calendar.event"),
            ("mail.compose.message", "parent_id", "mail.message"),
            ("integration.counselling", "case_id", "integration.case"),
            ("integration.handover", "case_id", "integration.case"),
            ("integration.intake", "case_id", "integration.case"),
            ("integration.person.add", "case_id", "integration.case"),
            ("integration.household.member", "person_id", "integration.person"),
            ("integration.residence.title", "person_id", "integration.person"),
        ):
            specification = {field: display, "display_name": {}}
            names = self.call(f"{model} fields", model, "fields_get") or {}
            specification |= {
                name: {} for name, row in names.items() if row["type"] in TEXTS
            }
            self.call(
                f"{model} onchange {field}",
                *(model, "onchange", [], {field: ids[target]}, [field], specification),
            )
            self.call(
                f"{model} default_{field}",
                *(model, "onchange", [], {}, [], specification),
                context={f"default_{field}": ids[target]},
            )
        for name in model_names:
            for model in ("mail.activity", "mail.compose.message", "mail.followers"):
                key = "model" if model == "mail.compose.message" else "res_model"
                res = "res_ids" if model == "mail.compose.message" else "res_id"
                value = str([ids[name]]) if res == "res_ids" else ids[name]
                self.call(
                    f"{model} onchange {name}",
                    *(model, "default_get", [key, res, "subject", "body", "res_name"]),
                    context={f"default_{key}": name, f"default_{res}": value},
                )

    def crawl_routes(self):
        """Files, messages and pages over HTTP, in developer mode as well."""
        ids = self.planted.ids
        case = ids["integration.case"]
        self._get("/odoo?debug=1")
        for path in (
            f"/web/content/{ids['ir.attachment']}",
            f"/web/image/{ids['ir.attachment']}",
            f"/mail/view?model=integration.case&res_id={case}",
            f"/odoo/integration.case/{case}",
            f"/json/1/integration.case/{case}",
            f"/report/html/base.report_irmodeloverview/{case}",
        ):
            self._get(path)
        for path, params in (
            ("/mail/thread/messages", {}),
            ("/mail/thread/recipients", {"message_id": ids["mail.message"]}),
        ):
            try:
                answer = self.session.request(
                    path,
                    thread_model="integration.case",
                    thread_id=case,
                    **params,
                )
            except RpcError as error:
                answer = error.message
            self._keep(path, answer)

    def _get(self, path):
        answer = self.session.http.get(self.session.url + path, timeout=60)
        self._keep(path, answer.text)
