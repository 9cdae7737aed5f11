import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CaseSearch } from "../case_search/case_search";
import { ContactOutboxBanner } from "../contact_outbox/contact_outbox_banner";
import { MyDayTeams } from "./my_day_teams";

const { DateTime } = luxon;

/** The manager's start page: appointments, what is due, who was not seen. */
export class MyDay extends Component {
    static template = "integration_case.MyDay";
    static components = { CaseSearch, ContactOutboxBanner, Layout, MyDayTeams };
    static props = { ...standardActionServiceProps };
    static displayName = _t("My Day");
    static path = "my-day";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.state = useState({ day: null });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.day = await this.orm.call("integration.case", "get_my_day");
    }

    get day() {
        return this.state.day;
    }

    get sections() {
        const { rows } = this.day.appointments;
        return [
            {
                key: "today",
                title: _t("Today"),
                date: this.today,
                rows: rows.filter((row) => row.is_today),
                empty: _t("No appointment today. Plan one from a case."),
            },
            {
                key: "tomorrow",
                title: _t("Tomorrow"),
                date: this.today.plus({ days: 1 }),
                rows: rows.filter((row) => !row.is_today),
                empty: _t("No appointment tomorrow."),
            },
        ];
    }

    get today() {
        return deserializeDate(this.day.today);
    }

    /** What is due of all kinds, the most urgent first. */
    get dueRows() {
        return this.day.due
            .flatMap((group) => group.rows)
            .sort((one, other) => one.days - other.days);
    }

    getAllLabel(count) {
        return _t("Show all (%(count)s)", { count });
    }

    formatDay(date) {
        return date.toLocaleString({ weekday: "long", day: "numeric", month: "long" });
    }

    formatDate(text) {
        return formatDate(deserializeDate(text));
    }

    getTime(row) {
        return row.allday
            ? _t("All day")
            : deserializeDateTime(row.start).toLocaleString(DateTime.TIME_SIMPLE);
    }

    getDays(days) {
        if (days === 0) {
            return _t("today");
        }
        if (days < 0) {
            return days === -1
                ? _t("1 day overdue")
                : _t("%(days)s days overdue", { days: -days });
        }
        return days === 1 ? _t("1 day left") : _t("%(days)s days left", { days });
    }

    getWeeks(row) {
        if (row.weeks === false) {
            return _t("no contact so far");
        }
        return row.weeks === 1
            ? _t("1 week ago")
            : _t("%(weeks)s weeks ago", { weeks: row.weeks });
    }

    get unseenTitle() {
        return _t("Not seen for %(weeks)s weeks", { weeks: this.day.unseen.weeks });
    }

    get caseload() {
        const { count, guide } = this.day.caseload;
        return guide
            ? _t("%(count)s open cases (guide value %(guide)s)", { count, guide })
            : _t("%(count)s open cases", { count });
    }

    // ------------------------------------------------------------------
    // Ways on
    // ------------------------------------------------------------------

    openList(action) {
        return this.action.doAction(action);
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openAppointment(row) {
        return row.case_id
            ? this.openRecord("integration.case", row.case_id)
            : this.openRecord("calendar.event", row.id);
    }

    recordContact(caseId, eventId = false) {
        return this.action.doAction({
            type: "ir.actions.client",
            tag: "integration_case.quick_contact",
            name: _t("Record contact"),
            params: { case_id: caseId, event_id: eventId },
        });
    }

    openIntake() {
        return this.action.doAction("integration_case.integration_intake_action");
    }
}

registry.category("actions").add("integration_case.my_day", MyDay);
