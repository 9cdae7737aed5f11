import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { hasTouch } from "@web/core/browser/feature_detection";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * A row of large buttons to choose one or several of few values.
 *
 * One tab stop; arrow keys, Home, End and the first letter move, space chooses. A
 * group for one value follows the focus, as radio buttons do; if it is clearable, the
 * chosen one can be taken back.
 */
export class ChipGroup extends Component {
    static template = "integration_case.ChipGroup";
    static props = {
        name: String,
        label: String,
        options: Array,
        value: true,
        onChange: Function,
        multiple: { type: Boolean, optional: true },
        clearable: { type: Boolean, optional: true },
        autofocus: { type: Boolean, optional: true },
        slots: { type: Object, optional: true },
    };
    static defaultProps = { multiple: false, clearable: false, autofocus: false };

    setup() {
        this.rootRef = useRef("root");
        this.state = useState({ focused: null });
        useEffect(
            () => {
                if (this.props.autofocus && !hasTouch()) {
                    this.focus(this.tabStop);
                }
            },
            () => []
        );
    }

    isOn(option) {
        return this.props.multiple
            ? this.props.value.includes(option.value)
            : this.props.value === option.value;
    }

    /** Index of the one chip that the tab key reaches. */
    get tabStop() {
        const { options, multiple } = this.props;
        const on = options.findIndex((option) => this.isOn(option));
        const focused = options.findIndex(
            (option) => option.value === this.state.focused
        );
        if (multiple || on < 0) {
            return Math.max(focused, 0);
        }
        return on;
    }

    toggle(option) {
        const { multiple, clearable, value, onChange } = this.props;
        this.state.focused = option.value;
        if (multiple) {
            onChange(
                this.isOn(option)
                    ? value.filter((item) => item !== option.value)
                    : [...value, option.value]
            );
        } else if (!this.isOn(option)) {
            onChange(option.value);
        } else if (clearable) {
            onChange(false);
        }
    }

    onKeydown(ev) {
        if (ev.altKey || ev.ctrlKey || ev.metaKey) {
            return;
        }
        const buttons = this.buttons;
        const current = buttons.indexOf(ev.target);
        if (current < 0) {
            return;
        }
        const count = buttons.length;
        let next = -1;
        if (ev.key in STEPS) {
            next = (current + STEPS[ev.key] + count) % count;
        } else if (ev.key === "Home") {
            next = 0;
        } else if (ev.key === "End") {
            next = count - 1;
        } else if (ev.key.length === 1 && ev.key.trim()) {
            next = this.findByLetter(ev.key, current);
        }
        if (next < 0) {
            return;
        }
        ev.preventDefault();
        this.focus(next);
        const option = this.props.options[next];
        if (!this.props.multiple && !this.isOn(option)) {
            this.toggle(option);
        }
    }

    findByLetter(letter, current) {
        const { options } = this.props;
        const wanted = letter.toLowerCase();
        for (let step = 1; step <= options.length; step++) {
            const index = (current + step) % options.length;
            if (options[index].label.toLowerCase().startsWith(wanted)) {
                return index;
            }
        }
        return -1;
    }

    get buttons() {
        return [...this.rootRef.el.querySelectorAll(".o_integration_chip")];
    }

    focus(index) {
        this.state.focused = this.props.options[index]?.value;
        this.buttons[index]?.focus();
    }
}
