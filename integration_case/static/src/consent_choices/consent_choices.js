import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const NAMES = ["title", "text", "client_title", "client_text", "client_dir", "state"];

/**
 * The purposes a client answers to, each with its text in her language and in German
 * and two buttons of equal weight. A second tap takes an answer back.
 */
export class ConsentChoices extends Component {
    static template = "integration_case.ConsentChoices";
    static props = { ...standardFieldProps };

    get lines() {
        return this.props.record.data[this.props.name].records;
    }

    get answers() {
        return [
            { value: "given", label: _t("Yes"), icon: "fa-check" },
            { value: "refused", label: _t("No"), icon: "fa-times" },
        ];
    }

    answer(line, value) {
        line.update({ answer: line.data.answer === value ? false : value });
    }
}

registry.category("fields").add("integration_consent_choices", {
    component: ConsentChoices,
    supportedTypes: ["one2many"],
    relatedFields: [
        ...NAMES.map((name) => ({ name, type: "char", readonly: true })),
        { name: "is_asked", type: "boolean", readonly: true },
        {
            name: "answer",
            type: "selection",
            selection: [
                ["given", _t("Yes")],
                ["refused", _t("No")],
            ],
            readonly: false,
        },
    ],
});
