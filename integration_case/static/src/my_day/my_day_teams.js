import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** Caseload of the teams a lead answers for. */
export class MyDayTeams extends Component {
    static template = "integration_case.MyDayTeams";
    static props = { teams: Array, onOpen: Function };

    getTitle(team) {
        return _t("Caseload of %(name)s", { name: team.name });
    }

    getAllLabel(count) {
        return _t("Show all (%(count)s)", { count });
    }

    getCount(row, guide) {
        const { count } = row;
        if (!guide) {
            return String(count);
        }
        return this.isOver(row, guide)
            ? _t("%(count)s – above the guide value %(guide)s", { count, guide })
            : _t("%(count)s of %(guide)s", { count, guide });
    }

    getShare(row, guide) {
        return guide ? Math.min(100, Math.round((row.count / guide) * 100)) : 0;
    }

    isOver(row, guide) {
        return Boolean(guide) && row.count > guide;
    }
}
