import { onMounted, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { progressBarField, ProgressBarField } from "@web/views/fields/progress_bar/progress_bar_field";

const BUSY_STATES = ["checking", "running"];
const REFRESH_MS = 3000;

/** Progress of a client import, read again while the job works in the background. */
export class ImportProgressField extends ProgressBarField {
    setup() {
        super.setup();
        onMounted(() => {
            this.timer = setInterval(() => this.refresh(), REFRESH_MS);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    async refresh() {
        const record = this.props.record;
        if (this.isLoading || !record.resId || !BUSY_STATES.includes(record.data.state)) {
            return;
        }
        this.isLoading = true;
        try {
            await record.load();
        } finally {
            this.isLoading = false;
        }
    }
}

registry.category("fields").add("integration_import_progress", {
    ...progressBarField,
    component: ImportProgressField,
});
