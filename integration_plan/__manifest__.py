{
    "name": "Integration: Plans and Offers",
    "version": "19.0.1.0.0",
    "category": "Services/Integration",
    "summary": "Integration plans, reviews, local offers and referrals",
    "author": "Integration for Odoo contributors",
    "license": "LGPL-3",
    "depends": ["integration_case"],
    "data": [
        "security/ir.model.access.csv",
    ],
}
