"""Serious accessibility problems of a page, as axe finds them."""

from tools import npm

SERIOUS = ("serious", "critical")
#: a page under a dialog is not looked at: core takes the numbers off its fields
RUN = """known => axe.run(
    [...document.querySelectorAll(".o_dialog .modal")].at(-1) || document,
    {resultTypes: ["violations"]}
).then(report =>
    report.violations.filter(row => known.impacts.includes(row.impact)).map(row => [
        row.id,
        row.help,
        row.nodes
            .filter(node => !(known.of_core[row.id] || []).some(selector =>
                document.querySelector(node.target.at(-1))?.closest(selector)))
            .map(node => `${node.target.join(" ")}\n        ${node.html}`),
    ]).filter(row => row[2].length)
)"""
#: of Odoo's own web client, the same on pages without anything of ours:
#: rule → parts of the page that core draws
OF_CORE = {
    "aria-allowed-attr": [
        ".o_searchview",
        ".o-autocomplete",
        ".o-autocomplete--dropdown-item",
        ".o_datetime_buttons",
        ".o-dropdown",
        ".o-dropdown-item",
        ".o_tag",
    ],
    "aria-command-name": [".o_searchview", ".o-mail-Activity"],
    "aria-dialog-name": [".modal"],
    "aria-prohibited-attr": [".o-mail-Message"],
    "aria-required-attr": [".o-autocomplete"],
    "aria-required-children": [
        ".o_main_navbar",
        ".o-autocomplete--dropdown-menu",
    ],
    "aria-required-parent": [
        ".o_main_navbar",
        ".o_notebook_headers",
        ".o_searchview",
        ".o-autocomplete--dropdown-item",
    ],
    "autocomplete-valid": [".o_select_menu_input"],
    "button-name": [
        ".o_main_navbar",
        ".o_control_panel",
        ".o_calendar_container",
        ".o_optional_columns_dropdown",
        ".o_search_panel",
    ],
    # the theme's colours of states, past rows, labels on a phone, days of other months
    "color-contrast": [
        ".badge",
        ".o_data_row.text-muted",
        ".o_form_label",
        ".o-autocomplete--dropdown-item",
        ".o_datetime_picker",
        ".o_calendar_container",
        ".o_pivot",
        ".o_search_panel_counter",
        ".o-mail-Thread",
        ".o-mail-Activity",
    ],
    "html-has-lang": ["html"],
    "image-alt": [".o-mail-Avatar", ".o_avatar", ".o-mail-Message", ".o-mail-Activity"],
    "label": [".o_list_renderer", ".o_calendar_filter"],
    "label-content-name-mismatch": [".o_list_record_open_form_view", ".o-mail-Chatter"],
    "link-name": [".o_main_navbar"],
    "listitem": [".o-autocomplete--dropdown-item"],
    "role-img-alt": [
        ".o_searchview",
        ".o-mail-ActivityButton",
        ".o-mail-Chatter",
        # an attendee who has another appointment at the same time
        ".o_field_many2manyattendee",
    ],
    "scrollable-region-focusable": [".o_pivot", ".o_search_panel", ".modal-body"],
}


def accessibility_problems(page):
    """:return: list of serious problems, each with the elements concerned"""
    page.evaluate(npm.axe_core().read_text())
    found = page.evaluate(RUN, {"impacts": list(SERIOUS), "of_core": OF_CORE})
    return [
        f"{rule}: {text}\n" + "\n".join(f"    {node}" for node in nodes[:9])
        for rule, text, nodes in found
    ]
