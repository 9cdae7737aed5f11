import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionAbortedError, ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

/** A request that hangs in a dead spot counts as not sent after this time. */
export const PATIENCE = 20000;
export const RETRY_DELAY = 20000;

const SESSION_ERRORS = [
    "odoo.http.SessionExpiredException",
    "werkzeug.exceptions.Forbidden",
];

/** @returns {boolean} whether sending the same entry again may help by itself */
export function isConnectionError(error) {
    return (
        error instanceof ConnectionLostError || error instanceof ConnectionAbortedError
    );
}

export function isSessionError(error) {
    return SESSION_ERRORS.includes(error?.exceptionName);
}

/** @returns {string} words for the screen; no technical detail */
export function getErrorMessage(error) {
    if (isSessionError(error)) {
        return _t(
            "You have been logged out. Log in again in another tab of the browser, then save again."
        );
    }
    if (isConnectionError(error)) {
        return _t("There is no connection to the server.");
    }
    const data = error?.data;
    return (
        data?.arguments?.[0] || data?.message || error?.message || _t("Unknown error")
    );
}

/**
 * Keeps counselling contacts that could not be sent, and drafts, in memory until the
 * page is closed. Client data never go to a storage of the browser.
 */
export class ContactOutbox {
    constructor(env, { orm, notification }) {
        this.env = env;
        this.orm = orm;
        this.notification = notification;
        this.state = reactive({
            entries: [],
            drafts: [],
            isSending: false,
            isLoggedOut: false,
        });
        this.choices = null;
        this.retryTimer = null;
        browser.addEventListener("online", () => this.flush());
        browser.addEventListener("beforeunload", (ev) => this.onBeforeUnload(ev));
    }

    get isUnsent() {
        return this.state.entries.length > 0;
    }

    onBeforeUnload(ev) {
        if (this.isUnsent || this.state.drafts.length) {
            ev.preventDefault();
            ev.returnValue = "";
        }
    }

    // ------------------------------------------------------------------
    // Sending
    // ------------------------------------------------------------------

    /**
     * Save a contact, or keep it if the server cannot be reached.
     *
     * @param {Object} values as `save_quick_entry` takes them, with `entry_key`
     * @param {Object} entry what the screen needs: `label` and `form`
     * @returns {Promise<{sent: boolean}>}
     * @throws the server's error if it refuses the contact
     */
    async submit(values, entry) {
        if (browser.navigator.onLine === false) {
            this.hold(values, entry);
            return { sent: false };
        }
        try {
            await this.send(values);
            return { sent: true };
        } catch (error) {
            if (!isConnectionError(error)) {
                throw error;
            }
            this.hold(values, entry);
            return { sent: false };
        }
    }

    hold(values, { label, form }) {
        this.state.entries.push({
            key: values.entry_key,
            values,
            label,
            form,
            error: "",
        });
        this.planRetry();
    }

    async send(values) {
        const request = this.orm.silent.call(
            "integration.counselling",
            "save_quick_entry",
            [values]
        );
        const timer = browser.setTimeout(() => request.abort?.(), PATIENCE);
        try {
            return await request;
        } finally {
            browser.clearTimeout(timer);
        }
    }

    /** Send what waits, oldest first; stops where there is still no connection. */
    async flush() {
        if (this.state.isSending || !this.isUnsent) {
            return;
        }
        this.state.isSending = true;
        this.state.isLoggedOut = false;
        const waiting = this.state.entries.filter((entry) => !entry.error);
        let sent = 0;
        try {
            for (const entry of waiting) {
                if (await this.flushEntry(entry)) {
                    sent++;
                } else if (!entry.error) {
                    break;
                }
            }
        } finally {
            this.state.isSending = false;
        }
        if (sent) {
            this.notification.add(
                sent === 1
                    ? _t("The contact kept on this device has been saved.")
                    : _t("%(count)s contacts kept on this device have been saved.", {
                          count: sent,
                      }),
                { type: "success" }
            );
        }
        this.planRetry();
    }

    async flushEntry(entry) {
        try {
            await this.send(entry.values);
        } catch (error) {
            if (isSessionError(error)) {
                this.state.isLoggedOut = true;
            } else if (!isConnectionError(error)) {
                entry.error = getErrorMessage(error);
            }
            return false;
        }
        this.remove(entry.key);
        return true;
    }

    planRetry() {
        browser.clearTimeout(this.retryTimer);
        if (this.state.entries.some((entry) => !entry.error)) {
            this.retryTimer = browser.setTimeout(() => this.flush(), RETRY_DELAY);
        }
    }

    remove(key) {
        this.state.entries = this.state.entries.filter((entry) => entry.key !== key);
    }

    // ------------------------------------------------------------------
    // Drafts
    // ------------------------------------------------------------------

    /**
     * Keep what was typed when the screen is left.
     *
     * @param {number} caseId 0 if no client was chosen
     * @param {Object} draft `label` and `form`
     */
    keepDraft(caseId, draft) {
        this.dropDraft(caseId);
        this.state.drafts.push({ caseId, ...draft });
    }

    takeDraft(caseId) {
        const draft = this.state.drafts.find((item) => item.caseId === caseId);
        this.dropDraft(caseId);
        return draft;
    }

    dropDraft(caseId) {
        this.state.drafts = this.state.drafts.filter((item) => item.caseId !== caseId);
    }

    /** Turn a refused contact back into a draft, so that it can be corrected. */
    reopen(key) {
        const entry = this.state.entries.find((item) => item.key === key);
        this.remove(key);
        const caseId = entry.values.case_id;
        this.keepDraft(caseId, { label: entry.label, form: entry.form });
        return caseId;
    }
}

export const contactOutboxService = {
    dependencies: ["orm", "notification"],
    start(env, services) {
        return new ContactOutbox(env, services);
    },
};

registry.category("services").add("integration_contact_outbox", contactOutboxService);
