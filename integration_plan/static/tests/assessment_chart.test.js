import { expect, test } from "@odoo/hoot";
import { queryAttribute } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

const LABELS = ["Language", "Housing"];

class Assessment extends models.Model {
    chart = fields.Json();

    _records = [
        { id: 1, chart: false },
        {
            id: 2,
            chart: {
                labels: LABELS,
                max: 5,
                series: [
                    { label: "2026-05-04", levels: [3, null] },
                    { label: "2025-11-03", levels: [1, 2] },
                ],
            },
        },
        { id: 3, chart: { labels: LABELS, max: 5, series: [{ label: false, levels: [null, null] }] } },
    ];
}

defineMailModels();
defineModels([Assessment]);

function open(resId) {
    return mountView({
        type: "form",
        resModel: "assessment",
        resId,
        arch: `<form><field name="chart" widget="integration_assessment_chart"/></form>`,
    });
}

test("two dates are drawn and said in words", async () => {
    await open(2);
    expect(".o_integration_assessment_chart canvas").toBeVisible();
    const words = queryAttribute("canvas", "aria-label");
    expect(words).toMatch(/Language 3, Housing –/);
    expect(words).toMatch(/Language 1, Housing 2/);
});

test("without a level there is a sentence instead of an empty picture", async () => {
    for (const resId of [1, 3]) {
        await open(resId);
    }
    expect(".o_integration_assessment_chart p").toHaveCount(2);
    expect(".o_integration_assessment_chart canvas:visible").toHaveCount(0);
});
