import { describe, expect, test } from "@odoo/hoot";
import {
    applyChange,
    getMissing,
    makeEntryKey,
    makeForm,
} from "@integration_case/quick_contact/quick_contact_form";

describe.current.tags("headless");

function getForm() {
    return makeForm({
        case: { id: 7, name: "Testmann, Rana" },
        defaults: { kind: "office", minutes: 20, interpreter: "none" },
    });
}

test("every entry has a key of its own", () => {
    expect(makeEntryKey()).not.toBe(makeEntryKey());
    expect(makeEntryKey().length).toBe(32);
});

test("a talk that did not take place counts no minutes, unless said so", () => {
    const form = getForm();
    applyChange(form, "outcome", "no_show", 20);
    expect(form.minutes).toBe(0);
    applyChange(form, "outcome", "kept", 20);
    expect(form.minutes).toBe(20);
    applyChange(form, "minutes", 45, 20);
    applyChange(form, "outcome", "excused", 20);
    expect(form.minutes).toBe(45);
});

test("what is missing is named", () => {
    const form = getForm();
    expect(getMissing(form)).toBe("");
    expect(getMissing({ ...form, minutes: NaN })).not.toBe("");
    expect(getMissing({ ...form, minutes: 1441 })).not.toBe("");
    expect(getMissing({ ...form, case: null })).not.toBe("");
});
