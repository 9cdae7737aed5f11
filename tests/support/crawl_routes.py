"""Doors over HTTP: files, pictures, messages, pages, reports, portal, scripts."""

import requests

from .rpc import Json2, RpcError

#: statuses of a route that keeps its door shut
SHUT = (301, 302, 303, 401, 403, 404)
#: of a file that is no PDF
NO_PICTURE = (415,)
#: errors of JSON routes that keep their door shut; the control shows the route exists
SHUT_ERRORS = {
    "odoo.exceptions.AccessError",
    "odoo.http.SessionExpiredException",
    "werkzeug.exceptions.Forbidden",
    "werkzeug.exceptions.NotFound",
}
#: core's answer where the thread that was asked for is none for this user
NOTHING = "Expected singleton: integration.case()"


def get_pages(ids):
    """Return (path, whether its keeper must find a string there; None: not asked)."""
    case, person = ids["integration.case"], ids["integration.person"]
    file, message = ids["ir.attachment"], ids["mail.message"]
    transfer, event = ids["integration.transfer"], ids["calendar.event"]
    return (
        (f"/web/content/{file}", True),
        (f"/web/content/{file}?download=1&filename_field=description", True),
        (f"/web/content/ir.attachment/{file}/datas", True),
        (f"/web/content/ir.attachment/{file}/raw?download=1", True),
        (f"/web/content?model=ir.attachment&id={file}&field=raw", True),
        (f"/web/image/{file}", True),
        (f"/web/image/ir.attachment/{file}/raw", True),
        (f"/web/content/integration.transfer/{transfer}/package", False),
        (f"/web/image/integration.person/{person}/last_name", False),
        (f"/mail/view?model=integration.case&res_id={case}", False),
        (f"/mail/message/{message}", False),
        (f"/odoo/integration.case/{case}?debug=1", False),
        (f"/json/1/integration.case/{case}", False),
        (f"/report/html/base.report_irmodeloverview/{case}", False),
        (f"/calendar/meeting/join?token=x&id={event}", False),
        ("/my", False),
        ("/my/home", False),
        ("/my/account", False),
        ("/my/security", False),
        (f"/mail/avatar/mail.message/{message}/author_avatar/50x50", False),
        (f"/mail/unfollow?model=integration.case&res_id={case}&pid=1&token=x", False),
        (f"/mail/attachment/pdf_first_page/{file}", None),
    )


def get_json_routes(ids, partner):
    """Return (path, parameters, whether the keeper of the file gets an answer)."""
    case, message = ids["integration.case"], ids["mail.message"]
    file, follower = ids["ir.attachment"], ids["mail.followers"]
    thread = {"thread_model": "integration.case", "thread_id": case}
    event = {"thread_model": "calendar.event", "thread_id": ids["calendar.event"]}
    wanted = ["activities", "attachments", "followers", "messages", "display_name"]
    post = {"body": "x", "message_type": "comment"}
    return (
        ("/mail/thread/messages", thread, True),
        ("/mail/thread/messages", event, True),
        (
            "/mail/data",
            {"fetch_params": [["mail.thread", {**thread, "request_list": wanted}]]},
            True,
        ),
        (
            "/mail/action",
            {"fetch_params": [["mail.thread", {**thread, "request_list": wanted}]]},
            True,
        ),
        ("/mail/data", {"fetch_params": ["init_messaging", "failures"]}, True),
        ("/mail/data", {"fetch_params": ["systray_get_activities"]}, True),
        ("/mail/inbox/messages", {}, True),
        ("/mail/history/messages", {}, True),
        ("/mail/starred/messages", {}, True),
        ("/mail/thread/recipients", {**thread, "message_id": message}, True),
        ("/mail/thread/recipients/get_suggested_recipients", thread, True),
        ("/mail/read_subscription_data", {"follower_id": follower}, True),
        (
            "/mail/thread/subscribe",
            {
                "res_model": "integration.case",
                "res_id": case,
                "partner_ids": [partner] if partner else [],
            },
            True,
        ),
        (
            "/mail/message/reaction",
            {"message_id": message, "content": "👍", "action": "add"},
            True,
        ),
        (
            "/mail/message/update_content",
            {
                "message_id": message,
                "update_data": {"body": "x", "attachment_ids": []},
            },
            None,
        ),
        ("/mail/message/post", {**thread, "post_data": post}, True),
        ("/mail/message/post", {**event, "post_data": post}, True),
        ("/discuss/search", {"term": "zqxplant"}, True),
        (
            "/web/action/load",
            {"action_id": "integration_case.integration_case_action"},
            True,
        ),
        (
            "/websocket/peek_notifications",
            {
                "channels": [f"integration.case_{case}", f"mail.message_{message}"],
                "last": 0,
                "is_first_poll": True,
            },
            True,
        ),
        (
            "/mail/chatter_fetch",
            {**thread, "hash": "x", "pid": 1},
            False,
        ),
        ("/portal/chatter_init", thread, False),
        ("/mail/attachment/delete", {"attachment_id": file}, None),
    )


class RouteDoors:
    """Part of the crawler: routes with the ids of a planted file."""

    def crawl_routes(self):
        for file, _whole in self.get_files():
            own = file.owner == self.login
            self._get_pages(file, own)
            self._call_json_routes(file, own)
            self._upload(file, own)
            self._send_old_calls(file, own)
        if self.login:
            self._use_key()

    def _get_pages(self, file, own):
        for path, tells in get_pages(file.ids):
            if own and tells is None:
                continue
            response = self.get("route", path, allow_redirects=False)
            text = f"route {path}: {response.status_code}"
            if response.status_code not in (200, 304, *NO_PICTURE, *SHUT):
                self.broken.append(text)
            if own and tells and not self.town.plants.in_text(response.text):
                self.broken.append(f"{text}, nothing for its keeper")

    def _call_json_routes(self, file, own):
        partner = self.session.info["partner_id"] if self.login else None
        for path, params, works in get_json_routes(file.ids, partner):
            if works is None and self.has_part_in(file):
                continue  # would change what others look for
            _answer, error = self.request("route", path, **params)
            if error is None:
                continue
            shut = error.name in SHUT_ERRORS or NOTHING in str(error.message)
            if own and works or not shut:
                self.broken.append(f"route {path}: {error.name} {error.message}"[:300])
            else:
                self.refusals += 1

    def _upload(self, file, own):
        case = file.ids["integration.case"]
        data = {
            "thread_model": "integration.case",
            "thread_id": case,
            "csrf_token": self._get_csrf_token(),
        }
        files = {"ufile": ("x.txt", b"x", "text/plain")}
        response = self.get(
            "route", "/mail/attachment/upload", data, files=files, allow_redirects=False
        )
        done = response.status_code == 200 and "attachment_id" in response.text
        if done != own and not self.has_part_in(file):
            self.broken.append(f"upload: {response.status_code} {response.text[:200]}")

    def _get_csrf_token(self):
        page = self.session.http.get(
            f"{self.session.url}/web/login?redirect=/", timeout=60
        )
        if self.login:
            page = self.session.http.get(f"{self.session.url}/odoo", timeout=60)
        mark = 'csrf_token: "'
        start = page.text.find(mark)
        return page.text[start + len(mark) :].split('"')[0] if start >= 0 else ""

    def _send_old_calls(self, file, own):
        """The old interface for scripts, by log-in and password."""
        if not self.login:
            return
        case = file.ids["integration.case"]
        body = {
            "jsonrpc": "2.0",
            "method": "call",
            "params": {
                "service": "object",
                "method": "execute_kw",
                "args": [
                    *(self.town.instance.database, self.session.uid),
                    *(self.session.password, "integration.case", "read"),
                    *([[case]], {}),
                ],
            },
        }
        self.calls["script"] += 1
        answer = requests.post(f"{self.session.url}/jsonrpc", json=body, timeout=60)
        self.keep("script /jsonrpc", answer.text)
        if own and "result" not in answer.json():
            self.broken.append(f"script /jsonrpc: {answer.text[:200]}")

    def _use_key(self):
        """Scripts with an API key."""
        try:
            script = Json2(self.town.instance, self.session.create_key())
        except RpcError as error:
            if error.name != "odoo.exceptions.AccessError":
                self.broken.append(f"key: {error.name} {error.message}"[:300])
            self.refusals += 1
            return
        # the own file, and one of strangers, which stands for the rest
        for file, whole in sorted(
            self.get_files(), key=lambda pair: pair[0].owner != self.login
        )[:2]:
            for model in sorted(self.catalogue.guarded & file.ids.keys()):
                texts = self.catalogue.get_texts(model)[:20] or ["display_name"]
                ids = [file.ids[model]]
                calls = (
                    ("read", {"ids": ids, "fields": ["display_name"]}),
                    ("search_read", {"domain": [["id", "in", ids]], "fields": texts}),
                    ("web_read", {"ids": ids, "specification": {"display_name": {}}}),
                    ("name_search", {"name": "zqxplant"}),
                )
                is_open = model in self.open_models
                number = len(calls) if whole and is_open else 1 + is_open
                for method, arguments in calls[:number]:
                    self._send(script, model, method, arguments)

    def _send(self, script, model, method, arguments):
        place = f"script {model} {method}"
        self.calls["script"] += 1
        try:
            self.keep(place, script.call(model, method, **arguments))
        except RpcError as error:
            self.keep(f"{place} (error)", error.message)
            self._judge(place, error)
