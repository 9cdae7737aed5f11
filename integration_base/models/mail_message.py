from odoo import models


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", "integration.by.document"]

    _document_model_field = "model"
