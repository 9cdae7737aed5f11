import { localization } from "@web/core/l10n/localization";

/** @returns {string} the user's format of date and time without seconds */
export function getMinuteFormat() {
    return `${localization.dateFormat} ${localization.timeFormat.replace(":ss", "")}`;
}
