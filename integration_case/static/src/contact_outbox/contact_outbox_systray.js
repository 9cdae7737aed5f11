import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Reminds on every screen of contacts that only this page still holds. */
export class ContactOutboxSystray extends Component {
    static template = "integration_case.ContactOutboxSystray";
    static props = {};

    setup() {
        this.outbox = useService("integration_contact_outbox");
        this.action = useService("action");
        this.state = useState(this.outbox.state);
    }

    get label() {
        return _t("Not yet sent: %(count)s", { count: this.state.entries.length });
    }

    open() {
        return this.action.doAction({
            type: "ir.actions.client",
            tag: "integration_case.quick_contact",
            name: _t("Record contact"),
        });
    }
}

registry
    .category("systray")
    .add(
        "integration_case.contact_outbox",
        { Component: ContactOutboxSystray },
        { sequence: 90 }
    );
