import { expect, test } from "@odoo/hoot";
import { animationFrame, press, queryAllAttributes, queryFirst } from "@odoo/hoot-dom";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { ChipGroup } from "@integration_case/chip_group/chip_group";

defineMailModels();

const OPTIONS = [
    { value: "office", label: "Office" },
    { value: "phone", label: "Phone" },
    { value: "video", label: "Video" },
];

async function mountChips(props) {
    class Parent extends Component {
        static components = { ChipGroup };
        static template = xml`
            <ChipGroup t-props="props" value="state.value" onChange="(value) => this.state.value = value"/>`;
        static props = ["*"];
        setup() {
            this.state = useState({ value: props.value });
            this.props = { name: "kind", label: "Kind", options: OPTIONS, ...props };
        }
    }
    return mountWithCleanup(Parent);
}

function getChecked() {
    return queryAllAttributes(".o_integration_chip", "aria-checked");
}

test("one value: arrows and letters choose, one tab stop", async () => {
    await mountChips({ value: "office" });
    expect("[role=radiogroup]").toHaveCount(1);
    expect("[role=radio][tabindex='0']").toHaveCount(1);
    queryFirst("[data-value=office]").focus();
    await press("ArrowRight");
    await animationFrame();
    expect(getChecked()).toEqual(["false", "true", "false"]);
    await press("v");
    await animationFrame();
    expect(getChecked()).toEqual(["false", "false", "true"]);
    await press("ArrowRight");
    await animationFrame();
    expect("[data-value=office]").toBeFocused();
});

test("several values: arrows move, a click chooses", async () => {
    await mountChips({ value: [], multiple: true });
    expect("[role=checkbox]").toHaveCount(3);
    queryFirst("[data-value=office]").focus();
    await press("ArrowRight");
    await animationFrame();
    expect(getChecked()).toEqual(["false", "false", "false"]);
    await contains("[data-value=phone]").click();
    await contains("[data-value=video]").click();
    expect(getChecked()).toEqual(["false", "true", "true"]);
});

test("a clearable group takes the value back", async () => {
    await mountChips({ value: "phone", clearable: true });
    await contains("[data-value=phone]").click();
    expect(getChecked()).toEqual(["false", "false", "false"]);
});
