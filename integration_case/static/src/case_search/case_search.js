import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { isConnectionError } from "../contact_outbox/contact_outbox_service";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

const LIMIT = 8;

/** One line that finds an open case by name, reference or phone. */
export class CaseSearch extends Component {
    static template = "integration_case.CaseSearch";
    static props = {
        onSelect: Function,
        label: { type: String, optional: true },
        autofocus: { type: Boolean, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.inputRef = this.props.autofocus
            ? useAutofocus({ refName: "input" })
            : useRef("input");
        this.pending = null;
        this.state = useState({ text: "", found: null, foundFor: "", active: 0, error: "" });
        this.searchSoon = useDebounced(() => this.search(), 200);
    }

    get label() {
        return this.props.label || _t("Name, number or phone");
    }

    get term() {
        return this.state.text.trim();
    }

    get isOpen() {
        return this.state.found !== null && this.state.text.trim() !== "";
    }

    get status() {
        if (this.state.error) {
            return this.state.error;
        }
        if (!this.isOpen) {
            return "";
        }
        const count = this.state.found.length;
        if (!count) {
            return _t("No open case of yours fits. Check the spelling, or start an intake.");
        }
        return count === 1
            ? _t("1 case found. Enter opens it.")
            : _t("%(count)s cases found. Choose with the arrow keys and Enter.", { count });
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        this.state.error = "";
        if (!this.term) {
            this.state.found = null;
            this.state.foundFor = "";
            return;
        }
        this.searchSoon();
    }

    /** One request for each term, whether typing or Enter asks for it. */
    search() {
        const { term } = this;
        if (!term || term === this.state.foundFor) {
            return;
        }
        if (this.pending?.term !== term) {
            this.pending = { term, promise: this.fetch(term) };
        }
        return this.pending.promise;
    }

    async fetch(term) {
        let found;
        try {
            found = await this.orm.silent.call("integration.case", "name_search", [], {
                name: term,
                domain: [["is_closed", "=", false]],
                limit: LIMIT,
            });
        } catch (error) {
            this.pending = null;
            if (!isConnectionError(error)) {
                throw error;
            }
            this.state.error = _t("There is no connection to the server. Try again.");
            return;
        }
        if (term === this.term) {
            this.pending = null;
            this.state.found = found.map(([id, name]) => ({ id, name }));
            this.state.foundFor = term;
            this.state.active = 0;
        }
    }

    async onKeydown(ev) {
        if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            ev.preventDefault();
            const count = this.state.found?.length || 0;
            if (count) {
                const step = ev.key === "ArrowDown" ? 1 : -1;
                this.state.active = (this.state.active + step + count) % count;
            }
        } else if (ev.key === "Escape") {
            this.clear();
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            await this.onEnter();
        }
    }

    /**
     * Open what is shown as chosen. A list that was not on the screen yet is opened
     * at once only if there is no other case to mistake it for.
     */
    async onEnter() {
        if (!this.term) {
            return;
        }
        const seen = this.state.foundFor === this.term;
        if (!seen) {
            await this.search();
        }
        const found = (this.state.foundFor === this.term && this.state.found) || [];
        if (found.length && (seen || found.length === 1)) {
            this.select(found[seen ? this.state.active : 0]);
        }
    }

    select(item) {
        this.clear();
        this.props.onSelect(item);
    }

    clear() {
        this.state.text = "";
        this.state.found = null;
        this.state.foundFor = "";
        this.state.error = "";
    }
}
