import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDateTime, formatDate, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { getMinuteFormat } from "../dates";

const PAGE = 40;
const ICONS = {
    counselling: "fa-comments-o",
    appointment: "fa-calendar",
    handover: "fa-exchange",
    milestone: "fa-flag-o",
};
/** Kinds that stand for a day, not for a time. */
const DAY_KINDS = ["milestone"];

/** All that happened in a case, newest first, by month. */
export class IntegrationTimeline extends Component {
    static template = "integration_case.Timeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.turn = 0;
        this.state = useState({ entries: [], more: false, isLoaded: false });
        this.seen = "";
        onWillStart(() => this.reload());
        // after a save the date of change differs; after a dialog the form is loaded anew
        useRecordObserver((record) => {
            const seen = `${record.resId}-${record.data.write_date}`;
            if (this.seen && this.seen !== seen) {
                this.reload();
            }
            this.seen = seen;
        });
        useBus(this.props.record.model.bus, "update", () => this.state.isLoaded && this.reload());
    }

    get caseId() {
        return this.props.record.resId;
    }

    reload() {
        return this.load(0, Math.max(PAGE, this.state.entries.length));
    }

    loadMore() {
        return this.load(this.state.entries.length, PAGE);
    }

    async load(offset, limit) {
        if (!this.caseId) {
            return;
        }
        const turn = ++this.turn;
        const { entries, more } = await this.orm.silent.call(
            "integration.case",
            "get_timeline",
            [[this.caseId]],
            { limit, offset }
        );
        if (turn !== this.turn) {
            return;
        }
        this.state.entries = offset ? [...this.state.entries, ...entries] : entries;
        this.state.more = more;
        this.state.isLoaded = true;
    }

    get months() {
        const months = [];
        for (const entry of this.state.entries) {
            const date = deserializeDateTime(entry.date);
            const key = date.toFormat("yyyy-LL");
            if (months.at(-1)?.key !== key) {
                months.push({ key, title: date.toFormat("LLLL yyyy"), entries: [] });
            }
            months.at(-1).entries.push(entry);
        }
        return months;
    }

    getKey(entry) {
        return `${entry.kind}-${entry.model}-${entry.id}-${entry.label}`;
    }

    getIcon(entry) {
        return entry.icon || ICONS[entry.kind] || "fa-circle-o";
    }

    getDate(entry) {
        const date = deserializeDateTime(entry.date);
        return DAY_KINDS.includes(entry.kind)
            ? formatDate(date)
            : formatDateTime(date, { format: getMinuteFormat() });
    }

    isLink(entry) {
        return entry.model !== "integration.case" || entry.id !== this.caseId;
    }

    async open(entry) {
        await this.props.record.model.root.save?.();
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: entry.label,
            res_model: entry.model,
            res_id: entry.id,
            views: [[false, "form"]],
        });
    }

    get emptyText() {
        return this.caseId
            ? _t("Nothing has been recorded yet. Start with “Record contact”.")
            : _t("The timeline begins when the case is saved.");
    }
}

export const integrationTimeline = {
    component: IntegrationTimeline,
    fieldDependencies: [{ name: "write_date", type: "datetime" }],
};

registry.category("view_widgets").add("integration_timeline", integrationTimeline);
