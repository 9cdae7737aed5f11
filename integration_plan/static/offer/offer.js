// Takes the link's text out of the address, where it stands behind "#", into the form.
// Without this script it is typed.
(function () {
    "use strict";
    const number = decodeURIComponent(window.location.hash.slice(1));
    const field = document.getElementById("number");
    if (!number || !field) {
        return;
    }
    window.history.replaceState(null, "", window.location.pathname);
    field.value = number;
    document.getElementById("open").focus();
})();
