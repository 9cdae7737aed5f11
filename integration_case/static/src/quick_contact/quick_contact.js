import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { formatDateTime, deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CaseSearch } from "../case_search/case_search";
import { ChipGroup } from "../chip_group/chip_group";
import { getMinuteFormat } from "../dates";
import { ContactOutboxBanner } from "../contact_outbox/contact_outbox_banner";
import { getErrorMessage, isConnectionError } from "../contact_outbox/contact_outbox_service";
import { applyChange, getMissing, getValues, makeForm } from "./quick_contact_form";

const KIND_ICONS = {
    office: "fa-building-o",
    outreach: "fa-map-marker",
    phone: "fa-phone",
    email: "fa-envelope-o",
    messenger: "fa-comment-o",
    video: "fa-video-camera",
    accompaniment: "fa-male",
    collateral: "fa-handshake-o",
};
const TOPICS_SHOWN = 8;

/** One screen to record a counselling contact (C28). */
export class QuickContact extends Component {
    static template = "integration_case.QuickContact";
    static components = { CaseSearch, ChipGroup, ContactOutboxBanner, DateTimeInput, Layout };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Record contact");
    static path = "record-contact";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.outbox = useService("integration_contact_outbox");
        this.rootRef = useRef("root");
        this.noteRef = useRef("note");
        this.state = useState({
            form: null,
            isSaving: false,
            isRestored: false,
            areAllTopicsShown: false,
            error: "",
            message: "",
        });
        this.display = { controlPanel: {} };
        this.choices = null;
        this.dateFormat = getMinuteFormat();
        useSetupAction({ beforeUnload: (ev) => this.onBeforeUnload(ev) });
        useHotkey("control+enter", () => this.save(), { bypassEditableProtection: true });
        onWillStart(() => {
            const { params = {} } = this.props.action;
            return this.open(params.case_id || params.resId || 0, params.event_id || false);
        });
        onWillUnmount(() => this.keepDraft());
        useEffect(
            () => this.growNote(),
            () => [this.state.form.note]
        );
    }

    // ------------------------------------------------------------------
    // Opening and leaving
    // ------------------------------------------------------------------

    async open(caseId, eventId = false) {
        this.keepDraft();
        const data = await this.load(caseId, eventId);
        this.choices = data;
        const id = data.case?.id || 0;
        const draft = this.outbox.takeDraft(id);
        this.state.form = draft ? draft.form : makeForm(data);
        this.state.isRestored = Boolean(draft);
        this.state.error = "";
        this.props.updateActionState?.({ resId: id || false });
    }

    /** Without a connection the choices of an earlier call will do. */
    async load(caseId, eventId) {
        try {
            const data = await this.orm.call("integration.counselling", "get_quick_entry", [
                caseId,
                eventId,
            ]);
            this.outbox.choices = { ...data, case: false, event_id: false };
            return data;
        } catch (error) {
            const { choices, state } = this.outbox;
            const draft = state.drafts.find((item) => item.caseId === caseId);
            if (!isConnectionError(error) || !choices || (caseId && !draft)) {
                throw error;
            }
            return {
                ...choices,
                case: draft?.form.case || false,
                defaults: { ...choices.defaults, date: false },
            };
        }
    }

    get isDirty() {
        return Boolean(this.state.form?.isTouched);
    }

    keepDraft() {
        const { form } = this.state;
        if (this.isDirty) {
            this.outbox.keepDraft(form.case?.id || 0, {
                label: form.case?.name || "",
                form: { ...form },
            });
        }
    }

    discard() {
        const { case: client } = this.state.form;
        this.state.form = makeForm({ ...this.choices, case: client });
        this.state.isRestored = false;
        this.state.error = "";
    }

    onBeforeUnload(ev) {
        if (this.isDirty) {
            ev.preventDefault();
            ev.returnValue = "";
        }
    }

    // ------------------------------------------------------------------
    // Entry
    // ------------------------------------------------------------------

    get form() {
        return this.state.form;
    }

    get kinds() {
        return this.choices.kinds.map((kind) => ({ ...kind, icon: KIND_ICONS[kind.value] }));
    }

    get minutes() {
        return this.choices.minutes.map((value) => ({ value, label: String(value) }));
    }

    get topics() {
        const { topics } = this.choices;
        const shown = this.state.areAllTopicsShown
            ? topics
            : topics.filter(
                  (topic, index) =>
                      index < TOPICS_SHOWN || this.form.topic_ids.includes(topic.id)
              );
        return shown.map((topic) => ({ value: topic.id, label: topic.name }));
    }

    get hiddenTopicCount() {
        return this.choices.topics.length - this.topics.length;
    }

    get moreLabel() {
        return this.state.areAllTopicsShown
            ? _t("Fewer topics")
            : _t("More topics (%(count)s)", { count: this.hiddenTopicCount });
    }

    get followUps() {
        return this.choices.follow_up_weeks.map((weeks) => ({
            value: weeks,
            label:
                weeks === 1 ? _t("in 1 week") : _t("in %(weeks)s weeks", { weeks }),
        }));
    }

    get lastContact() {
        const date = this.form.case?.date_last_contact;
        return date
            ? _t("Last contact: %(date)s", {
                  date: formatDateTime(deserializeDateTime(date), { format: getMinuteFormat() }),
              })
            : _t("No contact so far");
    }

    set(name, value) {
        applyChange(this.form, name, value, this.choices.defaults.minutes);
        this.state.message = "";
    }

    onMinutesInput(ev) {
        const text = ev.target.value.trim();
        this.set("minutes", text === "" ? NaN : Number(text));
    }

    /** Change the client and keep what was typed. */
    async onSelectCase(item) {
        try {
            const data = await this.load(item.id, false);
            const draft = this.isDirty ? null : this.outbox.takeDraft(item.id);
            this.choices = data;
            if (this.isDirty) {
                Object.assign(this.form, { case: data.case, event_id: false });
            } else {
                this.state.form = draft ? draft.form : makeForm(data);
                this.state.isRestored = Boolean(draft);
            }
            this.state.error = "";
            this.props.updateActionState?.({ resId: item.id });
        } catch (error) {
            this.state.error = getErrorMessage(error);
        }
    }

    changeClient() {
        this.form.case = null;
        this.form.event_id = false;
        this.props.updateActionState?.({ resId: false });
    }

    growNote() {
        const el = this.noteRef.el;
        if (el) {
            el.style.height = "";
            el.style.height = `${Math.min(el.scrollHeight + 2, 320)}px`;
        }
    }

    // ------------------------------------------------------------------
    // Saving
    // ------------------------------------------------------------------

    /**
     * @param {boolean} next whether the screen stays for the next client
     */
    async save(next = false) {
        const { form } = this;
        if (this.state.isSaving) {
            return;
        }
        this.state.error = getMissing(form);
        if (this.state.error) {
            return;
        }
        this.state.isSaving = true;
        let result;
        try {
            result = await this.outbox.submit(getValues(form), {
                label: form.case.name,
                form: { ...form },
            });
        } catch (error) {
            this.state.error = getErrorMessage(error);
            return;
        } finally {
            this.state.isSaving = false;
        }
        await this.onSaved(result.sent, next);
    }

    async onSaved(sent, next) {
        const { name } = this.form.case;
        const message = _t("Contact with %(name)s saved.", { name });
        this.state.form = makeForm({
            ...this.choices,
            case: false,
            event_id: false,
            defaults: { ...this.choices.defaults, date: false },
        });
        this.state.isRestored = false;
        this.state.areAllTopicsShown = false;
        this.props.updateActionState?.({ resId: false });
        if (sent && !next) {
            this.notification.add(message, { type: "success" });
            return this.leave();
        }
        // what is not sent is said by the banner for as long as it lasts
        this.state.message = sent ? message : "";
    }

    leave() {
        if (this.env.config.breadcrumbs.length > 1) {
            return this.env.config.historyBack();
        }
        return this.action.doAction("integration_case.integration_case_my_day_action", {
            clearBreadcrumbs: true,
        });
    }
}

registry.category("actions").add("integration_case.quick_contact", QuickContact);
