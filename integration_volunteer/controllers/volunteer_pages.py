"""What volunteers see and do, whether with an account or by a personal link (V6)."""

from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, LockError, MissingError, UserError
from odoo.http import request

from odoo.addons.integration_base.tools.days import TIMEZONE

from .volunteer_forms import Form, Wrong

HOME = "home"

#: page → function(frame, volunteer, form, number) that answers
PAGES = {}
#: (page, deed) → function(frame, volunteer, params, number) that answers
DEEDS = {}
#: functions(volunteer) → dict ``order``, ``page``, ``title``, ``text``, ``count``
TILES = []
#: what was done → function(env) → sentence
NOTICES = {}


def page(name):
    """Declare the function that shows a page."""

    def declare(function):
        PAGES[name] = function
        return function

    return declare


def deed(name, verb):
    """Declare the function that does what a form of a page asks for."""

    def declare(function):
        DEEDS[name, verb] = function
        return function

    return declare


def tile(function):
    """Declare the function that says what the first page tells of a page."""
    TILES.append(function)
    return function


class VolunteerPages:
    """Shows pages and does what their forms ask for, for a volunteer in sudo mode.

    The heir is a controller: it finds the volunteer and draws the frame. A deed is
    followed by a redirection; one that fails shows its page again with what was typed.
    """

    #: where the pages stand
    pages_path = None
    #: whether there is an account
    has_account = False

    def _prepare_volunteer(self, volunteer):
        """:return: the volunteer as pages work with it: in sudo, at German time"""
        lang = request.env.lang
        # sudo: the own record, found by account or link; pages show what is handed in
        volunteer = volunteer.sudo().with_company(volunteer.company_id)
        return volunteer.with_context(lang=lang, tz=TIMEZONE)

    def _show_page(self, volunteer, name, number=None, form=None):
        """Show a page.

        :param number: id of the record it is about, if it is about one
        """
        if name not in PAGES:
            raise NotFound
        return PAGES[name](self, volunteer, form or Form(), number)

    def _do_deed(self, volunteer, name, verb, params, number=None):
        """Do what a form asks for; nothing of it is left if it fails."""
        if (name, verb) not in DEEDS:
            raise NotFound
        form = Form(params)
        try:
            with request.env.cr.savepoint():
                return DEEDS[name, verb](self, volunteer, params, number)
        except Wrong as error:
            form.wrong = error.fields
        except (AccessError, MissingError):
            raise NotFound from None
        except LockError:
            form.problem = volunteer.env._("Please try again in a moment.")
        except UserError as error:
            form.problem = str(error)
        return self._show_page(volunteer, name, number, form)

    def _show(self, volunteer, template, heading, form=None, **values):
        """Answer with a page.

        :param str template: name of its body
        :param str heading: its first heading
        :param form: ``Form`` with what was typed and what is wrong
        """
        form = form or Form()
        done = NOTICES.get(request.httprequest.args.get("done"))
        return self._render_frame(
            form.status,
            {
                "body": f"integration_volunteer.volunteer_page_{template}",
                "heading": heading,
                "path": self.pages_path,
                "has_account": self.has_account,
                "form": form,
                "notice": done and done(volunteer.env),
                "is_home": template == HOME,
                "home": self._get_address(HOME),
                **values,
            },
        )

    def _get_address(self, name, number=None):
        parts = (self.pages_path, name, number and str(number))
        return "/".join(part for part in parts if part)

    def _go(self, name, done=None, number=None):
        """Lead on to a page after something was done.

        :param str done: key of ``NOTICES``
        """
        address = self._get_address(name, number)
        return self._redirect(f"{address}?done={done}" if done else address)

    # what the heir does

    def _render_frame(self, status, values):
        raise NotImplementedError

    def _redirect(self, address):
        raise NotImplementedError

    def _say_goodbye(self, volunteer):
        """Answer somebody who has just left: her pages are closed."""
        raise NotImplementedError

    def _note_read(self, record):
        """Note that what was released of a client was read."""
        raise NotImplementedError

    def _may_change_email(self, volunteer):
        """:return: whether the address may be changed here: it also opens accounts"""
        raise NotImplementedError
