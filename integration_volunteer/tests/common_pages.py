import re
from urllib.parse import urlsplit

from odoo import http
from odoo.tests import HttpCase, new_test_user

from odoo.addons.integration_case.tests.pages import get_labels_without_field

from .common import IntegrationVolunteerCommon

COOKIE = "integration_volunteer"
LINK, PORTAL = "/volunteer", "/my/volunteer"


class PagesCase(IntegrationVolunteerCommon, HttpCase):
    """Two volunteers with an account each, and a resident with one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user1 = cls._make_portal_user("helga", cls.volunteer1.partner_id)
        cls.user2 = cls._make_portal_user("benno", cls.volunteer2.partner_id)
        cls.resident = new_test_user(
            cls.env, login="resident", groups="base.group_portal"
        )

    @classmethod
    def _make_portal_user(cls, login, partner):
        return new_test_user(
            *(cls.env, login, "base.group_portal"),
            partner_id=partner.id,
            name=partner.name,
            email=partner.email,
        )

    def open_as(self, user, page="", data=None):
        """Open a page in the portal; redirections are not followed."""
        if user:
            self.authenticate(user.login, user.login)
        else:
            self.logout()
        if data is not None:
            data = {"csrf_token": http.Request.csrf_token(self), **data}
        path = page if page.startswith("/") else f"{PORTAL}/{page}".rstrip("/")
        answer = self.url_open(path, data=data, allow_redirects=False)
        self.env.invalidate_all()
        return answer

    def follow(self, answer):
        """:return: the page that a redirection leads to"""
        self.assertEqual(answer.status_code, 303, answer.text[:2000])
        parts = urlsplit(answer.headers["Location"])
        page = self.url_open(f"{parts.path}?{parts.query}")
        self.assertEqual(page.status_code, 200)
        self.assert_labelled(page)
        return page

    def assert_labelled(self, page):
        if "<label" in page.text:
            self.assertEqual(get_labels_without_field(page.text), [])


class LinkBrowser:
    """Part of a test with a browser that opens a personal link."""

    page, cookies = "", {}

    def get_link_mails(self, volunteer):
        return self.env["mail.mail"].search([("email_to", "=", volunteer.email)])

    def get_link(self, volunteer):
        """:return: text of the link in the newest mail"""
        body = str(self.get_link_mails(volunteer)[0].body_html)
        return re.search(r"/volunteer#([0-9A-Z-]+)", body)[1]

    def go(self, path, data=None):
        """Open an address as the volunteer's browser; answers are not followed."""
        self.env.flush_all()
        self.opener.cookies.clear()
        answer = self.url_open(
            path, data=data, cookies=self.cookies, allow_redirects=False
        )
        self.cookies.update(answer.cookies.items())
        self.page = answer.text or self.page
        self.env.invalidate_all()
        return answer

    def post(self, path, **data):
        key = re.search(r'name="form_key" value="(\w+)"', self.page)
        return self.go(path, {"form_key": key[1] if key else "", **data})

    def enter(self, text):
        self.page, self.cookies = "", {}
        self.go(LINK)
        answer = self.post(f"{LINK}/enter", number=text)
        if answer.status_code == 303:
            return self.go(urlsplit(answer.headers["Location"]).path)
        return answer


class BothFrames(LinkBrowser, PagesCase):
    """Pages that look alike with an account and by a personal link."""

    PAGES = (
        *("home", "shifts", "requests", "tandems", "calendar", "hours"),
        *("documents", "availability", "data", "pause", "leave"),
    )

    def enter_as(self, volunteer):
        """Open the personal link of a volunteer."""
        volunteer.sudo()._send_link()
        return self.enter(self.get_link(volunteer))

    def send(self, page, **data):
        """Send a form as volunteer1, in the portal.

        :return: the page that follows, or the refusal
        """
        answer = self.open_as(self.user1, page, data)
        return self.follow(answer) if answer.status_code == 303 else answer
