/* global Chart */
import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor, hexToRGBA } from "@web/core/colors/colors";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const SCHEME = cookie.get("color_scheme");
const GRID_COLOR = getCustomColor(SCHEME, "#d8dadd", "#3C3E4B");
const LABEL_COLOR = getCustomColor(SCHEME, "#111827", "#E4E4E4");
/** Colors of today and of last time; the lines differ in their dashes, too. */
const COLORS = [getColor(3, SCHEME, "odoo"), getColor(1, SCHEME, "odoo")];
const DASHES = [[], [6, 4]];

/** Levels of all areas of life, today's and the last ones, as a radar picture. */
export class AssessmentChart extends Component {
    static template = "integration_plan.AssessmentChart";
    static props = { ...standardFieldProps };

    setup() {
        this.chart = null;
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                this.draw();
                return () => this.chart?.destroy();
            },
            () => [JSON.stringify(this.data)]
        );
    }

    get data() {
        return this.props.record.data[this.props.name] || null;
    }

    get series() {
        return (this.data?.series || []).map((one) => ({
            ...one,
            label: one.label ? formatDate(deserializeDate(one.label)) : "",
        }));
    }

    /** What the picture shows, for those who do not see it. */
    get words() {
        const parts = this.series.map((one) => {
            const levels = this.data.labels.map(
                (label, index) => `${label} ${one.levels[index] ?? "–"}`
            );
            return `${one.label}: ${levels.join(", ")}`;
        });
        return `${_t("Levels by area of life")}. ${parts.join(". ")}`;
    }

    get isEmpty() {
        return !this.series.some((one) => one.levels.some((level) => level));
    }

    draw() {
        this.chart?.destroy();
        this.chart = null;
        if (this.isEmpty || !this.canvas.el) {
            return;
        }
        this.chart = new Chart(this.canvas.el, {
            type: "radar",
            data: {
                labels: this.data.labels,
                datasets: this.series.map((one, index) => ({
                    label: one.label,
                    data: one.levels,
                    borderColor: COLORS[index],
                    borderDash: DASHES[index],
                    backgroundColor: hexToRGBA(COLORS[index], 0.15),
                    pointBackgroundColor: COLORS[index],
                    spanGaps: true,
                })),
            },
            options: {
                animation: false,
                aspectRatio: 1.2,
                plugins: { legend: { labels: { color: LABEL_COLOR } } },
                scales: {
                    r: {
                        min: 0,
                        max: this.data.max,
                        ticks: {
                            stepSize: 1,
                            color: LABEL_COLOR,
                            font: { size: 9 },
                            showLabelBackdrop: false,
                        },
                        grid: { color: GRID_COLOR },
                        angleLines: { color: GRID_COLOR },
                        pointLabels: { color: LABEL_COLOR },
                    },
                },
            },
        });
    }
}

registry.category("fields").add("integration_assessment_chart", {
    component: AssessmentChart,
    supportedTypes: ["json"],
});
