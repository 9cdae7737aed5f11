import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** Says which contacts were not sent yet and which were left unfinished. */
export class ContactOutboxBanner extends Component {
    static template = "integration_case.ContactOutboxBanner";
    static props = {
        onOpen: { type: Function, optional: true },
    };

    setup() {
        this.outbox = useService("integration_contact_outbox");
        this.action = useService("action");
        this.state = useState(this.outbox.state);
    }

    get title() {
        const count = this.state.entries.length;
        return count === 1
            ? _t("1 contact is not yet sent – kept on this device until the page is closed.")
            : _t(
                  "%(count)s contacts are not yet sent – kept on this device until the page is closed.",
                  { count }
              );
    }

    getDraftLabel(draft) {
        return draft.label
            ? _t("Continue: %(name)s", { name: draft.label })
            : _t("Continue: no client chosen");
    }

    openDraft(caseId) {
        if (this.props.onOpen) {
            return this.props.onOpen(caseId);
        }
        return this.action.doAction({
            type: "ir.actions.client",
            tag: "integration_case.quick_contact",
            name: _t("Record contact"),
            params: { case_id: caseId },
        });
    }

    correct(key) {
        return this.openDraft(this.outbox.reopen(key));
    }
}
