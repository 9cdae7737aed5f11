import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Caseload of the teams a lead answers for. */
export class MyDayTeams extends Component {
    static template = "integration_case.MyDayTeams";
    static props = { teams: Array, onOpen: Function };

    getCount(row, guide) {
        return guide
            ? _t("%(count)s of %(guide)s", { count: row.count, guide })
            : String(row.count);
    }

    getShare(row, guide) {
        return guide ? Math.min(100, Math.round((row.count / guide) * 100)) : 0;
    }

    isOver(row, guide) {
        return Boolean(guide) && row.count > guide;
    }
}
