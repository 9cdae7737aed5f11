import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** Most that fits one contact; the server says the same. */
const MINUTES_OF_A_DAY = 1440;

/**
 * @returns {string} a key by which the server knows a second sending; needs no secure
 *  context, unlike `crypto.randomUUID`
 */
export function makeEntryKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Object} data answer of `get_quick_entry`
 * @returns {Object} a new entry with the defaults
 */
export function makeForm(data) {
    const { defaults } = data;
    return {
        entry_key: makeEntryKey(),
        case: data.case || null,
        event_id: data.event_id || false,
        date: (defaults.date
            ? deserializeDateTime(defaults.date)
            : DateTime.now()
        ).startOf("minute"),
        kind: defaults.kind,
        minutes: defaults.minutes,
        topic_ids: [],
        outcome: "kept",
        language_id: defaults.language_id || false,
        interpreter: defaults.interpreter,
        result: false,
        note: "",
        follow_up_weeks: false,
        isTouched: false,
        areMinutesChosen: false,
    };
}

/** @returns {Object} values of `save_quick_entry` */
export function getValues(form) {
    return {
        entry_key: form.entry_key,
        case_id: form.case.id,
        event_id: form.event_id,
        date: serializeDateTime(form.date),
        kind: form.kind,
        minutes: form.minutes,
        topic_ids: [...form.topic_ids],
        outcome: form.outcome,
        language_id: form.language_id,
        interpreter: form.interpreter,
        result: form.outcome === "kept" ? form.result : false,
        note: form.note.trim(),
        follow_up_weeks: form.follow_up_weeks,
    };
}

/** @returns {string} what is missing, or nothing */
export function getMissing(form) {
    if (!form.case) {
        return _t("Please choose a client first.");
    }
    if (!form.date) {
        return _t("Please enter the date.");
    }
    const { minutes } = form;
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > MINUTES_OF_A_DAY) {
        return _t("Please enter whole minutes between 0 and 1440.");
    }
    return "";
}

/**
 * Change one value. A talk that did not take place counts no minutes unless the user
 * says so, and has no result.
 */
export function applyChange(form, name, value, defaultMinutes) {
    form[name] = value;
    form.isTouched = true;
    if (name === "minutes") {
        form.areMinutesChosen = true;
    }
    if (name === "outcome" && !form.areMinutesChosen) {
        form.minutes = value === "kept" ? defaultMinutes : 0;
    }
}
