"""What the copy for the person leaves out or blacks out (C74)."""

from odoo import models


class IntegrationConsentEvidence(models.Model):
    _inherit = "integration.consent.evidence"
    _integration_third_parties = ("interpreter_name", "witness")


class IntegrationErasure(models.Model):
    _inherit = "integration.erasure"
    _integration_copied = False


class IntegrationEmergency(models.Model):
    # tells of colleagues; that they have looked stands in the statement
    _inherit = "integration.emergency"
    _integration_copied = False


class IntegrationAccessLock(models.Model):
    # a conflict of interest is one of a colleague
    _inherit = "integration.access.lock"
    _integration_copied = False


class IntegrationPersonDistinct(models.Model):
    # tells of another person
    _inherit = "integration.person.distinct"
    _integration_copied = False
