import { registry } from "@web/core/registry";

/** My Day, contact by search, saved, seen in the list of the case: at any size. */
registry.category("web_tour.tours").add("integration_case_quick_contact", {
    steps: () => [
        {
            content: "Find the client on the start page",
            trigger: ".o_integration_my_day .o_integration_search input",
            run: "edit Testmann",
        },
        {
            content: "Open the entry",
            trigger: ".o_integration_search_list li:contains(Testmann)",
            run: "click",
        },
        {
            content: "By phone",
            trigger: ".o_integration_quick_form [data-value=phone]",
            run: "click",
        },
        {
            content: "A note",
            trigger: "#o_integration_note",
            run: "edit Rückruf wegen Kita-Platz",
        },
        {
            content: "Save and stay",
            trigger: ".o_integration_save_next",
            run: "click",
        },
        {
            content: "Said so",
            trigger: ".o_integration_message:contains(Testmann)",
        },
        {
            content: "Ready for the next client",
            trigger: ".o_integration_quick_start input",
        },
    ],
});
