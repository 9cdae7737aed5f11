"""Looks for planted strings through every door, as one user.

Nothing but a refusal counts as one: a call that fails for another reason is broken,
and fails the run unless it is known why (``EXPECTED``).
"""

import base64
import re
import time
from collections import Counter

from .. import rights
from .crawl_models import ModelDoors
from .crawl_records import RecordDoors
from .crawl_routes import RouteDoors
from .operations import DECLINED, REFUSED
from .planting_values import FOUND, TEXTS
from .rpc import RpcError

NO_EXPORT = r"rights to export data"
#: errors of calls that are right to fail: pattern of the place and message → reason
EXPECTED = (
    (NO_EXPORT, "core's refusal to export, which is no AccessError"),
    (r"Unsupported operator on", "the field answers other questions only"),
    (r"properties_base_definition_id", "core: said to be groupable, but is not"),
    (r"ir\.module\.module\.dependency.*depend_id", "core: as above"),
    (r"^group .*activity_state", "core: said to be groupable, but is not"),
    (r"^export res\.device .*not an ordinary table", "core: a view is not exported"),
    (r"^by id \S+ web_save.* An addendum stays as it was written", "for its readers"),
    (r"^by id \S+ web_save.* A restriction stays as it was set", "for its readers"),
    (r"^by id \S+ web_save.* this record is evidence", "for its readers"),
)
#: a lead and whose files she reads
LEADS = {"lead1": ("manager1", "manager3"), "lead_kreis": ("manager_kreis",)}
#: log-in → role
ROLES = {login: role for role, login in rights.LOGINS.items()}
#: log-ins for whom colleagues of the same team, and of another one, make a difference
TEAM = ("lead1", "manager3")
#: strings that nobody is shown: replaced by the reference, blanked, or never kept
NEVER_SHOWN = {
    ("calendar.event", "name"),
    ("ir.attachment", "name"),
    # core keeps the mail's subject, the reference, on the message
    ("mail.message", "mailed subject on integration.case"),
    ("integration.transfer.send", "passphrase"),
}


class Catalogue:
    """All models and fields of the database, past all rights."""

    def __init__(self, town):
        rows = town.query(
            "SELECT m.model, f.name, f.ttype, f.relation, COALESCE(f.store, FALSE),"
            " f.relation_field FROM ir_model_fields f"
            " JOIN ir_model m ON m.id = f.model_id WHERE NOT COALESCE(m.abstract, FALSE)"
        )
        self.models = {}
        for model, name, kind, relation, store, _inverse in rows:
            self.models.setdefault(model, {})[name] = (kind, relation, store)
        self.guarded = {*rights.CLIENT, *rights.OWN_ROWS, "mail.notification"}

    def get_texts(self, model):
        return [
            name
            for name, (kind, _relation, store) in self.models[model].items()
            if kind in TEXTS and store
        ]

    def get_links(self, model):
        """Return (name, relation) of the fields that lead to client data."""
        return [
            (name, relation)
            for name, (_kind, relation, _store) in self.models[model].items()
            if relation in self.guarded
        ]


class Crawler(ModelDoors, RecordDoors, RouteDoors):
    """One user's look at everything; counts answers, refusals and broken calls.

    :param login: a demo log-in, None for somebody who is not logged in
    :param whole: with the calls that take long
    :param alike: another log-in of the same role is crawled: the doors are the same, what
        differs is whose files lie behind them
    :param far: with the models that cannot tell of a client
    :param instance: one of several server processes of the same data
    """

    def __init__(
        self, town, catalogue, login, whole=True, instance=None, alike=False, far=True
    ):
        self.town = town
        self.catalogue = catalogue
        self.login = login
        self.whole = whole
        self.alike = alike
        self.thorough = whole and not alike
        self.far = whole and far
        self.session = town.get_session(login, instance)
        self.found = {}
        self.confirmed = []
        self.calls = Counter()
        self.refusals = 0
        self.declined = Counter()
        self.broken = []
        self.open_models = set()
        #: model → names of the fields that this user is shown
        self.shown = {}
        self.models_read = set()
        self.fields_read = set()
        self.seconds = 0
        #: kind of door → seconds spent there
        self.seconds_at = Counter()
        #: model → field → planted strings that this user may not read
        self.foreign = {}
        self.may_read_some = False
        #: second steps of searches that were asked for
        self.asked_paths = set()
        for token, (_owner, model, field) in town.plants.places.items():
            if self.may_read(token):
                self.may_read_some = True
            else:
                self.foreign.setdefault(model, {}).setdefault(field, []).append(token)
        self.asking_many = False
        #: until core says that this user has no right to export at all
        self.may_export = True

    # ------------------------------------------------------------------
    # Calls
    # ------------------------------------------------------------------

    def call(self, door, place, model, method, *args, **kwargs):
        """Call and search the answer, or the error, for planted strings.

        :param door: kind of surface, for the report
        :return: the answer; None if refused
        """
        self.calls[door] += 1
        started = time.monotonic()
        try:
            answer = self.session.call(model, method, *args, **kwargs)
        except RpcError as error:
            self.keep(f"{door} {place} (error)", self.session.last_text)
            self._judge(f"{door} {place}", error)
            return None
        finally:
            self.seconds_at[door] += time.monotonic() - started
        self.keep(f"{door} {place}", self.session.last_text)
        return answer

    def request(self, door, path, **params):
        """Call a JSON route; as :meth:`call`, but give the error back.

        :return: (answer, name of the error)
        """
        self.calls[door] += 1
        try:
            answer = self.session.request(path, **params)
        except RpcError as error:
            self.keep(f"{door} {path} (error)", self.session.last_text)
            return None, error
        self.keep(f"{door} {path}", self.session.last_text)
        return answer, None

    def get(self, door, path, post=None, **options):
        """Fetch a page or file.

        :return: the response
        """
        self.calls[door] += 1
        method = self.session.http.get if post is None else self.session.http.post
        if post is not None:
            options["data"] = post
        response = method(self.session.url + path, timeout=120, **options)
        self.keep(f"{door} {path}", response.content.decode("latin-1"))
        self.keep(f"{door} {path} (headers)", response.headers)
        return response

    def _judge(self, place, error):
        if error.name in REFUSED:
            self.refusals += 1
            return
        text = f"{place}: {error.name} {error.message}"
        if re.search(NO_EXPORT, text):
            self.may_export = False
        if error.name in DECLINED and not self.asking_many:
            self.declined[re.sub(r"\d+", "N", text)[:300]] += 1
        if self.asking_many:
            return
        if not any(re.search(pattern, text) for pattern, _reason in EXPECTED):
            self.broken.append(text[:400])

    def keep(self, place, answer):
        """Search anything for planted strings, decoded too."""
        for token in set(FOUND.findall(str(answer))):
            self.found.setdefault(token, set()).add(place)

    def keep_binary(self, place, rows, names):
        """Search files that were read as base64."""
        for row in rows or ():
            for name in names:
                if isinstance(row.get(name), str):
                    try:
                        content = base64.b64decode(row[name])
                    except ValueError:
                        continue
                    self.keep(f"{place}.{name}", content.decode("latin-1"))

    def halve(self, names, ask):
        """Ask for many fields at once; where it is refused, by halves.

        :param ask: function that returns None when refused
        """
        names = list(names)
        if not names:
            return
        # what is wrong shows when the fields are asked for one by one
        self.asking_many = len(names) > 1
        answer = ask(names)
        self.asking_many = False
        if answer is None and len(names) > 1:
            middle = len(names) // 2
            self.halve(names[:middle], ask)
            self.halve(names[middle:], ask)

    # ------------------------------------------------------------------
    # Verdict
    # ------------------------------------------------------------------

    def may_read(self, token):
        """Tell from the declaration whether this user may read a string."""
        owner, model, _field = self.town.plants.places[token]
        if self.login == owner:
            return True
        if model == "integration.handover":
            taker = self.town.files[owner].takers["taker"]
            if taker == self.session.uid:
                return True
        if model in rights.THROUGH_CASE and self.login != rights.LOGINS["coordinator"]:
            return False  # planted ones help no client
        if model in rights.WITHOUT_CLIENT:
            role = ROLES.get(self.login) or re.sub(r"[\d_].*", "", self.login)
            other = ("kreis" in owner) != ("kreis" in str(self.login))
            return "r" in rights.get_letters(model, role, "other" if other else "own")
        if model in rights.OFFICER_TEXTS and self.login == rights.LOGINS["dpo"]:
            return "kreis" not in owner
        if owner in LEADS.get(self.login, ()) and model in rights.CLIENT:
            return "r" in rights.get_letters(model, "lead", "team")
        role = ROLES.get(self.login)
        if model in rights.CLIENT and role not in rights.CASES:
            scope = "other" if "kreis" in owner else "foreign"
            return "r" in rights.get_letters(model, role, scope)
        return False

    def get_leaks(self):
        """Return place → where it was found, of all that this user may not read."""
        return {
            ".".join(self.town.plants.places[token]): sorted(places)
            for token, places in self.found.items()
            if token in self.town.plants.places and not self.may_read(token)
        }

    def get_unseen(self):
        """Return places of strings that this user may read, but that were not found."""
        return sorted(
            ".".join(place)
            for token, place in self.town.plants.places.items()
            if self.may_read(token)
            and token not in self.found
            and place[1:] not in NEVER_SHOWN
        )

    def get_files(self):
        """Return (file, whether wholly) of those asked for by id: the own one, others.

        One file of strangers is asked for by each call and stands for the rest.
        """
        # of the same town, of another one, and for a team what a colleague keeps
        asked = ["manager1", "manager_kreis", "manager2"]
        asked = [login for login in asked if login != self.login]
        number = 3 if self.login in TEAM else 2
        asked = asked[:number] if self.whole else asked[:1]
        files, whole = [], self.whole
        for login, file in self.town.files.items():
            if login in (*asked, self.login):
                files.append((file, whole))
                whole = whole and self.has_part_in(file)
        return files

    def has_part_in(self, file):
        """:return: whether a file is this user's, led by her or offered to her"""
        led = LEADS.get(self.login, ())
        taker = file.takers["taker"] == self.session.uid
        return file.owner == self.login or file.owner in led or taker

    def crawl(self):
        started = time.monotonic()
        if self.login:
            # developer mode tells more in errors
            self.get("page", "/odoo?debug=1")
        self.crawl_models()
        self.crawl_records()
        self.crawl_routes()
        self.seconds = time.monotonic() - started
        return self
