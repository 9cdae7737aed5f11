"""The doors of Odoo's modules through which something leaves the house."""

from typing import NamedTuple

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# Nothing listens there: what is sent to it never leaves the machine.
NOWHERE = "http://localhost:9"
ODOO = _lt("Odoo S.A., Belgium")
GOOGLE = _lt("Google")


class Door(NamedTuple):
    """One service that sends something out; without switches and jobs, only
    uninstalling its module helps."""

    module: str
    name: object
    #: what leaves, and to whom
    what: object
    recipient: object
    #: parameter → value that switches it off; False: nothing leaves while it is empty
    switches: dict
    #: jobs to stop
    jobs: list


DOORS = {
    "update_ping": Door(
        "mail",
        _lt("Update notice"),
        _lt("Version, number of users, installed apps, name and address of the office"),
        ODOO,
        {},
        ["mail.ir_cron_module_update_notification"],
    ),
    "link_preview": Door(
        "mail",
        _lt("Preview of links in messages"),
        _lt("The address of every link that somebody writes in a message"),
        _lt("The website linked"),
        {"mail.link_preview_throttle": "0"},
        [],
    ),
    "translation": Door(
        "mail",
        _lt("Translation of messages"),
        _lt("The text of messages"),
        GOOGLE,
        {"mail.google_translate_api_key": False},
        [],
    ),
    "gif": Door(
        "mail",
        _lt("Pictures for chats"),
        _lt("Words searched for"),
        GOOGLE,
        {"discuss.tenor_api_key": False},
        [],
    ),
    "calls": Door(
        "mail",
        _lt("Relay for video calls"),
        _lt("Network addresses of those who talk"),
        "Twilio",
        {"mail.use_twilio_rtc_servers": False},
        [],
    ),
    "push": Door(
        "mail",
        _lt("Notifications of the browser"),
        _lt("Neutral notices, encrypted, for users who allow them in their browser"),
        _lt("The maker of the browser"),
        {},
        [],
    ),
    "ai": Door(
        "html_editor",
        _lt("Text generator of the editor"),
        _lt("Text that somebody marks or types"),
        ODOO,
        {"html_editor.olg_api_endpoint": NOWHERE},
        [],
    ),
    "iap": Door(
        "iap",
        _lt("Credits of bought services"),
        _lt("Identifier of the database, name of the company"),
        ODOO,
        {"iap.endpoint": NOWHERE},
        [],
    ),
    "autocomplete": Door(
        "partner_autocomplete",
        _lt("Completion of company names"),
        _lt("What is typed as the name of a contact"),
        ODOO,
        {"iap.partner_autocomplete.endpoint": NOWHERE},
        [],
    ),
    "sms": Door(
        "sms",
        _lt("Text messages"),
        _lt("Phone numbers and texts"),
        ODOO,
        {"sms.endpoint": NOWHERE},
        ["sms.ir_cron_sms_scheduler_action"],
    ),
    "letters": Door(
        "snailmail",
        _lt("Letters by post"),
        _lt("Whole letters with addresses"),
        ODOO,
        {"snailmail.endpoint": NOWHERE},
        ["snailmail.snailmail_print"],
    ),
    "unsplash": Door(
        "web_unsplash",
        _lt("Stock pictures"),
        _lt("Words searched for"),
        "Unsplash",
        {"unsplash.access_key": False},
        [],
    ),
    "digest": Door(
        "digest",
        _lt("Digest mails"),
        _lt("Key figures of the day, by mail"),
        _lt("Users who receive them"),
        {},
        ["digest.ir_cron_digest_scheduler_action"],
    ),
    "google_calendar": Door(
        "google_calendar",
        _lt("Google calendar"),
        _lt("Appointments; those of cases are never sent"),
        GOOGLE,
        {"google_calendar_sync_paused": "True"},
        ["google_calendar.ir_cron_sync_all_cals"],
    ),
    "microsoft_calendar": Door(
        "microsoft_calendar",
        _lt("Outlook calendar"),
        _lt("Appointments; those of cases are never sent"),
        "Microsoft",
        {"microsoft_calendar_sync_paused": "True"},
        ["microsoft_calendar.ir_cron_sync_all_cals"],
    ),
    "addresses": Door(
        "google_address_autocomplete",
        _lt("Completion of addresses"),
        _lt("What is typed as an address"),
        GOOGLE,
        {"google_address_autocomplete.google_places_api_key": False},
        [],
    ),
    "geolocation": Door(
        "base_geolocalize",
        _lt("Places on a map"),
        _lt("Addresses of contacts"),
        "OpenStreetMap, Google",
        {},
        [],
    ),
    "recaptcha": Door(
        "google_recaptcha",
        _lt("Protection of forms"),
        _lt("Network address and behaviour of visitors"),
        GOOGLE,
        {"recaptcha_public_key": False, "recaptcha_private_key": False},
        [],
    ),
    "cloud_storage": Door(
        "cloud_storage",
        _lt("Files in a cloud"),
        _lt("Attachments"),
        "Google, Microsoft",
        {"cloud_storage_provider": False},
        [],
    ),
    "mail_plugin": Door(
        "mail_plugin",
        _lt("Plug-in of mail programs"),
        _lt("Mail addresses and contacts"),
        _lt("The mail program, Odoo S.A."),
        {},
        [],
    ),
    "oauth": Door(
        "auth_oauth",
        _lt("Log-in by other services"),
        _lt("Who logs in and when"),
        _lt("The service used"),
        {},
        [],
    ),
}
