"""Calls to a running Odoo, as the web client and as a script would make them."""

import requests

from tools.logins import LOGINS

TIMEOUT = 120
PASSWORDS = {row.login: row.password for row in LOGINS}


class RpcError(Exception):
    """An error that the server reports; ``name`` is the exception's class."""

    def __init__(self, name, message):
        super().__init__(name, message)
        self.name = name
        self.message = message


class Session:
    """A logged-in user, calling like the web client."""

    def __init__(self, instance, login):
        password = PASSWORDS.get(login, "demo")
        self.url = instance.url
        self.login = login
        self.password = password
        self.http = requests.Session()
        self.http.trust_env = False  # looking for proxies takes time
        if login is None:  # not logged in
            self.uid = None
            self.http.get(f"{self.url}/web/login", timeout=TIMEOUT)
            return
        self.info = self.request(
            "/web/session/authenticate",
            db=instance.database,
            login=login,
            password=password,
        )
        self.uid = self.info["uid"]

    def request(self, path, **params):
        """Call a JSON-RPC route; return its result."""
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        response = self.http.post(self.url + path, json=body, timeout=TIMEOUT)
        response.raise_for_status()
        #: all that came back last, as it was sent
        self.last_text = response.text
        answer = response.json()
        if error := answer.get("error"):
            data = error.get("data", {})
            raise RpcError(data.get("name"), data.get("message"))
        return answer.get("result")

    def call(self, model, method, *args, **kwargs):
        """Call a model's method; record methods take the ids as first argument."""
        return self.request(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(args),
            kwargs=kwargs,
        )

    def create_key(self):
        """Return a new API key of this user."""
        wizard = self.call(
            "res.users.apikeys.description",
            "create",
            [{"name": "test", "duration": "1"}],
        )
        check = self.call("res.users.apikeys.description", "make_key", wizard)
        self.call("res.users.identitycheck", "write", [check["res_id"]], {})
        shown = self.call(
            "res.users.identitycheck",
            "run_check",
            [check["res_id"]],
            context={"password": self.password},
        )
        return shown["context"]["default_key"]


class Json2:
    """A script that calls ``/json/2`` with an API key."""

    def __init__(self, instance, key):
        self.url = instance.url
        self.headers = {
            "Authorization": f"bearer {key}",
            "X-Odoo-Database": instance.database,
        }

    def call(self, model, method, **arguments):
        """Call a model's method; ``ids`` names the records."""
        response = requests.post(
            f"{self.url}/json/2/{model}/{method}",
            json=arguments,
            headers=self.headers,
            timeout=TIMEOUT,
        )
        answer = response.json()
        if not response.ok:
            raise RpcError(answer.get("name"), answer.get("message"))
        return answer
