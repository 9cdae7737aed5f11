#!/bin/bash
# Creates the database on the first start and updates the addons on later ones.
set -euo pipefail

demo=()
if [ "${DEMO:-no}" = yes ]; then
    demo=(--with-demo)
fi
/entrypoint.sh odoo --database "$DB" --init "$ADDONS" --update "$ADDONS" \
    --load-language de_DE "${demo[@]}" --no-http --stop-after-init
cat /opt/integration/german.py /opt/integration/admin_password.py |
    /entrypoint.sh odoo shell --database "$DB" --no-http
